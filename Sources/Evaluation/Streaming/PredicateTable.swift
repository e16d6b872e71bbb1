import Formats
import Planning
import Schema
import Tables
import Values

/// What one predicate makes of each distinct value, or combination of values, that a thread has met.
final class PredicateTable {
  /// No truth: not decided yet.
  private static let open: UInt8 = 0xFF
  /// Codes noted at most, for combinations.
  private static let limit = 4 << 20
  /// After so many rows it shows whether a screen is worth its time.
  private static let trial = 1 << 14

  private let predicate: RuleGraph.Predicate
  private let distinct: DistinctScope
  private let node: Int
  /// What other threads share, of a predicate that reads one column.
  private let shared: DecidedValues?
  /// Tells most rows without their values; nil where it cannot, or turned out to tell few.
  private var screen: HeadScreen?
  private var screened = 0
  private var leftOpen = 0
  /// The columns that it reads and the file has.
  private let present: [ColumnCoder]
  /// By code, or by number of combination.
  @exclusivity(unchecked) private var table: [UInt8] = []
  private var generations: [Int] = []
  @exclusivity(unchecked) private var pairs: [PairNumbers] = []
  /// The codes of each combination, one after the other.
  @exclusivity(unchecked) private var tuples: [UInt32] = []
  @exclusivity(unchecked) private var numbers: UnsafeMutablePointer<UInt32> = .allocate(capacity: 1)
  private var capacity = 1
  private var constant: UInt8?
  /// How many values, or combinations, were decided.
  private(set) var decided = 0

  /// - Parameter shared: what threads know of the values of each column.
  init(
    _ predicate: RuleGraph.Predicate, node: Int, distinct: DistinctScope, coders: [ColumnCoder],
    shared: [String: DecidedValues], screen: HeadScreen?
  ) {
    self.screen = screen
    self.predicate = predicate
    self.node = node
    self.distinct = distinct
    present = (predicate.leaves ?? []).compactMap { leaf in
      guard case .attribute(let name) = leaf.kind else { return nil }
      return coders.first { $0.member.name == name }
    }
    self.shared = present.count == 1 ? shared[present[0].member.name] : nil
  }

  deinit { numbers.deallocate() }

  /// Sets the rows wanted.
  /// - Parameters:
  ///   - scratch: room for a word per 64 rows.
  ///   - open: as much.
  func fill(
    _ result: BatchTruth, _ block: RowBlock, _ wanted: UnsafePointer<UInt64>, words: Int,
    scratch: UnsafeMutablePointer<UInt64>, open: UnsafeMutablePointer<UInt64>
  ) throws(ScanFault) {
    guard let screen, present.count == 1 else { return try look(result, block, wanted, words: words, scratch) }
    let heads = present[0].heads(block, wanted, scratch)
    let left = screen.screen(heads, wanted, words: words, open: open)
    let truth = UInt64(screen.truth.rawValue)
    let otherwise = TruthWord(trues: 0 &- (truth & 1), falses: 0 &- (truth >> 1))
    for word in 0..<words { result.set(word, otherwise, wanted[word] & ~open[word]) }
    for word in 0..<words { screened += wanted[word].nonzeroBitCount }
    leftOpen += left
    // What tells hardly any row is work for nothing.
    if screened > PredicateTable.trial, leftOpen > screened / 4 * 3 { self.screen = nil }
    if left > 0 { try look(result, block, open, words: words, scratch) }
  }

  /// Sets the rows wanted by their values.
  private func look(
    _ result: BatchTruth, _ block: RowBlock, _ wanted: UnsafePointer<UInt64>, words: Int,
    _ scratch: UnsafeMutablePointer<UInt64>
  ) throws(ScanFault) {
    guard let first = present.first else {
      let value = constant ?? distinct.truths(predicate, [:], count: 1)[0]
      constant = value
      let word64 = TruthWord(trues: value & 1 == 0 ? 0 : .max, falses: value & 2 == 0 ? 0 : .max)
      for word in 0..<words { result.set(word, word64, wanted[word]) }
      return
    }
    for coder in present { coder.code(block, wanted, scratch) }
    // A number of combinations beyond this is forgotten, and what was decided with them.
    let isAnew = !zip(present, generations).allSatisfy { $0.generation == $1 } || generations.isEmpty
    if isAnew || tuples.count > PredicateTable.limit {
      generations = present.map(\.generation)
      table = []
      tuples = []
      pairs = present.dropFirst().map { _ in PairNumbers() }
    }
    if present.count == 1 {
      extend(to: first.count)
      try gather(result, first.codes, wanted, words) { codes throws(ScanFault) in try decide(codes) }
    } else {
      number(block.rows, wanted, words)
      extend(to: tuples.count / present.count)
      try gather(result, numbers, wanted, words) { codes throws(ScanFault) in try decide(codes) }
    }
  }

  private func extend(to count: Int) {
    if table.count < count {
      table.append(contentsOf: repeatElement(PredicateTable.open, count: max(count, table.count * 2) - table.count))
    }
  }

  /// Looks the truth of each row up; what is open is decided, and looked up again.
  private func gather(
    _ result: BatchTruth, _ codes: UnsafePointer<UInt32>, _ wanted: UnsafePointer<UInt64>, _ words: Int,
    decide: ([UInt32]) throws(ScanFault) -> Void
  ) throws(ScanFault) {
    if lookUp(result, codes, wanted, words) { return }
    var isOpen: Set<UInt32> = []
    var open: [UInt32] = []
    for word in 0..<words {
      var rest = wanted[word]
      while rest != 0 {
        let code = codes[word &<< 6 | rest.trailingZeroBitCount]
        rest &= rest &- 1
        if table[Int(code)] == PredicateTable.open, isOpen.insert(code).inserted { open.append(code) }
      }
    }
    try decide(open)
    _ = lookUp(result, codes, wanted, words)
  }

  /// - Returns: whether everything was decided before.
  private func lookUp(
    _ result: BatchTruth, _ codes: UnsafePointer<UInt32>, _ wanted: UnsafePointer<UInt64>, _ words: Int
  ) -> Bool {
    table.withUnsafeBufferPointer { table in
      var open: UInt8 = 0
      for word in 0..<words where wanted[word] != 0 {
        var value = TruthWord(trues: 0, falses: 0)
        let first = word &<< 6
        var rest = wanted[word]
        if rest == .max {
          for bit in 0..<64 {
            let truth = table[Int(codes[first &+ bit])]
            open |= truth
            value.trues |= UInt64(truth & 1) &<< UInt64(truncatingIfNeeded: bit)
            value.falses |= UInt64((truth &>> 1) & 1) &<< UInt64(truncatingIfNeeded: bit)
          }
        } else {
          while rest != 0 {
            let bit = rest.trailingZeroBitCount
            rest &= rest &- 1
            let truth = table[Int(codes[first &+ bit])]
            open |= truth
            value.trues |= UInt64(truth & 1) &<< UInt64(truncatingIfNeeded: bit)
            value.falses |= UInt64((truth &>> 1) & 1) &<< UInt64(truncatingIfNeeded: bit)
          }
        }
        result.set(word, value, wanted[word])
      }
      return open & 0x80 == 0
    }
  }

  /// Numbers the combinations of several columns' codes, pair by pair.
  private func number(_ rows: Int, _ wanted: UnsafePointer<UInt64>, _ words: Int) {
    if rows > capacity {
      numbers.deallocate()
      capacity = words * 64
      numbers = .allocate(capacity: capacity)
    }
    let width = present.count
    for word in 0..<words {
      var rest = wanted[word]
      while rest != 0 {
        let row = word &<< 6 | rest.trailingZeroBitCount
        rest &= rest &- 1
        var number = present[0].codes[row]
        for place in 1..<width {
          number = pairs[place - 1].number(of: UInt64(number) << 32 | UInt64(present[place].codes[row]))
        }
        numbers[row] = number
        if Int(number) * width == tuples.count {
          for coder in present { tuples.append(coder.codes[row]) }
        }
      }
    }
  }

  /// Decides codes, or numbers of combinations, that nobody has asked for before.
  private func decide(_ codes: [UInt32]) throws(ScanFault) {
    let open = shared?.take(codes, of: present[0], node: node) { table[Int($0)] = $1 } ?? codes
    if open.isEmpty { return }
    var columns: [String: [Column.Entry]] = [:]
    for (place, coder) in present.enumerated() {
      var entries: [Column.Entry] = []
      entries.reserveCapacity(open.count)
      for code in open {
        let own = present.count == 1 ? code : tuples[Int(code) * present.count + place]
        entries.append(try coder.entry(own))
      }
      columns[coder.member.name] = entries
    }
    let truths = distinct.truths(predicate, columns, count: open.count)
    decided += open.count
    for (code, truth) in zip(open, truths) { table[Int(code)] = truth }
    shared?.note(open, of: present[0], node: node, truths)
  }
}
