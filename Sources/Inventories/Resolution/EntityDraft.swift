import Formats
import Schema
import Tables
import Values

/// All records of one entity, from all sources, as codes into pools of distinct readings.
struct EntityDraft {
  let entity: EntityType
  /// By attribute or to-one relation that some source has.
  private(set) var pools: [String: CellPool] = [:]
  /// A code per record, by member.
  private(set) var cells: [String: [UInt32]] = [:]
  /// The same for members of the identity, as far as they can be taken from records that are otherwise not to be
  /// trusted: whose values are unknown is told by the very record.
  private var identityCells: [String: [UInt32]] = [:]
  private(set) var locators: [EntityTable.RecordLocator] = []
  /// The record set of each record.
  private(set) var sets: [Int] = []

  var count: Int { locators.count }

  init(_ entity: EntityType, sets: [(index: Int, set: RecordSet)], words: VocabularyWords) {
    self.entity = entity
    for (index, set) in sets {
      for record in set.records {
        let locator = EntityTable.RecordLocator(
          source: UInt32(index), row: UInt32(clamping: record.row), line: UInt32(clamping: record.line),
          pointer: record.pointer)
        locators.append(locator)
        self.sets.append(index)
      }
    }
    var start = 0
    for (_, set) in sets {
      append(set, at: start, words: words)
      start += set.records.count
    }
  }

  /// A member's codes for telling subjects apart, one per record.
  func identity(_ member: String) -> [UInt32]? { identityCells[member] ?? cells[member] }

  /// Changes a member's pool in place; nil where no source has the member.
  mutating func withPool<Result>(_ member: String, _ body: (inout CellPool) -> Result) -> Result? {
    guard var pool = pools.removeValue(forKey: member) else { return nil }
    let result = body(&pool)
    pools[member] = pool
    return result
  }

  private mutating func append(_ set: RecordSet, at start: Int, words: VocabularyWords) {
    let fields = set.records.map { record in
      Dictionary(record.fields.map { ($0.column, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    let ofIdentity = Set(entity.identity.members)
    for member in set.members {
      var pool = pools.removeValue(forKey: member.name) ?? newPool(member.name, words)
      var codes = cells.removeValue(forKey: member.name) ?? Array(repeating: CellPool.absent, count: count)
      var trusted = identityCells.removeValue(forKey: member.name)
      for (offset, record) in set.records.enumerated() {
        let raw = set.raw(member, of: fields[offset])
        let code = raw.map { pool.code(of: $0, by: set.convention) } ?? CellPool.missing
        guard let problem = record.problem else {
          codes[start + offset] = code
          trusted?[start + offset] = code
          continue
        }
        if ofIdentity.contains(member.name) {
          if trusted == nil { trusted = codes }
          trusted?[start + offset] = code
        }
        codes[start + offset] = pool.code(of: raw ?? .string(""), problem: problem)
      }
      pools[member.name] = pool
      cells[member.name] = codes
      identityCells[member.name] = trusted
    }
  }

  private func newPool(_ member: String, _ words: VocabularyWords) -> CellPool {
    if let attribute = entity.attribute(member) {
      return CellPool(entity: entity.name, attribute: attribute, words: words)
    }
    let relation =
      entity.relation(member) ?? RelationDeclaration(name: member, entity: "", kind: .one, span: entity.span)
    return CellPool(entity: entity.name, relation: relation, words: words)
  }
}
