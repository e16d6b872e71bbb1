import Formats
import Schema
import Tables
import Values

/// The evidence for one rule and one subject (DESIGN section 6): what was expected, what was observed and where, what
/// follows, and for whom it is written.
///
/// A record is redacted when it is made; nothing that must not be shown is in it.
public struct EvidenceRecord: Sendable {
  /// UUIDv5 of policy, rule and subject: stable between runs.
  public var id: String
  /// The run's digest.
  public var run: String
  public var policy: Policy
  public var rule: Rule
  public var subject: Subject
  public var verdict: Verdict
  /// Whether a pass rests on an `all` over a relation that is closed and empty (DESIGN section 2.4).
  public var isVacuous: Bool
  /// Why the verdict is no plain pass or fail.
  public var reason: Reason?
  /// What must hold: the check on one line, or the question of an attestation.
  public var expected: String
  /// What was read, and where.
  public var observed: [Observation]
  /// How many more values and witnesses there were than `observed` lists.
  public var omitted: Int
  /// How many rows bear witness in all, of which `observed` lists the first; 0 where none had to.
  public var witnessCount: Int
  /// The deciding sub-expressions, outer ones first.
  public var trace: [Step]
  public var message: LocalizedText
  public var remediation: LocalizedText
  public var waiver: Waiver?
  public var attestation: Attestation?
  /// The digest as it was taken or read; nil where nobody has asked for it yet.
  var takenDigest: String?

  public struct Policy: Sendable, Hashable {
    public var id: String
    public var version: String
    public var digest: String
  }

  public struct Rule: Sendable {
    public var id: String
    public var title: LocalizedText
    public var severity: Severity
    /// The ids of the clauses that it decides.
    public var clauses: [String]
    public var references: [String]
    public var source: Place
    /// As the policy writes it; empty for a rule that only asks a person.
    public var expression: String
  }

  /// A place in a document of the policies.
  public struct Place: Sendable, Hashable {
    public var path: String
    /// From 1, in scalars.
    public var line: Int
    public var column: Int
  }

  public struct Subject: Sendable, Hashable {
    /// The entity: `device`. For a rule without subject its entity, with an empty id.
    public var type: String
    public var id: String
    public var name: String
    /// The ids of the unit it belongs to and of those above, the nearest first.
    public var units: [String]
    /// Whether it stands in for children that nobody collected.
    public var isStandIn: Bool
    /// Whether only other rows name it.
    public var isOrphan: Bool

    public init(
      type: String, id: String, name: String, units: [String] = [], isStandIn: Bool = false, isOrphan: Bool = false
    ) {
      self.type = type
      self.id = id
      self.name = name
      self.units = units
      self.isStandIn = isStandIn
      self.isOrphan = isOrphan
    }
  }

  public struct Reason: Sendable, Hashable {
    public var code: ReasonCode
    /// Sorted.
    public var attributes: [String]
  }

  /// A value that was read, or a row that bears witness.
  public struct Observation: Sendable {
    /// `camera.password.state`; the entity alone for a witness.
    public var name: String
    /// `null` where it is none or not known.
    public var value: JSONValue
    /// Whether something was taken out of the value or its spelling.
    public var isRedacted: Bool
    /// nil where no source has it.
    public var source: Source? { box?.source }
    /// The day to which its source is dated.
    public var collected: CalendarDate?
    /// The id of the row it was read from, where that is not the subject itself.
    public var about: String?
    /// Whether it is the place of a configuration file where nothing stands: `source` is that of what would hold it.
    public var isMissing = false
    private let box: SourceBox?

    public init(
      name: String, value: JSONValue, isRedacted: Bool, source: Source?, collected: CalendarDate?, about: String?,
      isMissing: Bool = false
    ) {
      self.name = name
      self.value = value
      self.isRedacted = isRedacted
      self.collected = collected
      self.about = about
      self.isMissing = isMissing
      box = source.map(SourceBox.init)
    }

    /// Observations are handed around by the dozen, and a source has many texts.
    private final class SourceBox: Sendable {
      let source: Source

      init(_ source: Source) { self.source = source }
    }

    /// Whether this is a row that bears witness rather than a value.
    public var isWitness: Bool { !name.hasByte(UInt8(ascii: ".")) }

    /// What `about` begins with where the value was read from a catalog: `catalog:vulnerabilities/CVE-2020-11469`.
    static let catalogPrefix = "catalog:"

    /// Whether it is reference data, not what was collected.
    public var isReference: Bool { about?.hasPrefix(Self.catalogPrefix) ?? false }
  }

  /// Where a value stands in the inventory.
  public struct Source: Sendable, Hashable {
    public var file: String
    public var digest: String
    /// Number of the record in its file, from 1; a header is not counted.
    public var row: Int
    /// The line on which the record begins, from 1: the row of a spreadsheet.
    public var line: Int
    /// The column's header; nil in formats that have none.
    public var column: String?
    /// JSON pointer; nil in formats that have none.
    public var pointer: String?
    /// The sheet of a workbook.
    public var sheet: String?
    /// The cell of a workbook, as people find it: `K5`.
    public var cell: String?
    /// The table of a database.
    public var table: String?
    /// As it stands in the file.
    public var raw: String
    /// Where exactly the value stands, in a configuration file; its first line is `line`.
    public var region: DocumentRegion?

    /// `software.csv:13`, or with the column `frigate.yml:7:10`, as editors open it.
    public var place: String { region.map { "\(file):\($0.line):\($0.column)" } ?? "\(file):\(line)" }
  }

  public struct Step: Sendable {
    public var expression: String
    /// `null` where it is not known.
    public var value: JSONValue
    /// `unknown` or `error` where it has no value, with the words for it.
    public var outcome: String?
    /// The id of the row it is about, where that is not the subject itself.
    public var about: String?
    /// The element of a configuration file's list or map that it is about, as `observed` names it.
    public var element: String?
  }

  public struct Waiver: Sendable {
    public enum State: String, Sendable {
      /// In force: marks the fail.
      case inForce = "in-force"
      case expired
      case notYet = "not-yet"
    }

    public var state: State
    public var reason: String
    public var requestedBy: String
    public var approvedBy: String
    public var from: CalendarDate
    public var until: CalendarDate
    public var source: Place
    /// Whether it is a comment in the very file that fails.
    public var isComment = false
  }

  public struct Attestation: Sendable {
    /// `decided`, `contradicted`, `partial`, `expired`, `missing`.
    public var state: String
    public var statement: Statement?

    /// What a person signed.
    public struct Statement: Sendable {
      public var answer: Bool
      public var signedBy: String
      public var role: String
      public var date: CalendarDate
      public var until: CalendarDate?
      public var document: String?
      /// SHA-256 of the paper, where the attestation gives it.
      public var documentDigest: String?
      /// Whether the paper was at hand and has that digest.
      public var isDocumentChecked: Bool
      /// The key whose signature it bears; nil where it bears none.
      public var keyID: String?
      public var source: Place
    }
  }

  /// Whether the verdict is a fail that a waiver in force marks.
  public var isWaived: Bool { verdict == .fail && waiver?.state == .inForce }
}
