import Diagnostics
import Values

extension Parser {
  /// A primary and the selects, calls and indexes behind it.
  mutating func member() -> Expression {
    var operand = primary()
    while !isAborted {
      switch current.kind {
      case .dot: operand = select(operand)
      case .leftBracket where !isPanicking: operand = subscripted(operand)
      case .leftBrace:
        guard let name = operand.messageName, !isPanicking else { return operand }
        operand = message(name, from: operand.range.lowerBound)
      case .question where isMisplacedOptionalSelect:
        note(SyntaxDiagnostics.optionalSelectOrder(source.span(current.range.lowerBound..<following.range.upperBound)))
        advance()
        operand = select(operand)
      default: return operand
      }
    }
    return operand
  }

  /// Whether `?.` is another language's optional select: a conditional whose branch begins with a dot has a colon.
  private var isMisplacedOptionalSelect: Bool {
    guard following.kind == .dot, following.range.lowerBound == current.range.upperBound else { return false }
    var depth = 0
    for token in tokens[(index + 2)...] {
      if token.kind == .colon, depth == 0 { return false }
      if token.kind.isOpener { depth += 1 }
      if token.kind == .comma, depth == 0 { return true }
      if token.kind.isCloser {
        if depth == 0 { return true }
        depth -= 1
      }
    }
    return true
  }

  /// `.field`, `.?field` or `.method(arguments)`; the dot is current.
  private mutating func select(_ operand: Expression) -> Expression {
    let dot = current
    advance()
    var isOptional = false
    if current.kind == .question {
      isOptional = true
      if !options.optionalSyntax { note(SyntaxDiagnostics.optionalSyntaxOff(source.span(current.range))) }
      advance()
    }
    let name = current
    guard let field = fieldName() else {
      if name.kind == .invalid {
        isPanicking = true
        advance()
        return operand
      }
      fail(
        SyntaxDiagnostics.missingField(
          source.span(dot.range.lowerBound..<max(dot.range.upperBound, name.range.upperBound)), found: describe(name)))
      return operand
    }
    let start = operand.range.lowerBound
    if current.kind == .leftParenthesis, !isOptional, name.kind != .quotedIdentifier {
      return call(field, nameRange: name.range, target: operand)
    }
    return node(
      start..<name.range.upperBound, .select(operand, field: field, isOptional: isOptional), below: height(operand))
  }

  /// The name behind a dot or in a message: reserved words are free there.
  mutating func fieldName() -> String? {
    switch current.kind {
    case .identifier, .reserved:
      let name = text(current)
      advance()
      return name
    case .quotedIdentifier:
      let name = literals.text(current.range.lowerBound + 1..<current.range.upperBound - 1)
      advance()
      return name
    default: return nil
    }
  }

  /// `[index]` or `[?index]`; the bracket is current.
  private mutating func subscripted(_ operand: Expression) -> Expression {
    let opener = open()
    var isOptional = false
    if current.kind == .question {
      isOptional = true
      if !options.optionalSyntax { note(SyntaxDiagnostics.optionalSyntaxOff(source.span(current.range))) }
      advance()
    }
    if current.kind == .rightBracket {
      fail(
        SyntaxDiagnostics.missingOperand(
          source.span(opener.range.lowerBound..<current.range.upperBound), after: "[", found: "`]`"))
    }
    let index = isPanicking ? placeholder(current.range) : expression()
    close(opener)
    let range = operand.range.lowerBound..<max(operand.range.upperBound, previousEnd)
    let name = isOptional ? "_[?_]" : "_[_]"
    return node(range, .call(name, target: nil, [operand, index]), below: max(height(operand), height(index)))
  }

  /// `(arguments)` behind a function's name; the parenthesis is current.
  mutating func call(_ name: String, nameRange: Range<Int>, target: Expression?) -> Expression {
    let arguments = arguments()
    let start = target?.range.lowerBound ?? nameRange.lowerBound
    let range = start..<max(nameRange.upperBound, previousEnd)
    if options.macros, !isAborted,
      let macro = macro(MacroCall(name: name, nameRange: nameRange, range: range, target: target, arguments: arguments))
    {
      return macro
    }
    let below = max(height(arguments), target.map(height) ?? 0)
    return node(range, .call(name, target: target, arguments), below: below)
  }

  private mutating func primary() -> Expression {
    let token = current
    switch token.kind {
    case .int, .uint, .double:
      advance()
      return number(token, from: token.range.lowerBound, isNegative: false)
    case .minus:
      let number = following
      advance()
      advance()
      return self.number(number, from: token.range.lowerBound, isNegative: true)
    case .string, .bytes:
      advance()
      let (value, problems) = literals.string(token.range)
      if !isPanicking { diagnostics.append(contentsOf: problems) }
      return node(token.range, .literal(value))
    case .true, .false:
      advance()
      return node(token.range, .literal(.bool(token.kind == .true)))
    case .null:
      advance()
      return node(token.range, .literal(.null))
    case .dot:
      advance()
      let name = current
      guard name.kind == .identifier else {
        fail(
          SyntaxDiagnostics.missingField(
            source.span(token.range.lowerBound..<max(token.range.upperBound, name.range.upperBound)),
            found: describe(name)))
        return placeholder(token.range)
      }
      advance()
      return identifier(name, from: token.range.lowerBound, isRooted: true)
    case .identifier:
      advance()
      return identifier(token, from: token.range.lowerBound, isRooted: false)
    case .reserved:
      note(SyntaxDiagnostics.reservedWord(source.span(token.range), text(token)))
      advance()
      let wasPanicking = isPanicking
      isPanicking = true
      let result = identifier(token, from: token.range.lowerBound, isRooted: false)
      isPanicking = wasPanicking
      if current.kind.startsOperand, current.kind != .minus { isPanicking = true }
      return result
    case .quotedIdentifier:
      note(SyntaxDiagnostics.quotedNameOutOfPlace(source.span(token.range), text(token)))
      advance()
      return placeholder(token.range)
    case .leftParenthesis: return parenthesised()
    case .leftBracket: return list()
    case .leftBrace: return map()
    case .invalid:
      // Told by the lexer.
      advance()
      return placeholder(token.range)
    default:
      missingOperand()
      return placeholder(token.range.lowerBound..<token.range.lowerBound)
    }
  }

  private mutating func identifier(_ token: Token, from start: Int, isRooted: Bool) -> Expression {
    let name = text(token)
    if current.kind == .leftParenthesis {
      return call(isRooted ? "." + name : name, nameRange: start..<token.range.upperBound, target: nil)
    }
    return node(start..<token.range.upperBound, .identifier(name, isRooted: isRooted))
  }

  private mutating func number(_ token: Token, from start: Int, isNegative: Bool) -> Expression {
    let result: Result<Value, LiteralReader.Problem>
    switch token.kind {
    case .int: result = literals.int(token.range, isNegative: isNegative)
    case .uint: result = literals.uint(token.range)
    default: result = literals.double(token.range, isNegative: isNegative)
    }
    let range = start..<token.range.upperBound
    switch result {
    case .success(let value): return node(range, .literal(value))
    case .failure(let problem):
      var diagnostic = problem.diagnostic
      diagnostic.primary = .init(source.span(range))
      note(diagnostic)
      return placeholder(range)
    }
  }

  // MARK: Words on what is there

  /// What a token is, for the second half of "expected ..., found ...".
  func describe(_ token: Token) -> String {
    switch token.kind {
    case .end: "the end of the expression"
    case .string, .bytes: "a string"
    case .int, .uint, .double: "a number"
    default: "`\(text(token))`"
    }
  }

  private mutating func missingOperand() {
    let token = current
    let before = index > 0 ? tokens[index - 1] : nil
    if token.kind == .end, hasUnclosedString {
      isPanicking = true
      return
    }
    if token.kind == .in {
      fail(SyntaxDiagnostics.strayIn(source.span(token.range)))
      return
    }
    let place = token.kind == .end || token.kind.isCloser ? (before?.range ?? token.range) : token.range
    fail(
      SyntaxDiagnostics.missingOperand(source.span(place), after: before.map { text($0) } ?? "", found: describe(token))
    )
    // A second operator behind the first is skipped, so that the rest is read in its own right.
    if !token.kind.isCloser, token.kind != .end, token.kind != .comma, token.kind != .colon { advance() }
  }

  /// Something stands where an operator, a closing bracket or the end was expected.
  mutating func unexpectedAfterOperand(in opener: Token? = nil) {
    let token = current
    if hasUnclosedString || token.kind == .invalid {
      isPanicking = true
      return
    }
    let previous = index > 0 ? tokens[index - 1] : nil
    if token.kind.isCloser {
      fail(SyntaxDiagnostics.unopenedBracket(source.span(token.range), text(token)))
    } else {
      fail(
        SyntaxDiagnostics.expectedOperator(
          source.span(token.range), found: describe(token), word: text(token), closer: opener?.kind.closer,
          after: previous.map { source.span($0.range) }))
    }
  }
}

extension Expression {
  /// The name of the message type that a name before a brace is, with its leading dot.
  var messageName: String? {
    switch kind {
    case .identifier(let name, let isRooted): return isRooted ? "." + name : name
    case .select(let operand, let field, false): return operand.messageName.map { "\($0).\(field)" }
    default: return nil
    }
  }
}
