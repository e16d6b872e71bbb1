#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files below a folder.
public enum FileTree {
  /// What a folder holds.
  public struct Listing: Sendable, Hashable {
    /// The regular files, sorted by the bytes of their paths. Each path begins with the folder as it was named.
    public var files: [String]
    /// What was passed over, sorted likewise, and why: hidden entries, links that lead out of the folder or to
    /// folders, devices, names that are not UTF-8.
    public var skipped: [Skipped]

    /// Makes a listing of its parts.
    public init(files: [String], skipped: [Skipped]) {
      self.files = files
      self.skipped = skipped
    }
  }

  /// An entry that was passed over.
  public struct Skipped: Sendable, Hashable {
    /// Where it is.
    public var path: String
    /// Why, in a few words.
    public var reason: String
    /// Whether it was passed over as everybody expects: its name begins with a dot, a `.gitignore` leaves it out, or it
    /// was not asked for.
    public var isHidden = false
  }

  /// How deep folders may nest, and how many entries they may have.
  static let limits = (depth: 64, entries: 1_000_000)

  /// Lists the files of a folder and of the folders in it; a path that is a file is its own only file.
  ///
  /// Links to files inside the folder are listed; links to folders are not followed, so that the walk ends.
  /// - Complexity: O(entries · log entries)
  public static func files(under root: String) throws(FileError) -> Listing {
    guard let realRoot = FilePaths.real(root) else { throw .notFound(path: root) }
    guard kind(of: realRoot) == S_IFDIR else { return Listing(files: [root], skipped: []) }
    var listing = Listing(files: [], skipped: [])
    var folders = [(path: root, depth: 0)]
    var entries = 0
    while let folder = folders.popLast() {
      let names: [Name]
      do {
        names = try self.names(in: folder.path)
      } catch {
        if folder.depth == 0 { throw error }
        listing.skipped.append(Skipped(path: folder.path, reason: "\(error)"))
        continue
      }
      for name in names {
        entries += 1
        guard entries <= limits.entries else {
          throw .notReadable(path: root, reason: "it has more than \(limits.entries) entries")
        }
        switch name {
        case .unreadable(let text):
          listing.skipped.append(Skipped(path: FilePaths.join(folder.path, text), reason: "its name is not UTF-8"))
        case .text(let text):
          let path = FilePaths.join(folder.path, text)
          if text.hasPrefix(".") {
            listing.skipped.append(Skipped(path: path, reason: "it is hidden", isHidden: true))
          } else {
            visit(path, depth: folder.depth, realRoot, &folders, &listing)
          }
        }
      }
    }
    listing.files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    listing.skipped.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return listing
  }

  private static func visit(
    _ path: String, depth: Int, _ realRoot: String, _ folders: inout [(path: String, depth: Int)],
    _ listing: inout Listing
  ) {
    func skip(_ reason: String) { listing.skipped.append(Skipped(path: path, reason: reason)) }
    switch kind(of: path) {
    case S_IFREG: listing.files.append(path)
    case S_IFDIR:
      if depth < limits.depth {
        folders.append((path, depth + 1))
      } else {
        skip("folders nest deeper than \(limits.depth) levels")
      }
    case S_IFLNK:
      guard let real = FilePaths.real(path) else { return skip("it is a link to nothing") }
      guard FilePaths.isInside(real, realRoot) else { return skip("it is a link out of the folder") }
      if kind(of: real) == S_IFREG { listing.files.append(path) } else { skip("it is a link to a folder") }
    default: skip("it is no regular file")
    }
  }

  /// The kind of what has a path, links not followed; 0 if nothing has.
  private static func kind(of path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }

  /// What stands in a folder under a name.
  enum EntryKind { case file, folder, link, other }

  /// The kind of what has a path, links not followed.
  static func entryKind(of path: String) -> EntryKind {
    switch kind(of: path) {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// Whether a path is a folder, links not followed.
  static func isFolder(_ path: String) -> Bool { entryKind(of: path) == .folder }

  /// Whether a path is a regular file, links not followed.
  static func isRegular(_ path: String) -> Bool { entryKind(of: path) == .file }

  /// The names in a folder, in no order; none where it cannot be read, and not those that are not UTF-8.
  public static func names(of folder: String) -> [String] {
    ((try? names(in: folder)) ?? []).compactMap { name in
      if case .text(let text) = name { text } else { nil }
    }
  }

  enum Name {
    case text(String)
    case unreadable(String)
  }

  static func names(in folder: String) throws(FileError) -> [Name] {
    guard let stream = opendir(folder) else { throw FileReader.failure(folder) }
    defer { closedir(stream) }
    var names: [Name] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { start in
          String(validatingCString: start).map(Name.text) ?? .unreadable(String(cString: start))
        }
      }
      if case .text(let text) = name, text == "." || text == ".." { continue }
      names.append(name)
    }
    return names
  }
}
