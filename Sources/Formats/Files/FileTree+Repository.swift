extension FileTree {
  /// Lists the files of a repository: hidden ones too, but none that `.gitignore` files or `.git/info/exclude` leave
  /// out, nothing of `.git` itself, no pictures and programs, and no links: what they lead to is listed where it stands,
  /// or is none of the repository's.
  ///
  /// Git is not run, and neither its index nor anything above the folder is read: a file that is ignored and tracked
  /// all the same is left out.
  /// - Parameter selection: which of them are asked for.
  /// - Complexity: O(entries · patterns + entries · log entries)
  public static func repositoryFiles(
    under root: String, selection: PathSelection = PathSelection()
  ) throws(FileError) -> Listing {
    guard let realRoot = FilePaths.real(root) else { throw .notFound(path: root) }
    guard isFolder(realRoot) else { return Listing(files: [root], skipped: []) }
    var walk = RepositoryWalk(root: root, realRoot: realRoot, selection: selection)
    try walk.run()
    return walk.finished()
  }
}

/// A walk over the folders of a repository.
private struct RepositoryWalk {
  private struct Folder {
    var path: String
    /// The names that lead here from the root.
    var names: [ArraySlice<UInt8>]
    var rules: IgnoreRules
  }

  private let root: String
  private let realRoot: String
  private let selection: PathSelection
  private var listing = FileTree.Listing(files: [], skipped: [])
  private var folders: [Folder] = []
  private var entries = 0

  /// How large a file of patterns may be.
  private static let patternBytes = 1 << 20

  init(root: String, realRoot: String, selection: PathSelection) {
    self.root = root
    self.realRoot = realRoot
    self.selection = selection
  }

  func finished() -> FileTree.Listing {
    var listing = listing
    listing.files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    listing.skipped.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return listing
  }

  mutating func run() throws(FileError) {
    var rules = IgnoreRules()
    if let exclude = patterns(FilePaths.join(root, ".git/info/exclude")) { rules.add(exclude, depth: 0) }
    folders = [Folder(path: root, names: [], rules: rules)]
    while var folder = folders.popLast() {
      let names: [FileTree.Name]
      do {
        names = try FileTree.names(in: folder.path)
      } catch {
        if folder.names.isEmpty { throw error }
        skip(folder.path, "\(error)")
        continue
      }
      let hasPatterns = names.contains { if case .text(".gitignore") = $0 { true } else { false } }
      if hasPatterns, let bytes = patterns(FilePaths.join(folder.path, ".gitignore")) {
        folder.rules.add(bytes, depth: folder.names.count)
      }
      for name in names {
        entries += 1
        guard entries <= FileTree.limits.entries else {
          throw .notReadable(path: root, reason: "it has more than \(FileTree.limits.entries) entries")
        }
        visit(name, in: folder)
      }
    }
  }

  /// The bytes of a file of patterns; nothing if it is no regular file, as a link is none.
  private mutating func patterns(_ path: String) -> [UInt8]? {
    guard FileTree.isRegular(path) else { return nil }
    do throws(FileError) {
      return try FileReader.read(path: path, limit: Self.patternBytes).bytes
    } catch {
      skip(path, "\(error)")
      return nil
    }
  }

  private mutating func visit(_ name: FileTree.Name, in folder: Folder) {
    guard case .text(let text) = name else {
      if case .unreadable(let text) = name { skip(FilePaths.join(folder.path, text), "its name is not UTF-8") }
      return
    }
    guard text != ".git" else { return }
    let path = FilePaths.join(folder.path, text)
    let names = folder.names + [Array(text.utf8)[...]]
    switch FileTree.entryKind(of: path) {
    case .file:
      guard !folder.rules.excludes(names, isFolder: false) else { return skip(path, Self.ignored, isHidden: true) }
      let relative = names.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
      guard selection.contains(relative) else { return skip(path, "it is not asked for", isHidden: true) }
      guard !Self.isBinary(text) else { return skip(path, "its name is one of no text", isHidden: true) }
      listing.files.append(path)
    case .folder:
      guard !folder.rules.excludes(names, isFolder: true) else { return skip(path, Self.ignored, isHidden: true) }
      guard !selection.excludesFolder(names) else { return skip(path, "it is not asked for", isHidden: true) }
      guard names.count <= FileTree.limits.depth else {
        return skip(path, "folders nest deeper than \(FileTree.limits.depth) levels")
      }
      folders.append(Folder(path: path, names: names, rules: folder.rules))
    case .link:
      let isInside = FilePaths.real(path).map { FilePaths.isInside($0, realRoot) } ?? false
      skip(path, isInside ? "it is a link" : "it is a link out of the folder, or to nothing", isHidden: isInside)
    case .other: skip(path, "it is no regular file")
    }
  }

  /// Suffixes of what may be large and is never text.
  private static let binary: Set<String> = [
    "png", "jpg", "jpeg", "gif", "webp", "ico", "bmp", "tiff", "mp4", "mkv", "avi", "mov", "mp3", "wav", "ogg", "flac",
    "woff", "woff2", "ttf", "otf", "eot", "pdf", "exe", "dll", "so", "dylib", "a", "o", "class", "jar", "pyc", "wasm",
    "bin", "iso", "img", "onnx", "tflite",
  ]

  private static func isBinary(_ name: String) -> Bool {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return false }
    return binary.contains(name[name.utf8.index(after: dot)...].lowercased())
  }

  private static let ignored = "a `.gitignore` leaves it out"

  private mutating func skip(_ path: String, _ reason: String, isHidden: Bool = false) {
    listing.skipped.append(FileTree.Skipped(path: path, reason: reason, isHidden: isHidden))
  }
}
