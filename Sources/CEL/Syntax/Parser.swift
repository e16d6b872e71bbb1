import Diagnostics
import Values

/// Reads the text of an expression into a tree.
///
///     Parser.parse(ExpressionSource("camera.accounts.all(a, a.is_disabled)"))
///
/// A hand-written parser by operator precedence over the whole grammar of CEL
/// (https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax), macros included. It goes on behind an error:
/// what stands in another pair of brackets or behind another comma is still read, and one mistake is told once.
///
/// - Complexity: O(bytes)
public struct Parser {
  let source: ExpressionSource
  let options: ParserOptions
  let tokens: [Token]
  let literals: LiteralReader
  var index = 0
  var diagnostics: [Diagnostic]
  /// Height of every node's tree by id, so that the cap holds for what is built, not for how it was written.
  private var heights: [Int32] = [0]
  /// Whether an error was told and nothing has been understood since: what follows from it is kept silent.
  var isPanicking = false
  /// Whether some cap was passed: nothing more is read.
  var isAborted = false
  /// The level of `expression()` at which a map's key is read: `=` there stands for the colon.
  var keyNesting: Int?
  /// Where in `diagnostics` a `not in` waits for its operands, so that the whole can be proposed.
  var pendingNotIn: Int?
  /// The brackets that would close those open at the moment, innermost last.
  var closers: [Token.Kind] = []
  /// Levels of `expression()` under way, against overflow of the stack.
  var nesting = 0

  /// Parses an expression.
  /// - Returns: the tree, if no error was found, and everything there is to say about the text.
  public static func parse(_ source: ExpressionSource, options: ParserOptions = .init()) -> (
    ParsedExpression?, [Diagnostic]
  ) {
    let size = source.text.utf8.count
    guard size <= options.maximumSize else {
      return (nil, [SyntaxDiagnostics.tooLarge(source.span(0..<0), size: size, limit: options.maximumSize)])
    }
    var lexer = Lexer(source)
    lexer.run()
    var parser = Parser(lexer, options)
    let root = parser.whole()
    let hasErrors = parser.diagnostics.contains { $0.severity == .error }
    let ordered = parser.diagnostics.enumerated().sorted { a, b in
      let left = a.element.primary?.span.range.lowerBound ?? 0
      let right = b.element.primary?.span.range.lowerBound ?? 0
      return (left, a.offset) < (right, b.offset)
    }
    return (hasErrors ? nil : ParsedExpression(source: source, root: root), ordered.map(\.element))
  }

  private init(_ lexer: Lexer, _ options: ParserOptions) {
    source = lexer.source
    self.options = options
    tokens = lexer.tokens
    literals = LiteralReader(source: lexer.source, bytes: lexer.bytes)
    diagnostics = lexer.diagnostics
    // Whatever stands behind a string without end was swallowed by it.
    hasUnclosedString = lexer.hasUnclosedString
  }

  let hasUnclosedString: Bool

  private mutating func whole() -> Expression {
    if current.kind == .end {
      if diagnostics.isEmpty { diagnostics.append(SyntaxDiagnostics.emptyExpression(source.span(current.range))) }
      return placeholder(current.range)
    }
    let root = expression()
    while current.kind != .end, !isAborted {
      unexpectedAfterOperand()
      // The text behind is read too: what it does wrong by itself is worth telling.
      advance()
      isPanicking = true
      if current.kind.startsOperand { _ = expression() }
    }
    return root
  }

  // MARK: Tokens

  var current: Token { tokens[index] }

  /// The token after the current one.
  var following: Token { tokens[min(index + 1, tokens.count - 1)] }

  var previousEnd: Int { index == 0 ? 0 : tokens[index - 1].range.upperBound }

  mutating func advance() { if index < tokens.count - 1 { index += 1 } }

  func text(_ token: Token) -> String { literals.text(token.range) }

  /// Takes the current token if it is of that kind.
  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  // MARK: Nodes

  /// A new node over children whose trees are `below` high.
  mutating func node(_ range: Range<Int>, _ kind: Expression.Kind, below: Int32 = 0) -> Expression {
    let id = heights.count
    if isAborted || below >= Int32(clamping: options.maximumDepth) {
      // INVARIANT: no tree is ever higher than the cap, since even releasing one recurses.
      abortTooDeep(range)
      heights.append(1)
      return Expression(id: id, range: range, kind: .literal(.null))
    }
    heights.append(below + 1)
    return Expression(id: id, range: range, kind: kind)
  }

  func height(_ expression: Expression) -> Int32 { heights[expression.id] }

  func height(_ expressions: [Expression]) -> Int32 { expressions.reduce(0) { max($0, heights[$1.id]) } }

  /// What stands in the tree where nothing could be read; the tree is never handed out.
  mutating func placeholder(_ range: Range<Int>) -> Expression { node(range, .literal(.null)) }

  mutating func abortTooDeep(_ range: Range<Int>) {
    guard !isAborted else { return }
    isAborted = true
    isPanicking = true
    diagnostics.append(SyntaxDiagnostics.tooDeep(source.span(range), limit: options.maximumDepth))
    index = tokens.count - 1
  }

  // MARK: Errors

  /// Tells of an error behind which the parser has to find its place again.
  mutating func fail(_ diagnostic: Diagnostic) {
    if !isPanicking { diagnostics.append(diagnostic) }
    isPanicking = true
  }

  /// Tells of an error whose meaning is plain, so that reading goes on as if it had been written right.
  mutating func note(_ diagnostic: Diagnostic) { if !isPanicking { diagnostics.append(diagnostic) } }

  /// Skips to a token of the wanted kind, or a comma, on the present level of brackets.
  mutating func synchronise(to closer: Token.Kind, orComma: Bool) {
    var open: [Token.Kind] = []
    while current.kind != .end {
      let kind = current.kind
      if open.isEmpty, kind == closer || (orComma && kind == .comma) { return }
      if kind.isOpener {
        open.append(kind.closer)
      } else if kind.isCloser {
        if open.isEmpty { return }
        if open.last == kind { open.removeLast() }
      }
      advance()
    }
  }
}
