import Diagnostics
import Values

extension Parser {
  /// `Expr = ConditionalOr ["?" ConditionalOr ":" Expr]`
  ///
  /// Conditionals chain to the right without recursion.
  mutating func expression() -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= options.maximumDepth else {
      let range = current.range
      abortTooDeep(range)
      return placeholder(range)
    }
    var branches: [(condition: Expression, then: Expression)] = []
    var last = binary(1)
    while current.kind == .question, !isAborted {
      let question = current
      advance()
      let then = binary(1)
      if current.kind == .colon {
        advance()
      } else {
        fail(
          SyntaxDiagnostics.conditionalWithoutElse(source.span(current.range), question: source.span(question.range)))
        branches.append((last, then))
        last = placeholder(current.range)
        break
      }
      branches.append((last, then))
      last = binary(1)
    }
    for (condition, then) in branches.reversed() {
      let range = condition.range.lowerBound..<max(last.range.upperBound, condition.range.lowerBound)
      let below = max(height(condition), height(then), height(last))
      last = node(range, .call("_?_:_", target: nil, [condition, then, last]), below: below)
    }
    return last
  }

  /// A chain of binary operators that bind at least as strongly as `minimum`.
  mutating func binary(_ minimum: Int) -> Expression {
    var left = unary()
    while let (name, precedence) = binaryOperator(), precedence >= minimum, !isAborted {
      if precedence <= 2 {
        left = logicalChain(left, name, precedence)
        continue
      }
      advance()
      let negated = pendingNotIn
      pendingNotIn = nil
      let right = binary(precedence + 1)
      if let negated, !isPanicking {
        let whole = left.range.lowerBound..<max(left.range.upperBound, right.range.upperBound)
        let text = "!(\(literals.text(left.range)) in \(literals.text(right.range)))"
        diagnostics[negated] = SyntaxDiagnostics.notIn(source.span(whole), proposed: text, at: diagnostics[negated])
      }
      let range = left.range.lowerBound..<max(left.range.upperBound, right.range.upperBound)
      left = node(range, .call(name, target: nil, [left, right]), below: max(height(left), height(right)))
    }
    return left
  }

  /// All operands of a run of `&&` or `||`, as a balanced tree: the order of evaluation is the same, and a run of
  /// thousands is no deeper than a dozen levels.
  private mutating func logicalChain(_ first: Expression, _ name: String, _ precedence: Int) -> Expression {
    var operands = [first]
    while let (next, _) = binaryOperator(), next == name, !isAborted {
      advance()
      operands.append(binary(precedence + 1))
    }
    return balanced(operands[...], name)
  }

  private mutating func balanced(_ operands: ArraySlice<Expression>, _ name: String) -> Expression {
    guard operands.count > 1, let first = operands.first, let last = operands.last else {
      return operands.first ?? placeholder(current.range)
    }
    let middle = operands.startIndex + Expression.balancedSplit(operands.count)
    let left = balanced(operands[..<middle], name)
    let right = balanced(operands[middle...], name)
    let range = first.range.lowerBound..<max(first.range.upperBound, last.range.upperBound)
    return node(range, .call(name, target: nil, [left, right]), below: max(height(left), height(right)))
  }

  /// The binary operator at the current token. A sign or word of another language that stands in its place is reported
  /// and taken for the operator it means.
  private mutating func binaryOperator() -> (name: String, precedence: Int)? {
    switch current.kind {
    case .or: return ("_||_", 1)
    case .and: return ("_&&_", 2)
    case .less: return ("_<_", 3)
    case .lessEqual: return ("_<=_", 3)
    case .greater: return ("_>_", 3)
    case .greaterEqual: return ("_>=_", 3)
    case .equal: return ("_==_", 3)
    case .notEqual: return ("_!=_", 3)
    case .in: return ("@in", 3)
    case .plus: return ("_+_", 4)
    case .minus: return ("_-_", 4)
    case .star: return ("_*_", 5)
    case .slash: return ("_/_", 5)
    case .percent: return ("_%_", 5)
    case .foreignOperator, .identifier: return foreignOperator()
    default: return nil
    }
  }

  private mutating func foreignOperator() -> (name: String, precedence: Int)? {
    let word = text(current)
    let span = source.span(current.range)
    if current.kind == .identifier {
      switch word.lowercased() {
      case "and":
        reportOnce(SyntaxDiagnostics.foreignOperator(span, word, meant: "&&"))
        return ("_&&_", 2)
      case "or":
        reportOnce(SyntaxDiagnostics.foreignOperator(span, word, meant: "||"))
        return ("_||_", 1)
      case "is":
        if following.kind == .identifier, text(following).lowercased() == "not" {
          let both = source.span(current.range.lowerBound..<following.range.upperBound)
          reportOnce(SyntaxDiagnostics.foreignOperator(both, "\(word) \(text(following))", meant: "!="))
          advance()
          return ("_!=_", 3)
        }
        reportOnce(SyntaxDiagnostics.foreignOperator(span, word, meant: "=="))
        return ("_==_", 3)
      case "not" where following.kind == .in:
        let both = source.span(current.range.lowerBound..<following.range.upperBound)
        reportOnce(SyntaxDiagnostics.notIn(both))
        if !isPanicking { pendingNotIn = diagnostics.count - 1 }
        advance()
        return ("@in", 3)
      case "mod", "div", "eq", "ne", "lt", "le", "gt", "ge", "contains", "startswith", "endswith", "matches", "like",
        "between":
        guard following.kind.startsOperand, !isPanicking, following.kind != .leftParenthesis else { return nil }
        reportOnce(SyntaxDiagnostics.wordOperator(span, word))
        return ("_==_", 3)
      default: return nil
      }
    }
    if word == "=" || word == "=>", keyNesting == nesting { return nil }
    let meant: (sign: String, name: String, precedence: Int)
    switch word {
    case "=", "===", "=~", "＝": meant = ("==", "_==_", 3)
    case "!==", "<>", "≠": meant = ("!=", "_!=_", 3)
    case "=<", "≤": meant = ("<=", "_<=_", 3)
    case "=>", "≥": meant = (">=", "_>=_", 3)
    case "&": meant = ("&&", "_&&_", 2)
    case "|": meant = ("||", "_||_", 1)
    default:
      reportOnce(SyntaxDiagnostics.noSuchOperator(span, word))
      return ("_*_", 5)
    }
    if word == "=" {
      reportOnce(SyntaxDiagnostics.assignment(span))
    } else if word == "=~" {
      reportOnce(SyntaxDiagnostics.noSuchOperator(span, word))
    } else {
      reportOnce(SyntaxDiagnostics.foreignOperator(span, word, meant: meant.sign))
    }
    return (meant.name, meant.precedence)
  }

  /// The loop over precedences looks at an operator more than once, and tells of it once.
  private mutating func reportOnce(_ diagnostic: Diagnostic) {
    guard !isPanicking, let span = diagnostic.primary?.span else { return }
    let isKnown = diagnostics.suffix(4).contains { $0.code == diagnostic.code && $0.primary?.span == span }
    if !isKnown { diagnostics.append(diagnostic) }
  }

  /// `Unary = Member | "!" {"!"} Member | "-" {"-"} Member`; signs may also mix. A minus before a number is part of it.
  mutating func unary() -> Expression {
    var signs: [Token] = []
    while !isAborted {
      if current.kind == .exclamation {
        signs.append(current)
        advance()
      } else if current.kind == .minus, following.kind != .int && following.kind != .double {
        signs.append(current)
        advance()
      } else if current.kind == .identifier, text(current).lowercased() == "not", isPrefixNot {
        let both = current.range.lowerBound..<following.range.lowerBound
        note(SyntaxDiagnostics.prefixNot(source.span(both), source.span(current.range), text(current)))
        signs.append(Token(kind: .exclamation, range: current.range))
        advance()
      } else {
        break
      }
    }
    var operand = member()
    for sign in signs.reversed() {
      let name = sign.kind == .exclamation ? "!_" : "-_"
      let range = sign.range.lowerBound..<max(sign.range.upperBound, operand.range.upperBound)
      operand = node(range, .call(name, target: nil, [operand]), below: height(operand))
    }
    return operand
  }

  /// Whether `not` stands before an operand, so that it can only be meant as `!`.
  private var isPrefixNot: Bool {
    switch following.kind {
    case .identifier, .true, .false, .exclamation, .string: true
    case .leftParenthesis: following.range.lowerBound > current.range.upperBound
    default: false
    }
  }
}

extension Expression {
  /// How many of a chain's operands stand in the left half of its balanced tree.
  static func balancedSplit(_ count: Int) -> Int { (count + 1) / 2 }
}
