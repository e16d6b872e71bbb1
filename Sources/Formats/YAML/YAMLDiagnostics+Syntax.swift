import Diagnostics

extension YAMLDiagnostics {
  /// libyaml's complaint in words that tell what to do.
  static func syntax(_ source: Source, _ error: YAMLParseError) -> Diagnostic {
    let offset = min(error.offset, source.bytes.count)
    let found = offset < source.bytes.count ? source.bytes[offset] : nil
    let (message, help) = words(error, found)
    var secondary: [Diagnostic.Label] = []
    if let context = error.context, context.offset != offset {
      secondary.append(.init(point(source, context.offset), context.text))
    }
    return Diagnostic(.yamlSyntax, message, at: point(source, offset), also: secondary, help: help)
  }

  private static let quoteIt = "put the value in quotes, or in a `|` block below the key"
  private static let indentation = "check that the keys of a mapping, or the dashes of a list, stand in one column"

  private static func words(_ error: YAMLParseError, _ found: UInt8?) -> (message: String, help: [String]) {
    let context = error.context?.text ?? ""
    switch error.problem {
    case "mapping values are not allowed in this context":
      return ("a `:` followed by a space inside a value without quotes", [quoteIt, indentation])
    case "found character that cannot start any token":
      return cannotStart(found)
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return ("a tab where indentation must be spaces", ["indent with spaces"])
    case "did not find expected key":
      return (
        "a key was expected here",
        [indentation, "text behind a closing quote also leads here: then quote the whole value"]
      )
    case "did not find expected '-' indicator":
      return ("an item of the list, beginning with `-`, was expected here", [indentation])
    case "could not find expected ':'":
      return ("a key without its `:`", ["write `key: value`", indentation])
    case "block sequence entries are not allowed in this context":
      return ("a `-` where no list can begin", ["begin a list on the line below its key"])
    case "block mapping values are not allowed in this context", "mapping keys are not allowed in this context":
      return ("a key where no mapping can begin", [indentation])
    case "did not find expected ',' or ']'":
      return (
        "a `,` or the closing `]` of the list is missing", ["text with `,`, `[`, `]` or quotes inside must be quoted"]
      )
    case "did not find expected ',' or '}'":
      return (
        "a `,` or the closing `}` of the mapping is missing",
        ["text with `,`, `{`, `}` or quotes inside must be quoted"]
      )
    case "found unexpected end of stream", "found unexpected document indicator":
      return ("the quote is not closed", ["add the closing quote"])
    case "found unknown escape character":
      return ("an escape that YAML does not know", ["use single quotes, in which a backslash is just a backslash"])
    case "did not find expected <document start>":
      return ("text after the end of the document", [indentation])
    case "did not find expected node content":
      return ("a value was expected here", [quoteIt])
    case "found undefined tag handle":
      return ("a tag that nothing declares", [bang])
    case "could not determine a simple key", "could not find expected directive name":
      return (error.problem, [quoteIt])
    default: break
    }
    if context.contains("tag") { return ("text that begins with `!` is a tag in YAML, and this is none", [bang]) }
    if context.contains("anchor") || context.contains("alias") {
      return (
        "text that begins with `&` or `*` is an anchor or an alias in YAML, and this is none",
        [quoteIt]
      )
    }
    if context.contains("block scalar") {
      return ("what follows `|` or `>`: \(error.problem)", ["put the text on the lines below, indented"])
    }
    let message = context.isEmpty ? error.problem : "\(error.problem) \(context)"
    return (message, [quoteIt])
  }

  private static let bang = "an expression that begins with `!` must be quoted, or stand in a `|` block"

  private static func cannotStart(_ found: UInt8?) -> (message: String, help: [String]) {
    switch found {
    case 0x09: return ("a tab where indentation must be spaces", ["indent with spaces"])
    case let byte?:
      let character = Diagnostic.quote(String(decoding: [byte], as: UTF8.self))
      return ("a value without quotes cannot begin with \(character)", [quoteIt])
    case nil: return ("the text ends where a value was expected", [quoteIt])
    }
  }

  /// The character at an offset, or the point at the end.
  private static func point(_ source: Source, _ offset: Int) -> Span {
    let start = min(max(offset, 0), source.bytes.count)
    var end = start
    if end < source.bytes.count, source.bytes[end] != 0x0A, source.bytes[end] != 0x0D {
      end += 1
      while end < source.bytes.count, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
    }
    return Span(source: source, range: start..<end)
  }
}
