/// How far a run is, for whoever watches it.
public struct ScanProgress: Sendable {
  /// The file that is being read.
  public var path: String
  /// Rows of it so far.
  public var rows: Int
  /// Bytes read so far, and those of all files that are read.
  public var bytes: Int
  public var allBytes: Int

  public init(path: String, rows: Int, bytes: Int, allBytes: Int) {
    self.path = path
    self.rows = rows
    self.bytes = bytes
    self.allBytes = allBytes
  }
}
