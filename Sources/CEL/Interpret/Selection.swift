import Values

/// `a.b`, `a.?b` and `has(a.b)` over values.
enum Selection {
  static func select(_ operand: Value, _ field: String) -> Value {
    switch operand {
    case .object(let object): object.member(field)
    case .map(let map): map[.string(field)] ?? .noSuchKey(.string(field))
    case .optional(let inner): inner.map { selectOptional($0, field) } ?? .optional(nil)
    case .unknown, .failure: operand
    case .null: .failed("no such field: `\(field)` of null")
    default: .failed("no such field: `\(field)` of \(operand.runtimeType)")
    }
  }

  /// An optional: `none` where there is no such field.
  static func selectOptional(_ operand: Value, _ field: String) -> Value {
    switch operand {
    case .object(let object): Indexing.optionalMember(object, field)
    case .map(let map): map[.string(field)].map(Indexing.present) ?? .optional(nil)
    case .optional(let inner): inner.map { selectOptional($0, field) } ?? .optional(nil)
    default: select(operand, field)
    }
  }

  /// Whether the field is there. A map has a key also where its value is null; what an object has, it says itself.
  static func has(_ operand: Value, _ field: String) -> Value {
    switch operand {
    case .object(let object): return object.has(field)
    case .map(let map):
      // A document says which keys it has, also where it leaves a value to another program.
      if map.obscurity != nil || map.openness != nil { return Indexing.hasKey(.string(field), map) }
      switch map[.string(field)] {
      case nil: return .false
      case .unknown(let unknown)?: return .unknown(unknown)
      case .failure(let failure)?: return .failure(failure)
      default: return .true
      }
    case .optional(let inner): return inner.map { has($0, field) } ?? .false
    default: return select(operand, field)
    }
  }
}
