import Diagnostics
import Policies

/// The words that a shell offers: ids of policies, rules and clauses. Documents are read, nothing is compiled.
public enum CompletionWords {
  /// The ids of the rules of the policies that a command line names, or of the shipped ones.
  public static func rules(_ arguments: [String]) -> [String] {
    policies(arguments).flatMap { policy in policy.rules.map(\.id) }
  }

  /// The ids of their clauses.
  public static func clauses(_ arguments: [String]) -> [String] {
    policies(arguments).flatMap { policy in policy.advisory.clauses.map(\.id) }
  }

  /// What `kiem explain` takes: rules and codes.
  public static func explainable(_ arguments: [String]) -> [String] {
    rules(arguments) + DiagnosticCodeCatalog.all.map(\.description)
  }

  /// The policies that words of a command line name: a path that holds one, or a shipped one's id; all shipped ones where
  /// none does.
  static func policies(
    _ arguments: [String], environment: (String) -> String? = { Console.standard.environment($0) }
  ) -> [Policy] {
    let shipped = ShippedPolicies.folder(environment: environment)
    let shared = [shipped].compactMap { $0.map { "\($0)/shared" } }
    let named = arguments.filter { !$0.hasPrefix("-") }.map { ShippedPolicies.path(of: $0, in: shipped) }
      .filter { $0.contains("/") && Disk.has($0) && !$0.hasPrefix("/dev") }
    for path in named.prefix(8) {
      let found = PolicyLibrary.load([path], shared: shared, files: .disk).policies.map(\.policy)
      if !found.isEmpty { return found }
    }
    return PolicyLibrary.load([shipped].compactMap { $0 }, shared: shared, files: .disk).policies.map(\.policy)
  }
}
