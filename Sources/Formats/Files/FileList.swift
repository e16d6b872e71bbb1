/// A list of files that somebody else made, such as `git diff --name-only` in a CI job: one on each line, or parted by
/// NUL bytes.
public struct FileList: Sendable, Hashable {
  /// The paths as listed, in the list's order, each once.
  public var paths: [String]
  /// How many entries are no paths: their bytes are not UTF-8.
  public var unreadable: Int

  /// Reads a list. A line in double quotes has git's escapes (`"\303\251.yaml"`).
  /// - Complexity: O(bytes)
  public init(_ bytes: [UInt8]) {
    paths = []
    unreadable = 0
    let hasNUL = bytes.contains(0)
    var seen: Set<String> = []
    for part in bytes.split(separator: hasNUL ? 0 : 0x0A) {
      var entry = part
      if !hasNUL, entry.last == 0x0D { entry = entry.dropLast() }
      guard !entry.isEmpty else { continue }
      guard let path = String(validating: hasNUL ? Array(entry) : Self.unquoted(entry), as: UTF8.self) else {
        unreadable += 1
        continue
      }
      if seen.insert(path).inserted { paths.append(path) }
    }
  }

  /// A line of git's without its quotes and escapes.
  private static func unquoted(_ line: ArraySlice<UInt8>) -> [UInt8] {
    guard line.count >= 2, line.first == 0x22, line.last == 0x22 else { return Array(line) }
    let text = Array(line.dropFirst().dropLast())
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\"), index + 1 < text.count else {
        result.append(text[index])
        index += 1
        continue
      }
      let digits = text[(index + 1)...].prefix(3)
      if digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
        let value = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
        result.append(UInt8(truncatingIfNeeded: value))
        index += 4
        continue
      }
      let names: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
        UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
      ]
      result.append(names[text[index + 1]] ?? text[index + 1])
      index += 2
    }
    return result
  }

  /// What a list is within a folder.
  public struct Selected: Sendable, Hashable {
    /// The regular files, sorted by the bytes of their paths, each path beginning with the folder as it was named.
    public var files: [String]
    /// Listed and not there, as files are that a change removes.
    public var missing: [String]
    /// Listed and not read, and why: it leads out of the folder, or is none of a file.
    public var refused: [FileTree.Skipped]
  }

  /// Looks the files up in a folder.
  ///
  /// Paths are relative to the folder; one that begins with `/` must lead into it. Neither `..` nor a link may lead out.
  /// - Complexity: O(paths · log paths)
  public func selected(within root: String) throws(FileError) -> Selected {
    guard let realRoot = FilePaths.real(root) else { throw .notFound(path: root) }
    var result = Selected(files: [], missing: [], refused: [])
    var seen: Set<String> = []
    func refuse(_ path: String, _ reason: String) {
      result.refused.append(FileTree.Skipped(path: path, reason: reason))
    }
    for path in paths {
      guard let relative = Self.relative(path, to: root, realRoot) else {
        refuse(path, "it leads out of the folder")
        continue
      }
      let joined = FilePaths.join(root, relative)
      guard let real = FilePaths.real(joined) else {
        if FileTree.entryKind(of: joined) == .link {
          refuse(path, "it is a link to nothing")
        } else {
          result.missing.append(path)
        }
        continue
      }
      guard FilePaths.isInside(real, realRoot) else {
        refuse(path, "it leads out of the folder")
        continue
      }
      switch FileTree.entryKind(of: joined) {
      case .file: if seen.insert(relative).inserted { result.files.append(joined) }
      case .folder: refuse(path, "it is a folder")
      case .link: refuse(path, "it is a link")
      case .other: refuse(path, "it is no regular file")
      }
    }
    result.files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return result
  }

  /// A path from the folder on without `.` and `..`; nil if it leads out.
  private static func relative(_ path: String, to root: String, _ realRoot: String) -> String? {
    var text = path[...]
    if path.hasPrefix("/") {
      guard let prefix = [root, realRoot].first(where: { $0.hasPrefix("/") && path.hasPrefix($0 + "/") }) else {
        return nil
      }
      text = path.dropFirst(prefix.count + 1)
    }
    var parts: [Substring] = []
    for part in text.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
