import Evidence
import Schema

/// A way to write a run's evidence down. Each is a view of the same records and carries their ids and digests.
public protocol ReportFormat: Sendable {
  /// The word for it on the command line: `-f records`.
  var name: String { get }
  /// What it is for, in a few words for the help text.
  var summary: String { get }
  /// The ending of a file in this format, without a dot.
  var fileExtension: String { get }

  /// What it is as a report that can be streamed; nil where it takes records.
  var streamed: StreamedReport? { get }

  /// Whether it has the digests of records.
  var citesDigests: Bool { get }

  /// Writes the report, piece by piece.
  ///
  /// - Parameter sink: is given UTF-8 bytes in order; a report of many findings is never in memory as a whole.
  func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows
}

/// A report that can be made while an inventory streams by, without a record of any finding.
public enum StreamedReport: Sendable, Hashable {
  case counts, fails, findings
}

extension ReportFormat {
  /// What it is as a report that can be streamed; nil where it takes records.
  public var streamed: StreamedReport? { nil }

  public var citesDigests: Bool { true }

  /// The whole report.
  public func write(_ context: ReportContext) -> [UInt8] {
    var bytes: [UInt8] = []
    write(context) { bytes += $0 }
    return bytes
  }
}

/// What a report is made from, and for whom.
public struct ReportContext: Sendable {
  public var evidence: CollectedEvidence
  /// What reading policies and inventory had to say.
  public var diagnostics: [Notice]
  public var language: Language
  /// Whether ANSI colours are used, by formats for terminals.
  public var usesColour: Bool
  /// How many subjects of one finding are listed before the rest is only counted; nil lists all.
  public var listLimit: Int?
  /// How many columns a line may take, in formats for terminals.
  public var width: Int
  /// The severity from which on a fail counts.
  public var failOn: Severity
  /// Whether unknown and not checked are forgiven.
  public var allowsUnknown: Bool
  /// Findings that were there before and do not count.
  public var baseline = Baseline.none
  /// The version of the program, in formats that name their tool.
  public var toolVersion: String
  /// Where files of the inventory and documents of the policies stand, seen from where the program was started, by the
  /// paths that evidence calls them by: what a forge can put an annotation on. A file that stands elsewhere is left out.
  public var workingPaths: [String: String]
  /// Who made the run, where that is to be told: no part of the run.
  public var auditor: String?
  /// For which engagement the run was made, where that is to be told.
  public var engagement: String?

  public init(
    evidence: CollectedEvidence, diagnostics: [Notice] = [], language: Language = .en, usesColour: Bool = false,
    listLimit: Int? = 10, width: Int = 100, failOn: Severity = .info, allowsUnknown: Bool = false,
    toolVersion: String = "0.0.0", workingPaths: [String: String] = [:]
  ) {
    self.evidence = evidence
    self.diagnostics = diagnostics
    self.language = language
    self.usesColour = usesColour
    self.listLimit = listLimit
    self.width = width
    self.failOn = failOn
    self.allowsUnknown = allowsUnknown
    self.toolVersion = toolVersion
    self.workingPaths = workingPaths
  }

  /// The exit status that this run asks for, and why.
  public var conclusion: Conclusion {
    Conclusion(
      evidence.summary, failOn: failOn, allowUnknown: allowsUnknown, baseline: baseline,
      hasErrors: diagnostics.contains { $0.severity == .error })
  }
}
