import Diagnostics
import Formats

/// A file of an inventory.
struct InventoryFile {
  /// As the user would find it.
  var path: String
  /// Relative to the root that the user gave; what evidence calls it. Distinct among the files of an inventory.
  var relative: String
  /// The path inside the root.
  var inner: String
  /// The folder that the user gave, or the one the file stands in.
  var root: String
  /// Whether the user named this very file.
  var isNamed: Bool
}

/// The files that some paths lead to.
struct InventoryFiles {
  /// By the bytes of their relative paths.
  private(set) var files: [InventoryFile] = []
  private(set) var missing: [String] = []
  private(set) var skipped: [InventoryReport.Skipped] = []
  private(set) var diagnostics = DiagnosticList()

  /// - Parameter documents: how configuration files are read. Where they are, folders are repositories: what `.gitignore`
  ///   leaves out is none of theirs, and hidden files are.
  /// - Complexity: O(files · log files)
  init(_ paths: [String], documents: DocumentReading? = nil) {
    var seen: Set<String> = []
    var found: [InventoryFile] = []
    // A file named outright stays so even if a folder named beside it holds it too.
    let named = Set(paths.compactMap(FilePaths.real))
    for path in paths.sorted(by: Self.precedes) {
      guard FilePaths.real(path) != nil else {
        missing.append(path)
        diagnostics.add(InventoryDiagnostics.notFound(path))
        continue
      }
      let listing: FileTree.Listing
      do throws(FileError) {
        if let documents {
          listing = try documents.listing(of: path)
        } else {
          listing = try FileTree.files(under: path)
        }
      } catch {
        diagnostics.add(InventoryDiagnostics.unreadable(error))
        continue
      }
      // As the files are called that are read; of several folders one would not know whose they are.
      skipped += listing.skipped.map { skipped in
        let shown = paths.count == 1 ? Self.relative(skipped.path, to: path) : skipped.path
        return InventoryReport.Skipped(path: shown, reason: skipped.reason)
      }
      for skipped in listing.skipped where !skipped.isHidden {
        diagnostics.add(InventoryDiagnostics.skipped(skipped.path, reason: skipped.reason))
      }
      let isFile = listing.files == [path]
      for file in listing.files {
        guard let real = FilePaths.real(file), seen.insert(real).inserted else { continue }
        let relative = isFile ? FilePaths.name(of: file) : Self.relative(file, to: path)
        let root = isFile ? FilePaths.folder(of: path) : path
        found.append(
          InventoryFile(
            path: file, relative: relative, inner: relative, root: root, isNamed: isFile || named.contains(real)))
      }
    }
    files = Self.distinct(found).sorted { Self.precedes($0.relative, $1.relative) }
    skipped.sort { Self.precedes($0.path, $1.path) }
  }

  static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  /// A path without the folder that it begins with.
  private static func relative(_ path: String, to root: String) -> String {
    let prefix = root.hasSuffix("/") ? root : root + "/"
    guard path.utf8.starts(with: prefix.utf8) else { return path }
    return String(path.dropFirst(prefix.count).drop { $0 == "/" })
  }

  /// Files of two roots with one relative path bear their root's name before it, or all of their path.
  private static func distinct(_ files: [InventoryFile]) -> [InventoryFile] {
    var files = files
    for prefix in [{ FilePaths.name(of: $0.root) + "/" + $0.relative }, { $0.path }] as [(InventoryFile) -> String] {
      let counts = Dictionary(files.map { ($0.relative, 1) }, uniquingKeysWith: +)
      for index in files.indices where (counts[files[index].relative] ?? 0) > 1 {
        files[index].relative = prefix(files[index])
      }
    }
    return files
  }
}
