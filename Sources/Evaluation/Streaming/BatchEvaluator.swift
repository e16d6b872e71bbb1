import Formats
import Planning
import Schema
import Tables
import Values

/// Evaluates nodes of the graph for the rows of a block, no more than is asked for: where one side of a condition decides,
/// the other is not looked at, and the columns that only it reads are not coded.
///
/// One belongs to one thread and one entity. What it learns about distinct values stays for all blocks of the file.
final class BatchEvaluator {
  private let graph: RuleGraph
  private let notes: PlanNotes
  private let truths: [BatchTruth?]
  private let predicates: [PredicateTable?]
  private let coders: [ColumnCoder]
  /// Truths of the parents' nodes, by node: for `follow`.
  private let parentTruths: [Int: ParentTruth]
  private let masks = MaskStack()
  /// Whether times are taken.
  var isProfiled = false
  /// By node.
  private(set) var profile: [Int: StreamProfile.Node] = [:]
  /// Time spent in nodes that the one at hand waits for.
  private var inner: UInt64 = 0
  private(set) var block: RowBlock?
  /// Rows of the block that count as if they were not there, a bit per row; empty where there are none.
  private var dropped: [UInt64] = []
  private(set) var words = 0
  /// The parent of each row, where rows have one.
  var parents: UnsafePointer<Int32>?

  /// - Parameters:
  ///   - screens: by node that is a predicate.
  ///   - coders: by planned column.
  init(
    graph: RuleGraph, notes: PlanNotes, entity: EntityType, distinct: DistinctScope, shared: [String: DecidedValues],
    screens: [Int: HeadScreen], coders: [ColumnCoder], isLate: [Bool], parentTruths: [Int: ParentTruth]
  ) {
    self.graph = graph
    self.notes = notes
    self.coders = coders
    self.parentTruths = parentTruths
    var truths: [BatchTruth?] = []
    var predicates: [PredicateTable?] = []
    for (index, node) in graph.nodes.enumerated() {
      let isOwn = node.home == entity.name && !isLate[index] && notes.same[index] == index
      truths.append(isOwn ? BatchTruth() : nil)
      if isOwn, notes.isNeeded[index], case .predicate(let predicate) = node.operation {
        predicates.append(
          PredicateTable(
            predicate, node: index, distinct: distinct, coders: coders, shared: shared, screen: screens[index]))
      } else {
        predicates.append(nil)
      }
    }
    self.truths = truths
    self.predicates = predicates
  }

  /// Begins a block; what was known of the last one is gone.
  /// - Parameter dropped: rows to be left out, a bit per row; empty where there are none.
  func begin(_ block: RowBlock, without dropped: [UInt64]) {
    self.block = block
    words = (block.rows + 63) >> 6
    self.dropped = dropped
    masks.begin(words: words)
    for truth in truths { truth?.begin(words: words) }
    for coder in coders { coder.begin(block) }
  }

  /// The rows of the block, as a mask of one word.
  @inline(__always)
  func all(_ word: Int) -> UInt64 {
    let left = dropped.isEmpty ? .max : ~dropped[word]
    guard let block, word == block.rows >> 6 else { return left }
    return left & ((1 &<< UInt64(truncatingIfNeeded: block.rows & 63)) &- 1)
  }

  /// Calls the body with a mask for the moment.
  func withMask<Result>(_ body: (UnsafeMutablePointer<UInt64>) throws(ScanFault) -> Result) throws(ScanFault) -> Result
  {
    let mask = masks.take()
    defer { masks.giveBack() }
    return try body(mask)
  }

  /// The truth of a node for the rows wanted; of others it says nothing.
  /// - Complexity: O(rows wanted), each row of each node once
  func truth(_ node: Int, _ wanted: UnsafePointer<UInt64>) throws(ScanFault) -> BatchTruth {
    let node = notes.same[node]
    guard let truth = truths[node] else { throw .odd("a condition of another entity") }
    try withMask { missing throws(ScanFault) in
      var any: UInt64 = 0
      for word in 0..<words {
        missing[word] = wanted[word] & ~truth.done[word]
        any |= missing[word]
        truth.done[word] |= wanted[word]
      }
      if any != 0 { try profiled(truth, node, missing) }
    }
    return truth
  }

  /// Fills, and notes what it took where somebody wants to know.
  private func profiled(_ result: BatchTruth, _ node: Int, _ wanted: UnsafeMutablePointer<UInt64>) throws(ScanFault) {
    guard isProfiled else { return try fill(result, node, wanted) }
    let (begin, before) = (ProfileClock.now(), inner)
    inner = 0
    try fill(result, node, wanted)
    let spent = ProfileClock.now() - begin
    profile[node, default: StreamProfile.Node(index: node)].nanoseconds += spent - min(spent, inner)
    for word in 0..<words { profile[node]?.rows += wanted[word].nonzeroBitCount }
    if let predicate = predicates[node] { profile[node]?.distinct = predicate.decided }
    inner = before + spent
  }

  private func fill(_ result: BatchTruth, _ node: Int, _ wanted: UnsafeMutablePointer<UInt64>) throws(ScanFault) {
    if let constant = notes.constants[node]?.rawValue {
      let word64 = TruthWord(trues: constant & 1 == 0 ? 0 : .max, falses: constant & 2 == 0 ? 0 : .max)
      for word in 0..<words { result.set(word, word64, wanted[word]) }
      return
    }
    switch graph.nodes[node].operation {
    case .not(let a):
      let a = try truth(a.index, wanted)
      for word in 0..<words { result.set(word, .not(a[word]), wanted[word]) }
    case .and(let a, let b): try pair(result, node, a.index, b.index, wanted, isAnd: true)
    case .or(let a, let b): try pair(result, node, a.index, b.index, wanted, isAnd: false)
    case .equal(let a, let b):
      let a = try truth(a.index, wanted)
      let b = try truth(b.index, wanted)
      for word in 0..<words { result.set(word, .equal(a[word], b[word]), wanted[word]) }
    case .conditional(let test, let yes, let no):
      let test = try truth(test.index, wanted)
      try withMask { rest throws(ScanFault) in
        for word in 0..<words { rest[word] = wanted[word] & test[word].isTrue }
        let yes = try truth(yes.index, rest)
        for word in 0..<words { rest[word] = wanted[word] & test[word].isFalse }
        let no = try truth(no.index, rest)
        for word in 0..<words {
          result.set(word, .conditional(test[word], yes[word], no[word]), wanted[word])
        }
      }
    case .follow(_, let argument): try follow(result, argument.index, wanted)
    case .predicate:
      guard let block, let predicate = predicates[node] else { return }
      try withMask { rest throws(ScanFault) in
        try withMask { open throws(ScanFault) in
          try predicate.fill(result, block, wanted, words: words, scratch: rest, open: open)
        }
      }
    case .aggregate: throw .odd("an aggregate of another entity")
    }
  }

  /// `&&` and `||`: the side that the plan puts first, the other for the rows that it leaves open.
  private func pair(
    _ result: BatchTruth, _ node: Int, _ a: Int, _ b: Int, _ wanted: UnsafeMutablePointer<UInt64>, isAnd: Bool
  ) throws(ScanFault) {
    let (first, second) = notes.startsWithSecond[node] ? (b, a) : (a, b)
    let one = try truth(first, wanted)
    try withMask { rest throws(ScanFault) in
      for word in 0..<words { rest[word] = wanted[word] & ~(isAnd ? one[word].isFalse : one[word].isTrue) }
      let other = try truth(second, rest)
      for word in 0..<words {
        // Where the first side decides, what stands in the other has no influence.
        result.set(word, isAnd ? .and(one[word], other[word]) : .or(one[word], other[word]), wanted[word])
      }
    }
  }

  private func follow(_ result: BatchTruth, _ node: Int, _ wanted: UnsafeMutablePointer<UInt64>) throws(ScanFault) {
    guard let parents, let table = parentTruths[node] else { throw .odd("a condition of another entity") }
    for word in 0..<words where wanted[word] != 0 {
      var value = TruthWord(trues: 0, falses: 0)
      var rest = wanted[word]
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        rest &= rest &- 1
        let truth = UInt64(table.bits(parents[word &<< 6 | bit]))
        value.trues |= (truth & 1) &<< UInt64(truncatingIfNeeded: bit)
        value.falses |= (truth &>> 1) &<< UInt64(truncatingIfNeeded: bit)
      }
      result.set(word, value, wanted[word])
    }
  }
}

/// The truth of a parent's node, as its children see it.
struct ParentTruth: Sendable {
  /// By row of the parent.
  let column: TruthColumn
  /// Of a parent that no file describes.
  let absent: Truth

  @inline(__always)
  func bits(_ parent: Int32) -> UInt8 {
    if parent == Link.null { return Truth.error.rawValue }
    if parent < 0 { return Truth.unknown.rawValue }
    return Int(parent) < column.count ? column.bits(Int(parent)) : absent.rawValue
  }
}
