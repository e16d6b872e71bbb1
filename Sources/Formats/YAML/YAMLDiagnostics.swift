import Diagnostics

/// The words of everything that can be wrong with YAML.
enum YAMLDiagnostics {
  // MARK: the file

  static func tooLarge(_ source: Source, limit: Int) -> Diagnostic {
    Diagnostic(
      .inputTooLarge, "a YAML file of \(source.bytes.count) bytes is beyond the limit of \(limit) bytes",
      at: Span(source: source, range: 0..<0), help: ["split the file, or give large lists as CSV or NDJSON"])
  }

  static func notUTF8(_ source: Source, _ encoding: TextEncoding) -> Diagnostic {
    let name = encoding == .utf32 ? "UTF-32" : "UTF-16"
    return Diagnostic(
      .textEncoding, "the file is \(name), not UTF-8", at: Span(source: source, range: 0..<0),
      help: ["save the file as UTF-8"])
  }

  static func invalidUTF8(_ source: Source, _ range: Range<Int>) -> Diagnostic {
    let bytes = source.bytes[range].prefix(8).map { "0x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return Diagnostic(
      .textEncoding, "bytes that are not UTF-8: \(bytes.joined(separator: " "))",
      at: Span(source: source, range: range), help: ["save the file as UTF-8"])
  }

  static func control(_ source: Source, _ range: Range<Int>, _ value: UInt32) -> Diagnostic {
    let digits = String(value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Diagnostic(
      .textEncoding, "the character \(name) may not stand in YAML", at: Span(source: source, range: range),
      help: ["remove it, or write it as an escape in double quotes"])
  }

  static func tooManyDirectives(_ source: Source, at offset: Int) -> Diagnostic {
    Diagnostic(
      .inputTooLarge, "more than 1000 lines begin with `%`, as YAML directives do",
      at: Span(source: source, range: offset..<offset + 1), help: ["remove the directives; kiem needs none"])
  }

  // MARK: the tree

  static func tooDeep(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, "values nest deeper than the limit of \(limit) levels", at: span,
      help: ["flatten the structure"])
  }

  static func unknownAlias(_ span: Span, _ name: String, known: [String]) -> Diagnostic {
    var help = ["an expression or text that begins with `*` must be quoted, or stand in a `|` block"]
    guard !span.source.isConfidential else {
      return Diagnostic(.yamlUnknownAlias, "no anchor of this name stands above this alias", at: span, help: help)
    }
    if let nearest = NameSuggestions.nearest(to: name, among: known) {
      help.insert("did you mean `*\(nearest)`?", at: 0)
    }
    return Diagnostic(
      .yamlUnknownAlias, "no anchor `&\(name)` stands above this alias", at: span, help: help)
  }

  static func cycle(_ span: Span, _ anchor: Span) -> Diagnostic {
    Diagnostic(
      .yamlAliasCycle, "an alias stands inside the value that it names", at: span,
      also: [.init(anchor, "the value begins here")], help: ["write the inner value out"])
  }

  static func expansion(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .yamlExpansion, "with its aliases written out the document has more than \(limit) nodes", at: span,
      help: ["use fewer aliases of aliases"])
  }

  static func keyNotScalar(_ span: Span) -> Diagnostic {
    Diagnostic(
      .yamlKey, "a key must be text, not a list or a mapping", at: span,
      help: ["text that begins with `[` or `{` must be quoted"])
  }

  static func keyMissing(_ span: Span) -> Diagnostic {
    Diagnostic(.yamlKey, "a key is missing before `:`", at: span, help: ["an empty key must be written as `\"\"`"])
  }

  static func mergeKey(_ span: Span) -> Diagnostic {
    Diagnostic(
      .yamlMergeKey, "the merge key `<<` is not part of YAML 1.2", at: span,
      help: ["write the keys out: with merged keys nobody sees at the place what holds there"])
  }

  static func duplicateKey(_ span: Span, first: Span, _ key: String) -> Diagnostic {
    Diagnostic(
      .yamlDuplicateKey, "the key \(Diagnostic.quote(key)) stands twice in this mapping", at: span, label: "again here",
      also: [.init(first, "first here")], help: ["remove one of the two, or rename it"])
  }

  static func tagMismatch(_ span: Span, _ what: String) -> Diagnostic {
    Diagnostic(
      .yamlTag, "the tag \(Diagnostic.quote(span)) does not fit \(what)", at: span, help: ["remove the tag"])
  }

  static func unfit(_ span: Span, _ tag: Span) -> Diagnostic {
    Diagnostic(
      .yamlTag, "\(Diagnostic.quote(span)) is not what its tag \(Diagnostic.quote(tag)) says",
      at: span, also: [.init(tag, "the tag")], help: ["correct the value, or remove the tag"])
  }
}
