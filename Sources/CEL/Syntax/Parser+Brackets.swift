import Diagnostics
import Values

extension Parser {
  /// Takes the bracket that closes an opener, or tells what stands in its place and finds the next one that does.
  mutating func close(_ opener: Token) {
    let closer = opener.kind.closer
    if !closers.isEmpty { closers.removeLast() }
    if current.kind == closer {
      isPanicking = false
      advance()
      return
    }
    if isAborted { return }
    if !isPanicking, current.kind.isCloser, following.kind == closer, !closesOuter {
      // `f(a])`: one bracket too many, and behind it the right one.
      note(SyntaxDiagnostics.unopenedBracket(source.span(current.range), text(current)))
      advance()
      advance()
      return
    }
    if !isPanicking {
      if hasUnclosedString, current.kind == .end {
        isPanicking = true
      } else if current.kind == .end || current.kind.isCloser {
        fail(
          SyntaxDiagnostics.unclosedBracket(
            source.span(current.kind == .end ? previousRange : current.range), opener: source.span(opener.range),
            closer.bracketText, found: current.kind == .end ? "" : text(current)))
      } else {
        unexpectedInBrackets(opener)
      }
    }
    synchronise(to: closer, orComma: false)
    if current.kind == closer {
      isPanicking = false
      advance()
    } else if current.kind.isCloser, !closesOuter {
      // `(a]`: the wrong bracket stands for the right one.
      advance()
      isPanicking = false
    }
  }

  private var previousRange: Range<Int> { index == 0 ? 0..<0 : tokens[index - 1].range }

  /// Takes the bracket at hand.
  mutating func open() -> Token {
    let opener = current
    closers.append(opener.kind.closer)
    advance()
    return opener
  }

  /// Whether the closing bracket at hand belongs to brackets that are open further out.
  private var closesOuter: Bool { closers.contains(current.kind) }

  private mutating func unexpectedInBrackets(_ opener: Token) {
    let token = current
    if token.kind == .comma, opener.kind == .leftParenthesis {
      fail(SyntaxDiagnostics.commaInParentheses(source.span(token.range), opener: source.span(opener.range)))
      return
    }
    unexpectedAfterOperand(in: opener)
  }

  /// `(expression)`; the node's range takes in the parentheses.
  mutating func parenthesised() -> Expression {
    let opener = open()
    var inner = expression()
    close(opener)
    inner.range = opener.range.lowerBound..<max(inner.range.upperBound, previousEnd)
    return inner
  }

  /// `(a, b)` of a call; the parenthesis is current.
  mutating func arguments() -> [Expression] {
    let opener = open()
    var arguments: [Expression] = []
    elements(of: opener) { parser in arguments.append(parser.expression()) }
    return arguments
  }

  /// Elements between commas up to the closing bracket, which is taken. A mistake in one spoils none of the others.
  private mutating func elements(of opener: Token, _ element: (inout Parser) -> Void) {
    let closer = opener.kind.closer
    let allowsTrailing = opener.kind != .leftParenthesis
    if allowsTrailing, current.kind == .comma, following.kind == closer { advance() }
    while current.kind != closer, current.kind != .end, !isAborted {
      let start = index
      element(&self)
      let isBroken = isPanicking
      if isPanicking { synchronise(to: closer, orComma: true) }
      guard current.kind == .comma else { break }
      isPanicking = false
      let comma = current
      advance()
      if current.kind == closer, !allowsTrailing, !isBroken {
        note(SyntaxDiagnostics.trailingComma(source.span(comma.range)))
      }
      if index == start { break }
    }
    close(opener)
  }

  mutating func list() -> Expression {
    let opener = open()
    var items: [Expression] = []
    var optionals: Set<Int> = []
    elements(of: opener) { parser in
      if parser.acceptOptionalMark() { optionals.insert(items.count) }
      items.append(parser.expression())
    }
    let range = opener.range.lowerBound..<max(opener.range.upperBound, previousEnd)
    return node(range, .list(items, optionals: optionals), below: height(items))
  }

  private mutating func acceptOptionalMark() -> Bool {
    guard current.kind == .question else { return false }
    if !options.optionalSyntax { note(SyntaxDiagnostics.optionalSyntaxOff(source.span(current.range))) }
    advance()
    return true
  }

  mutating func map() -> Expression {
    let opener = open()
    var entries: [Expression.MapEntry] = []
    var isNoMap = false
    elements(of: opener) { parser in
      let isOptional = parser.acceptOptionalMark()
      let outerKey = parser.keyNesting
      parser.keyNesting = parser.nesting + 1
      let key = parser.expression()
      parser.keyNesting = outerKey
      if isNoMap { parser.isPanicking = true }
      guard parser.acceptColon(after: "key") else {
        isNoMap = true
        return
      }
      let value = parser.expression()
      entries.append(Expression.MapEntry(key: key, value: value, isOptional: isOptional))
    }
    let range = opener.range.lowerBound..<max(opener.range.upperBound, previousEnd)
    let below = entries.reduce(Int32(0)) { max($0, height($1.key), height($1.value)) }
    return node(range, .map(entries), below: below)
  }

  private mutating func acceptColon(after what: String) -> Bool {
    if accept(.colon) { return true }
    if current.kind == .foreignOperator, text(current) == "=" || text(current) == "=>" {
      note(SyntaxDiagnostics.colonExpected(source.span(current.range), found: text(current)))
      advance()
      return true
    }
    if !(current.kind == .end && hasUnclosedString) {
      fail(SyntaxDiagnostics.missingColon(source.span(current.range), after: what, found: describe(current)))
    }
    isPanicking = true
    return false
  }

  /// `Name{field: value}`; the brace is current.
  mutating func message(_ name: String, from start: Int) -> Expression {
    let opener = open()
    var fields: [Expression.MessageField] = []
    elements(of: opener) { parser in
      let isOptional = parser.acceptOptionalMark()
      let token = parser.current
      guard let field = parser.fieldName() else {
        parser.fail(SyntaxDiagnostics.missingField(parser.source.span(token.range), found: parser.describe(token)))
        return
      }
      guard parser.acceptColon(after: "field") else { return }
      let value = parser.expression()
      fields.append(Expression.MessageField(name: field, value: value, isOptional: isOptional))
    }
    let range = start..<max(opener.range.upperBound, previousEnd)
    let below = fields.reduce(Int32(0)) { max($0, height($1.value)) }
    return node(range, .message(name, fields), below: below)
  }
}
