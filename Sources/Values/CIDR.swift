/// An address with a prefix length.
public struct CIDR: Hashable, Sendable {
  public let address: IPAddress
  public let prefixLength: Int

  public init(address: IPAddress, prefixLength: Int) {
    self.address = address
    self.prefixLength = prefixLength
  }
}
