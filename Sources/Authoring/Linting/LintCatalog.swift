/// Every lint, in the order of the documentation.
public enum LintCatalog {
  public static let all: [any Lint] = [
    RuleWithoutTest(),
    UnusedFact(),
    UnusedParameter(),
    UnusedCatalog(),
    ConstantCondition(),
    UnreachableBranch(),
    VersionAsText(),
    LooseProductName(),
    SilentAssumption(),
    SensitiveMessage(),
    MissingTranslation(),
    MissingRemediation(),
    OldCatalogRow(),
    ExpiringWaiver(),
    UncheckedQuotes(),
    AdapterWithoutKey(),
    IdleSuppression(),
  ]

  /// The lint of that name.
  public static func lint(named name: String) -> (any Lint)? { all.first { $0.name == name } }

  /// The names of all lints, for options and suggestions.
  public static var names: [String] { all.map(\.name) }
}
