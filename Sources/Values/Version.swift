/// The order of two values.
public enum Ordering: Sendable, Hashable {
  case less, equal, greater

  /// As seen from the other value.
  public var reversed: Ordering {
    switch self {
    case .less: .greater
    case .equal: .equal
    case .greater: .less
    }
  }
}

/// A version under a scheme. Versions of different schemes have no order.
///
/// `compare(_:_:)` is the order of the scheme. `==` is it too (`6.0 == 6.0.0`) but for one case: where a firmware
/// scheme compares numbers and only one of both tells its build, `compare` says equal and `==` says no. Equal in that
/// sense are then also two different builds with the one that tells none, so it cannot be what sets and dictionaries
/// rest on. Under Zoom's scheme `==` is for spellings that tell the same release and build.
public struct Version: Sendable {
  /// How a text is read and ordered.
  public enum Scheme: String, Sendable, CaseIterable {
    case generic, semver, deb, rpm, hikvision, dahua, axis, zoom
  }

  /// How it is read and ordered.
  public let scheme: Scheme
  /// The text it was read from.
  public let text: String
  let key: VersionKey

  /// - Returns: nil if the text is no version of the scheme.
  public init?(_ text: String, scheme: Scheme = .generic) {
    let trimmed = Text.normalized(text)
    guard !trimmed.isEmpty, trimmed.utf8.count <= 256, trimmed.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let key: VersionKey? =
      switch scheme {
      case .generic: VersionKey(generic: trimmed)
      case .semver: VersionKey(semver: trimmed)
      case .deb: VersionKey(deb: trimmed)
      case .rpm: VersionKey(rpm: trimmed)
      case .hikvision: VersionKey(hikvision: trimmed)
      case .dahua: VersionKey(dahua: trimmed)
      case .axis: VersionKey(axis: trimmed)
      case .zoom: VersionKey(zoom: trimmed)
      }
    guard let key else { return nil }
    self.scheme = scheme
    self.text = text
    self.key = key
  }

  /// The order under the scheme of both.
  /// - Returns: nil if the schemes differ, or the two spellings cannot be told apart or matched.
  /// - Complexity: O(length)
  public static func compare(_ a: Version, _ b: Version) -> Ordering? {
    let orderings = orderings(a, b)
    return orderings.count == 1 ? orderings[0] : nil
  }

  /// Every way in which they may stand to each other: one where that is certain, none if the schemes differ.
  /// - Complexity: O(length)
  public static func orderings(_ a: Version, _ b: Version) -> [Ordering] {
    a.scheme == b.scheme ? VersionKey.orderings(a.key, b.key) : []
  }
}

extension Version: Hashable {
  /// The same scheme, numbers and build.
  public static func == (a: Version, b: Version) -> Bool { a.scheme == b.scheme && a.key == b.key }

  /// Consistent with `==`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(scheme)
    hasher.combine(key)
  }
}

extension Version: CustomStringConvertible {
  /// The text it was read from.
  public var description: String { text }
}
