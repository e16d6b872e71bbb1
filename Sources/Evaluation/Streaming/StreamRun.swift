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
  private let plan: StreamPlan
  private let scope: EvaluationScope
  private let threads: Int
  private let sinks: [FindingSink]
  private let findings: FindingTable
  /// By rule and verdict: lines up to their subjects.
  private let openings: [[Verdict: [UInt8]]]
  /// By entity: between subject and row.
  private let fileCells: [String: [UInt8]]
  private let line = ByteBuffer()
  private let chunkBytes: Int?
  /// Whether times are taken.
  public var isProfiled = false
  /// Is told how far the run is, chunk by chunk; by one thread at a time.
  public var progress: (@Sendable (ScanProgress) -> Void)?
  private var states: [String: EntityState] = [:]
  private var tallies: [[Int]]
  /// Bytes written to each sink.
  private var written: [Int]
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

  /// Scans a file, and again where that showed rows that repeat others in a way that no chunk shows: they count once.
  private mutating func withoutRepetitions(
    _ scan: StreamPlan.Scan, _ table: StreamedTable, _ chunkScan: ChunkScan
  ) throws(ScanFault) {
    let repeats = try self.scan(scan, table, chunkScan, without: [:])
    if repeats.isEmpty { return }
    ProcessMemory.giveBack()
    for place in sinks.indices { sinks[place].rewind(written[place]) }
    _ = try self.scan(scan, table, chunkScan, without: repeats)
  }

  /// - Returns: rows to be left out, by chunk, before the scan can count; none where it did.
  private mutating func scan(
    _ scan: StreamPlan.Scan, _ table: StreamedTable, _ chunkScan: ChunkScan, without dropped: [Int: [UInt32]]
  ) throws(ScanFault) -> [Int: [UInt32]] {
    let begin = isProfiled ? ProfileClock.now() : 0
    let state = EntityState(scan, table)
    state.chunkScan = chunkScan
    let parent = scan.parent.flatMap { states[$0.entity] }
    let context = context(scan, table, parent, late: nil, dropped)
    let workers = (0..<threads).map { ScanWorker(context, thread: $0) }
    let mayRepeat = dropped.isEmpty && context.watchesRepetitions
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
    if let repetitions = intake.repetitions {
      let (members, relation) = (scan.members, scan.parent?.relation)
      let repeats = try repetitions.repeats(chunkScan, threads: threads) { [keys = context.parentKeys] in
        RepetitionReader(table, members: members, relation: relation, keys: keys)
      }
      if !repeats.isEmpty { return repeats }
    }
    guard state.rows > 0 else { throw .odd("no records") }
    // The last of few rows may add up the others, and large rows make a large file of few.
    guard state.rows > TableHead.mostSummed || table.format.isJSON || TableHead.isSmall(table.file) else {
      throw .odd("few rows in a large file")
    }
    for (place, bytes) in intake.written.enumerated() { written[place] += bytes }
    for worker in workers {
      for (rule, counts) in worker.tallies.enumerated() {
        for (verdict, count) in counts.enumerated() { tallies[rule][verdict] += count }
      }
    }
    if let parent { try bringTogether(scan, workers, intake, parent) }
    states[scan.entity] = state
    if isProfiled { note(scan, table, workers, state, ProfileClock.now() - begin) }
    return [:]
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

  private func context(
    _ scan: StreamPlan.Scan, _ table: StreamedTable, _ parent: EntityState?, late: LateFindings?,
    _ dropped: [Int: [UInt32]] = [:]
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
      watchesRepetitions: table.key == nil && late == nil, dropped: dropped, isProfiled: isProfiled)
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
  private func bringTogether(
    _ scan: StreamPlan.Scan, _ workers: [ScanWorker], _ intake: ScanIntake, _ parent: EntityState
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
    intake.witnesses.bringTogether(place)
    parent.children[scan.entity] = EntityState.ChildrenMet(
      scatter: all, nodes: scan.aggregates, strays: strays, witnesses: intake.witnesses,
      orphans: named.count)
  }

  // MARK: What waited

  private mutating func finish(_ scan: StreamPlan.Scan, _ outcomes: inout [Tally]) throws(ScanFault) {
    guard let state = states[scan.entity] else { return }
    for rule in scan.rules {
      for (verdict, count) in zip(Verdict.allCases, tallies[rule]) { outcomes[rule].add(verdict, times: count) }
      let verdict = absentVerdict(rule)
      outcomes[rule].add(verdict, times: state.orphans.count, isOrphan: true)
      for row in state.rows..<state.count { tell(rule, verdict, row, state) }
    }
    guard !scan.lateRules.isEmpty else { return }
    let late = LateEvaluation(plan: plan, state: state, sources: plan.inventory.sources, absent: absentTruth)
    var later = LateFindings(rows: [:], rowsBefore: state.rowsBefore)
    for rule in scan.lateRules {
      let verdict = late.verdicts(plan.policy.rules[rule])
      let nodes = Set(plan.policy.rules[rule].failingChildren(plan.policy.graph).map(\.node))
      let witnesses = RuleWitnesses(state, nodes, fileCells: fileCells)
      let isTold = Verdict.allCases.map { verdict in sinks.contains { $0.filter.lists(verdict) } }
      var counts = [Int](repeating: 0, count: isTold.count)
      for row in 0..<state.count {
        let verdict = verdict(row)
        if row < state.rows {
          counts[verdict.position] += 1
        } else {
          outcomes[rule].add(verdict, times: 1, isOrphan: true)
        }
        if isTold[verdict.position] { tell(rule, verdict, witnesses, row, state, &later) }
      }
      for (verdict, count) in zip(Verdict.allCases, counts) { outcomes[rule].add(verdict, times: count) }
    }
    try tellLater(later, scan, state)
  }

  /// Lines for the children that decided; without any the subject's own is told when its file is visited again.
  private mutating func tell(
    _ rule: Int, _ verdict: Verdict, _ witnesses: RuleWitnesses, _ row: Int, _ state: EntityState,
    _ later: inout LateFindings
  ) {
    line.removeAll()
    if verdict == .fail {
      witnesses.each(row) { fileCell, child, text in
        open(line, rule, verdict, row, state)
        line.append(fileCell)
        line.append(decimal: child + 1)
        line.append(text)
      }
    }
    guard line.count > 0 else {
      if row < state.rows { return later.rows[row, default: []].append((rule, verdict)) }
      return tell(rule, verdict, row, state)
    }
    for place in sinks.indices where sinks[place].filter.lists(verdict) {
      sinks[place].write(line.bytes)
      written[place] += line.count
    }
  }

  /// A line about a subject of which there is no row to show.
  private mutating func tell(_ rule: Int, _ verdict: Verdict, _ row: Int, _ state: EntityState) {
    guard sinks.contains(where: { $0.filter.lists(verdict) }) else { return }
    line.removeAll()
    open(line, rule, verdict, row, state)
    line.append(findings.file(""))
    line.append(findings.names([]))
    line.append(findings.closing(0))
    for place in sinks.indices where sinks[place].filter.lists(verdict) {
      sinks[place].write(line.bytes)
      written[place] += line.count
    }
  }

  private func open(_ line: ByteBuffer, _ rule: Int, _ verdict: Verdict, _ row: Int, _ state: EntityState) {
    line.append(openings[rule][verdict] ?? findings.opening(plan.policy.rules[rule].id, verdict))
    if row < state.rows, let keys = state.keys {
      line.append(cell: keys.id(row))
    } else {
      line.append(cell: state.orphans[row - state.rows].display)
    }
  }

  private mutating func tellLater(
    _ later: LateFindings, _ scan: StreamPlan.Scan, _ state: EntityState
  ) throws(ScanFault) {
    let isWanted = later.rows.values.contains {
      $0.contains { item in
        sinks.contains { $0.filter.verdicts.contains(item.verdict) }
      }
    }
    guard isWanted, let chunkScan = state.chunkScan else { return }
    let parent = scan.parent.flatMap { states[$0.entity] }
    let context = context(scan, state.table, parent, late: later)
    let workers = (0..<threads).map { ScanWorker(context, thread: $0) }
    var intake = ScanIntake(state: nil, sinks: sinks)
    _ = try chunkScan.run(workers) { output, rowsBefore in intake.take(output, rowsBefore) }
    for (place, bytes) in intake.written.enumerated() { written[place] += bytes }
  }

  /// Records on parents, in place of children that nobody collected (DESIGN section 2.5).
  private mutating func standIns(_ rule: CompiledRule, _ index: Int, _ tally: inout Tally) {
    guard let parent = rule.parent, !rule.rule.isInformational, rule.deselection == nil,
      let state = states[parent.owner.name], let child = plan.inventory.table(rule.subject)
    else { return }
    let met = state.children[rule.subject]
    let closed = StreamCoverage.closed(
      parent.relation, child, met, owner: state, sources: plan.inventory.sources)
    for row in 0..<state.count {
      let hasChildren = met.map { row < $0.scatter.seen.count && $0.scatter.seen[row] != 0 } ?? false
      switch closed {
      case .everybody where hasChildren: continue
      case .named where hasChildren: continue
      case .everybody: tally.add(.notApplicable, times: 1, isStandIn: true)
      case .named, .nobody:
        tally.add(.unknown, times: 1, isStandIn: true)
        tell(index, .unknown, row, state)
      }
    }
  }

  /// The truth, on a child, to which a fail of a rule can be put down through an aggregate; nil where it cannot.
  private func witness(of rule: CompiledRule, _ node: Int) -> Truth? {
    rule.failingChildren(plan.policy.graph).first { $0.node == node }?.truth
  }

  // MARK: Subjects that no file describes

  /// The truth of a node, that waits for no aggregate, of a subject without a record.
  private func absentTruth(_ node: Int) -> Truth {
    func word(_ id: RuleGraph.NodeID) -> TruthWord {
      let truth = absentTruth(id.index).rawValue
      return TruthWord(trues: UInt64(truth & 1), falses: UInt64(truth >> 1))
    }
    let result: TruthWord
    switch plan.policy.graph.nodes[node].operation {
    case .not(let a): result = .not(word(a))
    case .and(let a, let b): result = .and(word(a), word(b))
    case .or(let a, let b): result = .or(word(a), word(b))
    case .equal(let a, let b): result = .equal(word(a), word(b))
    case .conditional(let test, let yes, let no): result = .conditional(word(test), word(yes), word(no))
    case .follow, .aggregate: return .unknown
    case .predicate(let predicate):
      guard let entity = plan.policy.schema[plan.policy.graph.nodes[node].home] else { return .error }
      let truths = DistinctScope(scope, entity: entity).truths(predicate, [:], count: 1)
      return Truth(rawValue: truths[0]) ?? .error
    }
    return Truth(rawValue: UInt8(result.trues & 1) | UInt8(result.falses & 1) << 1) ?? .error
  }

  private func absentVerdict(_ index: Int) -> Verdict {
    let rule = plan.policy.rules[index]
    if rule.deselection != nil { return .notSelected }
    return rule.verdict(
      when: rule.when.map { absentTruth($0.node.index) } ?? .true,
      check: rule.check.map { absentTruth($0.node.index) } ?? .unknown)
  }
}

extension CompiledRule {
  /// The verdict of a rule that nobody attests (DESIGN section 2.3).
  func verdict(when: Truth, check: Truth) -> Verdict {
    switch when {
    case .false: return .notApplicable
    case .unknown: return .unknown
    case .error: return .error
    case .true: break
    }
    if rule.isInformational { return .informational }
    switch check {
    case .true: return .pass
    case .false: return .fail
    case .unknown: return .unknown
    case .error: return .error
    }
  }
}
