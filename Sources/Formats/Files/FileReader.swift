import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads files whole.
public enum FileReader {
  /// How large a file may be unless another limit is given: 1 GiB.
  public static let standardLimit = 1 << 30

  /// Reads a regular file, or a pipe to its end.
  ///
  /// - Complexity: O(bytes)
  public static func read(path: String, limit: Int = standardLimit) throws(FileError) -> Source {
    Source(path: path, bytes: try bytes(path: path, limit: limit))
  }

  /// Reads a file that must stand inside a folder: neither `..` nor a link may lead out of it.
  ///
  /// - Parameter path: relative to the folder. The source's path is the folder's and this one, joined.
  public static func read(
    path: String, within root: String, limit: Int = standardLimit
  ) throws(FileError) -> Source {
    let joined = path.hasPrefix("/") ? path : FilePaths.join(root, path)
    guard let realRoot = FilePaths.real(root) else { throw .notFound(path: root) }
    guard let real = FilePaths.real(joined) else {
      // Whether a path outside is there must not be told, so the way is judged by its text alone.
      if FilePaths.climbsOut(path) { throw .outsideRoot(path: path, root: root) }
      throw .notFound(path: joined)
    }
    guard FilePaths.isInside(real, realRoot) else { throw .outsideRoot(path: path, root: root) }
    return Source(path: joined, bytes: try bytes(path: real, limit: limit))
  }

  private static func bytes(path: String, limit: Int) throws(FileError) -> [UInt8] {
    guard !path.utf8.contains(0), !path.isEmpty else { throw .notFound(path: path) }
    // Without O_NONBLOCK a pipe that nobody writes to would hang the opening.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure(path) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .isDirectory(path: path)
    case S_IFIFO: _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) & ~O_NONBLOCK)
    default: throw .notReadable(path: path, reason: "it is no regular file")
    }
    let expected = Int(status.st_size)
    guard expected <= limit else { throw .tooLarge(path: path, limit: limit) }
    return try contents(of: file, path: path, expected: expected, limit: limit)
  }

  /// Reads to the end, which need not be where the size said.
  private static func contents(
    of file: Int32, path: String, expected: Int, limit: Int
  ) throws(FileError) -> [UInt8] {
    var result: [UInt8] = []
    var piece = max(expected + 1, 65_536)
    while true {
      var count = 0
      var fault: FileError?
      let block = [UInt8](unsafeUninitializedCapacity: piece) { buffer, initialized in
        while count < buffer.count {
          let got = Self.readSome(file, buffer.baseAddress! + count, buffer.count - count)
          if got < 0 {
            if errno == EINTR { continue }
            fault = failure(path)
          }
          if got <= 0 { break }
          count += got
        }
        initialized = count
      }
      if let fault { throw fault }
      if result.isEmpty { result = block } else { result.append(contentsOf: block) }
      guard result.count <= limit else { throw .tooLarge(path: path, limit: limit) }
      if count < piece { return result }
      piece = min(max(result.count, 65_536), 16 << 20)
    }
  }

  private static func readSome(_ file: Int32, _ start: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.read(file, start, count)
    #elseif canImport(Musl)
      Musl.read(file, start, count)
    #else
      Darwin.read(file, start, count)
    #endif
  }

  /// What `errno` says about a path.
  static func failure(_ path: String) -> FileError {
    switch errno {
    case ENOENT, ENOTDIR: .notFound(path: path)
    case EISDIR: .isDirectory(path: path)
    case let code: .notReadable(path: path, reason: String(cString: strerror(code)).lowercased())
    }
  }
}
