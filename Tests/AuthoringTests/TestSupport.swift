import Diagnostics
import FoundationEssentials
import Policies

/// The folder of the package that these tests belong to.
let packageRoot: String = {
  var path = #filePath[...]
  for _ in 0..<3 { path = path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
  return String(path)
}()

extension DocumentFiles {
  /// The disk.
  static let disk = DocumentFiles(
    entry: { path in
      var isFolder = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
      return isFolder ? .folder : .file
    },
    names: { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] },
    read: { path in
      guard let data = FileManager.default.contents(atPath: path) else { return .failure(.init("no such file")) }
      return .success(Source(path: path, bytes: Array(data)))
    })
}

/// Diagnostics as a table: place, code, message.
func table(_ diagnostics: [Diagnostic]) -> String {
  diagnostics.map { diagnostic in
    let place = diagnostic.primary.map { "\($0.span.start)" } ?? "-"
    return "\(place) \(diagnostic.code) \(diagnostic.message)"
  }.joined(separator: "\n")
}

/// The policies that are shipped.
func shippedPolicies() -> PolicyLibrary { PolicyLibrary.load([packageRoot + "/policies"], files: .disk) }
