import CEL
import Values

extension Expression {
  /// The operands of a chain of one logical operator, in order.
  func operands(of name: String) -> [Expression] {
    guard case .call(name, nil, let sides) = kind else { return [self] }
    return sides.flatMap { $0.operands(of: name) }
  }

  /// What stands behind a `!`.
  var negated: Expression? {
    if case .call("!_", nil, let operands) = kind, operands.count == 1 { operands[0] } else { nil }
  }

  /// The sides of a comparison.
  func sides(of name: String) -> (Expression, Expression)? {
    if case .call(name, nil, let sides) = kind, sides.count == 2 { (sides[0], sides[1]) } else { nil }
  }

  var literal: Value? {
    if case .literal(let value) = kind { value } else { nil }
  }
}

/// What can be told of a condition without an inventory.
enum Constancy {
  /// The value of a condition that comes out the same for every subject, or never comes out otherwise.
  static func value(_ node: Expression, in expression: PolicyExpression) -> Bool? {
    guard expression.type(node) == .bool else { return nil }
    if !readsAnything(node) {
      let cut = CheckedExpression(
        parsed: ParsedExpression(source: expression.checked.parsed.source, root: node),
        types: expression.checked.types, references: expression.checked.references)
      if case .bool(let value) = Interpreter().evaluate(cut, NoVariables()) { return value }
      return nil
    }
    for (name, value) in [("_==_", true), ("_!=_", false), ("_<_", false), ("_>_", false), ("_<=_", true)] {
      if let (a, b) = node.sides(of: name), a.isSame(as: b) { return value }
    }
    if let (a, b) = node.sides(of: "_>=_"), a.isSame(as: b) { return true }
    return membership(node, in: expression) ?? size(node)
  }

  private static func readsAnything(_ node: Expression) -> Bool {
    if case .identifier = node.kind { return true }
    if case .call("undecided", _, _) = node.kind { return true }
    return node.children.contains(where: readsAnything)
  }

  /// `x in []`, and `x in [every word that x may be]`.
  private static func membership(_ node: Expression, in expression: PolicyExpression) -> Bool? {
    guard let (value, list) = node.sides(of: "@in"), case .list(let items, _) = list.kind else { return nil }
    if items.isEmpty { return false }
    guard case .vocabulary(let words)? = expression.type(value) else { return nil }
    let given = Set(
      items.compactMap { item -> String? in
        switch item.literal {
        case .string(let word): word
        case .text(let word): word.folded
        default: nil
        }
      })
    return given.isSuperset(of: words) ? true : nil
  }

  /// `size(x) >= 0`, `size(x) < 0`.
  private static func size(_ node: Expression) -> Bool? {
    for (name, value) in [("_>=_", true), ("_<_", false)] {
      guard let (a, b) = node.sides(of: name), case .int(0)? = b.literal else { continue }
      if case .call("size", _, _) = a.kind { return value }
    }
    return nil
  }

  /// What is wrong with a second operand behind a first one, in words; nil if nothing is.
  static func clash(_ first: Expression, _ second: Expression, isAnd: Bool) -> String? {
    if first.isSame(as: second) { return "this has been said already" }
    let outcome = isAnd ? "false" : "true"
    let isOpposite =
      first.negated?.isSame(as: second) ?? false || second.negated?.isSame(as: first) ?? false
      || areOpposite(first, second)
    if isOpposite { return "with its opposite beside it, the whole is always \(outcome)" }
    let sign = isAnd ? "_==_" : "_!=_"
    if let (a, x) = first.sides(of: sign), let (b, y) = second.sides(of: sign), a.isSame(as: b),
      let left = x.literal, let right = y.literal, !x.isSame(as: y), areComparable(left, right)
    {
      return "one thing cannot be two at once: the whole is always \(outcome)"
    }
    if isAnd, let (a, lower, upper) = bounds(first, second), a, lower >= upper {
      return "nothing lies between these bounds: the whole is always false"
    }
    return nil
  }

  private static let opposites = [("_==_", "_!=_"), ("_<_", "_>=_"), ("_>_", "_<=_")]

  private static func areOpposite(_ a: Expression, _ b: Expression) -> Bool {
    opposites.contains { one, other in
      for (x, y) in [(one, other), (other, one)] {
        if let p = a.sides(of: x), let q = b.sides(of: y), p.0.isSame(as: q.0), p.1.isSame(as: q.1) { return true }
      }
      return false
    }
  }

  /// Texts may be the same when folded; numbers differ as they are written.
  private static func areComparable(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.string(let a), .string(let b)): Text(a) != Text(b)
    case (.text(let a), .text(let b)): a != b
    case (.int(let a), .int(let b)): a != b
    case (.bool(let a), .bool(let b)): a != b
    default: false
    }
  }

  /// `x > 5 && x < 3`: whether both speak of one thing, its lower bound and its upper one.
  private static func bounds(_ a: Expression, _ b: Expression) -> (Bool, Double, Double)? {
    func bound(_ node: Expression) -> (Expression, Double, isLower: Bool, isStrict: Bool)? {
      for (name, isLower, isStrict) in [
        ("_>_", true, true), ("_>=_", true, false), ("_<_", false, true), ("_<=_", false, false),
      ] {
        guard let (side, limit) = node.sides(of: name) else { continue }
        switch limit.literal {
        case .int(let value)?: return (side, Double(value), isLower, isStrict)
        case .double(let value)?: return (side, value, isLower, isStrict)
        default: return nil
        }
      }
      return nil
    }
    guard let x = bound(a), let y = bound(b), x.0.isSame(as: y.0), x.isLower != y.isLower else { return nil }
    let (lower, upper) = x.isLower ? (x.1, y.1) : (y.1, x.1)
    // `x >= 5 && x <= 5` leaves one number.
    if lower == upper, !x.isStrict, !y.isStrict { return nil }
    return (true, lower, upper)
  }
}

/// For expressions that read nothing.
private struct NoVariables: Activation {
  func value(of variable: String) -> Value? { nil }
}
