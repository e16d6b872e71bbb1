import Planning
import Schema
import Tables
import Values

/// The distinct combinations of what a predicate reads: a code per row, and a row to stand for each code.
///
/// One attribute of the row itself is its column's own codes. Several are numbered pair by pair, so that the work per row
/// stays one look-up per attribute.
struct Combinations: Sendable {
  let codes: [UInt32]
  /// The first row of each code; a code that no row has stands for nothing and is not decided.
  let representatives: [Int]

  var count: Int { representatives.count }

  /// - Complexity: O(rows · leaves)
  init(_ leaves: [RuleGraph.Leaf], of entity: String, scope: EvaluationScope) {
    let rows = scope.source.count(of: entity)
    var codes = [UInt32](repeating: 0, count: rows)
    for (index, leaf) in leaves.enumerated() {
      let next = Combinations.codes(of: leaf, rows: rows, scope: scope)
      codes = index == 0 ? next : Combinations.pair(codes, next)
    }
    (self.codes, representatives) = Combinations.renumber(codes)
  }

  /// The code of each row's value at a leaf. Codes past the column's entries stand for a stale value, a path that ends
  /// in null, and one that is not known to lead anywhere.
  private static func codes(of leaf: RuleGraph.Leaf, rows: Int, scope: EvaluationScope) -> [UInt32] {
    let targets = rowsAtEnd(of: leaf.path, rows: rows, scope: scope)
    let entity = leaf.path.entity
    let source = scope.source
    let own: [UInt32]
    let distinct: UInt32
    if leaf.isLink {
      distinct = 4
      own = (0..<source.count(of: entity)).map { row in
        switch scope.target(leaf.name, of: entity, row: row) {
        case .row: 0
        case .null: 1
        case .unknown(let unknown):
          switch unknown.code {
          case .valueMissing: 2
          case .valueUnreadable, .conflict: 3
          default: 4
          }
        }
      }
    } else {
      let column = source.column(leaf.name, of: entity)
      distinct = UInt32(column.entries.count)
      own =
        scope.staleSources.isEmpty
        ? column.codes
        : column.codes.indices.map { row in
          scope.isStale(leaf.name, of: entity, row: row) ? distinct : column.codes[row]
        }
    }
    guard let targets else { return own }
    return targets.map { target in
      switch target {
      case Link.null: distinct + 1
      case Link.unknown: distinct + 2
      default: own[Int(target)]
      }
    }
  }

  /// The row at the end of a path for each row; nil for the empty path.
  private static func rowsAtEnd(of path: EntityPath, rows: Int, scope: EvaluationScope) -> [Int32]? {
    guard !path.steps.isEmpty else { return nil }
    return (0..<rows).map { row in
      var current = row
      for (entity, step) in zip(path.entities, path.steps) {
        switch scope.target(step, of: entity, row: current) {
        case .row(let next): current = next
        case .null: return Link.null
        case .unknown: return Link.unknown
        }
      }
      return Int32(truncatingIfNeeded: current)
    }
  }

  private static func pair(_ first: [UInt32], _ second: [UInt32]) -> [UInt32] {
    var numbers: [UInt64: UInt32] = [:]
    var result = [UInt32](repeating: 0, count: first.count)
    for row in first.indices {
      let key = UInt64(first[row]) << 32 | UInt64(second[row])
      if let number = numbers[key] {
        result[row] = number
      } else {
        let number = UInt32(numbers.count)
        numbers[key] = number
        result[row] = number
      }
    }
    return result
  }

  /// Numbers the codes that occur from 0 on, by first occurrence.
  private static func renumber(_ codes: [UInt32]) -> (codes: [UInt32], representatives: [Int]) {
    guard let largest = codes.max() else { return ([], []) }
    var numbers = [UInt32](repeating: UInt32.max, count: Int(largest) + 1)
    var representatives: [Int] = []
    var result = codes
    for row in codes.indices {
      let code = Int(codes[row])
      if numbers[code] == UInt32.max {
        numbers[code] = UInt32(representatives.count)
        representatives.append(row)
      }
      result[row] = numbers[code]
    }
    return (result, representatives)
  }
}
