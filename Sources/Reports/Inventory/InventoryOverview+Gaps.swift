import Schema
import Values

extension InventoryOverview {
  /// What an inventory leaves open for one policy.
  public struct PolicyGaps: Sendable {
    public var id: String
    public var version: String
    public var gaps: [Gap]
    /// Rules that no subject is there for.
    public var withoutSubject: [String]
    /// Sources that the policy's freshness limits make void.
    public var stale: [Stale]

    public init(id: String, version: String, gaps: [Gap], withoutSubject: [String], stale: [Stale]) {
      self.id = id
      self.version = version
      self.gaps = gaps
      self.withoutSubject = withoutSubject
      self.stale = stale
    }
  }

  /// Something that is not known, and the rules that it leaves undecided.
  public struct Gap: Sendable {
    /// `camera.two_factor.supported`, `camera.accounts`, or a catalog.
    public var attribute: String
    /// `attribute-absent`, `source-partial` and so on, as in records.
    public var code: String
    /// The sections that are not whole, or what an author wrote beside `undecided`.
    public var details: [String]
    /// Whether no source has the attribute at all.
    public var isNowhere: Bool
    public var rules: [RuleCount]

    public init(attribute: String, code: String, details: [String], isNowhere: Bool, rules: [RuleCount]) {
      self.attribute = attribute
      self.code = code
      self.details = details
      self.isNowhere = isNowhere
      self.rules = rules
    }
  }

  /// For how many of its subjects a rule is unknown for one reason.
  public struct RuleCount: Sendable, Hashable {
    public var rule: String
    public var entity: String
    public var unknown: Int
    public var total: Int

    public init(rule: String, entity: String, unknown: Int, total: Int) {
      self.rule = rule
      self.entity = entity
      self.unknown = unknown
      self.total = total
    }
  }

  /// A source too old for a section's limit.
  public struct Stale: Sendable, Hashable {
    public var path: String
    public var section: String
    /// nil where it is not dated.
    public var age: Int?
    public var limit: Int

    public init(path: String, section: String, age: Int?, limit: Int) {
      self.path = path
      self.section = section
      self.age = age
      self.limit = limit
    }
  }

  /// Where one row of a file went.
  public struct RowStory: Sendable {
    /// As asked for.
    public var asked: String
    public var entries: [Entry]
    /// Why there is no record, where there is none.
    public var absence: String?

    public struct Entry: Sendable {
      public var place: Place
      public var entity: String
      public var recognition: String
      public var because: String
      public var isDamaged: Bool
      public var cells: [Cell]
      public var keys: [Key]
      public var subject: String
      public var name: String
      public var isDuplicateOf: Place?
      /// The other records of the subject.
      public var others: [Join]

      public init(place: Place, entity: String, recognition: String, because: String) {
        self.place = place
        self.entity = entity
        self.recognition = recognition
        self.because = because
        (isDamaged, cells, keys, subject, name, isDuplicateOf, others) = (false, [], [], "", "", nil, [])
      }
    }

    public struct Key: Sendable, Hashable {
      public var members: [String]
      public var key: String

      public init(members: [String], key: String) {
        self.members = members
        self.key = key
      }
    }

    /// A member with what stands in the file and what it was read as.
    public struct Cell: Sendable, Hashable {
      public var member: String
      public var header: String?
      public var raw: String
      public var value: String
      /// Why it is not known, where it is not.
      public var unknown: String?
      /// Who else decided: the source's unit, or a network address.
      public var inferred: String?

      public init(member: String, header: String?, raw: String, value: String, unknown: String?, inferred: String?) {
        self.member = member
        self.header = header
        self.raw = raw
        self.value = value
        self.unknown = unknown
        self.inferred = inferred
      }
    }

    public init(asked: String, entries: [Entry], absence: String?) {
      self.asked = asked
      self.entries = entries
      self.absence = absence
    }
  }
}
