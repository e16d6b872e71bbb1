import Values

/// Network addresses as sheets and scanners write them.
enum AddressText {
  /// The addresses in a text; nil if it says anything else besides (`192.168.1.20 (DHCP)`), or one that no single device
  /// has: unspecified, loopback, link-local, multicast or broadcast.
  /// - Complexity: O(length)
  static func all(_ text: String) -> [IPAddress]? {
    var found: [IPAddress] = []
    for part in text.utf8.split(whereSeparator: { " ,;|\n".utf8.contains($0) }) {
      guard let address = one(Substring(part)), address.isGlobalUnicast else { return nil }
      if !found.contains(address) { found.append(address) }
    }
    return found.isEmpty ? nil : found
  }

  /// The address that a text is.
  static func only(_ text: String) -> IPAddress? {
    guard let all = all(text), all.count == 1 else { return nil }
    return all[0]
  }

  /// One address, with a port or the length of its network's prefix behind it or not.
  private static func one(_ text: Substring) -> IPAddress? {
    if let address = IPAddress(String(text)) { return address }
    let head = text.prefix { $0 != "/" }
    if head.count < text.count {
      guard let length = Int(text.dropFirst(head.count + 1)), (0...128).contains(length) else { return nil }
      return IPAddress(String(head))
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let port = UInt16(parts[1]), port > 0 else { return nil }
    return IPAddress(String(parts[0]))
  }
}
