import TestWorlds
import Testing

/// Holds text against a file in `Snapshots`.
enum Snapshot {
  static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    guard let mismatch = SnapshotFile.mismatch(text, name, beside: #filePath) else { return }
    Issue.record("\(mismatch)", sourceLocation: sourceLocation)
  }
}
