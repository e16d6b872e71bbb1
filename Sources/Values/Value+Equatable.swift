extension Value: Equatable {
  /// Identity of representation: the same case with the same content. `1` is not `1u`, strings compare by their code
  /// points, doubles by their bits (NaN is itself, -0.0 is not 0.0), texts folded, versions by their order, maps with
  /// their order of entries, objects by type and identity. Not CEL's equality.
  public static func == (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
    case (.string(let a), .string(let b)): a.equalsExactly(b)
    case (.text(let a), .text(let b)): a == b
    case (.bytes(let a), .bytes(let b)): a == b
    case (.list(let a), .list(let b)): a.elements == b.elements && a.openness == b.openness
    case (.map(let a), .map(let b)): a == b
    case (.timestamp(let a), .timestamp(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    case (.date(let a), .date(let b)): a == b
    case (.version(let a), .version(let b)): a == b
    case (.ip(let a), .ip(let b)): a == b
    case (.cidr(let a), .cidr(let b)): a == b
    case (.type(let a), .type(let b)): a == b
    case (.optional(let a), .optional(let b)): a == b
    case (.object(let a), .object(let b)): a.type == b.type && a.identity.equalsExactly(b.identity)
    case (.unknown(let a), .unknown(let b)): a == b
    case (.failure(let a), .failure(let b)): a == b
    default: false
    }
  }
}

extension MapValue: Equatable {
  /// The same entries in the same order, each by identity of representation.
  public static func == (a: MapValue, b: MapValue) -> Bool {
    a.entries.elementsEqual(b.entries) { $0.key == $1.key && $0.value == $1.value }
  }
}
