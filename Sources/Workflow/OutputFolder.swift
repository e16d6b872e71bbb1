import Diagnostics
import Formats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes the files of a folder that is asked for, each whole or not at all.
enum OutputFolder {
  /// - Parameters:
  ///   - files: by their paths in the folder.
  ///   - overwrites: whether files that are there are replaced. Without, nothing is written if one of them is.
  /// - Returns: what kept a file from being written.
  static func write(
    _ files: [(path: String, bytes: [UInt8])], to folder: String, overwrites: Bool
  ) -> DiagnosticList {
    var problems = DiagnosticList()
    if !overwrites {
      for file in files where access(FilePaths.join(folder, file.path), F_OK) == 0 {
        problems.add(OutputFile.Failure.exists.diagnostic(FilePaths.join(folder, file.path)))
      }
      guard problems.isEmpty else { return problems }
    }
    for file in files {
      let path = FilePaths.join(folder, file.path)
      makeFolders(of: path)
      if let problem = OutputFile.write(file.bytes, to: path, existing: .init(overwrites: overwrites)) {
        problems.add(problem)
      }
    }
    return problems
  }

  /// Makes the folders above a file; what goes wrong shows when the file is written.
  private static func makeFolders(of path: String) {
    var current = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/").dropLast() {
      current += (current.isEmpty || current.hasSuffix("/") ? "" : "/") + part
      mkdir(current, 0o755)
    }
  }
}
