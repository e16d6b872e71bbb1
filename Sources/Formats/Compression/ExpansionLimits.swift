/// What compressed files may become. Each limit that is met has a diagnostic of its own.
public struct ExpansionLimits: Sendable {
  /// How many bytes one member may have.
  public var memberBytes: Int
  /// How many bytes all that comes out of one file may have, files inside files included.
  public var totalBytes: Int
  /// How many times longer than its compressed form a member may be, once it has more than `ratioFloor` bytes.
  /// DEFLATE reaches 1032 at most; exports reach 50.
  public var ratio: Int
  /// Below so many bytes no ratio is suspicious.
  public var ratioFloor: Int
  /// How many members an archive may have.
  public var members: Int
  /// How deep compressed files may stand in each other; 1 allows none inside another.
  public var depth: Int

  /// Limits of one's own.
  public init(
    memberBytes: Int = 512 << 20, totalBytes: Int = 1 << 30, ratio: Int = 250, ratioFloor: Int = 16 << 20,
    members: Int = 20_000, depth: Int = 3
  ) {
    self.memberBytes = memberBytes
    self.totalBytes = totalBytes
    self.ratio = max(1, ratio)
    self.ratioFloor = ratioFloor
    self.members = members
    self.depth = depth
  }

  /// The limits that hold unless others are asked for.
  public static let standard = ExpansionLimits()
}
