import Diagnostics

/// Gives a tree that was read with its template expressions masked the file's own text back.
struct TemplateUnmasking {
  private let source: Source
  private let expressions: [Range<Int>]

  init(_ source: Source, _ scan: TemplateScan) {
    self.source = source
    expressions = scan.expressions
  }

  func unmask(_ parts: ConfigurationParts) -> ConfigurationParts {
    var parts = parts
    parts.roots = parts.roots.map(node)
    parts.diagnostics = parts.diagnostics.compactMap { diagnostic in
      // What is said of digits in an expression's place is not about the file.
      if let range = diagnostic.primary?.span.range, hasExpression(range) { return nil }
      var diagnostic = diagnostic
      if let label = diagnostic.primary { diagnostic.primary = .init(span(label.span), label.text) }
      diagnostic.secondary = diagnostic.secondary.map { .init(span($0.span), $0.text) }
      return diagnostic
    }
    return parts
  }

  private func span(_ span: Span) -> Span { Span(source: source, range: span.range) }

  /// Whether a range has a part of an expression in it.
  private func hasExpression(_ range: Range<Int>) -> Bool {
    var low = 0
    var high = expressions.count
    while low < high {
      let middle = (low + high) / 2
      if expressions[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < expressions.count && expressions[low].lowerBound < range.upperBound
  }

  private func node(_ node: ConfigurationNode) -> ConfigurationNode {
    var result = node
    result.place = span(node.place)
    switch node.kind {
    case .list(let items): result.kind = .list(items.map(self.node))
    case .map(let entries):
      var map = ConfigurationMap(at: result.place)
      map.isOpen = node.isOpen
      for entry in entries {
        let place = span(entry.keyPlace)
        let isTemplate = hasExpression(place.range)
        if isTemplate { map.isOpen = true }
        map.add(isTemplate ? place.text : entry.key, at: place, self.node(entry.value))
      }
      result = map.node
    default:
      if hasExpression(node.place.range) { result.kind = .template(result.place.text) }
    }
    return result
  }
}
