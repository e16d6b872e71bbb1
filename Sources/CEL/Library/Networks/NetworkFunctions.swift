import Values

/// The network extension of cel-go: IP addresses and ranges. Zones (`%eth0`) and IPv4 in IPv6 are refused.
enum NetworkFunctions {
  static let all: [FunctionDeclaration] =
    [ip, isIP, isCanonical, cidr, isCIDR, family] + kinds + [containsIP, containsCIDR, masked, prefixLength]

  private static let ip = FunctionDeclaration(
    "ip", "Reads an IPv4 or IPv6 address; as a method, the address of a range. Other text is an error.",
    [
      .of("string_to_ip", .ip) { (text: String) -> Value in
        IPAddress(text).map(Value.ip) ?? .unreadable(text, as: "an IP address")
      },
      .of("cidr_ip", member: true, .ip) { (range: CIDR) -> Value in .ip(range.address) },
    ])

  private static let isIP = FunctionDeclaration(
    "isIP", "Whether a text is an IP address.",
    [.of("is_ip", .bool) { (text: String) -> Value in .bool(IPAddress(text) != nil) }])

  private static let isCanonical = FunctionDeclaration(
    "ip.isCanonical", "Whether a text is an IP address in its canonical form (RFC 5952). Other text is an error.",
    [
      .of("ip_is_canonical", .bool) { (text: String) -> Value in
        guard let address = IPAddress(text) else { return .unreadable(text, as: "an IP address") }
        return .bool(address.description.equalsExactly(text))
      }
    ])

  private static let cidr = FunctionDeclaration(
    "cidr", "Reads a range such as `10.0.0.0/8`. Other text is an error.",
    [
      .of("string_to_cidr", .cidr) { (text: String) -> Value in
        CIDR(text).map(Value.cidr) ?? .unreadable(text, as: "a range of addresses")
      }
    ])

  private static let isCIDR = FunctionDeclaration(
    "isCIDR", "Whether a text is a range of addresses.",
    [.of("is_cidr", .bool) { (text: String) -> Value in .bool(CIDR(text) != nil) }])

  private static let family = FunctionDeclaration(
    "family", "4 or 6.",
    [.of("ip_family", member: true, .int) { (address: IPAddress) -> Value in .int(Int64(address.family.rawValue)) }])

  private static let kinds: [FunctionDeclaration] = [
    kind("isUnspecified", "ip_is_unspecified", "Whether it is 0.0.0.0 or ::.") { $0.isUnspecified },
    kind("isLoopback", "ip_is_loopback", "Whether it is in 127.0.0.0/8 or ::1.") { $0.isLoopback },
    kind(
      "isGlobalUnicast", "ip_is_global_unicast",
      "Whether it is neither unspecified, loopback, multicast, link-local nor broadcast; private ones are global."
    ) { $0.isGlobalUnicast },
    kind("isLinkLocalMulticast", "ip_is_link_local_multicast", "Whether it is in 224.0.0.0/24 or ff02::/16.") {
      $0.isLinkLocalMulticast
    },
    kind("isLinkLocalUnicast", "ip_is_link_local_unicast", "Whether it is in 169.254.0.0/16 or fe80::/10.") {
      $0.isLinkLocalUnicast
    },
  ]

  private static func kind(
    _ name: String, _ id: String, _ words: String, _ body: @escaping @Sendable (IPAddress) -> Bool
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name, words, [.of(id, member: true, .bool) { (address: IPAddress) -> Value in .bool(body(address)) }])
  }

  private static let containsIP = FunctionDeclaration(
    "containsIP", "Whether an address, given as such or as text, is in a range.",
    [
      .of("cidr_contains_ip", member: true, .bool) { (range: CIDR, address: IPAddress) -> Value in
        .bool(range.contains(address))
      },
      .of("cidr_contains_ip_string", member: true, .bool) { (range: CIDR, text: String) -> Value in
        IPAddress(text).map { .bool(range.contains($0)) } ?? .unreadable(text, as: "an IP address")
      },
    ])

  private static let containsCIDR = FunctionDeclaration(
    "containsCIDR", "Whether a whole range, given as such or as text, is in a range.",
    [
      .of("cidr_contains_cidr", member: true, .bool) { (range: CIDR, other: CIDR) -> Value in
        .bool(range.contains(other))
      },
      .of("cidr_contains_cidr_string", member: true, .bool) { (range: CIDR, text: String) -> Value in
        CIDR(text).map { .bool(range.contains($0)) } ?? .unreadable(text, as: "a range of addresses")
      },
    ])

  private static let masked = FunctionDeclaration(
    "masked", "The same range with the bits behind its prefix cleared.",
    [.of("cidr_masked", member: true, .cidr) { (range: CIDR) -> Value in .cidr(range.masked) }])

  private static let prefixLength = FunctionDeclaration(
    "prefixLength", "How many bits the prefix of a range has.",
    [.of("cidr_prefix_length", member: true, .int) { (range: CIDR) -> Value in .int(Int64(range.prefixLength)) }])
}
