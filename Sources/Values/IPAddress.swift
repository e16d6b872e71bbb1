/// An IPv4 or IPv6 address.
public struct IPAddress: Hashable, Sendable {
  /// 4 or 16 bytes, network order.
  public let bytes: [UInt8]

  public init(bytes: [UInt8]) { self.bytes = bytes }
}
