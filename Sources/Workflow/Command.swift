import Diagnostics
import Formats
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
  /// What is done before anything else: the heap is told to grow in steps, and for a check another thread begins to read
  /// the shipped policies' schema while the command line is still being understood.
  /// - Parameter arguments: what stands on it; where it names policies, those have their own schema.
  public static func begin(_ arguments: some Collection<String>) {
    ProcessMemory.prepare()
    let others = ["-p", "--policy", "-h", "--help"]
    guard arguments.first == "check",
      !arguments.contains(where: { argument in others.contains { argument.hasPrefix($0) } })
    else { return }
    ShippedPolicies.readAhead(environment: Console.standard.environment)
  }

  /// The program's version.
  public static let version = "0.1.0"
}
