import Formats
import Planning
import Schema
import Tables
import Values

/// What waits until all files have gone by: rules that read aggregates, orphans, children that nobody collected.
extension StreamRun {
  mutating func finish(_ scan: StreamPlan.Scan, _ outcomes: inout [Tally]) throws(ScanFault) {
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
  mutating func standIns(_ rule: CompiledRule, _ index: Int, _ tally: inout Tally) {
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
  func witness(of rule: CompiledRule, _ node: Int) -> Truth? {
    rule.failingChildren(plan.policy.graph).first { $0.node == node }?.truth
  }

  // MARK: Subjects that no file describes

  /// The truth of a node, that waits for no aggregate, of a subject without a record.
  func absentTruth(_ node: Int) -> Truth {
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
