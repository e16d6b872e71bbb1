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
  /// Records whose cells cannot be trusted.
  private(set) var damaged: Set<Int> = []
  private let ofIdentity: Set<String>

  var count: Int { locators.count }

  init(_ entity: EntityType, sets: [(index: Int, set: RecordSet)], words: VocabularyWords) {
    self.entity = entity
    ofIdentity = Set(entity.identity.members)
    for (index, set) in sets {
      for (offset, record) in set.records.enumerated() {
        let locator = EntityTable.RecordLocator(
          source: UInt32(index), row: UInt32(clamping: record.row), line: UInt32(clamping: record.line),
          pointer: record.pointer, variant: offset < set.variants.count ? set.variants[offset] : 0)
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

  /// Records that say word for word what an earlier one of the same source says, with that record. Of two that are
  /// damaged nobody knows what they say.
  /// - Complexity: O(records · members)
  func repetitions() -> [Int: Int] {
    let columns = cells.keys.sorted().compactMap { cells[$0] }
    var first: [[UInt32]: Int] = [:]
    var repetitions: [Int: Int] = [:]
    for record in 0..<count where !damaged.contains(record) {
      let row = [UInt32(clamping: sets[record])] + columns.map { $0[record] }
      if let known = first[row] { repetitions[record] = known } else { first[row] = record }
    }
    return repetitions
  }

  /// Changes a member's pool in place; nil where no source has the member.
  mutating func withPool<Result>(_ member: String, _ body: (inout CellPool) -> Result) -> Result? {
    guard var pool = pools.removeValue(forKey: member) else { return nil }
    let result = body(&pool)
    pools[member] = pool
    return result
  }

  private mutating func append(_ set: RecordSet, at start: Int, words: VocabularyWords) {
    var columns: [MemberColumn] = []
    for member in set.members {
      columns.append(
        MemberColumn(
          name: member.name, isIdentity: ofIdentity.contains(member.name),
          pool: pools.removeValue(forKey: member.name) ?? newPool(member.name, words),
          codes: cells.removeValue(forKey: member.name) ?? Array(repeating: CellPool.absent, count: count),
          trusted: identityCells.removeValue(forKey: member.name)))
    }
    var membersOfColumn: [Int: [Int]] = [:]
    for (index, member) in set.members.enumerated() {
      for column in member.columns { membersOfColumn[column, default: []].append(index) }
    }
    var raws: [RawValue?] = Array(repeating: nil, count: columns.count)
    for (offset, record) in set.records.enumerated() {
      if record.problem != nil { damaged.insert(start + offset) }
      for index in raws.indices { raws[index] = nil }
      for field in record.fields {
        for index in membersOfColumn[field.column] ?? [] {
          raws[index] = raws[index].map { RecordSet.combined($0, field.value) } ?? field.value
        }
      }
      for index in columns.indices {
        columns[index].take(raws[index], at: start + offset, problem: record.problem, set.convention)
      }
    }
    for column in columns {
      pools[column.name] = column.pool
      cells[column.name] = column.codes
      identityCells[column.name] = column.trusted
    }
  }

  /// A member's column while records are appended to it.
  private struct MemberColumn {
    var name: String
    var isIdentity: Bool
    var pool: CellPool
    var codes: [UInt32]
    var trusted: [UInt32]?

    mutating func take(_ raw: RawValue?, at row: Int, problem: String?, _ convention: WritingConvention) {
      let code = raw.map { pool.code(of: $0, by: convention) } ?? CellPool.missing
      guard let problem else {
        codes[row] = code
        trusted?[row] = code
        return
      }
      if isIdentity {
        if trusted == nil { trusted = codes }
        trusted?[row] = code
      }
      codes[row] = pool.code(problem: problem)
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
