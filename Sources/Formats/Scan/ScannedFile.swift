import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A regular file that is read piece by piece, on several threads.
///
/// Mapping it would be no faster, its pages would count as memory of the process, and a file that somebody cuts short
/// would end it.
public final class ScannedFile: Sendable {
  public let path: String
  public let size: Int
  private let descriptor: Int32

  /// - Throws: where there is no such file, it cannot be read, or is not a regular one.
  public init(path: String) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .notFound(path: path) }
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw FileReader.failure(path) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw .notReadable(path: path, reason: "it is no regular file")
    }
    self.path = path
    size = Int(status.st_size)
    descriptor = file
  }

  deinit { close(descriptor) }

  /// Fills a stretch of memory from an offset of the file.
  /// - Throws: where the file ends before, or cannot be read.
  func read(_ target: UnsafeMutablePointer<UInt8>, count: Int, at offset: Int) throws(ScanFault) {
    var done = 0
    while done < count {
      let got = pread(descriptor, target + done, count - done, off_t(offset + done))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else {
        throw .unreadable(got == 0 ? "it became shorter while it was read" : String(cString: strerror(errno)))
      }
      done += got
    }
  }

  /// The first bytes of the file, as many as there are up to a count.
  public func head(_ count: Int) throws(ScanFault) -> [UInt8] { try bytes(min(count, size), at: 0) }

  /// The last bytes of the file.
  func tail(_ count: Int) throws(ScanFault) -> [UInt8] { try bytes(min(count, size), at: size - min(count, size)) }

  private func bytes(_ wanted: Int, at offset: Int) throws(ScanFault) -> [UInt8] {
    guard wanted > 0 else { return [] }
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    defer { memory.deallocate() }
    try read(memory, count: wanted, at: offset)
    return Array(UnsafeBufferPointer(start: memory, count: wanted))
  }
}
