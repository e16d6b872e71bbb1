/// Why a text is no address or no range of addresses.
public enum AddressFailure: Error, Hashable, Sendable {
  /// Not written as one.
  case malformed
  /// It has a zone (`fe80::1%eth0`), which CEL's network extension refuses.
  case zone
  /// IPv4 in IPv6 (`::ffff:192.0.2.1`), which CEL's network extension refuses: two spellings of one address.
  case mapped
}

extension IPAddress {
  /// Reads `192.0.2.1` (four decimal numbers without leading zeros) or IPv6 by RFC 4291 section 2.2.
  public init(parsing text: String) throws(AddressFailure) {
    guard text.utf8.count <= 64 else { throw .malformed }
    if text.utf8.contains(UInt8(ascii: ":")) {
      let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
      guard let bits = IPAddress.v6(parts[0]) else { throw .malformed }
      if parts.count > 1 { throw parts[1].isEmpty ? .malformed : .zone }
      if bits >> 32 == 0xFFFF { throw .mapped }
      self.init(bits: bits, family: .v6)
    } else {
      guard let bits = IPAddress.v4(text[...]) else { throw .malformed }
      self.init(bits: bits, family: .v4)
    }
  }

  /// - Returns: nil where `init(parsing:)` throws.
  public init?(_ text: String) {
    guard let address = try? IPAddress(parsing: text) else { return nil }
    self = address
  }

  private static func v4(_ text: Substring) -> UInt128? {
    var cursor = ByteCursor(text)
    var bits: UInt128 = 0
    for place in 0..<4 {
      if place > 0 { guard cursor.take(".") else { return nil } }
      let hasLeadingZero = cursor.peek() == UInt8(ascii: "0")
      let count = cursor.digitCount
      guard !(hasLeadingZero && count > 1), let number = cursor.number(digits: 1, 3), number < 256 else { return nil }
      bits = bits << 8 | UInt128(number)
    }
    return cursor.isAtEnd ? bits : nil
  }

  private static func v6(_ text: Substring) -> UInt128? {
    var before: [UInt16] = []
    var after: [UInt16]?
    var rest = text.utf8[...]
    func append(_ group: UInt16) { if after == nil { before.append(group) } else { after?.append(group) } }
    if rest.starts(with: "::".utf8) {
      after = []
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      guard before.count + (after?.count ?? 0) < 8 else { return nil }
      let digits = rest.prefix { Character(Unicode.Scalar($0)).isHexDigit }
      if rest.dropFirst(digits.count).first == UInt8(ascii: ".") {
        guard let bits = v4(Substring(rest)), before.count + (after?.count ?? 0) <= 6 else { return nil }
        append(UInt16(truncatingIfNeeded: bits >> 16))
        append(UInt16(truncatingIfNeeded: bits))
        break
      }
      guard 1...4 ~= digits.count, let group = UInt16(Substring(digits), radix: 16) else { return nil }
      append(group)
      rest = rest.dropFirst(digits.count)
      guard !rest.isEmpty else { break }
      if rest.starts(with: "::".utf8) {
        guard after == nil else { return nil }
        after = []
        rest = rest.dropFirst(2)
      } else {
        guard rest.first == UInt8(ascii: ":"), rest.count > 1 else { return nil }
        rest = rest.dropFirst()
      }
    }
    let count = before.count + (after?.count ?? 0)
    guard after == nil ? count == 8 : count < 8 else { return nil }
    let groups = before + Array(repeating: 0, count: 8 - count) + (after ?? [])
    return groups.reduce(0) { $0 << 16 | UInt128($1) }
  }
}

extension IPAddress: CustomStringConvertible {
  /// The canonical text (RFC 5952): lower case, no leading zeros, the first longest run of two or more zero groups as
  /// `::`.
  public var description: String {
    if family == .v4 { return bytes.map { String($0) }.joined(separator: ".") }
    let groups = stride(from: 112, through: 0, by: -16).map { UInt16(truncatingIfNeeded: bits >> UInt128($0)) }
    let texts = groups.map { String($0, radix: 16) }
    guard let zeros = IPAddress.longestZeros(groups) else { return texts.joined(separator: ":") }
    let head = texts[..<zeros.lowerBound].joined(separator: ":")
    return head + "::" + texts[zeros.upperBound...].joined(separator: ":")
  }

  private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
    var longest: Range<Int>?
    var start = 0
    while start < groups.count {
      var end = start
      while end < groups.count && groups[end] == 0 { end += 1 }
      if end - start > max(1, longest?.count ?? 0) { longest = start..<end }
      start = end + 1
    }
    return longest
  }
}
