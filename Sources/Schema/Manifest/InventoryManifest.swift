import Diagnostics
import Formats
import Values

/// `inventory.yaml`: what the files of a folder are, when they were collected, and what they may prove.
public struct InventoryManifest: Sendable {
  public var name: String
  /// The zone of times without one, an IANA name or an offset; nil leaves it to the profile.
  public var zone: Located<String>?
  /// How dates are written where a source does not say; nil reads ISO dates only.
  public var dateOrder: DateOrder?
  /// The unit that everything belongs to that names none.
  public var unit: Unit?
  public var sources: [ManifestSource]
  /// Sections that were not collected at all.
  public var absent: [Located<String>]
  public var span: Span

  /// The unit that an inventory is about.
  public struct Unit: Sendable {
    public var id: String
    public var name: String?
    public var span: Span

    public init(id: String, name: String? = nil, span: Span) {
      self.id = id
      self.name = name
      self.span = span
    }
  }

  public init(
    name: String, zone: Located<String>? = nil, dateOrder: DateOrder? = nil, unit: Unit? = nil,
    sources: [ManifestSource] = [], absent: [Located<String>] = [], span: Span
  ) {
    self.name = name
    self.zone = zone
    self.dateOrder = dateOrder
    self.unit = unit
    self.sources = sources
    self.absent = absent
    self.span = span
  }
}

/// A file of an inventory, as its manifest describes it.
public struct ManifestSource: Sendable {
  /// Relative to the manifest's folder.
  public var path: Located<String>
  /// The entity that each record is; nil leaves it to recognition.
  public var entity: Located<String>?
  public var format: Located<String>?
  /// The adapter that reads it: the name of one, or the path of a document that declares one, relative to the manifest's
  /// folder. nil leaves it to recognition.
  public var adapter: Located<String>?
  /// The device (or camera) that the records are about where they name none: a dpkg status, a winget export and a
  /// registry file do not say whose they are. One of the keys by which other sources know it, or any name.
  ///
  /// Not the same as `subjects`, which say about whom the source proves something.
  public var device: Located<String>?
  /// The day on which the data was collected.
  public var collected: CalendarDate?
  /// The interval that a relation over time was collected for; from the beginning or to `collected` where open.
  public var period: Period?
  public var coverage: [SectionCoverage]
  /// The subjects that the coverage is about; nil means all of the unit.
  public var subjects: [Located<String>]?
  /// Headers as written in the file, with the attribute or to-one relation that each means.
  public var columns: [ColumnMapping]
  /// The unit that the records belong to, if not the manifest's.
  public var unit: Located<String>?
  public var zone: Located<String>?
  public var dateOrder: DateOrder?
  /// The separator of a CSV file; nil finds it.
  public var delimiter: String?
  /// How the bytes of a text file stand for characters; nil finds it.
  public var encoding: TextEncoding?
  /// The line on which the header of a CSV file begins, 0 for none; nil finds it.
  public var headerLine: Int?
  /// Whether the records say what should be (a register, a declaration) rather than what a tool saw.
  public var isDeclared: Bool
  /// How it came into the auditor's hands.
  public var obtained: Obtained?
  /// That it is a sheet of waivers or attestations, which are in force by this.
  public var register: RegisterKind?
  public var span: Span

  /// Both ends inclusive.
  public struct Period: Sendable, Hashable {
    public var from: CalendarDate?
    public var to: CalendarDate?

    public init(from: CalendarDate? = nil, to: CalendarDate? = nil) {
      self.from = from
      self.to = to
    }
  }

  public struct SectionCoverage: Sendable {
    public var section: Located<String>
    public var coverage: Coverage

    public init(section: Located<String>, coverage: Coverage) {
      self.section = section
      self.coverage = coverage
    }
  }

  public struct ColumnMapping: Sendable {
    public var header: Located<String>
    public var member: Located<String>

    public init(header: Located<String>, member: Located<String>) {
      self.header = header
      self.member = member
    }
  }

  public init(
    path: Located<String>, entity: Located<String>? = nil, format: Located<String>? = nil,
    adapter: Located<String>? = nil, device: Located<String>? = nil, collected: CalendarDate? = nil,
    period: Period? = nil,
    coverage: [SectionCoverage] = [], subjects: [Located<String>]? = nil, columns: [ColumnMapping] = [],
    unit: Located<String>? = nil, zone: Located<String>? = nil, dateOrder: DateOrder? = nil,
    delimiter: String? = nil, encoding: TextEncoding? = nil, headerLine: Int? = nil, isDeclared: Bool = false,
    span: Span
  ) {
    self.path = path
    self.entity = entity
    self.format = format
    self.adapter = adapter
    self.device = device
    self.collected = collected
    self.period = period
    self.coverage = coverage
    self.subjects = subjects
    self.columns = columns
    self.unit = unit
    self.zone = zone
    self.dateOrder = dateOrder
    self.delimiter = delimiter
    self.encoding = encoding
    self.headerLine = headerLine
    self.isDeclared = isDeclared
    self.span = span
  }
}

/// How a file came into the auditor's hands, as the manifest says: the beginning of its chain of custody.
public struct Obtained: Sendable, Hashable {
  /// Who exported, copied or handed it over.
  public var by: String?
  /// With which tool or command, from where.
  public var how: String?
  public var at: CalendarDate?

  public init(by: String? = nil, how: String? = nil, at: CalendarDate? = nil) {
    self.by = by
    self.how = how
    self.at = at
  }
}

/// What a source proves about a section, the strongest first.
public enum Coverage: String, Sendable, CaseIterable, Comparable {
  /// Everything there is, for every subject covered: what is not listed is not there.
  case complete
  /// Complete for each subject that the source names, silent about the others.
  case completeWherePresent = "complete-where-present"
  /// Some of what there is.
  case partial
  /// The collection was tried and did not succeed.
  case failed
  /// Nothing was collected.
  case absent

  /// Weaker first.
  public static func < (a: Coverage, b: Coverage) -> Bool { a.rank > b.rank }

  private var rank: Int { Coverage.allCases.firstIndex(of: self) ?? 0 }
}
