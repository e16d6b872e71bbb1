import CEL
import Formats
import Planning
import Schema
import Tables
import Values

/// Evaluates a policy while its inventory streams by, and writes findings as they are met.
///
/// What comes of it is the numbers of every rule and clause; no verdict of a single row is kept. It does not depend on
/// threads or on how the files are cut.
public struct StreamRun {
  let plan: StreamPlan
  let scope: EvaluationScope
  let threads: Int
  let sinks: [FindingSink]
  let findings: FindingTable
  /// By rule and verdict: lines up to their subjects.
  let openings: [[Verdict: [UInt8]]]
  /// By entity: between subject and row.
  let fileCells: [String: [UInt8]]
  let line = ByteBuffer()
  private let chunkBytes: Int?
  /// Whether times are taken.
  public var isProfiled = false
  /// Is told how far the run is, chunk by chunk; by one thread at a time.
  public var progress: (@Sendable (ScanProgress) -> Void)?
  var states: [String: EntityState] = [:]
  var tallies: [[Int]]
  /// Bytes written to each sink.
  var written: [Int]
  public private(set) var profile = StreamProfile()

  /// - Parameters:
  ///   - catalogs: the catalogs that the policy uses, by name.
  ///   - width: values in a line of findings; at least the plan's own `width`.
  ///   - chunkBytes: where a file is cut, for tests; nothing depends on it.
  public init(
    _ plan: StreamPlan, catalogs: [String: any ObjectValue], threads: Int, sinks: [FindingSink] = [],
    width: Int = 0, chunkBytes: Int? = nil
  ) throws(StreamPlan.Refusal) {
    let source = StreamedSources(inventory: plan.inventory)
    scope = EvaluationScope(policy: plan.policy, source: source, catalogs: catalogs)
    guard scope.staleSources.isEmpty else { throw StreamPlan.Refusal(reason: "a file is too old for the policy") }
    guard StreamCoverage.isPlain(plan.policy, plan.inventory) else {
      throw StreamPlan.Refusal(reason: "a file speaks about the sections of another's")
    }
    self.plan = plan
    self.threads = max(1, threads)
    self.sinks = sinks
    self.chunkBytes = chunkBytes
    let findings = FindingTable(policy: plan.policy.policy.id, width: max(width, plan.width))
    self.findings = findings
    openings = plan.policy.rules.map { rule in
      let lines = FindingFilter.all.verdicts.map { ($0, findings.opening(rule.id, $0)) }
      return Dictionary(lines, uniquingKeysWith: { first, _ in first })
    }
    let cells = plan.inventory.tables.map { ($0.entity.name, findings.file(plan.inventory.sources[$0.source].path)) }
    fileCells = Dictionary(cells, uniquingKeysWith: { first, _ in first })
    tallies = plan.policy.rules.map { _ in [Int](repeating: 0, count: Verdict.allCases.count) }
    written = sinks.map { _ in 0 }
  }

  /// Runs the scans, then what waits for them.
  /// - Throws: where a file holds what only the general way can tell about; sinks are then to be thrown away.
  /// - Complexity: O(bytes of the files)
  public mutating func run() throws(ScanFault) -> PolicyOutcome {
    for scan in plan.scans { try self.scan(scan) }
    var outcomes = tallies.map { _ in Tally() }
    for scan in plan.scans { try finish(scan, &outcomes) }
    for (index, rule) in plan.policy.rules.enumerated() { standIns(rule, index, &outcomes[index]) }
    let rules = zip(plan.policy.rules, outcomes).map { rule, tally in
      RuleOutcome(rule: rule, tally: tally, count: tally.total)
    }
    let clauses = plan.policy.policy.advisory.clauses.map { ClauseOutcome($0, rules) }
    return PolicyOutcome(scope: scope, rules: rules, clauses: clauses, diagnostics: [])
  }

  // MARK: Scanning

  private mutating func scan(_ scan: StreamPlan.Scan) throws(ScanFault) {
    guard let table = plan.inventory.table(scan.entity) else { return }
    var layout = ScanLayout(
      format: table.format, start: table.start, fields: scan.members.compactMap { table.member($0)?.field })
    layout.chunkBytes = chunkBytes ?? ScanLayout.chunkBytes(size: table.file.size)
    let guessing = ChunkScan(table.file, layout)
    do throws(ScanFault) {
      try withoutRepetitions(scan, table, guessing)
    } catch {
      if case .unreadable = error { throw error }
      // What seemed odd may be a quoted cell that a chunk began in.
      for place in sinks.indices { sinks[place].rewind(written[place]) }
      try withoutRepetitions(scan, table, try guessing.exact())
    }
  }

  /// Scans a file, and again where too many rows repeat others in a way that no chunk shows: they count once.
  private mutating func withoutRepetitions(
    _ scan: StreamPlan.Scan, _ table: StreamedTable, _ chunkScan: ChunkScan
  ) throws(ScanFault) {
    let repeats = try self.scan(scan, table, chunkScan, .all)
    if repeats.isEmpty { return }
    ProcessMemory.giveBack()
    for place in sinks.indices { sinks[place].rewind(written[place]) }
    _ = try self.scan(scan, table, chunkScan, .without(repeats))
  }

  /// - Returns: rows to be left out, by chunk, before the scan can count; none where it did.
  private mutating func scan(
    _ scan: StreamPlan.Scan, _ table: StreamedTable, _ chunkScan: ChunkScan, _ counted: CountedRows
  ) throws(ScanFault) -> [Int: [UInt32]] {
    let begin = isProfiled ? ProfileClock.now() : 0
    let state = EntityState(scan, table)
    state.chunkScan = chunkScan
    let parent = scan.parent.flatMap { states[$0.entity] }
    let context = context(scan, table, parent, late: nil, counted)
    let workers = (0..<threads).map { ScanWorker(context, thread: $0) }
    let mayRepeat = if case .all = counted { context.watchesRepetitions } else { false }
    var intake = ScanIntake(
      state: state, parents: parent?.rows ?? 0, sinks: sinks, watchesRepetitions: mayRepeat)
    var sofar = progressSoFar(scan, table)
    let before = sofar.bytes
    state.rows = try chunkScan.run(workers) { output, rowsBefore in
      intake.take(output, rowsBefore)
      guard let progress else { return }
      sofar.rows = rowsBefore + output.rows
      sofar.bytes = before + min(table.file.size, (output.chunk + 1) * chunkScan.layout.chunkBytes)
      progress(sofar)
    }
    if let fault = intake.fault { throw fault }
    var (repeated, chunksAgain): ([ScanWorker], Int) = ([], 0)
    if let repetitions = intake.repetitions {
      let (members, relation) = (scan.members, scan.parent?.relation)
      let repeats = try repetitions.repeats(chunkScan, threads: threads) { [keys = context.parentKeys] in
        RepetitionReader(table, members: members, relation: relation, keys: keys)
      }
      guard let known = try takeBack(repeats, context, chunkScan, &intake) else { return repeats }
      (repeated, chunksAgain) = (known, repeats.count)
    }
    guard state.rows > 0 else { throw .odd("no records") }
    // The last of few rows may add up the others, and large rows make a large file of few.
    guard state.rows > TableHead.mostSummed || table.format.isJSON || TableHead.isSmall(table.file) else {
      throw .odd("few rows in a large file")
    }
    for (place, bytes) in intake.written.enumerated() { written[place] += bytes }
    for worker in workers { count(worker.tallies, 1) }
    for worker in repeated { count(worker.tallies, -1) }
    if let parent { try bringTogether(scan, workers, without: repeated, intake, parent) }
    states[scan.entity] = state
    guard isProfiled else { return [:] }
    note(scan, table, workers, state, ProfileClock.now() - begin)
    if case .without = counted { chunksAgain = chunkScan.layout.chunks(size: table.file.size) }
    profile.scans[profile.scans.count - 1].chunksAgain = chunksAgain
    return [:]
  }

  /// Takes back what rows brought that repeat others; only the chunks with such rows are read again.
  /// - Returns: who looked at those rows, and at none else; nil where they are so many that all may be read again.
  private func takeBack(
    _ repeats: [Int: [UInt32]], _ context: ScanContext, _ chunkScan: ChunkScan, _ intake: inout ScanIntake
  ) throws(ScanFault) -> [ScanWorker]? {
    if repeats.isEmpty { return [] }
    guard repeats.count * 2 <= chunkScan.layout.chunks(size: chunkScan.file.size) else { return nil }
    ProcessMemory.giveBack()
    var context = context
    (context.counted, context.watchesRepetitions) = (.only(repeats), false)
    let workers = (0..<min(threads, repeats.count)).map { [context] in ScanWorker(context, thread: $0) }
    let outputs = try chunkScan.revisit(repeats.keys.sorted(), workers)
    return intake.takeBack(outputs, before: written) ? workers : nil
  }

  private mutating func count(_ counts: [[Int]], _ factor: Int) {
    for (rule, counts) in counts.enumerated() {
      for (verdict, count) in counts.enumerated() { tallies[rule][verdict] += factor * count }
    }
  }

  private func progressSoFar(_ scan: StreamPlan.Scan, _ table: StreamedTable) -> ScanProgress {
    func size(_ entity: String) -> Int { plan.inventory.table(entity)?.file.size ?? 0 }
    let done = plan.scans.prefix { $0.entity != scan.entity }.reduce(0) { $0 + size($1.entity) }
    return ScanProgress(
      path: plan.path(of: scan), rows: 0, bytes: done, allBytes: plan.scans.reduce(0) { $0 + size($1.entity) })
  }

  private mutating func note(
    _ scan: StreamPlan.Scan, _ table: StreamedTable, _ workers: [ScanWorker], _ state: EntityState, _ time: UInt64
  ) {
    var noted = StreamProfile.Scan(entity: scan.entity, path: plan.path(of: scan))
    noted.rows = state.rows
    noted.bytes = table.file.size
    noted.chunks = state.chunkScan?.layout.chunks(size: table.file.size) ?? 0
    noted.nanoseconds = time
    noted.distinct = scan.members.indices.map { column in
      (scan.members[column], workers.map { $0.coders[column].count - 1 }.max() ?? 0)
    }
    var nodes: [Int: StreamProfile.Node] = [:]
    for node in workers.flatMap({ $0.evaluator.profile.values }) {
      var sum = nodes[node.index] ?? StreamProfile.Node(index: node.index)
      sum.rows += node.rows
      sum.nanoseconds += node.nanoseconds
      sum.distinct = max(sum.distinct, node.distinct)
      nodes[node.index] = sum
    }
    noted.nodes = nodes.values.sorted { $0.index < $1.index }
    profile.scans.append(noted)
  }

  func context(
    _ scan: StreamPlan.Scan, _ table: StreamedTable, _ parent: EntityState?, late: LateFindings?,
    _ counted: CountedRows = .all
  ) -> ScanContext {
    let graph = plan.policy.graph
    let aggregates = scan.aggregates.compactMap { node -> RuleGraph.Aggregate? in
      if case .aggregate(let aggregate) = graph.nodes[node].operation { aggregate } else { nil }
    }
    var parentTruths: [Int: ParentTruth] = [:]
    for (node, kept) in parent?.kept ?? [:] {
      parentTruths[node] = ParentTruth(
        column: kept.column(count: parent?.rows ?? 0, rest: .unknown), absent: absentTruth(node))
    }
    let source = plan.inventory.sources[table.source]
    var cutters: [Int: ValueCutter] = [:]
    for rule in scan.rules + scan.lateRules {
      cutters[rule] = ValueCutter(findings, shown: plan.shown[rule], members: scan.members, of: table)
    }
    let decided = threads > 1 ? scan.members.map { ($0, DecidedValues()) } : []
    return ScanContext(
      plan: plan, scan: scan, table: table, distinct: DistinctScope(scope, entity: table.entity),
      decided: Dictionary(decided, uniquingKeysWith: { first, _ in first }), screens: screens(of: table),
      parentKeys: parent?.keys,
      parentTruths: parentTruths,
      aggregates: aggregates,
      witnessTruths: scan.aggregates.map { node in
        plan.policy.rules.lazy.compactMap { self.witness(of: $0, node) }.first
      },
      sinks: sinks, findings: findings, cutters: cutters,
      witnessCutters: scan.aggregates.map {
        ValueCutter(findings, shown: plan.shownOfWitness[$0] ?? [], members: scan.members, of: table)
      },
      fileCell: findings.file(source.path), openings: openings, late: late,
      watchesRepetitions: table.key == nil && late == nil, counted: counted, isProfiled: isProfiled)
  }

  /// By predicate of an entity's rows: what tells most of its values at sight.
  private func screens(of table: StreamedTable) -> [Int: HeadScreen] {
    var screens: [Int: HeadScreen] = [:]
    for (index, node) in plan.policy.graph.nodes.enumerated() where node.home == table.entity.name {
      guard case .predicate(let predicate) = node.operation else { continue }
      screens[index] = HeadScreen(predicate, of: plan.policy.graph, table) { scope.constant($0) }
    }
    return screens
  }

  /// Joins what the threads met of the parents; orphans are numbered by where the file names them first.
  /// - Parameter repeated: who met rows once more that repeat others.
  private func bringTogether(
    _ scan: StreamPlan.Scan, _ workers: [ScanWorker], without repeated: [ScanWorker], _ intake: ScanIntake,
    _ parent: EntityState
  ) throws(ScanFault) {
    var met: [(chunk: Int, row: Int, thread: Int, index: Int)] = []
    for (thread, worker) in workers.enumerated() {
      for (index, orphan) in (worker.probe?.orphans ?? []).enumerated() {
        met.append((orphan.chunk, orphan.row, thread, index))
      }
    }
    met.sort { ($0.chunk, $0.row) < ($1.chunk, $1.row) }
    var places = workers.map { [Int](repeating: 0, count: $0.probe?.orphans.count ?? 0) }
    var named: Set<Int> = []
    for item in met {
      guard let orphan = workers[item.thread].probe?.orphans[item.index] else { continue }
      let place = parent.place(ofOrphan: orphan.name)
      places[item.thread][item.index] = place
      named.insert(place)
    }
    let strays = workers.reduce(0) { $0 + ($1.probe?.strays ?? 0) }
    if strays > 0, plan.policy.schema.parents(of: scan.entity).count > 1 {
      throw .odd("rows of which it is not known whose they are")
    }
    func place(_ thread: Int, _ index: Int) -> Int {
      index < parent.rows ? index : places[thread][index - parent.rows]
    }
    guard let first = workers.first?.scatter else { return }
    let all = Scatter(aggregates: workers[0].context.aggregates, parents: first.seen.isEmpty ? 0 : parent.rows)
    for (thread, worker) in workers.enumerated() {
      if let scatter = worker.scatter { all.merge(scatter) { place(thread, $0) } }
    }
    for worker in repeated {
      // Whoever they name, others named before.
      let orphans = (worker.probe?.orphans ?? []).map { parent.place(ofOrphan: $0.name) }
      if let scatter = worker.scatter {
        all.takeBack(scatter) { $0 < parent.rows ? $0 : orphans[$0 - parent.rows] }
      }
    }
    intake.witnesses.bringTogether(place)
    parent.children[scan.entity] = EntityState.ChildrenMet(
      scatter: all, nodes: scan.aggregates, strays: strays, witnesses: intake.witnesses,
      orphans: named.count)
  }
}
