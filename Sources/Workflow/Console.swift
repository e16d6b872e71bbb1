import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a command talks: results to the standard output, everything for people to the standard error.
public struct Console: Sendable {
  /// Writes results; false where they are lost. To a reader that has seen enough and closed the pipe nothing is.
  public var write: @Sendable ([UInt8]) -> Bool
  /// Tells a person.
  public var tell: @Sendable (String) -> Void
  /// Whether each may be coloured.
  public var coloursOutput: Bool
  public var coloursMessages: Bool
  /// Whether somebody watches, so that a long run may show how far it is.
  public var showsProgress: Bool
  public var environment: @Sendable (String) -> String?

  public init(
    write: @escaping @Sendable ([UInt8]) -> Bool, tell: @escaping @Sendable (String) -> Void,
    coloursOutput: Bool = false, coloursMessages: Bool = false, showsProgress: Bool = false,
    environment: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.write = write
    self.tell = tell
    self.coloursOutput = coloursOutput
    self.coloursMessages = coloursMessages
    self.showsProgress = showsProgress
    self.environment = environment
  }

  /// The process's own. Colour only on a terminal, and never where `NO_COLOR` is set (https://no-color.org).
  public static let standard: Console = {
    let environment: @Sendable (String) -> String? = { name in getenv(name).map { String(cString: $0) } }
    // `kiem check … | head` closes the pipe early; the verdict, and so the exit status, is no other for that.
    signal(SIGPIPE, SIG_IGN)
    let isPlain = !(environment("NO_COLOR") ?? "").isEmpty || environment("TERM") == "dumb"
    return Console(
      write: { bytes in writeAll(bytes, to: 1) || errno == EPIPE },
      tell: { text in _ = writeAll(Array(text.utf8), to: 2) },
      coloursOutput: !isPlain && isatty(1) == 1, coloursMessages: !isPlain && isatty(2) == 1,
      showsProgress: isatty(2) == 1 && environment("TERM") != "dumb",
      environment: environment)
  }()

  /// Writes results, telling of it if they are lost.
  func deliver(_ bytes: [UInt8]) -> ExitStatus? {
    if write(bytes) { return nil }
    var problems = DiagnosticList()
    problems.add(.lostOutput(reason: String(cString: strerror(errno)).lowercased()))
    show(problems)
    return .inputOutput
  }

  /// Tells why nothing is done.
  func refuse(_ diagnostic: Diagnostic, _ status: ExitStatus) -> ExitStatus {
    var problems = DiagnosticList()
    problems.add(diagnostic)
    show(problems)
    return status
  }

  /// Shows diagnostics, with a line that counts them.
  func show(_ diagnostics: DiagnosticList) {
    guard !diagnostics.isEmpty else { return }
    let renderer = DiagnosticRenderer(.full, usesColour: coloursMessages)
    tell(renderer.render(diagnostics) + diagnostics.summary + "\n")
  }
}

/// Writes everything; false where the other end does not take it.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
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

extension Diagnostic {
  static func lostOutput(reason: String) -> Diagnostic {
    Diagnostic(.unwritableOutput, "the standard output cannot be written: \(reason)")
  }
}
