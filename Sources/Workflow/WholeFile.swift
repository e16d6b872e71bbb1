import Diagnostics
import Formats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a file so that it is there whole or, after whatever goes wrong, as it was before.
enum WholeFile {
  enum Existing {
    /// A file that is there stays.
    case refused
    /// It is replaced, and keeps its mode; of a link, what it leads to.
    case replaced
  }

  /// - Parameter newMode: the mode that the file gets, whatever it had; nil: that of the file replaced, else 0644.
  /// - Returns: what kept it from being written; nil if it was.
  static func write(
    _ bytes: [UInt8], to path: String, existing: Existing, newMode: UInt32? = nil
  ) -> Diagnostic? {
    if existing == .refused, access(path, F_OK) == 0 { return .existing(path) }
    let target = existing == .replaced ? FilePaths.real(path) ?? path : path
    var status = stat()
    let mode = newMode.map { mode_t($0) } ?? (stat(target, &status) == 0 ? status.st_mode & 0o777 : 0o644)
    let draft = "\(target).\(getpid()).part"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { return .unwritable(path, reason: reason()) }
    fchmod(descriptor, mode)
    var fault = writeAll(bytes, to: descriptor) ? nil : reason()
    if close(descriptor) != 0, fault == nil { fault = reason() }
    if fault == nil, rename(draft, target) != 0 { fault = reason() }
    guard let fault else { return nil }
    unlink(draft)
    return .unwritable(path, reason: fault)
  }

  private static func reason() -> String { String(cString: strerror(errno)).lowercased() }
}

extension Diagnostic {
  fileprivate static func existing(_ path: String) -> Diagnostic {
    Diagnostic(
      .existingOutput, "\(quote(path: path)) is already there and was left as it is", help: ["choose another name"])
  }

  fileprivate static func unwritable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(.unwritableOutput, "\(quote(path: path)) cannot be written: \(reason)")
  }
}
