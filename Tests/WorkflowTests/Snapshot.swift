import Formats
import Glibc
import Testing

/// Holds text against a file in `Snapshots`.
///
/// With `KIEM_RECORD` in the environment it writes the file instead, and fails: a recorded snapshot is to be read, not
/// to pass unseen.
enum Snapshot {
  static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let path = "\(folder)/Snapshots/\(name)"
    if getenv("KIEM_RECORD") != nil {
      guard let file = fopen(path, "wb") else { return }
      let bytes = Array(text.utf8)
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
      Issue.record("recorded \(path): read it, then run again without KIEM_RECORD", sourceLocation: sourceLocation)
      return
    }
    guard let expected = try? FileReader.read(path: path).bytes else {
      Issue.record("there is no snapshot \(path); KIEM_RECORD=1 makes it", sourceLocation: sourceLocation)
      return
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = String(decoding: expected, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines != wanted else { return }
    let line = zip(lines, wanted).enumerated().first { $1.0 != $1.1 }?.offset ?? min(lines.count, wanted.count)
    Issue.record(
      """
      \(name) differs from line \(line + 1) on
      expected: \(wanted.indices.contains(line) ? wanted[line] : "<end>")
      got:      \(lines.indices.contains(line) ? lines[line] : "<end>")
      KIEM_RECORD=1 records it anew
      """, sourceLocation: sourceLocation)
  }
}
