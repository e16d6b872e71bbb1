/// Comparison of strings by their code points, as CEL has it.
///
/// Swift's `==` and `<` on `String` compare up to canonical equivalence: "é" in one code point equals "é" in two. CEL's
/// `string` does not (CEL specification, "Equality"; DESIGN section 4), so whatever compares strings exactly goes
/// through here.
extension String {
  /// Whether both have the same code points.
  /// - Complexity: O(n)
  public func equalsExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }

  /// Whether this comes before the other by code points, which is the order of the UTF-8 bytes.
  /// - Complexity: O(n)
  public func precedesExactly(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }

  /// Feeds the code points; consistent with `equalsExactly(_:)`, which `hash(into:)` is too, but slower.
  /// - Complexity: O(n)
  public func hashExactly(into hasher: inout Hasher) {
    let isHashed: Void? = utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    if isHashed == nil { for byte in utf8 { hasher.combine(byte) } }
    hasher.combine(0xFF as UInt8)
  }
}
