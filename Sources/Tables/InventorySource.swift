import Schema
import Values

/// A file of an inventory, as evidence refers to it.
public struct InventorySource: Sendable {
  /// Relative to the root that the user gave, with `/` between components.
  public var path: String
  /// SHA-256 of the file's bytes, lower-case hexadecimal; empty for a source that is not there.
  public var digest: String
  /// `csv`, `json`, `ndjson`, `yaml`.
  public var format: String
  /// The day to which its contents are dated; nil if nobody said.
  public var collected: CalendarDate?
  /// What it proves, by section.
  public var coverage: [String: Coverage]
  /// The entity its records describe.
  public var entity: String
  /// The header or path under which each attribute stands in the file, by attribute: a column's header, a JSON pointer
  /// from the record (`/os/name`), or `#` and one from the document's root.
  public var headers: [String: String]
  /// Where a record's attributes stand under other headers than most: only what differs. A record's locator says which.
  public var variants: [[String: String]] = []
  /// The letters of a sheet's columns, by header; none for headers that stand over several.
  public var letters: [String: String] = [:]
  /// The sheet of a workbook or the table of a database, where the file has several.
  public var part: Part?
  /// The tool whose output it is, as adapters are called, and how that was found out.
  public var tool: Tool?
  /// How it came into the auditor's hands, where the manifest says so.
  public var obtained: Obtained?

  /// A sheet of a workbook or a table of a database.
  public enum Part: Sendable, Hashable {
    case sheet(String)
    case table(String)
  }

  /// The adapter that read a source.
  public struct Tool: Sendable, Hashable {
    /// As manifests say it: `osquery`.
    public var adapter: String
    /// "named in the manifest", or what was seen in the file.
    public var recognised: String

    public init(adapter: String, recognised: String) {
      self.adapter = adapter
      self.recognised = recognised
    }
  }

  public init(
    path: String, digest: String, format: String, collected: CalendarDate?, coverage: [String: Coverage],
    entity: String, headers: [String: String], part: Part? = nil, tool: Tool? = nil
  ) {
    self.part = part
    self.tool = tool
    self.path = path
    self.digest = digest
    self.format = format
    self.collected = collected
    self.coverage = coverage
    self.entity = entity
    self.headers = headers
  }
}

extension InventorySource {
  /// The header under which a record's attribute stands; nil where it stands nowhere in the file.
  public func header(of attribute: String, in record: EntityTable.RecordLocator) -> String? {
    let variant = Int(record.variant) - 1
    let own = variants.indices.contains(variant) ? variants[variant][attribute] : nil
    guard let header = own ?? headers[attribute], !header.isEmpty else { return nil }
    return header
  }
}

/// The freshness that a policy asks for: sources too old for it say nothing (DESIGN section 2.7).
public struct Freshness: Sendable {
  /// Days per section.
  public var limits: [String: Int]
  public var asOf: CalendarDate

  public init(limits: [String: Int] = [:], asOf: CalendarDate) {
    self.limits = limits
    self.asOf = asOf
  }

  /// Whether a source is too old, or undated, for a limit on one of its sections. A source that declares no section
  /// is held to the limits of its entity's sections: `software.machine` and `software.user` for software.
  public func isStale(_ source: InventorySource) -> Bool {
    limits.contains { section, days in
      let concerned =
        source.coverage.isEmpty
        ? section == source.entity || section.hasPrefix(source.entity + ".")
        : source.coverage.keys.contains(section)
      guard concerned else { return false }
      guard let collected = source.collected else { return true }
      return asOf.dayNumber - collected.dayNumber > days
    }
  }
}
