import Evaluation
import Planning
import Policies
import Reports
import Schema
import Tables
import Values

extension OverviewBuilder {
  /// Adds what keeps the rules of a policy from being decided.
  ///
  /// Each unknown verdict is replayed, so that what is said to be missing is what is missing: a rule that another value
  /// decides does not count.
  /// - Complexity: O(unknown verdicts), each replayed
  mutating func add(_ outcome: PolicyOutcome) {
    let replayer = Replayer(scope: outcome.scope)
    var gaps = GapCounter()
    for rule in outcome.rules where rule.rule.deselection == nil {
      for (row, verdict) in rule.verdicts.enumerated() where verdict == .unknown || verdict == .notChecked {
        let replay = replayer.replay(rule.rule, row: row)
        if let unknown = replay?.unknown, rule.attested[row]?.state != .contradicted {
          gaps.add(unknown, rule)
        } else if let code = rule.reason(row: row, replay: replay).code {
          gaps.add(code.rawValue, rule)
        }
      }
      for standIn in rule.standIns where standIn.verdict == .unknown {
        if let openness = standIn.openness { gaps.add(openness, rule) }
      }
    }
    let policy = outcome.policy
    add(
      InventoryOverview.PolicyGaps(
        id: policy.id, version: policy.version, gaps: gaps.all { attribute in isNowhere(attribute) },
        withoutSubject: outcome.rules.filter(\.hasNoSubject).map(\.rule.id), stale: stale(outcome.scope.policy)))
  }

  /// Whether no source at all has an attribute or relation.
  private func isNowhere(_ path: String) -> Bool {
    guard let inventory, let dot = path.firstIndex(of: "."), let table = inventory.table(String(path[..<dot])) else {
      return true
    }
    let member = String(path[path.index(after: dot)...])
    return table.columns[member] == nil && table.links[member] == nil
  }

  private func stale(_ policy: CompiledPolicy) -> [InventoryOverview.Stale] {
    guard let inventory else { return [] }
    let limits = policy.policy.freshness.sorted { $0.section.value < $1.section.value }
    return inventory.sources.flatMap { source in
      limits.compactMap { limit -> InventoryOverview.Stale? in
        let one = Freshness(limits: [limit.section.value: limit.days], asOf: asOf)
        guard one.isStale(source) else { return nil }
        return InventoryOverview.Stale(
          path: source.path, section: limit.section.value,
          age: source.collected.map { asOf.dayNumber - $0.dayNumber }, limit: limit.days)
      }
    }
  }
}

/// Counts why rules are not decided.
private struct GapCounter {
  private struct Key: Hashable {
    var attribute: String
    var code: String
    /// What an author wrote beside `undecided`: each is another matter.
    var words = ""
  }

  private struct Item {
    var details: Set<String> = []
    /// By rule.
    var counts: [String: Int] = [:]
  }

  private var items: [Key: Item] = [:]
  private var rules: [(id: String, entity: String, total: Int)] = []

  /// One subject of a rule, by all that is not known about it.
  mutating func add(_ unknown: Unknown, _ rule: RuleOutcome) {
    note(rule)
    var seen: Set<Key> = []
    // What an author leaves undecided goes without saying where something is missing besides.
    let isBare = unknown.causes.allSatisfy { $0.code == .undecided }
    for cause in unknown.causes where isBare || cause.code != .undecided {
      var key = Key(attribute: cause.attribute, code: cause.code.rawValue)
      var detail: String?
      switch cause.code {
      case .undecided:
        key.words = cause.detail
        detail = cause.detail
      case .sourcePartial: detail = cause.detail
      case .sourceStale:
        // A source that is too old takes all its attributes with it: that is one gap.
        detail = cause.attribute
        key.attribute = ""
      default: break  // What a cell could not be read for is told where the file is shown.
      }
      if let detail, !detail.isEmpty { items[key, default: Item()].details.insert(detail) }
      if seen.insert(key).inserted { items[key, default: Item()].counts[rule.rule.id, default: 0] += 1 }
    }
  }

  /// One subject of a rule, by a reason that blames no attribute.
  mutating func add(_ code: String, _ rule: RuleOutcome) {
    note(rule)
    items[Key(attribute: "", code: code), default: Item()].counts[rule.rule.id, default: 0] += 1
  }

  private mutating func note(_ rule: RuleOutcome) {
    guard rules.last?.id != rule.rule.id else { return }
    rules.append((rule.rule.id, rule.rule.subject, rule.count))
  }

  /// The greatest gaps first.
  func all(isNowhere: (String) -> Bool) -> [InventoryOverview.Gap] {
    let gaps = items.map { key, item -> (weight: Int, gap: InventoryOverview.Gap) in
      let counts = rules.compactMap { rule in
        item.counts[rule.id].map {
          InventoryOverview.RuleCount(rule: rule.id, entity: rule.entity, unknown: $0, total: rule.total)
        }
      }
      let gap = InventoryOverview.Gap(
        attribute: key.attribute, code: key.code, details: item.details.sorted(),
        isNowhere: key.code == "attribute-absent" && isNowhere(key.attribute), rules: counts)
      return (counts.reduce(0) { $0 + $1.unknown }, gap)
    }
    return gaps.sorted { a, b in
      if a.weight != b.weight { return a.weight > b.weight }
      return (a.gap.attribute, a.gap.code, a.gap.details.first ?? "") < (
        b.gap.attribute, b.gap.code, b.gap.details.first ?? ""
      )
    }.map(\.gap)
  }
}
