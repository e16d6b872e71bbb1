import Planning
import Tables
import Values

/// Folds the truths of each row's children into one: what `exists`, `all`, `exists_one` and `size` make of a relation
/// that may be open, narrowed to an interval or filtered (`Interpreter`, on open lists).
struct AggregateKernel: Sendable {
  let quantifier: RuleGraph.Aggregate.Quantifier
  /// nil where no source has the link: no row has a child then.
  let adjacency: Adjacency?
  /// The rows whose relation is closed, a bit per row.
  let closed: [UInt64]
  /// Whether each child lies in the interval, where there is one.
  let window: TruthColumn?
  let filter: TruthColumn?
  let body: TruthColumn?

  func fill(_ result: TruthColumn, _ rows: Range<Int>) {
    guard let adjacency else {
      return result.fill(rows) { SeenChildren(isOpen: !closed.hasBit($0)).outcome(quantifier).rawValue }
    }
    adjacency.starts.withUnsafeBufferPointer { starts in
      adjacency.children.withUnsafeBufferPointer { children in
        result.fill(rows) { row in
          let own = children[Int(starts[row])..<Int(starts[row + 1])]
          let seen = window == nil && filter == nil ? seen(own, row) : seenNarrowed(own, row)
          return seen.outcome(quantifier).rawValue
        }
      }
    }
  }

  @inline(__always)
  private func seen(_ children: Slice<UnsafeBufferPointer<UInt32>>, _ row: Int) -> SeenChildren {
    var seen = SeenChildren(isOpen: !closed.hasBit(row))
    seen.count = children.count
    guard let body else { return seen }
    for child in children {
      let truth = body.bits(Int(child))
      seen.truths |= 1 &<< truth
      seen.witnesses &+= truth == Truth.true.rawValue ? 1 : 0
    }
    return seen
  }

  private func seenNarrowed(_ children: Slice<UnsafeBufferPointer<UInt32>>, _ row: Int) -> SeenChildren {
    var seen = SeenChildren(isOpen: !closed.hasBit(row))
    for child in children {
      if let window {
        let truth = window.bits(Int(child))
        if truth == Truth.false.rawValue { continue }
        guard truth == Truth.true.rawValue else {
          // It may lie in the interval or not: one more child that nobody saw.
          seen.isOpen = true
          continue
        }
      }
      if let filter {
        let truth = filter.bits(Int(child))
        seen.filtered |= 1 &<< truth
        guard truth == Truth.true.rawValue else { continue }
      }
      seen.count += 1
      guard let body else { continue }
      let truth = body.bits(Int(child))
      seen.truths |= 1 &<< truth
      seen.witnesses += truth == Truth.true.rawValue ? 1 : 0
    }
    return seen
  }
}

/// What was met among the children of one row.
struct SeenChildren {
  var isOpen: Bool
  /// A bit for each truth of the filter.
  var filtered: UInt8 = 0
  /// A bit for each truth of the body.
  var truths: UInt8 = 0
  var count = 0
  var witnesses = 0

  init(isOpen: Bool) { self.isOpen = isOpen }

  /// The bit of a truth among those met.
  static func bit(_ truth: Truth) -> UInt8 { 1 << truth.rawValue }

  /// What an aggregate makes of it.
  func outcome(_ quantifier: RuleGraph.Aggregate.Quantifier) -> Truth {
    func met(_ truth: Truth) -> Bool { truths & Self.bit(truth) != 0 }
    if filtered & Self.bit(.error) != 0 { return .error }
    if filtered & Self.bit(.unknown) != 0 { return .unknown }
    switch quantifier {
    case .exists: return met(.true) ? .true : isOpen || met(.unknown) ? .unknown : met(.error) ? .error : .false
    case .all: return met(.false) ? .false : isOpen || met(.unknown) ? .unknown : met(.error) ? .error : .true
    case .existsOne:
      if met(.error) { return .error }
      if witnesses > 1 { return .false }
      return isOpen || met(.unknown) ? .unknown : witnesses == 1 ? .true : .false
    case .atLeast(let number): return isOpen ? .unknown : Int64(count) >= number ? .true : .false
    case .exactly(let number): return isOpen ? .unknown : Int64(count) == number ? .true : .false
    }
  }
}
