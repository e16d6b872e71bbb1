import Schema
import Values

/// What was read, mapped, merged and left out of an inventory, and what that leaves open: the content of
/// `kiem inventory`, with everything taken out that must not be shown.
public struct InventoryOverview: Sendable {
  public var asOf: CalendarDate
  public var zone: String
  /// Who chose the zone: `option`, `manifest` or `default`.
  public var zoneOrigin: String
  public var files: [File] = []
  /// Files that are no part of the inventory.
  public var skipped: [Skipped] = []
  public var entities: [Entity] = []
  public var merges: [Merge] = []
  public var conflicts: [Conflict] = []
  public var sharedKeys: [String] = []
  public var relations: [Relation] = []
  public var policies: [PolicyGaps] = []
  /// A manifest in which every guess stands, ready to be corrected; empty where nothing was guessed.
  public var proposal = ""
  public var row: RowStory?

  public init(asOf: CalendarDate, zone: String, zoneOrigin: String) {
    self.asOf = asOf
    self.zone = zone
    self.zoneOrigin = zoneOrigin
  }

  /// Where a record begins: `so-camera.csv:19`.
  public struct Place: Sendable, Hashable {
    public var path: String
    /// The sheet or table, where the file has several.
    public var part: String?
    /// 0 where the format has no lines.
    public var line: Int
    /// The record's number, from 1.
    public var row: Int

    public init(path: String, part: String? = nil, line: Int, row: Int) {
      self.path = path
      self.part = part
      self.line = line
      self.row = row
    }

    /// As reports print it.
    public var text: String {
      let file = part.map { "\(path)[\($0)]" } ?? path
      return line > 0 ? "\(file):\(line)" : "\(file)#\(row)"
    }
  }

  /// One source: a file, or the records of one entity in it.
  public struct File: Sendable {
    public var path: String
    public var part: String?
    public var entity: String
    public var format: String
    /// nil where the bytes are no text.
    public var encoding: String?
    /// What told the encoding; `default` where it is the usual one.
    public var encodingOrigin = ""
    /// The device it is about, where its rows name none.
    public var host: Host?
    /// The tool whose export it is.
    public var tool: String?
    /// `manifest`, `content`, `given` or `absent`.
    public var recognition: String
    /// Why it was taken for what it is.
    public var because: String
    /// Whether something else is nearly as likely.
    public var isGuess: Bool
    public var collected: CalendarDate?
    public var isDeclared: Bool
    public var records: Int
    /// The line of the header; nil where the format has no tables, 0 where there is none.
    public var headerLine: Int?
    /// Whether nothing else could be the header.
    public var isHeaderCertain: Bool
    /// Whether the sheet is hidden from whoever opens the workbook.
    public var isHidden: Bool
    /// The lines of records that are hidden there.
    public var hiddenRows: [Int]
    /// Rows that became no record, by reason.
    public var ignored: [Ignored]
    public var damaged: [Place]
    public var mapped: [Column]
    public var unmapped: [Unmapped]
    public var unreadable: [Unreadable]
    public var coverage: [Claim]
    /// What could not be read, so that the file proves nothing by what it does not hold.
    public var losses: [String]
    /// The policies that call it too old.
    public var staleFor: [String]

    public init(path: String, entity: String, format: String, recognition: String, because: String) {
      self.path = path
      self.entity = entity
      self.format = format
      self.recognition = recognition
      self.because = because
      (part, host, tool, collected) = (nil, nil, nil, nil)
      (isGuess, isDeclared, records) = (false, false, 0)
      (headerLine, isHeaderCertain, isHidden, hiddenRows) = (nil, true, false, [])
      (ignored, damaged, mapped, unmapped, unreadable, coverage, losses, staleFor) = ([], [], [], [], [], [], [], [])
    }
  }

  /// The device that a file is about whose rows name none.
  public struct Host: Sendable, Hashable {
    public var name: String
    /// `manifest`, `name` (of the file or a folder) or `file`: nobody says.
    public var origin: String

    public init(name: String, origin: String) {
      self.name = name
      self.origin = origin
    }
  }

  public struct Ignored: Sendable, Hashable {
    public var reason: String
    public var count: Int

    public init(reason: String, count: Int) {
      self.reason = reason
      self.count = count
    }
  }

  public struct Column: Sendable, Hashable {
    public var header: String
    public var member: String

    public init(header: String, member: String) {
      self.header = header
      self.member = member
    }
  }

  public struct Unmapped: Sendable, Hashable {
    public var header: String
    public var reason: String
    public var suggestion: String?

    public init(header: String, reason: String, suggestion: String?) {
      self.header = header
      self.reason = reason
      self.suggestion = suggestion
    }
  }

  public struct Unreadable: Sendable, Hashable {
    public var place: Place
    public var member: String
    /// As it may be shown.
    public var raw: String
    public var reason: String

    public init(place: Place, member: String, raw: String, reason: String) {
      self.place = place
      self.member = member
      self.raw = raw
      self.reason = reason
    }
  }

  /// What a source proves of a section.
  public struct Claim: Sendable, Hashable {
    public var section: String
    public var level: Coverage
    /// What was claimed, and why it does not stand.
    public var weakened: Weakened?

    public struct Weakened: Sendable, Hashable {
      public var from: Coverage
      public var reason: String

      public init(from: Coverage, reason: String) {
        self.from = from
        self.reason = reason
      }
    }

    public init(section: String, level: Coverage, weakened: Weakened?) {
      self.section = section
      self.level = level
      self.weakened = weakened
    }
  }

  public struct Skipped: Sendable, Hashable {
    public var path: String
    public var reason: String

    public init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  /// The subjects of an entity, by where they come from.
  public struct Entity: Sendable, Hashable {
    public var entity: String
    public var records = 0
    public var subjects = 0
    /// Subjects with a record in a register: a source that says what should be. nil where there is no register.
    public var registered: Int?
    /// Subjects with records, of which no register has one.
    public var unregistered: [String] = []
    /// Subjects that only records of others name.
    public var namedOnly: [String] = []
    public var duplicates = 0

    public init(_ entity: String) { self.entity = entity }
  }

  /// A subject made of several records.
  public struct Merge: Sendable, Hashable {
    public var entity: String
    public var subject: String
    public var name: String
    public var joins: [Join]

    public init(entity: String, subject: String, name: String, joins: [Join]) {
      self.entity = entity
      self.subject = subject
      self.name = name
      self.joins = joins
    }
  }

  /// A record of a subject and the best key that ties it to the others.
  public struct Join: Sendable, Hashable {
    public var place: Place
    /// Empty for a record that ties the others together without a key of its own with any one of them.
    public var members: [String]
    public var key: String

    public init(place: Place, members: [String], key: String) {
      self.place = place
      self.members = members
      self.key = key
    }
  }

  /// A value on which sources disagree.
  public struct Conflict: Sendable, Hashable {
    public var entity: String
    public var subject: String
    public var name: String
    public var member: String
    public var values: [Said]

    public struct Said: Sendable, Hashable {
      public var raw: String
      public var place: Place
      public var collected: CalendarDate?
      public var isDeclared: Bool

      public init(raw: String, place: Place, collected: CalendarDate?, isDeclared: Bool) {
        self.raw = raw
        self.place = place
        self.collected = collected
        self.isDeclared = isDeclared
      }
    }

    public init(entity: String, subject: String, name: String, member: String, values: [Said]) {
      self.entity = entity
      self.subject = subject
      self.name = name
      self.member = member
      self.values = values
    }
  }

  /// A to-many relation: for how many subjects its list is whole.
  public struct Relation: Sendable, Hashable {
    /// `camera.accounts`
    public var name: String
    public var sections: [String]
    public var total: Int
    /// The subjects for which something is missing.
    public var open: [String]
    /// Whether it is asked about an interval, so that its being whole depends on the question.
    public var isOverTime: Bool

    public init(name: String, sections: [String], total: Int, open: [String], isOverTime: Bool) {
      self.name = name
      self.sections = sections
      self.total = total
      self.open = open
      self.isOverTime = isOverTime
    }
  }
}
