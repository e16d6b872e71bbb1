#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the program's exit tells a script (DESIGN section 7; 64 and above follow sysexits.h).
public enum ExitStatus: Int32, Sendable {
  /// Everything decided, nothing failed at or above the threshold.
  case passed = 0
  /// Something failed at or above the threshold.
  case failed = 1
  /// Nothing failed, but something is undecided, in error or without a subject.
  case undecided = 2
  /// The command line cannot be understood.
  case usage = 64
  /// A policy or an inventory cannot be used.
  case unusableData = 65
  /// A path is not there.
  case missingInput = 66
  /// A fault of ours.
  case internalFault = 70
  /// An output could not be written.
  case inputOutput = 74
}

extension ExitStatus {
  /// Ends the program with it.
  public func end() -> Never { exit(rawValue) }
}
