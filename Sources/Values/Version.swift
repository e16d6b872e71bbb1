/// A version under a scheme. Versions of different schemes have no order.
public struct Version: Hashable, Sendable {
  /// How a text is read and ordered.
  public enum Scheme: String, Sendable, CaseIterable {
    case generic, semver, deb, rpm, hikvision, dahua, axis
  }

  public let scheme: Scheme
  /// The text it was read from.
  public let text: String

  /// - Returns: nil if the text is no version of the scheme.
  public init?(_ text: String, scheme: Scheme = .generic) {
    self.scheme = scheme
    self.text = text
  }
}
