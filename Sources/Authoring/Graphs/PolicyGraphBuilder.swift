import CEL
import Evidence
import Planning
import Policies
import Schema
import Values

/// Makes the graph of a compiled policy.
public struct PolicyGraphBuilder {
  /// Which part of a policy is shown.
  public enum Part: Sendable, Hashable {
    case whole
    case clause(String)
    case rule(String)
  }

  let compiled: CompiledPolicy
  /// Whether `&&`, `||`, `!` and `?:` are nodes of their own.
  let showsLogic: Bool
  var graph: PolicyGraph
  private var positions: [String: Int] = [:]
  private var known: Set<PolicyGraph.Edge> = []

  /// The graph of a policy or of a part of it.
  ///
  /// - Parameter showsLogic: whether the operators between conditions are nodes of their own; without, a rule leads to
  ///   each of its conditions.
  /// - Complexity: O(size of the expressions)
  public static func graph(of compiled: CompiledPolicy, part: Part = .whole, showsLogic: Bool = false) -> PolicyGraph {
    var builder = PolicyGraphBuilder(compiled, showsLogic: showsLogic)
    builder.build(part)
    return builder.graph
  }

  private init(_ compiled: CompiledPolicy, showsLogic: Bool) {
    self.compiled = compiled
    self.showsLogic = showsLogic
    let policy = compiled.policy
    let advisory = [policy.advisory.number, policy.advisory.issuer, policy.advisory.date?.value].compactMap { $0 }
    graph = PolicyGraph(
      policy: policy.id, version: policy.version, advisory: advisory.joined(separator: " · "), asOf: compiled.asOf,
      ruleGraphDigest: ContentDigest.sha256(Array(compiled.graph.canonicalForm.utf8)))
  }

  // MARK: Nodes and edges

  /// The position of a node; it is added if it is not there, and whether it was not is told.
  mutating func add(_ node: PolicyGraph.Node) -> (position: Int, isNew: Bool) {
    if let position = positions[node.id] { return (position, false) }
    positions[node.id] = graph.nodes.count
    graph.nodes.append(node)
    return (graph.nodes.count - 1, true)
  }

  mutating func connect(_ from: Int, _ to: Int, _ role: PolicyGraph.Role) {
    let edge = PolicyGraph.Edge(from: from, to: to, role: role)
    // A condition that reads an attribute twice reads it; one that is both of `when` and of `check` is both.
    if from != to, known.insert(edge).inserted { graph.edges.append(edge) }
  }

  // MARK: Policy, clauses, rules

  private mutating func build(_ part: Part) {
    let policy = compiled.policy
    let root = add(
      PolicyGraph.Node(
        id: "policy:\(policy.id)", kind: .policy, name: policy.id, detail: policy.title, note: policy.doc)
    ).position
    var roots: [RuleGraph.NodeID] = []
    for clause in policy.advisory.clauses {
      let rules = compiled.rules.filter { rule in rule.rule.clauses.contains { $0.value == clause.id } }
      switch part {
      case .whole: break
      case .clause(let id): if clause.id != id { continue }
      case .rule(let id): if !rules.contains(where: { $0.id == id }) { continue }
      }
      let position = add(
        PolicyGraph.Node(
          id: "clause:\(clause.id)", kind: .clause, name: clause.id, detail: clause.title,
          note: LocalizedText(vi: clause.quote.value))
      ).position
      connect(root, position, .part)
      for rule in rules {
        if case .rule(let id) = part, rule.id != id { continue }
        let (own, isNew) = add(node(of: rule))
        connect(position, own, .part)
        if isNew {
          read(rule, from: own)
          roots += [rule.when?.node, rule.check?.node].compactMap { $0 }
        }
      }
    }
    switch part {
    case .whole: break
    case .clause(let id): graph.part = "clause \(id)"
    case .rule(let id): graph.part = "rule \(id)"
    }
    graph.operations = operations(from: roots)
  }

  private func node(of rule: CompiledRule) -> PolicyGraph.Node {
    let text = [("when", rule.rule.when), ("check", rule.rule.check)].compactMap { key, text in
      text.map { "\(key): \(PolicyGraphBuilder.oneLine($0.text))" }
    }
    var node = PolicyGraph.Node(
      id: "rule:\(rule.id)", kind: .rule, name: rule.id, detail: rule.rule.title,
      note: LocalizedText(vi: text.isEmpty ? nil : text.joined(separator: "\n")))
    node.severity = rule.rule.severity
    node.subject = rule.subject
    return node
  }

  private mutating func read(_ rule: CompiledRule, from position: Int) {
    let bindings = [rule.subject: EntityPath(entity: rule.subject)]
    for (condition, role) in [(rule.when, PolicyGraph.Role.when), (rule.check, .check)] {
      guard let condition else { continue }
      let whole = condition.expression
      conditions(whole.root, Reading(whole: whole, home: rule.subject, bindings: bindings), from: position, role)
    }
    if let attest = rule.rule.attest {
      let question = add(
        PolicyGraph.Node(
          id: "question:\(rule.id)", kind: .question, name: "attest", detail: attest.ask, note: attest.ask))
      connect(position, question.position, .asks)
    }
  }

  /// The rule graph's nodes that these need.
  private func operations(from roots: [RuleGraph.NodeID]) -> [PolicyGraph.Operation] {
    var needed: Set<Int> = []
    var agenda = roots
    while let id = agenda.popLast() {
      if needed.insert(id.index).inserted { agenda += compiled.graph.arguments(of: id) }
    }
    let lines = compiled.graph.canonicalForm.split(separator: "\n", omittingEmptySubsequences: false)
    return needed.sorted().compactMap { index in
      guard lines.indices.contains(index) else { return nil }
      let words = lines[index].split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      guard words.count == 3 else { return nil }
      let arguments = compiled.graph.arguments(of: RuleGraph.NodeID(index)).map { "n\($0.index)" }
      return PolicyGraph.Operation(
        id: String(words[0]), home: String(words[1]), text: String(words[2]), arguments: arguments)
    }
  }

  /// An expression without its line breaks and comments, as far as that can be had.
  static func oneLine(_ text: String) -> String {
    let (parsed, _) = Parser.parse(ExpressionSource(text))
    if let root = parsed?.root { return Unparser.text(of: root) }
    return text.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
  }
}
