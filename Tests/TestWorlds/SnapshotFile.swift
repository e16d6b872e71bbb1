import Formats
import Glibc

/// A text held against a file in the folder `Snapshots` beside a test.
///
/// With `KIEM_RECORD` in the environment the file is written instead, and that is a mismatch too: a recorded snapshot is
/// to be read, not to pass unseen.
public enum SnapshotFile {
  /// How a text differs from the file, in words; nil where it does not.
  ///
  /// - Parameter test: the path of the test's own file.
  public static func mismatch(_ text: String, _ name: String, beside test: String) -> String? {
    let path = "\(FilePaths.folder(of: test))/Snapshots/\(name)"
    if getenv("KIEM_RECORD") != nil {
      guard let file = fopen(path, "wb") else { return "cannot write \(path)" }
      let bytes = Array(text.utf8)
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
      return "recorded \(path): read it, then run again without KIEM_RECORD"
    }
    guard let expected = try? FileReader.read(path: path).bytes else {
      return "there is no snapshot \(path); KIEM_RECORD=1 makes it"
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = String(decoding: expected, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines != wanted else { return nil }
    let line = zip(lines, wanted).enumerated().first { $1.0 != $1.1 }?.offset ?? min(lines.count, wanted.count)
    return """
      \(name) differs from line \(line + 1) on
      expected: \(wanted.indices.contains(line) ? wanted[line] : "<end>")
      got:      \(lines.indices.contains(line) ? lines[line] : "<end>")
      KIEM_RECORD=1 records it anew
      """
  }
}
