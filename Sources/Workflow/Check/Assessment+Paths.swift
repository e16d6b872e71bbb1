import Evidence
import Formats

extension Assessment {
  /// Where files and documents stand, seen from the working folder, by the paths that evidence calls them; what lies
  /// outside of that folder is left out.
  var workingPaths: [String: String] {
    let run = evidence.run
    let here = FilePaths.real(".").map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    var paths: [String: String] = [:]
    for document in run.policies.flatMap(\.documents) + run.tailoring { paths[document.path] = document.sourcePath }
    paths.merge(loaded.paths) { $1 }
    return paths.compactMapValues { path in
      let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }.filter { $0 != "." }
      // A link within the working folder is what its files are known by there.
      if !path.hasPrefix("/"), !parts.contains("..") { return parts.joined(separator: "/") }
      guard let here, let real = FilePaths.real(path), real.hasPrefix(here) else { return nil }
      return String(real.dropFirst(here.count))
    }
  }
}
