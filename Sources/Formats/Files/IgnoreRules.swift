import Diagnostics

/// What a repository leaves out: the patterns of its `.gitignore` files, each about the folder it stands in, and of
/// `.git/info/exclude`. A deeper file outweighs one above it, a later line one before it.
struct IgnoreRules {
  /// The patterns of one file, and how many names lead to its folder.
  private struct File {
    var depth: Int
    var patterns: [PathPattern]
  }

  private var files: [File] = []

  /// Adds the patterns of a file that stands so many folders below the root. Files are added from the root on.
  mutating func add(_ bytes: [UInt8], depth: Int) {
    let start = TextEncoding.marked(bytes)?.mark ?? 0
    let patterns = bytes[start...].split(separator: 0x0A).compactMap { line in
      PathPattern(line: line.last == 0x0D ? line.dropLast() : line)
    }
    if !patterns.isEmpty { files.append(File(depth: depth, patterns: patterns)) }
  }

  /// Whether a path is left out. The folders above it are not: whoever walks does not enter those.
  func excludes(_ names: [ArraySlice<UInt8>], isFolder: Bool) -> Bool {
    for file in files.reversed() {
      let below = Array(names.dropFirst(file.depth))
      if let pattern = file.patterns.last(where: { $0.matches(below, isFolder: isFolder) }) {
        return !pattern.isNegated
      }
    }
    return false
  }
}

/// Which paths of a folder are asked for.
public struct PathSelection: Sendable, Hashable {
  /// What is asked for; everything where it is empty.
  public var include: [PathPattern]
  /// What is not.
  public var exclude: [PathPattern]

  /// Makes a selection of its patterns. A pattern that matches a folder is about all that is in it.
  public init(include: [PathPattern] = [], exclude: [PathPattern] = []) {
    self.include = include
    self.exclude = exclude
  }

  /// Whether a file is asked for.
  /// - Parameter path: relative to the folder.
  public func contains(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    let names = bytes.split(separator: UInt8(ascii: "/"))
    return (include.isEmpty || Self.applies(include, names)) && !Self.applies(exclude, names)
  }

  /// Whether all of a folder is left out.
  func excludesFolder(_ names: [ArraySlice<UInt8>]) -> Bool {
    // A later pattern may take a part of it back.
    guard !exclude.contains(where: \.isNegated) else { return false }
    return exclude.contains { $0.matches(names, isFolder: true) }
  }

  /// What the last pattern says that is about a file or a folder above it.
  private static func applies(_ patterns: [PathPattern], _ names: [ArraySlice<UInt8>]) -> Bool {
    for pattern in patterns.reversed() {
      for count in 1...max(names.count, 1) {
        let isFolder = count < names.count
        if pattern.matches(Array(names.prefix(count)), isFolder: isFolder) { return !pattern.isNegated }
      }
    }
    return false
  }
}
