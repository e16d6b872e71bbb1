import Diagnostics
import Formats

/// The files that documents are looked for in: a disk for the program, a table for tests.
///
/// Whoever provides it decides what may be read; nothing here asks for a path above the given ones, except for the
/// folder `shared` beside a policy's own.
public struct DocumentFiles: Sendable {
  public enum Entry: Sendable {
    case file, folder
  }

  /// What a path is; nil if it is neither or not there.
  public var entry: @Sendable (_ path: String) -> Entry?
  /// The names in a folder, in any order; empty if it cannot be read.
  public var names: @Sendable (_ folder: String) -> [String]
  /// The text of a file, or why it cannot be read, in a few words.
  public var read: @Sendable (_ path: String) -> Result<Source, ReadingFailure>

  /// Why a file cannot be read.
  public struct ReadingFailure: Error, Sendable {
    public var reason: String

    public init(_ reason: String) { self.reason = reason }
  }

  public init(
    entry: @escaping @Sendable (String) -> Entry?, names: @escaping @Sendable (String) -> [String],
    read: @escaping @Sendable (String) -> Result<Source, ReadingFailure>
  ) {
    self.entry = entry
    self.names = names
    self.read = read
  }

  /// Files in memory, by path.
  public init(_ texts: [String: String]) {
    let folders = Set(texts.keys.flatMap { Self.ancestors(of: $0) })
    self.init(
      entry: { texts[$0] != nil ? .file : folders.contains($0) ? .folder : nil },
      names: { folder in
        let prefix = folder == "." ? "" : folder + "/"
        let inside = texts.keys.filter { $0.hasPrefix(prefix) }
        return Array(Set(inside.map { String($0.dropFirst(prefix.count).prefix { $0 != "/" }) }))
      },
      read: { path in
        texts[path].map { .success(Source(path: path, text: $0)) } ?? .failure(ReadingFailure("it is not there"))
      })
  }

  private static func ancestors(of path: String) -> [String] {
    var found = ["."]
    var current = FilePaths.parent(of: path)
    while current != "." && current != "/" {
      found.append(current)
      current = FilePaths.parent(of: current)
    }
    return found
  }
}

/// Paths as texts; nothing is looked up.
extension FilePaths {
  /// The folder that a path is in; of `.` and of a path that ends in `..` the one above.
  static func parent(of path: String) -> String {
    let path = trimmed(path)
    if path == "/" { return "/" }
    if path == "." { return ".." }
    if name(of: path) == ".." { return join(path, "..") }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : trimmed(String(path[..<slash]))
  }

  /// Without slashes at the end, and `.` for nothing.
  static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path = path.dropLast() }
    return path.isEmpty ? "." : String(path)
  }

  /// Whether a path that a document names stays in the document's folder.
  static func staysInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
  }

  static func isYAML(_ name: String) -> Bool {
    !name.hasPrefix(".") && (name.hasSuffix(".yaml") || name.hasSuffix(".yml"))
  }
}
