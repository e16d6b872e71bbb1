#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that are set aside for later in a file without a name: it is gone with the process, however that ends.
///
/// INVARIANT: appended to by one thread at a time; read by any number once `flush` was called.
public final class SpoolFile: @unchecked Sendable {
  private let descriptor: Int32
  private let buffer = ByteBuffer(capacity: SpoolFile.room)
  private var flushed = 0
  private var hasFailed = false

  /// Bytes that wait to be written.
  private static let room = 1 << 18
  /// More is not set aside.
  private static let limit = 1 << 36

  /// Where files go that nobody sees.
  public static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  /// - Returns: nil where no file can be made there.
  public init?(in folder: String) {
    var name = Array("\(folder)/kiem-XXXXXX".utf8CString)
    descriptor = name.withUnsafeMutableBufferPointer { name in
      guard let name = name.baseAddress else { return -1 }
      let file = mkstemp(name)
      if file >= 0 { unlink(name) }
      return file
    }
    guard descriptor >= 0 else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Returns: where the bytes stand; nil where they could not be set aside.
  public func append(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard !hasFailed, flushed + buffer.count + bytes.count <= SpoolFile.limit else { return nil }
    if buffer.count + bytes.count > SpoolFile.room { flush() }
    let place = flushed + buffer.count
    if let base = bytes.baseAddress {
      buffer.append(base.assumingMemoryBound(to: UInt8.self), bytes.count)
    }
    return hasFailed ? nil : place
  }

  /// Writes what waits.
  public func flush() {
    var done = 0
    while done < buffer.count, !hasFailed {
      let count = pwrite(descriptor, buffer.base + done, buffer.count - done, off_t(flushed + done))
      if count < 0, errno == EINTR { continue }
      if count <= 0 { hasFailed = true } else { done += count }
    }
    flushed += buffer.count
    buffer.removeAll()
  }

  /// Fills a stretch of memory from a place.
  /// - Returns: false where that could not be read.
  public func read(_ target: UnsafeMutableRawBufferPointer, at place: Int) -> Bool {
    guard let base = target.baseAddress else { return true }
    var done = 0
    while done < target.count {
      let count = pread(descriptor, base + done, target.count - done, off_t(place + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
