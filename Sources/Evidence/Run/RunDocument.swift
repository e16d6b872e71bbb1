import Diagnostics

/// A file that decides what a run says besides the inventory: a policy, a schema, a catalog, a profile, waivers.
public struct RunDocument: Sendable, Hashable {
  /// As evidence names it: relative to the root that holds the policies, the same on every machine.
  public var path: String
  /// SHA-256 of its bytes.
  public var digest: String
  /// The path under which this run read it, which places in it still bear.
  let sourcePath: String

  /// - Parameter path: relative to the root that holds the policies (`cam-pha/policy.yaml`), with `/` between parts.
  public init(_ source: Source, path: String) {
    self.path = path
    digest = ContentDigest.sha256(source.bytes)
    sourcePath = source.path
  }

  /// - Parameters:
  ///   - root: a folder; what precedes it in the source's path is left out. A source elsewhere keeps its last two parts.
  public init(_ source: Source, relativeTo root: String) {
    let prefix = root.hasSuffix("/") ? root : root + "/"
    if root != "", source.path.hasPrefix(prefix) {
      self.init(source, path: String(source.path.dropFirst(prefix.count)))
    } else {
      self.init(source, path: source.path.split(separator: "/").suffix(2).joined(separator: "/"))
    }
  }
}
