import Crypto
import Formats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a bundle was not written. Nothing stands under its name then that did not stand there before.
public enum BundleWritingError: Error, Sendable, Hashable {
  /// Something has its name, and may not be replaced.
  case exists(path: String)
  /// What has its name is no bundle, and is never replaced.
  case notABundle(path: String)
  case system(path: String, reason: String)
}

/// Writes a bundle's files into a folder beside its place, and gives the folder its name when all of them are whole.
///
///     let writer = try BundleWriter(at: "out", replaces: false)
///     try writer.add("records.ndjson") { sink in ... sink(bytes) ... }
///     try writer.finish { files in index(files).bytes }
///
/// A writer that is let go unfinished takes its folder with it.
public final class BundleWriter {
  private let path: String
  private let draft: String
  private let replaces: Bool
  private var files: [BundleIndex.File] = []
  private var folders: Set<String> = []
  private var isFinished = false

  /// - Parameters:
  ///   - path: of the bundle; the folder it stands in must be there.
  ///   - replaces: whether a bundle that has this name may be replaced. Anything else never is.
  public init(at path: String, replaces: Bool) throws(BundleWritingError) {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = trimmed
    self.replaces = replaces
    draft = "\(trimmed).\(getpid()).part"
    try BundleWriter.check(trimmed, replaces: replaces)
    guard mkdir(draft, 0o755) == 0 else { throw .system(path: path, reason: BundleWriter.reason()) }
  }

  deinit {
    if !isFinished { BundleWriter.remove(draft) }
  }

  /// Whether a bundle may be written at a path; asked before anything is evaluated.
  public static func check(_ path: String, replaces: Bool) throws(BundleWritingError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      let parent = FilePaths.folder(of: path)
      guard access(parent, W_OK) == 0 else { throw .system(path: path, reason: reason()) }
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .notABundle(path: path) }
    let listing = try? FileTree.files(under: path)
    if let listing, listing.files.isEmpty, listing.skipped.isEmpty { return }
    guard replaces else { throw .exists(path: path) }
    guard let source = try? FileReader.read(path: "\(path)/\(BundleIndex.fileName)", limit: 64 << 20),
      let json = try? StoredJSON.read(source.bytes), let index = try? StoredObject(json),
      (try? index.string("format")) == BundleIndex.format
    else { throw .notABundle(path: path) }
  }

  /// Adds a file, taking its digest on the way to the disk.
  ///
  /// - Parameters:
  ///   - name: relative to the bundle, with `/` between parts, none of them `..`.
  ///   - write: gives the file's bytes, piece by piece.
  public func add(_ name: String, _ write: ((([UInt8]) -> Void) -> Void)) throws(BundleWritingError) {
    try makeFolders(for: name)
    let file = "\(draft)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure() }
    var hasher = SHA256()
    var count = 0
    var fault: String?
    write { bytes in
      guard fault == nil, !bytes.isEmpty else { return }
      hasher.update(data: bytes)
      count += bytes.count
      if !BundleWriter.writeAll(bytes, to: descriptor) { fault = BundleWriter.reason() }
    }
    // A full disk may tell of itself only now.
    if fault == nil, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { fault = BundleWriter.reason() }
    if close(descriptor) != 0, fault == nil { fault = BundleWriter.reason() }
    if let fault { throw .system(path: path, reason: fault) }
    files.append(BundleIndex.File(path: name, bytes: count, digest: ContentDigest.hexadecimal(hasher.finalize())))
  }

  /// Adds the index over all files, and gives the bundle its name.
  public func finish(_ index: ([BundleIndex.File]) -> BundleIndex) throws(BundleWritingError) {
    let listed = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let bytes = index(listed).bytes
    try add(BundleIndex.fileName) { sink in sink(bytes) }
    try BundleWriter.check(path, replaces: replaces)
    let old = "\(path).\(getpid()).old"
    // An empty folder gives way to a rename; a bundle is put aside first, so that one of the two is always there.
    let isReplacing = replaces && rename(path, old) == 0
    guard rename(draft, path) == 0 else {
      let failure = failure()
      if isReplacing { rename(old, path) }
      throw failure
    }
    isFinished = true
    if isReplacing { BundleWriter.remove(old) }
  }

  private func makeFolders(for name: String) throws(BundleWritingError) {
    var folder = ""
    for part in name.split(separator: "/").dropLast() {
      guard part != "..", part != "." else { throw .system(path: path, reason: "`\(name)` leads out of it") }
      folder += folder.isEmpty ? String(part) : "/\(part)"
      guard folders.insert(folder).inserted else { continue }
      guard mkdir("\(draft)/\(folder)", 0o755) == 0 else { throw failure() }
    }
  }

  // MARK: The disk

  private func failure() -> BundleWritingError { .system(path: path, reason: BundleWriter.reason()) }

  private static func reason() -> String { String(cString: strerror(errno)).lowercased() }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        write(descriptor, buffer.baseAddress! + written, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  /// Removes a folder of ours with all that is in it; links are removed, never followed.
  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in FileTree.names(of: path) { remove("\(path)/\(name)") }
    rmdir(path)
  }
}
