import Formats
import Planning
import Tables

/// What a run came to, scan by scan and node by node: for whoever wants to know which rule costs what.
///
/// Times are summed over threads, and those of a node leave out what it waits for.
public struct StreamProfile: Sendable {
  public struct Node: Sendable {
    public var index: Int
    /// Rows for which it was asked.
    public var rows = 0
    /// Values, or combinations of values, that were decided.
    public var distinct = 0
    public var nanoseconds: UInt64 = 0
  }

  public struct Scan: Sendable {
    public var entity: String
    public var path: String
    public var rows = 0
    public var bytes = 0
    public var chunks = 0
    /// Chunks that were read again for rows that repeat others.
    public var chunksAgain = 0
    public var nanoseconds: UInt64 = 0
    /// By member: how many distinct spellings one thread met at most.
    public var distinct: [(member: String, count: Int)] = []
    public var nodes: [Node] = []
  }

  public internal(set) var scans: [Scan] = []

  /// Lines for people.
  public func text(_ graph: RuleGraph) -> String {
    var lines: [String] = []
    for scan in scans {
      let seconds = Double(scan.nanoseconds) / 1e9
      let speed = seconds > 0 ? Int(Double(scan.bytes) / seconds / 1e6) : 0
      lines.append(
        "\(scan.path): \(scan.rows) rows, \(scan.bytes) bytes, \(scan.chunks) chunks, \(StreamProfile.milliseconds(scan.nanoseconds)), \(speed) MB/s"
      )
      if scan.chunksAgain > 0 { lines.append("  \(scan.chunksAgain) chunks read again: rows repeat earlier ones") }
      for (member, count) in scan.distinct where count > 0 { lines.append("  \(member): \(count) distinct") }
      for node in scan.nodes.sorted(by: { ($0.nanoseconds, $1.index) > ($1.nanoseconds, $0.index) }) {
        let what = graph.canonicalForm.split(separator: "\n")[node.index].prefix(90)
        let distinct = node.distinct > 0 ? ", \(node.distinct) decided" : ""
        lines.append("  \(StreamProfile.milliseconds(node.nanoseconds)), \(node.rows) rows\(distinct): \(what)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func milliseconds(_ nanoseconds: UInt64) -> String {
    let tenths = nanoseconds / 100_000
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}

/// A clock for profiles; nothing that is evaluated looks at it.
enum ProfileClock {
  private static let origin = ContinuousClock.now

  /// Nanoseconds since the first question.
  static func now() -> UInt64 {
    let (seconds, attoseconds) = origin.duration(to: ContinuousClock.now).components
    return UInt64(clamping: seconds) &* 1_000_000_000 &+ UInt64(clamping: attoseconds / 1_000_000_000)
  }
}
