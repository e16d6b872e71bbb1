import Diagnostics
import Formats
import Reports

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A report's file: written beside its place under another name, and moved there when it is whole.
enum OutputFile {
  enum Failure: Error {
    case exists
    case system(String)

    func diagnostic(_ path: String) -> Diagnostic {
      switch self {
      case .exists:
        Diagnostic(
          .existingOutput, "`\(path)` is already there and was left as it is",
          help: ["choose another name, or say `--force`"])
      case .system(let reason): Diagnostic(.unwritableOutput, "`\(path)` cannot be written: \(reason)")
      }
    }
  }

  static func write(
    _ context: ReportContext, as format: any ReportFormat, to path: String, overwrites: Bool
  ) throws(Failure) {
    if !overwrites, access(path, F_OK) == 0 { throw .exists }
    let draft = "\(path).\(getpid()).part"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(reason()) }
    var isWhole = true
    format.write(context) { bytes in if isWhole { isWhole = writeAll(bytes, to: descriptor) } }
    let fault = isWhole ? nil : reason()
    guard close(descriptor) == 0, fault == nil else {
      unlink(draft)
      throw .system(fault ?? reason())
    }
    try place(draft, at: path, overwrites: overwrites)
  }

  /// Moves a draft to its place.
  static func place(_ draft: String, at path: String, overwrites: Bool) throws(Failure) {
    // A link fails where a file has appeared meanwhile; a rename would replace it.
    var isPlaced = overwrites ? rename(draft, path) == 0 : link(draft, path) == 0
    // Memory sticks know no links.
    if !isPlaced, !overwrites, errno != EEXIST, access(path, F_OK) != 0 { isPlaced = rename(draft, path) == 0 }
    let placing = isPlaced ? nil : errno == EEXIST ? Failure.exists : .system(reason())
    unlink(draft)
    if let placing { throw placing }
  }

  /// Where files without a name are made.
  static var temporaryFolder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  static func reason() -> String { String(cString: strerror(errno)).lowercased() }
}
