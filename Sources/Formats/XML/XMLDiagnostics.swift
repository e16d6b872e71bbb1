import Diagnostics

/// The words of everything that can be wrong with XML.
enum XMLDiagnostics {
  private static func syntax(_ message: String, _ span: Span, also: [Diagnostic.Label] = [], help: String) -> Diagnostic
  {
    Diagnostic(.xmlSyntax, message, at: span, also: also, help: [help])
  }

  private static let export = "export the file again, or correct it at this place"

  // MARK: structure

  static func notMarkup(_ span: Span) -> Diagnostic {
    syntax("`<!` that begins no comment, CDATA section or document type", span, help: export)
  }

  static func misplacedDoctype(_ span: Span) -> Diagnostic {
    syntax("a document type that is not the first before the outermost element", span, help: export)
  }

  static func misplacedDeclaration(_ span: Span) -> Diagnostic {
    syntax(
      "an XML declaration that does not stand at the start of the file", span,
      help: "a file is one XML document: remove what stands before it, or split files that were joined")
  }

  static func notClosed(_ span: Span, opening: Span) -> Diagnostic {
    syntax(
      "the text ends before the end tag of an element", span,
      also: [.init(first(of: opening), "the element begins here")],
      help: "the file may be cut short: " + export)
  }

  static func noRoot(_ span: Span) -> Diagnostic {
    syntax("the file has no element", span, help: "is this an XML file, and is it whole?")
  }

  static func textAfterEnd(_ span: Span) -> Diagnostic {
    syntax(
      "text after the end of the outermost element", span,
      help: "a file is one XML document: split files that were joined"
    )
  }

  static func textBeforeRoot(_ span: Span) -> Diagnostic {
    syntax("text before the outermost element", span, help: "is this an XML file?")
  }

  static func tagNotClosed(_ span: Span) -> Diagnostic {
    syntax("a tag without its `>`", first(of: span), help: export)
  }

  static func endWithoutStart(_ span: Span) -> Diagnostic {
    syntax("an end tag without a start tag", first(of: span), help: export)
  }

  static func mismatch(_ span: Span, opening: Span, expected: Span) -> Diagnostic {
    syntax(
      "an end tag that does not match its start tag: \(Diagnostic.quote(span))", span,
      also: [.init(first(of: opening), "the element \(Diagnostic.quote(expected)) begins here")], help: export)
  }

  static func unfinished(_ span: Span, _ what: String, _ end: String) -> Diagnostic {
    syntax("the \(what) that begins here has no `\(end)`", span, help: "the file may be cut short: " + export)
  }

  static func spaceMissing(_ span: Span) -> Diagnostic {
    syntax("white space is missing before an attribute, or `>` after the tag", span, help: export)
  }

  static func noValue(_ span: Span) -> Diagnostic {
    syntax("the attribute \(Diagnostic.quote(span)) has no value", span, help: "write `name=\"value\"`")
  }

  static func noQuotes(_ span: Span) -> Diagnostic {
    syntax("the value of the attribute \(Diagnostic.quote(span)) has no quotes", span, help: "write `name=\"value\"`")
  }

  static func lessInValue(_ span: Span, opening: Span) -> Diagnostic {
    syntax(
      "`<` inside an attribute's value", span, also: [.init(opening, "the value begins here")],
      help: "is the closing quote missing? a `<` that is meant as such is `&lt;`")
  }

  static func notAName(_ span: Span) -> Diagnostic {
    let what = span.range.isEmpty ? "the end of the file" : Diagnostic.quote(span)
    return syntax("a name was expected, not \(what)", span, help: "a `<` that is meant as such is `&lt;`")
  }

  // MARK: limits

  static func tooDeep(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, "elements nest deeper than the limit of \(limit) levels", at: span,
      help: ["nothing after this place is read"])
  }

  static func tooManyAttributes(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .inputTooLarge, "an element has more attributes than the limit of \(limit)", at: span,
      help: ["nothing after this place is read"])
  }

  static func tooManyNodes(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .inputTooLarge, "the file has more elements and attributes than the limit of \(limit)", at: span,
      help: ["nothing after this place is read; split the file"])
  }

  static func textTooLarge(_ span: Span, bytes: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      .inputTooLarge, .warning, "a text has \(bytes) bytes, beyond the limit of \(limit)", at: span,
      help: ["the value counts as unreadable"])
  }

  // MARK: what is not resolved

  static func entityRefused(_ span: Span, isExternal: Bool) -> Diagnostic {
    Diagnostic(
      .xmlEntity, .warning,
      isExternal
        ? "the file names an external entity, which is never fetched" : "the file declares an entity of its own",
      at: first(of: span), help: ["it is not resolved; a value that refers to it counts as unreadable"])
  }

  static func attributeList(_ span: Span) -> Diagnostic {
    Diagnostic(
      .xmlEntity, .warning, "the file declares attributes in its document type", at: first(of: span),
      help: ["default values from there are not applied"])
  }

  static func unreadableText(_ span: Span, _ problem: XMLTextProblem) -> Diagnostic {
    let (message, help): (String, String)
    switch problem {
    case .notUTF8: (message, help) = ("the text has bytes that are not UTF-8", "export the file as UTF-8")
    case .control: (message, help) = ("a control character that XML does not allow", "remove it")
    case .bareAmpersand: (message, help) = ("an `&` that begins no reference", "write `&amp;`")
    case .entity: (message, help) = ("a reference to an entity that is not resolved", "write the character itself")
    case .badReference: (message, help) = ("a reference to a character that XML does not have", "remove it")
    case .bracket: (message, help) = ("`]]>` outside a CDATA section", "write `]]&gt;`")
    case .encoding: (message, help) = ("a text in an encoding that is not known", "export the file as UTF-8")
    }
    return Diagnostic(
      .xmlUnreadableText, .warning, message, at: first(of: span), help: ["the value counts as unreadable; " + help])
  }

  static func unknownEncoding(_ span: Span, _ name: String) -> Diagnostic {
    Diagnostic(
      .textEncoding, .warning, "the encoding \(Diagnostic.quote(name)) is not known", at: span,
      help: ["values with characters beyond ASCII count as unreadable; export the file as UTF-8"])
  }

  static func duplicateAttribute(_ span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .xmlDuplicateAttribute, .warning, "the element has the attribute \(Diagnostic.quote(span)) twice", at: span,
      label: "again here", also: [.init(first, "first here")],
      help: ["neither value is used, since nothing tells which one is meant"])
  }

  static func unknownPrefix(_ span: Span) -> Diagnostic {
    Diagnostic(
      .xmlNamespace, .warning, "the prefix of \(Diagnostic.quote(span)) is not declared", at: span,
      help: ["the name is taken for one without a namespace"])
  }

  /// The first line of a place, since an element may be long.
  private static func first(of span: Span) -> Span {
    let bytes = span.source.bytes
    var end = span.range.lowerBound
    while end < span.range.upperBound, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return Span(source: span.source, range: span.range.lowerBound..<end)
  }
}
