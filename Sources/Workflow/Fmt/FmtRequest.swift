/// What `kiem fmt` is asked for.
public struct FmtRequest: Sendable {
  /// Files and folders; the shipped policies where there are none.
  let paths: [String]
  /// Tells which files are not in canonical layout, and writes none.
  let checksOnly: Bool

  public init(paths: [String], checksOnly: Bool = false) {
    self.paths = paths
    self.checksOnly = checksOnly
  }
}
