import Planning
import Tables
import Values

/// What one thread has met of the children of each parent.
///
/// Parents are rows, and behind them the orphans that this thread has met. Threads are brought together by `merge`, in
/// any order.
final class Scatter {
  /// A bit for each truth of a body, as `SeenChildren` has them; above them that the filter was unknown or in error.
  static let filterUnknown: UInt8 = 1 << 5
  static let filterError: UInt8 = 1 << 6

  /// By aggregate, then by parent.
  @exclusivity(unchecked) private(set) var flags: [[UInt8]]
  /// How many children count, for aggregates that ask.
  @exclusivity(unchecked) private(set) var counts: [[UInt32]]
  /// Which parents have a child.
  @exclusivity(unchecked) private(set) var seen: [UInt8]

  init(aggregates: [RuleGraph.Aggregate], parents: Int) {
    flags = aggregates.map { _ in [UInt8](repeating: 0, count: parents) }
    counts = aggregates.map { $0.quantifier.counted == nil ? [] : [UInt32](repeating: 0, count: parents) }
    seen = [UInt8](repeating: 0, count: parents)
  }

  /// Makes room for orphans.
  func reserve(parents: Int) {
    guard parents > seen.count else { return }
    let more = parents - seen.count
    seen.append(contentsOf: repeatElement(0, count: more))
    for index in flags.indices {
      flags[index].append(contentsOf: repeatElement(0, count: more))
      if !counts[index].isEmpty { counts[index].append(contentsOf: repeatElement(0, count: more)) }
    }
  }

  func note(seen parent: Int32) {
    reserve(parents: Int(parent) + 1)
    seen[Int(parent)] = 1
  }

  func note(_ aggregate: Int, _ parent: Int32, _ flag: UInt8) {
    flags[aggregate][Int(parent)] |= flag
  }

  func count(_ aggregate: Int, _ parent: Int32) {
    let old = counts[aggregate][Int(parent)]
    counts[aggregate][Int(parent)] = old == .max ? old : old + 1
  }

  /// Adds what another thread has met.
  /// - Parameter place: where a parent of the other thread stands here.
  func merge(_ other: Scatter, place: (Int) -> Int) {
    for parent in other.seen.indices where other.seen[parent] != 0 {
      let own = place(parent)
      reserve(parents: own + 1)
      seen[own] = 1
      for index in flags.indices {
        flags[index][own] |= other.flags[index][parent]
        if !counts[index].isEmpty {
          let (sum, isTooLarge) = counts[index][own].addingReportingOverflow(other.counts[index][parent])
          counts[index][own] = isTooLarge ? .max : sum
        }
      }
    }
  }

  /// Takes back children that another thread met again. What else they were is so of those they repeat, and stays.
  /// - Parameter place: where a parent of the other thread stands here.
  func takeBack(_ other: Scatter, place: (Int) -> Int) {
    for index in counts.indices {
      for (parent, count) in other.counts[index].enumerated() where count > 0 {
        let own = place(parent)
        if counts[index][own] < .max { counts[index][own] -= min(count, counts[index][own]) }
      }
    }
  }

  /// What an aggregate makes of a parent.
  func outcome(_ aggregate: Int, _ parent: Int, _ quantifier: RuleGraph.Aggregate.Quantifier, isOpen: Bool) -> Truth {
    var children = SeenChildren(isOpen: isOpen)
    if parent < seen.count {
      let flags = flags[aggregate][parent]
      children.truths = flags & 0xF
      if flags & Scatter.filterUnknown != 0 { children.filtered |= SeenChildren.bit(.unknown) }
      if flags & Scatter.filterError != 0 { children.filtered |= SeenChildren.bit(.error) }
      let count = counts[aggregate].isEmpty ? 0 : Int(counts[aggregate][parent])
      if quantifier.counted == .witnesses { children.witnesses = count } else { children.count = count }
    }
    return children.outcome(quantifier)
  }
}

extension RuleGraph.Aggregate.Quantifier {
  enum Counted {
    /// Children that the filter lets through.
    case children
    /// Those of them of which the body is true.
    case witnesses
  }

  /// The children that are counted; nil where it is enough to know that there are some.
  var counted: Counted? {
    switch self {
    case .atLeast, .exactly: .children
    case .existsOne: .witnesses
    case .exists, .all: nil
    }
  }

  /// A truth of the body that leaves the aggregate as it is.
  var neutral: Truth? {
    switch self {
    case .exists, .existsOne: .false
    case .all: .true
    case .atLeast, .exactly: nil
    }
  }

  /// The truth of the body, on the child, to which an outcome of the aggregate can be put down; nil where no single
  /// child shows it.
  func witness(of outcome: Bool) -> Truth? {
    switch (self, outcome) {
    case (.exists, true): .true
    case (.all, false): .false
    default: nil
    }
  }
}
