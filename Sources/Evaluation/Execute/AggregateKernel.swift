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
    guard let adjacency else { return result.fill(rows) { outcome(of: Seen(isOpen: !closed.hasBit($0))) } }
    adjacency.starts.withUnsafeBufferPointer { starts in
      adjacency.children.withUnsafeBufferPointer { children in
        result.fill(rows) { row in
          let own = children[Int(starts[row])..<Int(starts[row + 1])]
          return outcome(of: window == nil && filter == nil ? seen(own, row) : seenNarrowed(own, row))
        }
      }
    }
  }

  /// What was met among the children of one row.
  private struct Seen {
    var isOpen: Bool
    /// A bit for each truth of the filter.
    var filtered: UInt8 = 0
    /// A bit for each truth of the body.
    var truths: UInt8 = 0
    var count = 0
    var witnesses = 0

    init(isOpen: Bool) { self.isOpen = isOpen }
  }

  /// The bit of a truth among those met.
  private static func bit(_ truth: Truth) -> UInt8 { 1 << truth.rawValue }

  @inline(__always)
  private func seen(_ children: Slice<UnsafeBufferPointer<UInt32>>, _ row: Int) -> Seen {
    var seen = Seen(isOpen: !closed.hasBit(row))
    seen.count = children.count
    guard let body else { return seen }
    for child in children {
      let truth = body.bits(Int(child))
      seen.truths |= 1 &<< truth
      seen.witnesses &+= truth == Truth.true.rawValue ? 1 : 0
    }
    return seen
  }

  private func seenNarrowed(_ children: Slice<UnsafeBufferPointer<UInt32>>, _ row: Int) -> Seen {
    var seen = Seen(isOpen: !closed.hasBit(row))
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

  private func outcome(of seen: Seen) -> UInt8 {
    func met(_ truth: Truth) -> Bool { seen.truths & Self.bit(truth) != 0 }
    let result: Truth
    if seen.filtered & Self.bit(.error) != 0 {
      result = .error
    } else if seen.filtered & Self.bit(.unknown) != 0 {
      result = .unknown
    } else {
      switch quantifier {
      case .exists:
        result = met(.true) ? .true : seen.isOpen || met(.unknown) ? .unknown : met(.error) ? .error : .false
      case .all:
        result = met(.false) ? .false : seen.isOpen || met(.unknown) ? .unknown : met(.error) ? .error : .true
      case .existsOne:
        if met(.error) {
          result = .error
        } else if seen.witnesses > 1 {
          result = .false
        } else {
          result = seen.isOpen || met(.unknown) ? .unknown : seen.witnesses == 1 ? .true : .false
        }
      case .atLeast(let number):
        result = seen.isOpen ? .unknown : Int64(seen.count) >= number ? .true : .false
      case .exactly(let number):
        result = seen.isOpen ? .unknown : Int64(seen.count) == number ? .true : .false
      }
    }
    return result.rawValue
  }
}
