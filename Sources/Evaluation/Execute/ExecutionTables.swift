import Planning
import Schema
import Tables
import Values

/// What the kernels of a plan look up per row, made once and shared by all nodes that need it: whom links lead to, the
/// codes of what predicates read, which relations are closed.
///
/// Everything here is the columnar form of a question that `EvaluationScope` answers for one row.
final class ExecutionTables {
  let scope: EvaluationScope
  private let isStaleSource: [Bool]
  private var stale: [ColumnKey: [UInt64]?] = [:]
  private var links: [LinkKey: [Int32]] = [:]
  private var ends: [EntityPath: [Int32]] = [:]
  private var codes: [RuleGraph.Leaf: LeafCodes] = [:]
  private var combinations: [[RuleGraph.Leaf]: Combinations] = [:]
  private var closed: [RelationKey: [UInt64]] = [:]
  private var windows: [RelationKey: TruthColumn] = [:]

  private struct ColumnKey: Hashable {
    var entity: String
    var name: String
  }

  private struct LinkKey: Hashable {
    var entity: String
    var step: EntityPath.Step
  }

  private struct RelationKey: Hashable {
    var entity: String
    var relation: String
    var window: RuleGraph.Aggregate.Window?
  }

  init(scope: EvaluationScope) {
    self.scope = scope
    isStaleSource = scope.source.sources.indices.map { scope.staleSources.contains($0) }
  }

  private var source: any BatchSource { scope.source }

  // MARK: Staleness

  /// The rows whose value comes from a source that is too old, a bit per row; nil where there is none.
  private func staleRows(_ name: String, of entity: String) -> [UInt64]? {
    guard !scope.staleSources.isEmpty else { return nil }
    let key = ColumnKey(entity: entity, name: name)
    if let known = stale[key] { return known }
    let origins = source.origins(of: name, entity: entity)
    var words = [UInt64](repeating: 0, count: (origins.count + 63) / 64)
    var isAny = false
    for (row, origin) in origins.enumerated() where origin >= 0 && isStaleSource[Int(origin)] {
      words[row >> 6] |= 1 << UInt64(row & 63)
      isAny = true
    }
    let result = isAny ? words : nil
    stale[key] = .some(result)
    return result
  }

  // MARK: Links

  /// Where a step leads from each row of an entity: a row, `Link.null` or `Link.unknown`.
  func targets(_ step: EntityPath.Step, of entity: String) -> [Int32] {
    let key = LinkKey(entity: entity, step: step)
    if let known = links[key] { return known }
    let result = makeTargets(step, of: entity)
    links[key] = result
    return result
  }

  private func makeTargets(_ step: EntityPath.Step, of entity: String) -> [Int32] {
    guard let link = source.link(step.relation, of: entity) else {
      return [Int32](repeating: Link.unknown, count: source.count(of: entity))
    }
    var rows = link.rows
    guard let stale = staleRows(step.relation, of: entity) else { return rows }
    for row in rows.indices where stale.hasBit(row) && !(step.isBack && rows[row] >= 0) { rows[row] = Link.unknown }
    return rows
  }

  /// The row at the end of a path from each row; nil for the empty path.
  private func end(of path: EntityPath) -> [Int32]? {
    guard let (owner, step) = path.parent else { return nil }
    if let known = ends[path] { return known }
    let last = targets(step, of: owner.entity)
    let result = end(of: owner).map { rows in rows.map { $0 >= 0 ? last[Int($0)] : $0 } } ?? last
    ends[path] = result
    return result
  }

  // MARK: Codes

  /// The distinct combinations of leaves that have one home. There is at least one leaf.
  func combinations(of leaves: [RuleGraph.Leaf]) -> Combinations {
    if let known = combinations[leaves] { return known }
    let result = Combinations(leaves.map { leafCodes($0) })
    combinations[leaves] = result
    return result
  }

  /// The code of each row's value at a leaf. Two codes more stand for a path that ends in null, and one of which nobody
  /// knows where it leads.
  private func leafCodes(_ leaf: RuleGraph.Leaf) -> LeafCodes {
    if let known = codes[leaf] { return known }
    let own = ownCodes(leaf)
    var result = own
    if let rows = end(of: leaf.path) {
      let limit = UInt32(own.count)
      result = LeafCodes(
        codes: rows.map { $0 >= 0 ? own.codes[Int($0)] : $0 == Link.null ? limit : limit + 1 }, count: own.count + 2)
    }
    codes[leaf] = result
    return result
  }

  /// The codes by row of the entity at the end of a leaf's path.
  private func ownCodes(_ leaf: RuleGraph.Leaf) -> LeafCodes {
    let entity = leaf.path.entity
    switch leaf.kind {
    case .row:
      let count = source.count(of: entity)
      return LeafCodes(codes: (0..<count).map { UInt32($0) }, count: count)
    case .link(let step):
      return linkCodes(step, of: entity)
    case .attribute(let name):
      let column = source.column(name, of: entity)
      var codes = column.codes
      guard let stale = staleRows(name, of: entity) else { return LeafCodes(codes: codes, count: column.entries.count) }
      for row in codes.indices where stale.hasBit(row) { codes[row] = UInt32(column.entries.count) }
      return LeafCodes(codes: codes, count: column.entries.count + 1)
    }
  }

  /// What `has` and a comparison with null tell apart: somebody, nobody, nothing said, something unreadable said, unknown.
  private func linkCodes(_ step: EntityPath.Step, of entity: String) -> LeafCodes {
    let reasons = source.link(step.relation, of: entity)?.reasons
    let stale = staleRows(step.relation, of: entity)
    let codes = targets(step, of: entity).enumerated().map { row, target -> UInt32 in
      if target >= 0 { return 0 }
      if target == Link.null { return 1 }
      guard let reasons, stale?.hasBit(row) != true else { return 4 }
      switch reasons[row] ?? .valueMissing {
      case .valueMissing: return 2
      case .valueUnreadable, .conflict: return 3
      default: return 4
      }
    }
    return LeafCodes(codes: codes, count: 5)
  }

  // MARK: Relations to many

  /// The rows whose relation is closed, within an interval or at all: a bit per row.
  func closedRows(
    _ relation: RelationDeclaration, of entity: String, window: RuleGraph.Aggregate.Window? = nil
  ) -> [UInt64] {
    let key = RelationKey(entity: entity, relation: relation.name, window: window)
    if let known = closed[key] { return known }
    let result = scope.closedRows(relation, of: entity, period: window.map { ($0.from, $0.to) })
    closed[key] = result
    return result
  }

  /// Whether each child lies within an interval of its relation's window.
  func within(
    _ window: RuleGraph.Aggregate.Window, _ relation: RelationDeclaration, of entity: String
  ) -> TruthColumn {
    let key = RelationKey(entity: entity, relation: relation.name, window: window)
    if let known = windows[key] { return known }
    let child = relation.entity
    let result = TruthColumn(count: source.count(of: child))
    if let attribute = relation.many?.window {
      let leaf = RuleGraph.Leaf(path: EntityPath(entity: child), kind: .attribute(attribute))
      let combinations = combinations(of: [leaf])
      let table = combinations.representatives.map { row in
        row >= 0 ? scope.isWithin(window, relation, child: Int(row)).rawValue : 0
      }
      result.gather(0..<result.count, combinations.codes, table)
    } else {
      result.fill(0..<result.count) { _ in Truth.error.rawValue }
    }
    windows[key] = result
    return result
  }
}

extension [UInt64] {
  /// A bit of a bitmap.
  @inline(__always)
  func hasBit(_ row: Int) -> Bool { self[row >> 6] >> UInt64(row & 63) & 1 == 1 }
}
