/// An IPv4 or IPv6 address.
public struct IPAddress: Hashable, Sendable {
  /// The address in network order; an IPv4 address in the lowest 32 bits.
  let bits: UInt128
  /// Which version of the protocol.
  public let family: Family

  /// IP version 4 or 6.
  public enum Family: Int, Sendable, Hashable {
    case v4 = 4
    case v6 = 6

    /// 32 or 128.
    public var bitWidth: Int { self == .v4 ? 32 : 128 }
  }

  init(bits: UInt128, family: Family) {
    self.bits = bits
    self.family = family
  }

  /// - Precondition: 4 or 16 bytes, in network order
  public init(bytes: [UInt8]) {
    precondition(bytes.count == 4 || bytes.count == 16, "an IP address has 4 or 16 bytes")
    self.init(bits: bytes.reduce(0) { $0 << 8 | UInt128($1) }, family: bytes.count == 4 ? .v4 : .v6)
  }

  /// 4 or 16 bytes, network order.
  public var bytes: [UInt8] {
    stride(from: family.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> UInt128($0)) }
  }
}

extension IPAddress: Comparable {
  /// IPv4 before IPv6, then by number.
  public static func < (a: IPAddress, b: IPAddress) -> Bool {
    (a.family.rawValue, a.bits) < (b.family.rawValue, b.bits)
  }
}

/// What kind of address it is, by the registries of IANA (RFC 6890, RFC 4291), as Go's `net/netip` and so CEL's network
/// extension define it.
extension IPAddress {
  /// 0.0.0.0 or ::
  public var isUnspecified: Bool { bits == 0 }

  /// 127.0.0.0/8 or ::1
  public var isLoopback: Bool { family == .v4 ? top(8) == 127 : bits == 1 }

  /// 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918) or fc00::/7 (RFC 4193)
  public var isPrivate: Bool {
    family == .v4 ? top(8) == 10 || top(12) == 0xAC1 || top(16) == 0xC0A8 : top(7) == 0x7E
  }

  /// 169.254.0.0/16 (RFC 3927) or fe80::/10
  public var isLinkLocalUnicast: Bool { family == .v4 ? top(16) == 0xA9FE : top(10) == 0x3FA }

  /// 224.0.0.0/24 or ff02::/16 with any flags
  public var isLinkLocalMulticast: Bool { family == .v4 ? top(24) == 0xE00000 : top(16) & 0xFF0F == 0xFF02 }

  /// 224.0.0.0/4 or ff00::/8
  public var isMulticast: Bool { family == .v4 ? top(4) == 0xE : top(8) == 0xFF }

  /// Neither unspecified, loopback, multicast, link-local nor IPv4's broadcast; private addresses are global unicast.
  public var isGlobalUnicast: Bool {
    !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast && !(family == .v4 && bits == 0xFFFF_FFFF)
  }

  /// The highest bits.
  private func top(_ count: Int) -> UInt128 { bits >> UInt128(family.bitWidth - count) }
}
