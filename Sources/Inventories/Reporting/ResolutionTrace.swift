import Schema
import Tables
import Values

/// How every record of an inventory was read and became part of a subject: what `kiem inventory` tells, and what a run
/// has no use for. It is kept where `InventoryLoader.Options.keepsTrace` asks for it.
///
/// Records are told by their index in their entity's table.
public struct ResolutionTrace: Sendable {
  /// The records of one entity.
  struct Entity: Sendable {
    var draft: EntityDraft
    /// By rank, then record; empty for streamed entities.
    var keys: [[[ReadKey]]]
    /// The members of each rank.
    var ranks: [[String]]
    /// The row that each record became part of.
    var rowOfRecord: [Int]
    /// Records that repeat another of their source word for word.
    var repetitions: [Int: Int]
    var targets: [String: LinkTargets]
  }

  var entities: [String: Entity] = [:]

  /// Of no record.
  public init() {}

  /// What came of all of it, even where it cannot be used for a run.
  public internal(set) var inventory: Inventory?

  /// What stands in one cell, or in several where a header stands there twice.
  public struct Cell: Sendable {
    public var member: String
    /// As written; empty where nothing is.
    public var raw: String
    public var value: Value
    public var presence: Column.Presence
    /// The row that a relation means and that the cell does not name: the unit of the source, or the one with that
    /// network address.
    public var inferred: Inference?
  }

  /// How a relation without a word in its cell got its target.
  public enum Inference: String, Sendable {
    case unit = "unit-of-source"
    case address
  }

  /// Why a record is part of a subject: the best key that it has in common with another record of it.
  public struct Join: Sendable, Hashable {
    public var record: Int
    /// The members of the key, `hostname` and `unit` for example.
    public var members: [String]
    /// The key as first written.
    public var key: String
    /// The other records that have it.
    public var others: [Int]
  }

  /// A value that could not be read.
  public struct Unreadable: Sendable {
    public var record: Int
    public var member: String
    public var raw: String
    public var reason: String
  }
}

extension ResolutionTrace {
  /// The record of an entity that a source has at a line or, where records have no lines, under a number; nil if none
  /// begins there.
  public func record(of entity: String, source: Int, at number: Int) -> Int? {
    guard let locators = entities[entity]?.draft.locators else { return nil }
    return locators.indices.first { index in
      let locator = locators[index]
      guard Int(locator.source) == source else { return false }
      return Int(locator.line > 0 ? locator.line : locator.row) == number
    }
  }

  /// The row of its entity's table that a record became part of.
  public func row(of record: Int, entity: String) -> Int? {
    guard let rows = entities[entity]?.rowOfRecord, rows.indices.contains(record) else { return nil }
    return rows[record]
  }

  /// The record of the same source that this one repeats word for word.
  public func repeats(_ record: Int, entity: String) -> Int? { entities[entity]?.repetitions[record] }

  /// What a record says, in the order of the schema; what its source has no column for is left out.
  public func cells(of record: Int, entity name: String) -> [Cell] {
    guard let entity = entities[name], record < entity.draft.count else { return [] }
    let type = entity.draft.entity
    return (type.attributes.map(\.name) + type.toOneRelations.map(\.name)).compactMap { member in
      let targets = entity.targets[member]
      let inferred: Inference? =
        targets?.defaults.contains(record) == true
        ? .unit : targets?.byAddress.contains(record) == true ? .address : nil
      let code = entity.draft.cells[member].map { Int($0[record]) } ?? 0
      guard let entry = entity.draft.pools[member]?.entries[code] else {
        return inferred.map { Cell(member: member, raw: "", value: .null, presence: .absent, inferred: $0) }
      }
      if entry.presence == .absent, inferred == nil { return nil }
      return Cell(member: member, raw: entry.raw, value: entry.value, presence: entry.presence, inferred: inferred)
    }
  }

  /// Why a record is part of its subject; nil for one that shares no key with another record of it.
  public func join(of record: Int, with others: [Int], entity name: String) -> Join? {
    guard let entity = entities[name] else { return nil }
    for (rank, keys) in entity.keys.enumerated() where record < keys.count {
      for own in keys[record] {
        let sharing = others.filter { other in
          other != record && keys[other].contains { Self.agree($0.key, own.key) }
        }
        if !sharing.isEmpty {
          return Join(record: record, members: entity.ranks[rank], key: own.display, others: sharing)
        }
      }
    }
    return nil
  }

  /// Whether two keys are one; a key without its scope is the same in any.
  private static func agree(_ a: RecordKey, _ b: RecordKey) -> Bool {
    a.isPartial || b.isPartial ? a.name == b.name : a.text == b.text
  }

  /// The keys of a record, the best first, by the members that make them.
  public func keys(of record: Int, entity name: String) -> [(members: [String], key: String)] {
    guard let entity = entities[name] else { return [] }
    return entity.keys.indices.flatMap { rank in
      entity.keys[rank][record].map { (entity.ranks[rank], $0.display) }
    }
  }

  /// Every value of an entity that could not be read, in the order of the records.
  /// - Complexity: O(records · members)
  public func unreadable(in name: String) -> [Unreadable] {
    guard let entity = entities[name] else { return [] }
    let members = entity.draft.cells.keys.sorted()
    let reasons = members.map { member in
      (entity.draft.pools[member]?.entries ?? []).map { entry -> String? in
        guard case .unknown(let unknown) = entry.value, unknown.code == .valueUnreadable else { return nil }
        return unknown.causes.first?.detail ?? ""
      }
    }
    let codes = members.map { entity.draft.cells[$0] ?? [] }
    guard reasons.contains(where: { $0.contains { $0 != nil } }) else { return [] }
    var found: [Unreadable] = []
    for record in 0..<entity.draft.count where !entity.draft.damaged.contains(record) {
      for (index, member) in members.enumerated() {
        let code = Int(codes[index][record])
        guard let reason = reasons[index][code] else { continue }
        let raw = entity.draft.pools[member]?.entries[code].raw ?? ""
        found.append(Unreadable(record: record, member: member, raw: raw, reason: reason))
      }
    }
    return found
  }

  /// Records whose cells cannot be trusted (a short row, an unclosed quote), with what is wrong.
  public func damaged(in name: String) -> [Int] { entities[name]?.draft.damaged.sorted() ?? [] }

  /// What one record says of a member, as written.
  public func raw(of member: String, record: Int, entity name: String) -> String {
    guard let draft = entities[name]?.draft, let codes = draft.cells[member], record < codes.count else { return "" }
    return draft.pools[member]?.entries[Int(codes[record])].raw ?? ""
  }

  /// How many records of an entity name nobody by a relation, though nothing says that there is nobody.
  public func unlinked(_ relation: String, of name: String) -> Int {
    entities[name]?.targets[relation]?.rows.count { $0 == Link.unknown } ?? 0
  }
}
