/// An address with a prefix length.
public struct CIDR: Hashable, Sendable {
  /// As written; bits beyond the prefix may be set.
  public let address: IPAddress
  /// How many leading bits are common to the range.
  public let prefixLength: Int

  /// - Precondition: the prefix is not longer than the address; `init(parsing:)` checks what comes from outside.
  public init(address: IPAddress, prefixLength: Int) {
    precondition(0...address.family.bitWidth ~= prefixLength, "a prefix is not longer than its address")
    self.address = address
    self.prefixLength = prefixLength
  }

  /// Reads `192.0.2.0/24` or `2001:db8::/32` (RFC 4632, RFC 4291 section 2.3); bits beyond the prefix may be set.
  public init(parsing text: String) throws(AddressFailure) {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { throw .malformed }
    let address = try IPAddress(parsing: String(text[..<slash]))
    var cursor = ByteCursor(text[text.utf8.index(after: slash)...])
    let hasLeadingZero = cursor.peek() == UInt8(ascii: "0") && cursor.count > 1
    guard !hasLeadingZero, let length = cursor.number(digits: 1, 3), cursor.isAtEnd,
      length <= address.family.bitWidth
    else { throw .malformed }
    self.init(address: address, prefixLength: length)
  }

  /// - Returns: nil where `init(parsing:)` throws.
  public init?(_ text: String) {
    guard let cidr = try? CIDR(parsing: text) else { return nil }
    self = cidr
  }

  /// The same range with the bits beyond the prefix cleared.
  public var masked: CIDR {
    CIDR(address: IPAddress(bits: address.bits & mask, family: address.family), prefixLength: prefixLength)
  }

  /// Whether the address is in the range; never across families.
  public func contains(_ other: IPAddress) -> Bool {
    other.family == address.family && (other.bits ^ address.bits) & mask == 0
  }

  /// Whether the whole other range is in this one.
  public func contains(_ other: CIDR) -> Bool { prefixLength <= other.prefixLength && contains(other.address) }

  private var mask: UInt128 {
    let host = UInt128(address.family.bitWidth - prefixLength)
    return host >= 128 ? 0 : UInt128.max << host
  }
}

extension CIDR: CustomStringConvertible {
  /// `192.0.2.0/24`, the address in its canonical text.
  public var description: String { "\(address)/\(prefixLength)" }
}
