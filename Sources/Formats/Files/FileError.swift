/// Why a file or folder was not read.
public enum FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Nothing has this path.
  case notFound(path: String)
  /// It is there but cannot be read: permissions, a device, an I/O fault.
  case notReadable(path: String, reason: String)
  /// It is a folder where a file was asked for.
  case isDirectory(path: String)
  /// It is larger than the limit, in bytes.
  case tooLarge(path: String, limit: Int)
  /// It leads out of the folder that it must stay in.
  case outsideRoot(path: String, root: String)

  /// The path it is about.
  public var path: String {
    switch self {
    case .notFound(let path), .notReadable(let path, _), .isDirectory(let path), .tooLarge(let path, _),
      .outsideRoot(let path, _):
      path
    }
  }

  /// The error as a diagnostic's message: lower case, no full stop.
  public var description: String {
    switch self {
    case .notFound(let path): "there is no file `\(path)`"
    case .notReadable(let path, let reason): "`\(path)` cannot be read: \(reason)"
    case .isDirectory(let path): "`\(path)` is a folder, not a file"
    case .tooLarge(let path, let limit): "`\(path)` is larger than the limit of \(limit) bytes"
    case .outsideRoot(let path, let root): "`\(path)` leads out of `\(root)`"
    }
  }
}
