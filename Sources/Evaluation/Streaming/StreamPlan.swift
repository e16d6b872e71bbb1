import Planning
import Schema
import Tables
import Values

/// How a policy is evaluated while its inventory streams by: one scan of each entity's file, parents before their
/// children, and what a relation decides afterwards.
///
///     scan device     keys; what its own attributes decide; bits that are needed later
///     scan software   parents; rules on its rows; truths scattered to the devices
///     late device     aggregates from what was scattered; rules that read them
///
/// Not every policy is made for that. What `init` refuses is evaluated over tables in memory, which can do everything.
public struct StreamPlan: Sendable {
  /// One pass over the rows of one entity.
  public struct Scan: Sendable {
    public let entity: String
    /// The members read, each once: those that decide, then those that only stand beside findings.
    public let members: [String]
    /// The to-one relation through which rows hang on a parent, and the parent's entity.
    public let parent: (relation: String, entity: String)?
    /// Rules whose verdict is known when the row is read, by index.
    public let rules: [Int]
    /// Rules of the entity that wait for an aggregate.
    public let lateRules: [Int]
    /// Nodes whose truth later nodes read.
    public let kept: [Int]
    /// Aggregates of the parent over these rows.
    public let aggregates: [Int]
  }

  /// Why a policy cannot be streamed.
  public struct Refusal: Error, Equatable, Sendable {
    public let reason: String
  }

  public let policy: CompiledPolicy
  public let inventory: StreamedInventory
  public let scans: [Scan]
  /// What passes found out about the policy's graph.
  public let notes: PlanNotes
  /// By node: whether it waits for an aggregate.
  let isLate: [Bool]
  /// By rule: the attributes that a finding shows.
  let shown: [[String]]
  /// By node that is an aggregate: the attributes that a witness shows.
  let shownOfWitness: [Int: [String]]

  /// How many values a line of findings has at most.
  public var width: Int { (shown + shownOfWitness.values).map(\.count).max() ?? 0 }

  public init(_ policy: CompiledPolicy, over inventory: StreamedInventory) throws(Refusal) {
    if policy.readsDocuments { throw Refusal(reason: "rules about documents, which are read whole") }
    self.policy = policy
    self.inventory = inventory
    let graph = policy.graph
    let notes = PlanNotes(policy)
    self.notes = notes
    var isLate = [Bool](repeating: false, count: graph.nodes.count)
    var parents: [String: (relation: String, entity: String)] = [:]
    var aggregates: [String: [Int]] = [:]
    var used: Set<String> = Set(policy.rules.map(\.subject))
    for (index, node) in graph.nodes.enumerated() {
      let arguments = graph.arguments(of: RuleGraph.NodeID(index))
      let waits = arguments.contains { isLate[$0.index] }
      if notes.isNeeded[index] { used.insert(node.home) }
      switch node.operation {
      case .and, .or, .not, .equal, .conditional: isLate[index] = waits
      case .aggregate where !notes.isNeeded[index]: isLate[index] = true
      case .follow where !notes.isNeeded[index], .predicate where !notes.isNeeded[index]: continue
      case .predicate(let predicate): try StreamPlan.check(predicate, of: node.home, graph)
      case .follow(let step, let argument):
        guard !waits else { throw Refusal(reason: "a rule reads through a relation what another relation decides") }
        let target = graph[argument].home
        try StreamPlan.note(step.relation, target, of: node.home, &parents)
        used.insert(target)
      case .aggregate(let aggregate):
        isLate[index] = true
        guard let relation = policy.schema[node.home]?.relation(aggregate.relation), let many = relation.many
        else { throw Refusal(reason: "no such relation") }
        guard !waits, aggregate.window == nil, many.window == nil, relation.entity != node.home else {
          throw Refusal(reason: "the relation `\(node.home).\(relation.name)` is one over time, or of relations")
        }
        try StreamPlan.note(many.via, node.home, of: relation.entity, &parents)
        used.insert(relation.entity)
        aggregates[relation.entity, default: []].append(index)
      }
    }
    for rule in policy.rules {
      guard rule.waivers.isEmpty, rule.attestations.isEmpty, rule.rule.attest == nil else {
        throw Refusal(reason: "the rule `\(rule.id)` is waived or attested")
      }
      guard let owner = rule.parent, let many = owner.relation.many else { continue }
      guard many.window == nil else { throw Refusal(reason: "a relation over time") }
      try StreamPlan.note(many.via, owner.owner.name, of: rule.subject, &parents)
      used.insert(owner.owner.name)
    }
    for entity in used {
      guard let table = inventory.table(entity) else { throw Refusal(reason: "no file of `\(entity)` is streamed") }
      if let parent = parents[entity], table.member(parent.relation) == nil {
        throw Refusal(reason: "the file of `\(entity)` does not say whose rows they are")
      }
    }
    for table in inventory.tables {
      for relation in table.entity.toOneRelations where used.contains(relation.entity) {
        guard table.member(relation.name) != nil else { continue }
        // Whoever is named there and nowhere described is a subject too.
        guard used.contains(table.entity.name), parents[table.entity.name]?.relation == relation.name else {
          throw Refusal(reason: "`\(table.entity.name).\(relation.name)` names subjects of the policy")
        }
      }
    }
    self.isLate = isLate
    let shown = policy.rules.map { StreamPlan.shown(of: $0, policy, inventory) }
    self.shown = shown
    var witnesses: [Int: [String]] = [:]
    for (entity, nodes) in aggregates {
      for node in nodes { witnesses[node] = StreamPlan.shown(ofWitnessOf: node, entity, policy, inventory) }
    }
    shownOfWitness = witnesses
    var scans: [Scan] = []
    for entity in try StreamPlan.ordered(used, parents) {
      let rules = policy.rules.indices.filter { policy.rules[$0].subject == entity }
      let late = rules.filter { rule in
        let roots = [policy.rules[rule].when, policy.rules[rule].check].compactMap { $0?.node.index }
        return policy.rules[rule].deselection == nil && roots.contains { isLate[$0] }
      }
      scans.append(
        Scan(
          entity: entity,
          members: StreamPlan.members(
            entity, policy, notes, inventory, parents[entity]?.relation,
            rules.flatMap { shown[$0] }
              + (aggregates[entity] ?? []).flatMap { witnesses[$0] ?? [] }),
          parent: parents[entity], rules: rules.filter { !late.contains($0) }, lateRules: late,
          kept: StreamPlan.kept(entity, late, policy, notes, isLate), aggregates: aggregates[entity] ?? []))
    }
    self.scans = scans
  }

  private static func check(_ predicate: RuleGraph.Predicate, of home: String, _ graph: RuleGraph) throws(Refusal) {
    guard let leaves = predicate.leaves else { throw Refusal(reason: "a condition reads `\(home)` as a whole") }
    for leaf in leaves {
      guard leaf.path.steps.isEmpty, case .attribute = leaf.kind else {
        throw Refusal(reason: "a condition of `\(home)` reads `\(leaf)` together with its own attributes")
      }
    }
  }

  private static func note(
    _ relation: String, _ target: String, of entity: String,
    _ parents: inout [String: (relation: String, entity: String)]
  ) throws(Refusal) {
    if let known = parents[entity], known.relation != relation {
      throw Refusal(reason: "`\(entity)` is reached by two relations")
    }
    parents[entity] = (relation, target)
  }

  /// Parents before children.
  private static func ordered(
    _ entities: Set<String>, _ parents: [String: (relation: String, entity: String)]
  ) throws(Refusal) -> [String] {
    var ordered: [String] = []
    var waiting = entities.sorted()
    while !waiting.isEmpty {
      let ready = waiting.filter { entity in parents[entity].map { ordered.contains($0.entity) } ?? true }
      guard !ready.isEmpty else { throw Refusal(reason: "relations lead in a circle") }
      ordered += ready
      waiting.removeAll { ready.contains($0) }
    }
    return ordered
  }

  /// Nodes of an entity, known when its rows are read, that late nodes or rules, or children, read.
  private static func kept(
    _ entity: String, _ late: [Int], _ policy: CompiledPolicy, _ notes: PlanNotes, _ isLate: [Bool]
  ) -> [Int] {
    let graph = policy.graph
    var kept: Set<Int> = []
    for (index, node) in graph.nodes.enumerated() {
      let isFollow = if case .follow = node.operation { true } else { false }
      guard isLate[index] || isFollow, notes.needs(index) else { continue }
      if isLate[index], node.home == entity { kept.insert(notes.same[index]) }
      for argument in graph.arguments(of: RuleGraph.NodeID(index)) where graph[argument].home == entity {
        if isFollow || node.home == entity { kept.insert(argument.index) }
      }
    }
    for rule in late {
      for root in [policy.rules[rule].when, policy.rules[rule].check].compactMap({ $0?.node.index }) {
        kept.insert(root)
      }
    }
    return kept.filter { !isLate[$0] && notes.needs($0) }.sorted()
  }

  private static func members(
    _ entity: String, _ policy: CompiledPolicy, _ notes: PlanNotes, _ inventory: StreamedInventory,
    _ relation: String?, _ shown: [String]
  ) -> [String] {
    guard let table = inventory.table(entity) else { return [] }
    var wanted: [String] = [table.key, relation].compactMap { $0 }
    for (index, node) in policy.graph.nodes.enumerated() where node.home == entity && notes.isNeeded[index] {
      guard case .predicate(let predicate) = node.operation, notes.constants[index] == nil else { continue }
      for leaf in predicate.leaves ?? [] {
        if case .attribute(let name) = leaf.kind { wanted.append(name) }
      }
    }
    var seen: Set<String> = []
    return (wanted + shown).filter { table.member($0) != nil && seen.insert($0).inserted }
  }

  // MARK: What findings show

  /// The attributes that a rule reads of its own subject, then those by which people know the subject.
  private static func shown(
    of rule: CompiledRule, _ policy: CompiledPolicy, _ inventory: StreamedInventory
  ) -> [String] {
    let roots = [rule.when, rule.check].compactMap { $0?.node.index }
    return shown(roots, of: rule.subject, policy, inventory)
  }

  private static func shown(
    ofWitnessOf node: Int, _ entity: String, _ policy: CompiledPolicy, _ inventory: StreamedInventory
  ) -> [String] {
    guard case .aggregate(let aggregate) = policy.graph.nodes[node].operation else { return [] }
    return shown([aggregate.filter, aggregate.body].compactMap { $0?.index }, of: entity, policy, inventory)
  }

  private static func shown(
    _ roots: [Int], of entity: String, _ policy: CompiledPolicy, _ inventory: StreamedInventory
  ) -> [String] {
    guard let type = policy.schema[entity], let table = inventory.table(entity) else { return [] }
    return FindingColumns.names(roots, of: type, policy.graph).filter { table.member($0) != nil }
  }
}
