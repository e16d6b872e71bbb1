#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A text that is equal to those with the same code points only, and fast to find whatever letters it has.
public struct ExactText: Hashable, Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }

  public static func == (a: ExactText, b: ExactText) -> Bool { a.text.equalsExactly(b.text) }
  public func hash(into hasher: inout Hasher) { text.hashExactly(into: &hasher) }
}

/// Comparison of strings by their code points, as CEL has it.
///
/// Swift's `==` and `<` on `String` compare up to canonical equivalence: "é" in one code point equals "é" in two. CEL's
/// `string` does not (CEL specification, "Equality"; DESIGN section 4), so whatever compares strings exactly goes
/// through here. What only looks for bytes does too: it is many times faster.
extension String {
  /// Whether both have the same code points.
  /// - Complexity: O(n)
  public func equalsExactly(_ other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let isSame: Bool?? = utf8.withContiguousStorageIfAvailable { mine in
      other.utf8.withContiguousStorageIfAvailable { theirs in
        mine.isEmpty || memcmp(mine.baseAddress!, theirs.baseAddress!, mine.count) == 0
      }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether one of its bytes in UTF-8 is this one.
  /// - Complexity: O(n), a fraction of what a look at each byte takes
  public func hasByte(_ byte: UInt8) -> Bool {
    let isThere = utf8.withContiguousStorageIfAvailable { bytes in
      !bytes.isEmpty && memchr(bytes.baseAddress!, Int32(byte), bytes.count) != nil
    }
    return isThere ?? utf8.contains(byte)
  }

  /// Whether the bytes of another text stand in it.
  /// - Complexity: O(n), a fraction of what a search for characters takes
  public func hasBytes(of other: StaticString) -> Bool {
    let found = utf8.withContiguousStorageIfAvailable { bytes in
      guard var rest = bytes.baseAddress.map({ UnsafeRawPointer($0) }), other.utf8CodeUnitCount > 0 else {
        return other.utf8CodeUnitCount == 0
      }
      let end = rest + bytes.count
      while end - rest >= other.utf8CodeUnitCount, let place = memchr(rest, Int32(other.utf8Start[0]), end - rest) {
        if end - UnsafeRawPointer(place) < other.utf8CodeUnitCount { return false }
        if memcmp(place, other.utf8Start, other.utf8CodeUnitCount) == 0 { return true }
        rest = UnsafeRawPointer(place) + 1
      }
      return false
    }
    return found ?? contains(other.description)
  }

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
