import Diagnostics
import Formats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is there whole or, after whatever goes wrong, as it was before: written beside its place under another
/// name, and moved there when it is finished.
///
/// A device or a pipe (`/dev/null`, `/dev/fd/3` of a shell's `>(…)`) is written to as it is: a file moved to its place
/// would take it away from everybody else.
final class OutputFile {
  enum Existing {
    /// A file that is there stays.
    case refused
    /// It is replaced, and keeps its mode; of a link, what it leads to.
    case replaced

    init(overwrites: Bool) { self = overwrites ? .replaced : .refused }
  }

  enum Failure: Error {
    case exists
    case system(String)

    func diagnostic(_ path: String) -> Diagnostic {
      let name = Diagnostic.quote(path: path)
      return switch self {
      case .exists:
        Diagnostic(
          .existingOutput, "\(name) is already there and was left as it is",
          help: ["choose another name, or say `--force`"])
      case .system(let reason): Diagnostic(.unwritableOutput, "\(name) cannot be written: \(reason)")
      }
    }
  }

  let descriptor: Int32
  private let place: String
  /// nil where the place itself is written to.
  private let draft: String?
  private let existing: Existing
  private var fault: String?

  /// - Parameter newMode: the mode that the file gets, whatever it had; nil: that of the file replaced, else 0644.
  init(_ path: String, existing: Existing, newMode: UInt32? = nil) throws(Failure) {
    self.existing = existing
    if OutputFile.isStream(path) {
      place = path
      draft = nil
      descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
      guard descriptor >= 0 else { throw .system(OutputFile.reason()) }
      return
    }
    if existing == .refused, access(path, F_OK) == 0 { throw .exists }
    place = existing == .replaced ? FilePaths.real(path) ?? path : path
    var status = stat()
    let oldMode = stat(place, &status) == 0 ? status.st_mode & 0o777 : nil
    let ownMode = newMode.map { mode_t($0) } ?? oldMode
    let draft = "\(place).\(getpid()).part"
    self.draft = draft
    descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, ownMode ?? 0o644)
    guard descriptor >= 0 else { throw .system(OutputFile.reason()) }
    // What the process's mask would take away is no less the file's own.
    if let ownMode { fchmod(descriptor, ownMode) }
  }

  /// Whether what has a path takes bytes as they come, and can be neither replaced nor taken back.
  static func isStream(_ path: String) -> Bool {
    if path.hasPrefix("/dev/fd/") || path == "/dev/stderr" || path == "/dev/stdout" { return true }
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Writes bytes; after a failure nothing more, and ``finish()`` tells of it.
  func write(_ bytes: [UInt8]) {
    if fault == nil, !writeAll(bytes, to: descriptor) { fault = OutputFile.reason() }
  }

  /// Whether something could not be written.
  var hasFailed: Bool { fault != nil }

  /// Gives the file its name.
  func finish() throws(Failure) {
    if close(descriptor) != 0, fault == nil { fault = OutputFile.reason() }
    guard let draft else {
      if let fault { throw .system(fault) }
      return
    }
    defer { unlink(draft) }
    if let fault { throw .system(fault) }
    // A link fails where a file has appeared meanwhile; a rename would replace it.
    var isPlaced = existing == .replaced ? rename(draft, place) == 0 : link(draft, place) == 0
    // Memory sticks know no links.
    if !isPlaced, existing == .refused, errno != EEXIST, access(place, F_OK) != 0 {
      isPlaced = rename(draft, place) == 0
    }
    if !isPlaced { throw errno == EEXIST ? .exists : .system(OutputFile.reason()) }
  }

  /// Throws away what was written.
  func abandon() {
    close(descriptor)
    if let draft { unlink(draft) }
  }

  /// Writes a whole file.
  ///
  /// - Returns: what kept it from being written; nil if it was.
  static func write(
    _ bytes: [UInt8], to path: String, existing: Existing, newMode: UInt32? = nil
  ) -> Diagnostic? {
    write(to: path, existing: existing, newMode: newMode) { sink in sink(bytes) }
  }

  /// Writes a whole file, piece by piece.
  ///
  /// - Returns: what kept it from being written; nil if it was.
  static func write(
    to path: String, existing: Existing, newMode: UInt32? = nil, _ pieces: (([UInt8]) -> Void) -> Void
  ) -> Diagnostic? {
    do throws(Failure) {
      let file = try OutputFile(path, existing: existing, newMode: newMode)
      pieces { file.write($0) }
      try file.finish()
      return nil
    } catch {
      return error.diagnostic(path)
    }
  }

  /// Where files without a name are made.
  static var temporaryFolder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  static func reason() -> String { String(cString: strerror(errno)).lowercased() }
}
