import Diagnostics
import Formats

extension DecodingLog {
  /// An expression's text, or nil after saying what YAML has made of it.
  ///
  /// YAML has its own ideas of `!`, `{`, `[`, `: ` and ` #`, all of which occur in expressions. Whatever it took for
  /// itself is an error here, since the expression that is left may well be valid and mean something else.
  public func expression(_ node: YAMLNode, as what: @autoclosure () -> String) -> ExpressionText? {
    if let tag = node.tagSpan {
      add(.expressionTagged(tag.text, what: what(), at: tag))
      return nil
    }
    guard let scalar = node.scalar else {
      add(.expressionStructured(node, what: what()))
      return nil
    }
    guard !scalar.isNull, !scalar.text.isBlank else {
      add(.expressionEmpty(what: what(), at: node.span))
      return nil
    }
    let scan = ExpressionScan(scalar.text)
    if let comment = scan.comment, scalar.style != .literal {
      add(.expressionComment(what: what(), at: scalar.map.span(comment..<comment + 2)))
    }
    if scan.isUnfinished, scalar.style == .plain, let comment = Self.commentBehind(node.span) {
      add(.expressionCut(what: what(), at: comment, text: node.span))
    }
    return ExpressionText(text: scalar.text, map: scalar.map, span: node.span, style: scalar.style)
  }

  /// Where a YAML comment begins on the line on which a scalar ends.
  private static func commentBehind(_ span: Span) -> Span? {
    let bytes = span.source.bytes
    var index = span.range.upperBound
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") { index += 1 }
    guard index > span.range.upperBound, index < bytes.count, bytes[index] == UInt8(ascii: "#") else { return nil }
    var end = index
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
    return Span(source: span.source, range: index..<end)
  }
}

extension MappingReader {
  /// An expression under a key that may be missing.
  public func optionalExpression(_ key: String) -> ExpressionText? {
    optional(key).flatMap { log.expression($0, as: "`\(key)`") }
  }

  /// An expression under a key that must be there.
  public func expression(_ key: String) -> ExpressionText? {
    required(key).flatMap { log.expression($0, as: "`\(key)`") }
  }

  /// An id that files, records and references can carry: no space, no slash.
  public func id(_ key: String, of what: String) -> Located<String> {
    let id = string(key)
    let isPlain = id.value.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._-".utf8.contains(byte)
    }
    if !isPlain { log.add(.invalidId(id.value, what: what, at: id.span)) }
    return id
  }
}
