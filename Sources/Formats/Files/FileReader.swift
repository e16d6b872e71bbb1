import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file, and whether it held still.
public struct FileReading: Sendable {
  public var source: Source
  /// Whether the file was written to while it was read, twice in a row: what was read may be neither the old text nor
  /// the new one.
  public var hasChanged: Bool
}

/// Reads files whole.
public enum FileReader {
  /// How large a file may be unless another limit is given: 1 GiB.
  public static let standardLimit = 1 << 30

  /// Reads a regular file, or a pipe to its end. A file that changes while it is read is an error.
  ///
  /// - Complexity: O(bytes)
  public static func read(path: String, limit: Int = standardLimit) throws(FileError) -> Source {
    try still(reading(path: path, limit: limit))
  }

  /// Reads a regular file, or a pipe to its end, and tells whether it held still.
  ///
  /// - Complexity: O(bytes)
  public static func reading(path: String, limit: Int = standardLimit) throws(FileError) -> FileReading {
    let (bytes, hasChanged) = try bytes(path: path, limit: limit)
    return FileReading(source: Source(path: path, bytes: bytes), hasChanged: hasChanged)
  }

  private static func still(_ reading: FileReading) throws(FileError) -> Source {
    guard !reading.hasChanged else {
      throw .notReadable(path: reading.source.path, reason: "it changes while it is read")
    }
    return reading.source
  }

  /// Reads a file that must stand inside a folder: neither `..` nor a link may lead out of it.
  ///
  /// - Parameter path: relative to the folder. The source's path is the folder's and this one, joined.
  public static func read(
    path: String, within root: String, limit: Int = standardLimit
  ) throws(FileError) -> Source {
    try still(reading(path: path, within: root, limit: limit))
  }

  /// Reads a file that must stand inside a folder, and tells whether it held still.
  public static func reading(
    path: String, within root: String, limit: Int = standardLimit
  ) throws(FileError) -> FileReading {
    let joined = path.hasPrefix("/") ? path : FilePaths.join(root, path)
    guard let realRoot = FilePaths.real(root) else { throw .notFound(path: root) }
    guard let real = FilePaths.real(joined) else {
      // Whether a path outside is there must not be told, so the way is judged by its text alone.
      if FilePaths.climbsOut(path) { throw .outsideRoot(path: path, root: root) }
      throw .notFound(path: joined)
    }
    guard FilePaths.isInside(real, realRoot) else { throw .outsideRoot(path: path, root: root) }
    let (bytes, hasChanged) = try bytes(path: real, limit: limit)
    return FileReading(source: Source(path: joined, bytes: bytes), hasChanged: hasChanged)
  }

  /// The bytes of a file, and whether it changed meanwhile. A file that changed is read once more.
  ///
  /// - Parameter interlude: what happens between the reading and the look at what has changed; for tests.
  static func bytes(
    path: String, limit: Int, interlude: () -> Void = {}
  ) throws(FileError) -> (bytes: [UInt8], hasChanged: Bool) {
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
    guard status.st_mode & S_IFMT == S_IFREG else {
      return (try contents(of: file, path: path, expected: 0, limit: limit), false)
    }
    for isLast in [false, true] {
      let expected = Int(status.st_size)
      guard expected <= limit else { throw .tooLarge(path: path, limit: limit) }
      let bytes = try contents(of: file, path: path, expected: expected, limit: limit)
      interlude()
      let before = Stamp(status)
      guard fstat(file, &status) == 0 else { throw failure(path) }
      // Files that the kernel makes up have no size, and no time that means anything.
      let isSame = before == Stamp(status) && (bytes.count == expected || expected == 0)
      if isSame || isLast { return (bytes, !isSame) }
      guard lseek(file, 0, SEEK_SET) == 0 else { throw failure(path) }
    }
    throw .notReadable(path: path, reason: "it changes while it is read")
  }

  /// What changes when a file is written to.
  private struct Stamp: Equatable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int

    init(_ status: stat) {
      size = Int(status.st_size)
      #if canImport(Darwin)
        (seconds, nanoseconds) = (Int(status.st_mtimespec.tv_sec), Int(status.st_mtimespec.tv_nsec))
      #else
        (seconds, nanoseconds) = (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec))
      #endif
    }
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
