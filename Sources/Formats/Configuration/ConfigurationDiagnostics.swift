import Diagnostics

/// The words of what can be wrong with configuration files beyond their formats' own rules.
enum ConfigurationDiagnostics {
  static func tooManyBytes(_ source: Source, limit: Int) -> Diagnostic {
    Diagnostic(
      .inputTooLarge, "a configuration file of \(source.bytes.count) bytes is beyond the limit of \(limit) bytes",
      at: Span(source: source, range: 0..<0), help: ["leave it out of the check's paths if it is no configuration"])
  }

  static func tooLarge(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .inputTooLarge, "the file has more than \(limit) values, aliases and merge keys written out", at: start(span),
      help: ["leave it out of the check's paths if it is no configuration"])
  }

  static func tooDeep(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, "values nest deeper than the limit of \(limit) levels", at: span,
      help: ["flatten the structure"])
  }

  static func mergeOfNoMapping(_ span: Span) -> Diagnostic {
    Diagnostic(
      .configurationMerge, .warning, "the merge key `<<` names no mapping", at: span,
      help: ["it takes an alias of a mapping, or a list of such aliases"])
  }

  static func template(_ span: Span) -> Diagnostic {
    Diagnostic(
      .configurationTemplate, .note, "the file is a template: what it holds depends on the program that fills it in",
      at: start(span), help: ["nothing in it is decided; check what comes out of the template as well"])
  }

  static func duplicateKey(_ span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .configurationDuplicateKey, .warning, "a key stands twice in one section", at: span, label: "again here",
      also: [.init(first, "first here")],
      help: ["neither value is used, since programs differ in which one they take: remove one"])
  }

  private static func start(_ span: Span) -> Span {
    Span(source: span.source, range: span.range.lowerBound..<span.range.lowerBound)
  }
}
