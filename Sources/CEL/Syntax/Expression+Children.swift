import Values

extension Expression {
  /// The nodes directly below this one, in the order in which they are written.
  public var children: [Expression] {
    switch kind {
    case .literal, .identifier: return []
    case .select(let operand, _, _), .presence(_, let operand, _, _): return [operand]
    case .call(_, let target, let arguments): return target.map { [$0] + arguments } ?? arguments
    case .list(let items, _): return items
    case .map(let entries): return entries.flatMap { [$0.key, $0.value] }
    case .message(_, let fields): return fields.map(\.value)
    case .comprehension(let comprehension):
      return [comprehension.operand] + [comprehension.condition, comprehension.transform].compactMap { $0 }
    case .bind(_, let value, let body): return [value, body]
    case .optionalMap(let target, _, let body, _): return [target, body]
    }
  }

  /// Visits this node and all below it, parents first.
  public func forEach(_ visit: (Expression) -> Void) {
    visit(self)
    for child in children { child.forEach(visit) }
  }

  /// Whether both trees say the same, whatever their ids and ranges. Literals are compared by representation: `1` is
  /// not `1u`, `-0.0` not `0.0`, and strings are the same only byte for byte.
  public func isSame(as other: Expression) -> Bool {
    switch (kind, other.kind) {
    case (.literal(let a), .literal(let b)): return Expression.areSame(a, b)
    case (.identifier(let a, let x), .identifier(let b, let y)): return a == b && x == y
    case (.select(_, let a, let x), .select(_, let b, let y)): guard a == b && x == y else { return false }
    case (.presence(let a, _, let f, let x), .presence(let b, _, let g, let y)):
      guard a == b && f == g && x == y else { return false }
    case (.call(let a, let s, _), .call(let b, let t, _)):
      guard a == b && (s == nil) == (t == nil) else { return false }
    case (.list(_, let a), .list(_, let b)): guard a == b else { return false }
    case (.map(let a), .map(let b)): guard a.map(\.isOptional) == b.map(\.isOptional) else { return false }
    case (.message(let a, let f), .message(let b, let g)):
      guard a == b && f.map(\.name) == g.map(\.name) && f.map(\.isOptional) == g.map(\.isOptional) else { return false }
    case (.comprehension(let a), .comprehension(let b)):
      guard
        a.macro == b.macro && a.spelling == b.spelling && a.variables == b.variables
          && (a.condition == nil) == (b.condition == nil) && (a.transform == nil) == (b.transform == nil)
      else { return false }
    case (.bind(let a, _, _), .bind(let b, _, _)): guard a == b else { return false }
    case (.optionalMap(_, let a, _, let x), .optionalMap(_, let b, _, let y)):
      guard a == b && x == y else { return false }
    default: return false
    }
    let mine = children
    let theirs = other.children
    return mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.isSame(as: $1) }
  }

  private static func areSame(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.bytes(let a), .bytes(let b)): a == b
    default: false
    }
  }
}
