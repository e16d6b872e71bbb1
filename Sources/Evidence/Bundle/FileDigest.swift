import Crypto
import Formats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The digest of a file of any size, read piece by piece.
public enum FileDigest {
  /// - Returns: the SHA-256 in hexadecimal, and the number of bytes.
  /// - Complexity: O(bytes)
  public static func sha256(path: String) throws(FileError) -> (digest: String, bytes: Int) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw .notFound(path: path) }
      throw .notReadable(path: path, reason: String(cString: strerror(errno)).lowercased())
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .notReadable(path: path, reason: "it is no regular file")
    }
    var hasher = SHA256()
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var total = 0
    while true {
      let count = piece.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw .notReadable(path: path, reason: String(cString: strerror(errno)).lowercased())
      }
      if count == 0 { break }
      total += count
      piece.withUnsafeBytes { hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    return (ContentDigest.hexadecimal(hasher.finalize()), total)
  }
}
