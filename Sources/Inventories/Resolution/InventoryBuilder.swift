import Diagnostics
import Formats
import Schema
import Tables
import Values

/// Makes an inventory of record sets: reads values, resolves subjects, links them and works out what is covered.
///
///     record sets ─ EntityDraft (codes) ─ IdentityResolver ─ SubjectRegister ┐
///                        └──────────────── LinkTargets ──────────────────────┴─ EntityTable, CoverageMap
///
/// Entities whose keys name other entities come after those, so that a key of `[camera, uid]` compares subjects rather
/// than spellings.
struct InventoryBuilder {
  let schema: InventorySchema
  let sets: [RecordSet]
  let zone: String
  var drafts: [String: EntityDraft] = [:]
  var registers: [String: SubjectRegister] = [:]
  /// By entity and to-one relation.
  var targets: [String: [String: LinkTargets]] = [:]
  /// Why nothing in a source can be taken for whole, by record set.
  var losses: [Int: [String]] = [:]
  /// Records whose name is but what a tool or a folder calls their subject, by entity.
  var labelled: [String: Set<Int>] = [:]
  private var unitOfSet: [Int: Int] = [:]
  /// Entities whose subjects are known.
  var resolved: Set<String> = []
  var diagnostics = DiagnosticList()
  var downgrades: [InventoryReport.Downgrade] = []
  var reports: [String: InventoryReport.Entity] = [:]
  /// Whether `trace` is filled.
  var keepsTrace = false
  var trace = ResolutionTrace()

  /// - Parameter sets: in the order of the sources that the inventory will list, one each.
  init(schema: InventorySchema, sets: [RecordSet], zone: String) {
    self.schema = schema
    self.sets = sets
    self.zone = zone
  }

  /// - Complexity: O(cells · log records)
  mutating func build() -> Inventory {
    let read = schema.entities.map { entity in
      let own = sets.enumerated().filter { $0.element.entity.name == entity.name }.map { ($0.offset, $0.element) }
      return Background { [words = schema.words] in EntityDraft(entity, sets: own, words: words) }
    }
    for (entity, draft) in zip(schema.entities, read) {
      drafts[entity.name] = draft.take()
      registers[entity.name] = SubjectRegister()
    }
    for (index, set) in sets.enumerated() where !set.losses.isEmpty { losses[index] = set.losses }
    for entity in keyedEntities() { resolveSubjects(of: entity) }
    for entity in schema.entities { linkRecords(of: entity) }
    let claims = claimedRows()
    let made = schema.entities.map { entity in Background { [self] in table(of: entity) } }
    let (coverage, sources) = coverage(claims)
    var tables: [String: EntityTable] = [:]
    for (entity, made) in zip(schema.entities, made) {
      let (table, report) = made.take()
      tables[entity.name] = table
      reports[entity.name] = report
      keepTrace(of: entity, rows: table.recordsOfRow)
    }
    return Inventory(schema: schema, sources: sources, tables: tables, coverage: coverage, zone: zone)
  }

  /// Keyed entities, those first whose subjects the keys of others name. Entities whose keys name each other in a circle
  /// keep the schema's order.
  private func keyedEntities() -> [EntityType] {
    var ordered: [EntityType] = []
    var done: Set<String> = []
    var waiting = schema.entities.filter { !$0.identity.isRow }
    while !waiting.isEmpty {
      let ready = waiting.filter { entity in
        entity.identity.members.allSatisfy { member in
          guard let relation = entity.relation(member), relation.entity != entity.name else { return true }
          return done.contains(relation.entity) || !waiting.contains { $0.name == relation.entity }
        }
      }
      let next = ready.isEmpty ? [waiting[0]] : ready
      ordered += next
      done.formUnion(next.map(\.name))
      waiting.removeAll { done.contains($0.name) }
    }
    return ordered
  }

  /// The unit of a record's source, as a row of the units.
  mutating func defaultUnit(of set: Int) -> Int? {
    guard let name = sets[set].unit, resolved.contains("unit") else { return nil }
    if let known = unitOfSet[set] { return known }
    let unit = named(Text(name), entity: "unit", unit: nil)
    unitOfSet[set] = unit
    return unit
  }

  /// The subject of a name, made if there is none; nil where several bear it.
  mutating func named(_ name: Text, entity: String, unit: Int?) -> Int? {
    guard let register = registers[entity] else { return nil }
    var found = register.lookup(name, unit: unit)
    if found == .none, let address = AddressText.only(name.folded) { found = register.lookup(address, unit: unit) }
    switch found {
    case .one(let row): return row
    case .several: return nil
    case .none: return registers[entity]?.addOrphan(name, unit: unit)
    }
  }
}
