import CEL
import Diagnostics
import Formats

/// Whether two files say the same: the same values, mappings in whatever order, and the same comments.
enum DocumentComparison {
  /// Where the first file says something that the second does not; nil if they are the same.
  static func difference(_ source: Source, _ nodes: [YAMLNode], _ result: Source) -> Span? {
    let whole = Span(source: source, range: 0..<0)
    let (again, diagnostics) = YAMLReader.read(result, limits: .init(bytes: result.bytes.count + 1))
    guard !diagnostics.hasErrors, again.count == nodes.count else { return whole }
    for (a, b) in zip(nodes, again) {
      let part = DocumentFormatter.kind(of: a).map { .mapping(DocumentMapping($0)) } ?? ValueShape.anything
      if let span = difference(a, b, part) { return span }
    }
    let before = SourceComments(source, documents: nodes)
    let after = SourceComments(result, documents: again)
    let (x, y) = (before.all.map(before.text).sorted(), after.all.map(after.text).sorted())
    return x == y ? nil : whole
  }

  private static func difference(_ a: YAMLNode, _ b: YAMLNode, _ part: ValueShape) -> Span? {
    guard a.tag == b.tag else { return a.headPlace }
    switch (a.kind, b.kind) {
    case (.scalar(let x), .scalar(let y)):
      if x.text == y.text { return x.resolved == y.resolved && x.coreTag == y.coreTag ? nil : a.span }
      guard part.isExpression else { return a.span }
      return isSame(x.text, y.text) ? nil : a.span
    case (.sequence(let x), .sequence(let y)):
      guard x.count == y.count else { return a.headPlace }
      return zip(x, y).lazy.compactMap { difference($0, $1, part) }.first
    case (.mapping(let x), .mapping(let y)):
      guard x.count == y.count else { return a.headPlace }
      let others = Dictionary(
        y.map { ($0.key.scalar?.text ?? "", $0.value) }, uniquingKeysWith: { first, _ in first })
      for entry in x {
        let key = entry.key.scalar?.text ?? ""
        guard let other = others[key] else { return entry.key.span }
        if let span = difference(entry.value, other, part.child(key)) { return span }
      }
      return nil
    default: return a.headPlace
    }
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    func body(_ text: String) -> Substring { text.prefix(through: text.lastIndex { $0 != "\n" } ?? text.startIndex) }
    if !a.isEmpty, !b.isEmpty, body(a) == body(b) { return true }
    let (x, _) = Parser.parse(ExpressionSource(a))
    let (y, _) = Parser.parse(ExpressionSource(b))
    guard let x, let y else { return false }
    return x.root.isSame(as: y.root)
  }
}

extension YAMLNode {
  /// Where it begins.
  fileprivate var headPlace: Span {
    Span(source: span.source, range: span.range.lowerBound..<span.range.lowerBound)
  }
}
