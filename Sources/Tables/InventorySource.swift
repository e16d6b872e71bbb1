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
  /// The header or path under which each attribute stands in the file, by attribute.
  public var headers: [String: String]

  public init(
    path: String, digest: String, format: String, collected: CalendarDate?, coverage: [String: Coverage],
    entity: String, headers: [String: String]
  ) {
    self.path = path
    self.digest = digest
    self.format = format
    self.collected = collected
    self.coverage = coverage
    self.entity = entity
    self.headers = headers
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
