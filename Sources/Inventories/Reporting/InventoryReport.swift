import Formats
import Schema
import Tables
import Values

/// What was recognised, mapped, dropped and merged: the content of `kiem inventory`, and of a report's header.
public struct InventoryReport: Sendable {
  /// One for each source of the inventory, in the same order.
  public internal(set) var sources: [Source] = []
  /// Entities that have records or subjects, in the schema's order.
  public internal(set) var entities: [Entity] = []
  /// Files that are no part of the inventory, by path.
  public internal(set) var skipped: [Skipped] = []
  /// Files that an adapter read, by path.
  public internal(set) var adapted: [Adapted] = []
  /// Claims of completeness that could not stand.
  public internal(set) var downgrades: [Downgrade] = []
  /// The zone in which calendar days are taken, and who chose it.
  public internal(set) var zone = ""
  public internal(set) var zoneOrigin = ZoneOrigin.standard

  public enum ZoneOrigin: String, Sendable {
    case option, manifest
    case standard = "default"
  }

  /// How a source came to be what it is.
  public enum Recognition: String, Sendable {
    /// The manifest lists it.
    case manifest
    /// Its headers or keys are the schema's.
    case content
    /// It was given inline, by a test.
    case given
    /// A relation of another source names it, and nothing else describes it.
    case name
    /// The manifest names it, and it is not there or cannot be used.
    case absent
  }

  /// A source and what became of its columns.
  public struct Source: Sendable {
    public var path: String
    public var digest: String
    public var format: String
    public var entity: String
    public var recognition: Recognition
    public var collected: CalendarDate?
    public var records = 0
    /// Rows without any text, which count for nothing.
    public var blankRows = 0
    /// Rows of a table that are no records, by line.
    public var leftOut: [LeftOutRow] = []
    /// How the file's bytes stand for characters, and what told so; nil where they are no text.
    public var encoding: String?
    public var encodingOrigin = ""
    /// Records with a problem (a short row, an unclosed quote).
    public var damagedRecords = 0
    public var mapped: [MappedColumn] = []
    public var dropped: [DroppedColumn] = []
    public var coverage: [String: Coverage] = [:]
    public var isDeclared = false
    /// The line of the header; nil where the format has no tables, 0 where there is no header.
    public var headerLine: Int?
    /// Whether nothing else could be the header.
    public var isHeaderCertain = true
    /// Whether the sheet is hidden from whoever opens the workbook.
    public var isHidden = false
    /// The rows of the sheet that are hidden; they were read like the others.
    public var hiddenRows: [Int] = []
    /// The sheet or table it stands in, where the file has several.
    public var part: InventorySource.Part?
    /// The adapter that read it.
    public var tool: InventorySource.Tool?
  }

  /// A row of a table that is no record.
  public struct LeftOutRow: Sendable, Hashable {
    public enum Kind: String, Sendable {
      case title, header, total, blank
    }

    public var line: Int
    public var kind: Kind

    /// - Complexity: O(rows · log rows)
    static func all(of layout: TableLayout?, blank: [Int]) -> [LeftOutRow] {
      var rows = blank.map { LeftOutRow(line: $0, kind: .blank) }
      rows += (layout?.titles ?? []).map { LeftOutRow(line: $0.line, kind: .title) }
      rows += (layout?.totals ?? []).map { LeftOutRow(line: $0.line, kind: .total) }
      if let header = layout?.headerLine { rows.append(LeftOutRow(line: header, kind: .header)) }
      return rows.sorted { ($0.line, $0.kind.rawValue) < ($1.line, $1.kind.rawValue) }
    }
  }

  /// A row that an adapter left out.
  public struct IgnoredRow: Sendable, Hashable {
    public var line: Int
    /// The row's number in its table; 0 where it has none.
    public var row: Int
    /// JSON pointer; empty in formats that have none.
    public var pointer: String
    public var reason: String
  }

  /// What an adapter made of a file, beyond the sources that came of it.
  public struct Adapted: Sendable {
    public var path = ""
    /// As manifests say it.
    public var adapter = ""
    /// The tool, in words.
    public var title = ""
    /// What was seen in the file, or that the manifest says so.
    public var because = ""
    /// Whether something else may look the same.
    public var isLikely = false
    /// The device that it is about, where it names none itself, and who says so.
    public var host: Host?
    /// Rows left out on purpose, by reason.
    public var ignored: [String: Int] = [:]
    /// The same one by one, as far as they are rows of their own; the first of very many.
    public var ignoredRows: [IgnoredRow] = []
    /// What stands in the file and is no member's value.
    public var unmapped: [String] = []
    /// Why parts of the file are lost.
    public var losses: [String] = []
    /// Rows of reference data, for catalogs.
    public var references = 0
    /// The same by catalog.
    public var referencesOfCatalog: [String: Int] = [:]
    /// The day of that data, if the file or the manifest tells it.
    public var referencesAsOf: CalendarDate?
    /// Canonical headers that decided something without becoming a value.
    var consulted: Set<String> = []
  }

  /// Whom a file is about that names nobody.
  public struct Host: Sendable, Hashable {
    public enum Origin: String, Sendable {
      /// The manifest says it.
      case manifest
      /// A folder or the file bears the name of a device that other sources know.
      case name
      /// Nobody says; the file stands for its device.
      case file
    }

    public var name: String
    public var origin: Origin
  }

  /// A column and the attribute or relation that it became.
  public struct MappedColumn: Sendable, Hashable {
    public var header: String
    public var member: String
  }

  /// A column that became nothing.
  public struct DroppedColumn: Sendable, Hashable {
    public var header: String
    /// Why it was dropped, in a few words.
    public var reason: String
    /// The member that it may have been meant to be.
    public var suggestion: String?
  }

  /// What became of an entity's records.
  public struct Entity: Sendable, Hashable {
    public var entity: String
    public var records = 0
    /// With orphans.
    public var subjects = 0
    /// Subjects that only others name.
    public var orphans = 0
    /// Records that became part of a subject that another record had made.
    public var merged = 0
    /// Records that repeat another of the same source word for word; they are among the merged.
    public var duplicates = 0
    /// Values on which sources disagree.
    public var conflicts = 0
  }

  public struct Skipped: Sendable, Hashable {
    public var path: String
    public var reason: String
  }

  public struct Downgrade: Sendable, Hashable {
    public var path: String
    public var section: String
    /// What the source was said to be.
    public var from: Coverage
    public var reason: String
  }
}

extension InventoryReport.Source {
  /// Notes how the table lies in its file.
  mutating func note(_ layout: TableLayout?, blank: [Int]) {
    leftOut = InventoryReport.LeftOutRow.all(of: layout, blank: blank)
    guard let layout else { return }
    headerLine = layout.headerLine ?? 0
    isHeaderCertain = layout.isHeaderCertain
    hiddenRows = layout.hiddenRows
  }
}
