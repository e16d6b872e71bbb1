import Formats
import Planning
import Schema
import Tables
import Values

/// What the threads that scan one entity share.
struct ScanContext: Sendable {
  let plan: StreamPlan
  let scan: StreamPlan.Scan
  let table: StreamedTable
  let distinct: DistinctScope
  /// By member: what the threads share about its values.
  let decided: [String: DecidedValues]
  /// By node that is a predicate: what tells most values without reading them.
  let screens: [Int: HeadScreen]
  /// The parents' keys.
  let parentKeys: KeyTable?
  let parentTruths: [Int: ParentTruth]
  let aggregates: [RuleGraph.Aggregate]
  /// By aggregate: the truth of the body on which a fail may rest.
  let witnessTruths: [Truth?]
  let sinks: [FindingSink]
  let findings: FindingTable
  /// By rule: what follows the row's number.
  let cutters: [Int: ValueCutter]
  /// By aggregate.
  let witnessCutters: [ValueCutter]
  let fileCell: [UInt8]
  /// By rule and verdict.
  let openings: [[Verdict: [UInt8]]]
  /// Where only findings are told that were decided after their rows had gone by.
  let late: LateFindings?
  /// Whether repeated rows are looked for: not where there can be none.
  var watchesRepetitions: Bool
  var counted: CountedRows
  let isProfiled: Bool
}

/// Findings that were decided after their rows had gone by.
struct LateFindings: Sendable {
  /// The rules to tell of each row, and their verdicts.
  var rows: [Int: [(rule: Int, verdict: Verdict)]]
  /// By chunk: the rows before it.
  var rowsBefore: [Int]
}

/// Turns chunks of one entity's file into verdicts, findings and what others need of its rows; one for each thread.
final class ScanWorker: ChunkWorker {
  /// A child on which a fail of its parent may rest.
  struct Witness: Sendable {
    var aggregate: Int
    var parent: Int32
    var row: Int
    var text: Range<Int>
  }

  /// INVARIANT: the buffers are handed over with it; nobody keeps them.
  struct Output: @unchecked Sendable {
    var thread: Int
    var chunk: Int
    var rows = 0
    /// By sink.
    var lines: [PendingLines]
    var keys: KeyTable.Batch?
    /// By kept node.
    var kept: [(trues: [UInt64], falses: [UInt64])] = []
    var witnesses: [Witness] = []
    var witnessText: ByteBuffer?
    var repetitions: RepetitionWatch.Sighting?
    /// Orphans that the chunk names and this thread had not met before.
    var newOrphans: [StreamedTable.Name] = []
    /// Orphans that lines speak of, by the numbers that the lines have for them.
    var orphans: [StreamedTable.Name] = []
    var numberOfOrphan: [Int: Int] = [:]

    /// The number of one of the thread's orphans among those that go with the lines.
    mutating func number(of orphan: Int, _ name: StreamedTable.Name) -> Int {
      if let known = numberOfOrphan[orphan] { return known }
      numberOfOrphan[orphan] = orphans.count
      orphans.append(name)
      return orphans.count - 1
    }
  }

  /// What a rule's verdicts are made of.
  private struct Roots {
    var isDeselected: Bool
    var isInformational: Bool
    /// Nodes.
    var when: Int?
    var check: Int?
  }

  let context: ScanContext
  let thread: Int
  let probe: ParentProbe?
  let scatter: Scatter?
  /// By rule and verdict.
  private(set) var tallies: [[Int]]
  let evaluator: BatchEvaluator
  let coders: [ColumnCoder]
  /// By rule.
  private let roots: [Roots]
  private let parentColumn: Int?
  private let keyColumn: Int?
  private var parents: UnsafeMutablePointer<Int32> = .allocate(capacity: 1)
  private var capacity = 1
  private var owned: [UInt64] = []
  private let watch: RepetitionWatch?

  init(_ context: ScanContext, thread: Int) {
    self.context = context
    self.thread = thread
    roots = context.plan.policy.rules.map { rule in
      Roots(
        isDeselected: rule.deselection != nil, isInformational: rule.rule.isInformational,
        when: rule.when?.node.index, check: rule.check?.node.index)
    }
    let (scan, table) = (context.scan, context.table)
    let isJSON = table.format.isJSON
    var coders: [ColumnCoder] = []
    for (column, name) in scan.members.enumerated() {
      guard let member = table.member(name) else { continue }
      coders.append(ColumnCoder(member, column: column, entity: scan.entity, isJSON: isJSON))
    }
    self.coders = coders
    evaluator = BatchEvaluator(
      graph: context.plan.policy.graph, notes: context.plan.notes, entity: table.entity, distinct: context.distinct,
      shared: context.decided, screens: context.screens, coders: coders,
      isLate: context.plan.isLate, parentTruths: context.parentTruths)
    evaluator.isProfiled = context.isProfiled
    parentColumn = scan.parent.flatMap { scan.members.firstIndex(of: $0.relation) }
    keyColumn = table.key.flatMap { scan.members.firstIndex(of: $0) }
    if let keys = context.parentKeys, let member = scan.parent.flatMap({ table.member($0.relation) }) {
      probe = ParentProbe(table, member, keys: keys)
      scatter = Scatter(aggregates: context.aggregates, parents: keys.count)
    } else {
      probe = nil
      scatter = nil
    }
    watch = context.watchesRepetitions ? RepetitionWatch(table) : nil
    tallies = context.plan.policy.rules.map { _ in [Int](repeating: 0, count: Verdict.allCases.count) }
  }

  deinit { parents.deallocate() }

  func process(_ block: RowBlock, chunk: Int) throws(ScanFault) -> Output {
    var output = Output(
      thread: thread, chunk: chunk, rows: block.rows, lines: context.sinks.map { _ in PendingLines() })
    if let keyColumn, context.late == nil { try takeKeys(block, keyColumn, &output) }
    if let probe, let scatter, let parentColumn {
      if block.rows > capacity {
        parents.deallocate()
        capacity = block.rows
        parents = .allocate(capacity: capacity)
      }
      let known = probe.orphans.count
      try probe.probe(block, parentColumn, chunk: chunk, into: parents) { scatter.note(seen: $0) }
      output.newOrphans = probe.orphans[known...].map(\.name)
      evaluator.parents = UnsafePointer(parents)
    }
    output.repetitions = watch?.look(
      at: block, runs: probe?.runs ?? [], parents: probe == nil ? nil : UnsafePointer(parents),
      count: context.parentKeys?.count ?? 0, column: parentColumn ?? 0)
    evaluator.begin(
      block, without: context.counted.leftOut(chunk, rows: block.rows, and: output.repetitions?.repeats ?? []))
    if !context.aggregates.isEmpty, probe != nil { owned = owners(block) }
    if let late = context.late {
      tell(late, block, chunk, &output)
      return output
    }
    for index in context.aggregates.indices { try take(index, block, &output) }
    for rule in context.scan.rules { try decide(rule, block, &output) }
    try evaluator.withMask { all throws(ScanFault) in
      for word in 0..<evaluator.words { all[word] = evaluator.all(word) }
      for node in context.scan.kept {
        let truth = try evaluator.truth(node, all)
        let words = 0..<evaluator.words
        output.kept.append((words.map { truth.trues[$0] & all[$0] }, words.map { truth.falses[$0] & all[$0] }))
      }
    }
    return output
  }

  private func takeKeys(_ block: RowBlock, _ column: Int, _ output: inout Output) throws(ScanFault) {
    let keys = ByteBuffer(capacity: block.rows * 16 + 64)
    var ends: [(end: UInt32, kind: UInt32)] = []
    ends.reserveCapacity(block.rows)
    for row in 0..<block.rows {
      guard let field = block.field(column, row), let base = field.baseAddress else {
        throw .odd("a record without a key")
      }
      keys.append(base, field.count)
      let isOther = block.delimiter == nil && base[-1] != UInt8(ascii: "\"")
      ends.append((UInt32(truncatingIfNeeded: keys.count), isOther ? ByteDictionary.otherKind : 0))
    }
    keys.reserve(ByteDictionary.room)
    output.keys = KeyTable.Batch(keys, ends, of: context.table)
  }

  // MARK: Rules

  private func decide(_ index: Int, _ block: RowBlock, _ output: inout Output) throws(ScanFault) {
    let rule = roots[index]
    if rule.isDeselected {
      for word in 0..<evaluator.words {
        tallies[index][Verdict.notSelected.position] += evaluator.all(word).nonzeroBitCount
      }
      return
    }
    try evaluator.withMask { applies throws(ScanFault) in
      let words = evaluator.words
      for word in 0..<words { applies[word] = evaluator.all(word) }
      var undecided: [Verdict: [UInt64]] = [:]
      if let when = rule.when {
        let truth = try evaluator.truth(when, applies).view
        var unknown = [UInt64](repeating: 0, count: words)
        var error = unknown
        var (no, unknowns, errors) = (0, 0, 0)
        for word in 0..<words {
          let all = applies[word]
          no += (truth[word].isFalse & all).nonzeroBitCount
          unknown[word] = truth[word].isUnknown & all
          error[word] = truth[word].isError & all
          unknowns += unknown[word].nonzeroBitCount
          errors += error[word].nonzeroBitCount
          applies[word] = truth[word].isTrue & all
        }
        tallies[index][Verdict.notApplicable.position] += no
        tallies[index][Verdict.unknown.position] += unknowns
        tallies[index][Verdict.error.position] += errors
        undecided = [.unknown: unknown, .error: error]
      }
      guard !rule.isInformational, let check = rule.check else {
        for word in 0..<words { tallies[index][Verdict.informational.position] += applies[word].nonzeroBitCount }
        return tell(index, undecided, block, &output)
      }
      let truth = try evaluator.truth(check, applies).view
      var (passes, fails, unknowns, errors) = (0, 0, 0, 0)
      for word in 0..<words {
        let wanted = applies[word]
        passes += (truth[word].isTrue & wanted).nonzeroBitCount
        fails += (truth[word].isFalse & wanted).nonzeroBitCount
        unknowns += (truth[word].isUnknown & wanted).nonzeroBitCount
        errors += (truth[word].isError & wanted).nonzeroBitCount
      }
      tallies[index][Verdict.pass.position] += passes
      tallies[index][Verdict.fail.position] += fails
      tallies[index][Verdict.unknown.position] += unknowns
      tallies[index][Verdict.error.position] += errors
      guard !context.sinks.isEmpty else { return }
      undecided[.fail] = (0..<words).map { truth[$0].isFalse & applies[$0] }
      for word in 0..<words {
        undecided[.unknown, default: Array(repeating: 0, count: words)][word] |= truth[word].isUnknown & applies[word]
        undecided[.error, default: Array(repeating: 0, count: words)][word] |= truth[word].isError & applies[word]
      }
      tell(index, undecided, block, &output)
    }
  }

  // MARK: Findings

  private func tell(_ rule: Int, _ rows: [Verdict: [UInt64]], _ block: RowBlock, _ output: inout Output) {
    for (place, sink) in context.sinks.enumerated() {
      for verdict in sink.filter.verdicts {
        guard let masks = rows[verdict] else { continue }
        lines(rule, verdict, block, masks, &output, place)
      }
    }
  }

  private func lines(
    _ rule: Int, _ verdict: Verdict, _ block: RowBlock, _ masks: [UInt64], _ output: inout Output, _ place: Int
  ) {
    guard let opening = context.openings[rule][verdict], let cutter = context.cutters[rule] else { return }
    let (bytes, file) = (output.lines[place].bytes, context.fileCell)
    for word in masks.indices {
      var rest = masks[word]
      while rest != 0 {
        let row = word &<< 6 | rest.trailingZeroBitCount
        rest &= rest &- 1
        bytes.append(opening)
        appendSubject(block, row, bytes, &output, place)
        bytes.append(file)
        output.lines[place].leaveRow(row)
        cutter.append(block, row, to: bytes)
      }
    }
  }

  /// The id of a keyed subject; of a row the id of its parent.
  private func appendSubject(
    _ block: RowBlock, _ row: Int, _ bytes: ByteBuffer, _ output: inout Output, _ place: Int
  ) {
    if let keyColumn, let field = block.field(keyColumn, row) {
      // A cell in quotes is read, since what stands in it may be a formula.
      guard block.delimiter != nil, field.first == UInt8(ascii: "\"") else { return bytes.append(cell: field) }
      return bytes.append(cell: RawField.plainText(field, isText: nil))
    }
    guard let parentColumn, let keys = context.parentKeys else { return }
    let parent = Int(parents[row])
    if parent >= 0, parent < keys.count { return bytes.append(cell: keys.id(parent)) }
    if let probe, parent >= 0 {
      // How the file spells it first only they know who take in the chunks before.
      let orphan = parent - keys.count
      return output.lines[place].leaveName(output.number(of: orphan, probe.orphans[orphan].name))
    }
    guard let field = block.field(parentColumn, row) else { return }
    let isText = field.baseAddress.map { $0[-1] == UInt8(ascii: "\"") } ?? false
    bytes.append(cell: RawField.plainText(field, isText: block.delimiter == nil ? isText : nil))
  }

  private func tell(_ late: LateFindings, _ block: RowBlock, _ chunk: Int, _ output: inout Output) {
    for row in 0..<block.rows {
      for (rule, verdict) in late.rows[late.rowsBefore[chunk] + row] ?? [] {
        for (place, sink) in context.sinks.enumerated() where sink.filter.verdicts.contains(verdict) {
          var masks = [UInt64](repeating: 0, count: (block.rows + 63) >> 6)
          masks[row >> 6] = 1 &<< UInt64(truncatingIfNeeded: row & 63)
          lines(rule, verdict, block, masks, &output, place)
        }
      }
    }
  }

  // MARK: Aggregates

  private func take(_ index: Int, _ block: RowBlock, _ output: inout Output) throws(ScanFault) {
    guard let scatter else { return }
    let aggregate = context.aggregates[index]
    try evaluator.withMask { rows throws(ScanFault) in
      let words = evaluator.words
      for word in 0..<words { rows[word] = owned[word] }
      if let filter = aggregate.filter {
        let truth = try evaluator.truth(filter.index, rows).view
        for word in 0..<words {
          each(truth[word].isUnknown & rows[word], word) { scatter.note(index, $0, Scatter.filterUnknown) }
          each(truth[word].isError & rows[word], word) { scatter.note(index, $0, Scatter.filterError) }
          rows[word] &= truth[word].isTrue
        }
      }
      if aggregate.quantifier.counted == .children {
        for word in 0..<words { each(rows[word], word) { scatter.count(index, $0) } }
      }
      guard let body = aggregate.body else { return }
      let truth = try evaluator.truth(body.index, rows).view
      for outcome in [Truth.true, .false, .unknown, .error] where outcome != aggregate.quantifier.neutral {
        let flag = SeenChildren.bit(outcome)
        for word in 0..<words {
          each(truth[word].mask(of: outcome) & rows[word], word) { scatter.note(index, $0, flag) }
        }
      }
      if aggregate.quantifier.counted == .witnesses {
        for word in 0..<words { each(truth[word].isTrue & rows[word], word) { scatter.count(index, $0) } }
      }
      guard let wanted = context.witnessTruths[index], !context.sinks.isEmpty else { return }
      for word in 0..<words {
        var rest = truth[word].mask(of: wanted) & rows[word]
        while rest != 0 {
          let row = word &<< 6 | rest.trailingZeroBitCount
          rest &= rest &- 1
          witness(index, block, row, &output)
        }
      }
    }
  }

  private func witness(_ index: Int, _ block: RowBlock, _ row: Int, _ output: inout Output) {
    let text = output.witnessText ?? ByteBuffer()
    output.witnessText = text
    let begin = text.count
    context.witnessCutters[index].append(block, row, to: text)
    output.witnesses.append(Witness(aggregate: index, parent: parents[row], row: row, text: begin..<text.count))
  }

  /// The rows that have a parent, described or not.
  private func owners(_ block: RowBlock) -> [UInt64] {
    var masks = [UInt64](repeating: .max, count: (block.rows + 63) >> 6)
    if probe?.hasStrays ?? true {
      for row in 0..<block.rows where parents[row] < 0 {
        masks[row >> 6] &= ~(1 &<< UInt64(truncatingIfNeeded: row & 63))
      }
    }
    for word in masks.indices { masks[word] &= evaluator.all(word) }
    return masks
  }

  @inline(__always)
  private func each(_ mask: UInt64, _ word: Int, _ body: (Int32) -> Void) {
    var rest = mask
    while rest != 0 {
      body(parents[word &<< 6 | rest.trailingZeroBitCount])
      rest &= rest &- 1
    }
  }
}

extension TruthWord {
  /// The rows that came out so.
  @inline(__always)
  func mask(of truth: Truth) -> UInt64 {
    switch truth {
    case .true: isTrue
    case .false: isFalse
    case .unknown: isUnknown
    case .error: isError
    }
  }
}
