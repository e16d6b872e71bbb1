import Diagnostics

/// Something that compiles and yet is likely to be a mistake.
///
/// A lint is one file in `Lints/` and one line in `LintCatalog`. What it says of itself is its page in `docs/lints.md`,
/// and its examples are its tests.
public protocol Lint: Sendable {
  /// As options and suppressions write it: `unused-fact`.
  var name: String { get }
  var code: DiagnosticCode { get }
  /// What it finds, in one sentence for the head of its page.
  var summary: String { get }
  /// Why that is bad, and what to do, in Markdown.
  var reason: String { get }
  var level: LintLevel { get }
  /// At least one in which it finds something, and one in which it does not.
  var examples: [LintExample] { get }

  /// What it finds, with whatever severity.
  func check(_ context: LintContext) -> [LintFinding]
}

extension Lint {
  /// Most findings are worth a warning.
  public var level: LintLevel { .warning }
}

/// How much a finding weighs.
public enum LintLevel: String, Sendable, CaseIterable, Comparable {
  case off, note, warning, error

  public static func < (a: LintLevel, b: LintLevel) -> Bool { a.rank < b.rank }

  private var rank: Int { LintLevel.allCases.firstIndex(of: self) ?? 0 }

  /// As diagnostics have it.
  public var severity: Diagnostic.Severity {
    switch self {
    case .off, .note: .note
    case .warning: .warning
    case .error: .error
    }
  }
}

/// One thing that a lint has found.
public struct LintFinding: Sendable {
  /// The lint's name; filled in by the runner.
  public internal(set) var lint = ""
  public internal(set) var diagnostic: Diagnostic
  /// What else a comment may stand at to silence it: the whole expression around the place.
  var anchor: Span?

  init(_ diagnostic: Diagnostic, within anchor: Span? = nil) {
    self.diagnostic = diagnostic
    self.anchor = anchor
  }
}

extension LintFinding {
  init(
    _ lint: some Lint, _ message: String, at span: Span, label: String = "", also: [Diagnostic.Label] = [],
    help: [String] = [], within anchor: Span? = nil
  ) {
    self.init(
      Diagnostic(lint.code, .warning, message, at: span, label: label, also: also, help: help), within: anchor)
  }
}
