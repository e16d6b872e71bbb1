import Diagnostics
import Policies

/// The things a user can ask for, each a function from a request to an exit status; each reads as the order of its
/// stages.
public enum Command {
  /// Tells of paths that are not there; nil if all are.
  static func firstMissing(_ paths: [String], _ console: Console) -> ExitStatus? {
    var missing = DiagnosticList()
    for path in paths where !Disk.has(path) { missing.add(.missingPath(path)) }
    console.show(missing)
    return missing.isEmpty ? nil : .missingInput
  }
}

extension Command {
  /// The program's version.
  public static let version = "0.1.0"
}
