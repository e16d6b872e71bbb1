import Diagnostics
import Evaluation
import Formats
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A report that is written while an inventory streams by, into a draft that is moved to its place at the end. For the
/// standard output and other streams into a file without a name, since what was written may have to be taken back.
///
/// INVARIANT: written to by one thread at a time; `ChunkScan` sees to it.
final class StreamedOutput: @unchecked Sendable {
  private enum Place {
    case standardOutput
    case stream(String)
    case file(OutputFile)
  }

  private let place: Place
  private let descriptor: Int32
  private let buffer = ByteBuffer(capacity: 1 << 18)
  /// Bytes that stand in the file.
  private var flushed = 0
  private var fault: String?
  /// Where everything after the head begins.
  private var head = 0
  /// Whether a file is there that this one is to replace.
  private let replaces: Bool
  /// Bytes of which the system was told to put them on the disk.
  private var handedOver = 0

  private static let limit = 1 << 18
  /// So many bytes are handed over at once.
  private static let portion = 4 << 20

  /// - Parameter path: nil for the standard output.
  init(path: String?, overwrites: Bool) throws(OutputFile.Failure) {
    if let path, !OutputFile.isStream(path) {
      replaces = overwrites && access(path, F_OK) == 0
      let file = try OutputFile(path, existing: .init(overwrites: overwrites))
      place = .file(file)
      descriptor = file.descriptor
      return
    }
    replaces = false
    place = path.map { .stream($0) } ?? .standardOutput
    var name = Array("\(OutputFile.temporaryFolder)/kiem-XXXXXX".utf8CString)
    descriptor = name.withUnsafeMutableBufferPointer { buffer in
      let file = mkstemp(buffer.baseAddress!)
      if file >= 0 { unlink(buffer.baseAddress!) }
      return file
    }
    guard descriptor >= 0 else { throw .system(OutputFile.reason()) }
  }

  /// Lets go of what memory holds of a file that is about to be replaced: what is written then finds that memory free, and
  /// the file is moved to its place without having to make it so. The file itself stays as it is.
  static func makeRoom(at path: String) {
    #if canImport(Glibc) || canImport(Musl)
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
      let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard file >= 0 else { return }
      posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
      close(file)
    #endif
  }

  /// Writes what stands above everything, and is never taken back.
  func begin(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { write($0) }
    head = flushed + buffer.count
  }

  func write(_ bytes: UnsafeRawBufferPointer) {
    if buffer.count + bytes.count > StreamedOutput.limit { flush() }
    if bytes.count > StreamedOutput.limit {
      put(bytes)
    } else {
      buffer.append(bytes.assumingMemoryBound(to: UInt8.self))
    }
  }

  private func flush() {
    put(buffer.bytes)
    buffer.removeAll()
  }

  private func put(_ bytes: UnsafeRawBufferPointer) {
    guard fault == nil else { return }
    var done = 0
    while done < bytes.count {
      let count = Self.writeSome(descriptor, bytes.baseAddress! + done, bytes.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        fault = OutputFile.reason()
        return
      }
      done += count
    }
    flushed += bytes.count
    handOver()
  }

  /// Has the system begin to put on the disk what was written: a file that takes another's place has to be there when it is
  /// moved, and whoever moves it would wait for all of it.
  private func handOver() {
    #if canImport(Glibc) || canImport(Musl)
      guard replaces, flushed - handedOver >= StreamedOutput.portion else { return }
      let end = flushed & ~(StreamedOutput.portion - 1)
      // What is not on the disk yet is written there first, and stays in memory meanwhile.
      posix_fadvise(descriptor, off_t(handedOver), off_t(end - handedOver), POSIX_FADV_DONTNEED)
      handedOver = end
    #endif
  }

  private static func writeSome(_ file: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, start, count)
    #elseif canImport(Musl)
      Musl.write(file, start, count)
    #else
      Darwin.write(file, start, count)
    #endif
  }

  /// Takes back everything behind so many bytes after the head.
  func rewind(to count: Int) {
    flush()
    guard fault == nil else { return }
    if ftruncate(descriptor, off_t(head + count)) != 0 || lseek(descriptor, off_t(head + count), SEEK_SET) < 0 {
      fault = OutputFile.reason()
    }
    flushed = head + count
    handedOver = min(handedOver, flushed)
  }

  /// Changes parts of what was written, in order, and moves up what stands behind them.
  /// - Parameter offset: bytes after the head that parts are counted from.
  /// - Complexity: O(bytes behind the first part)
  func revise(_ parts: [Range<Int>], offset: Int, _ revision: FindingSink.Revision) {
    flush()
    guard fault == nil, let first = parts.first else { return }
    var end = head + offset + first.lowerBound
    func place(_ bytes: [UInt8]) {
      move(bytes.count, at: end) { file, done, place in
        bytes.withUnsafeBytes { pwrite(file, $0.baseAddress! + done, bytes.count - done, place) }
      }
      end += bytes.count
    }
    func bytes(_ range: Range<Int>) -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: range.count)
      move(range.count, at: head + offset + range.lowerBound) { file, done, place in
        bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress! + done, range.count - done, place) }
      }
      return bytes
    }
    for (index, part) in parts.enumerated() {
      place(revision(index, bytes(part)))
      let next = index + 1 < parts.count ? parts[index + 1].lowerBound : flushed - head - offset
      for begin in stride(from: part.upperBound, to: next, by: StreamedOutput.limit) {
        place(bytes(begin..<min(begin + StreamedOutput.limit, next)))
      }
    }
    rewind(to: end - head)
  }

  /// Reads or writes so many bytes at a place of the file.
  private func move(_ count: Int, at place: Int, _ some: (_ file: Int32, _ done: Int, _ place: off_t) -> Int) {
    var done = 0
    while done < count, fault == nil {
      let moved = some(descriptor, done, off_t(place + done))
      if moved < 0, errno == EINTR { continue }
      if moved <= 0 { fault = OutputFile.reason() } else { done += moved }
    }
  }

  /// Where a run's findings go.
  func sink(_ filter: FindingFilter, offset: Int) -> FindingSink {
    FindingSink(
      filter: filter, write: { self.write($0) }, rewind: { self.rewind(to: offset + $0) },
      revise: { self.revise($0, offset: offset, $1) })
  }

  /// Bytes behind the head.
  var count: Int { flushed + buffer.count - head }

  /// Throws everything away.
  func abandon() {
    if case .file(let file) = place { file.abandon() } else { close(descriptor) }
  }

  /// Puts the file in its place, or hands its contents on.
  func finish(_ console: Console) throws(OutputFile.Failure) {
    flush()
    if let fault {
      abandon()
      throw .system(fault)
    }
    switch place {
    case .file(let file): try file.finish()
    case .standardOutput:
      defer { close(descriptor) }
      try copy(to: console.write)
    case .stream(let path):
      defer { close(descriptor) }
      let stream = try OutputFile(path, existing: .refused)
      try copy { bytes in
        stream.write(bytes)
        return !stream.hasFailed
      }
      try stream.finish()
    }
  }

  /// Reads the file without a name from its beginning.
  private func copy(to sink: ([UInt8]) -> Bool) throws(OutputFile.Failure) {
    lseek(descriptor, 0, SEEK_SET)
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(OutputFile.reason()) }
      if count == 0 { return }
      guard sink(Array(piece[..<count])) else { throw .system(OutputFile.reason()) }
    }
  }
}
