import Diagnostics
import Schema

extension Diagnostic {
  /// The diagnostic as it may be shown: secrets taken out of its words, and no line that has one.
  ///
  /// - Parameters:
  ///   - mask: takes out of a text what must not be shown.
  ///   - isPolicy: whether a source is a policy, a schema or a catalog, in which `password:` is a name.
  func withoutSecrets(_ mask: (String) -> String, isPolicy: (Source) -> Bool) -> Diagnostic {
    func isTelling(_ span: Span) -> Bool {
      let source = span.source
      guard !source.isConfidential else { return false }
      return (span.line...max(span.line, span.end.line)).contains { number in
        let line = source.line(number)
        return (isPolicy(source) ? Redaction.withoutCredentials(line) : mask(line)) != line
      }
    }
    func clean(_ label: Label) -> Label {
      let isHidden = isTelling(label.span)
      let span = isHidden ? Span(source: label.span.source.confidential, range: label.span.range) : label.span
      return Label(span, mask(label.text))
    }
    var diagnostic = self
    diagnostic.message = mask(message)
    diagnostic.help = help.map(mask)
    diagnostic.primary = primary.map(clean)
    diagnostic.secondary = secondary.map(clean)
    if let fix, isTelling(fix.span) { diagnostic.fix = nil }
    return diagnostic
  }
}

extension DiagnosticList {
  /// All diagnostics as they may be shown.
  func withoutSecrets(_ mask: (String) -> String, policies: Set<String>) -> DiagnosticList {
    var list = DiagnosticList()
    list.add(contentsOf: all.map { $0.withoutSecrets(mask) { policies.contains($0.path) } })
    return list
  }
}
