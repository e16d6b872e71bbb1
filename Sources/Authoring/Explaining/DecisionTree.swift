import CEL
import Evidence
import Formats
import Policies
import Schema

/// A record as a tree: the rule's expression, under each part what it is made of, with the value that it had and the place
/// that it was read from. What did not decide stands there without a mark.
///
///     ✗ all of
///       · camera.users_listed
///       ✗ camera.accounts.all(a, a.is_disabled || a.strong)
///         ✗ account CM-003/admin
///           ✗ a.strong
///             ✗ account.password.length >= params.min_length
///               account.password.length = 8  (tai-khoan-camera.ndjson:4)
public struct DecisionTree: Sendable {
  /// What a part came to.
  public enum Mark: String, Sendable {
    case yes = "✓"
    case no = "✗"
    case unknown = "?"
    case error = "!"
    /// It did not decide.
    case idle = "·"
    /// A value, a row.
    case none = " "

    /// As programs read it; nil for what decides nothing by its nature.
    var word: String? {
      switch self {
      case .yes: "true"
      case .no: "false"
      case .unknown: "unknown"
      case .error: "error"
      case .idle: "idle"
      case .none: nil
      }
    }
  }

  public struct Node: Sendable {
    public var mark: Mark
    public var text: String
    /// The value and its place, where it has one.
    public var detail: String
    public var children: [Node] = []

    /// `{"text": …, "mark": "false", "detail": …, "children": […]}`; members that say nothing are left out.
    public var json: JSONValue {
      var members: [(String, JSONValue)] = [("text", .string(text))]
      if let word = mark.word { members.append(("mark", .string(word))) }
      if !detail.isEmpty { members.append(("detail", .string(detail))) }
      if !children.isEmpty { members.append(("children", .array(children.map(\.json)))) }
      return .object(members)
    }
  }

  public let root: Node

  /// - Parameters:
  ///   - policy: the one that the record is of, for the facts that the expression names; without, they stand as they are.
  ///   - entity: what a name leads to from an entity by a relation.
  /// - Returns: nil for a record that no expression decided.
  public init?(_ record: EvidenceRecord, policy: Policy? = nil, schema: InventorySchema? = nil) {
    guard !record.trace.isEmpty else { return nil }
    let rule = policy?.rule(record.rule.id)
    let truth: Mark =
      switch record.verdict {
      case .pass: .yes
      case .fail: .no
      case .error: .error
      default: .unknown
      }
    var texts: [(name: String, text: String, mark: Mark)] = [("check", record.rule.expression, truth)]
    if let when = rule?.when?.text {
      texts.append(("when", when, record.verdict == .notApplicable ? .no : truth))
    }
    var best: (builder: DecisionTreeBuilder, root: Node)?
    for (name, text, mark) in texts {
      guard let parsed = Parser.parse(ExpressionSource(text)).0 else { continue }
      var builder = DecisionTreeBuilder(record, policy: policy, schema: schema)
      let subject = record.subject.isStandIn ? "" : record.subject.type
      let node = builder.node(parsed.root, mark, DecisionTreeBuilder.Scope(entities: [subject: subject], about: nil))
      guard best.map({ builder.usedCount > $0.builder.usedCount }) ?? true else { continue }
      best = (builder, Node(mark: mark, text: name, detail: "", children: [node]))
    }
    guard var best else { return nil }
    let rest = best.builder.unused
    if !rest.isEmpty { best.root.children.append(Node(mark: .none, text: "besides", detail: "", children: rest)) }
    root = best.root
  }

  /// The tree in lines, two spaces a step.
  public var lines: [String] {
    var lines: [String] = []
    func add(_ node: Node, _ depth: Int) {
      let mark = node.mark == .none ? "" : node.mark.rawValue + " "
      let detail = node.detail.isEmpty ? "" : "  " + node.detail
      lines.append(String(repeating: "  ", count: depth) + mark + node.text + detail)
      for child in node.children { add(child, depth + 1) }
    }
    add(root, 0)
    return lines
  }
}

/// Walks an expression as the replay did, and finds each part's step.
struct DecisionTreeBuilder {
  /// What the variables in sight stand for, and the row that is spoken of where that is not the subject.
  struct Scope {
    var entities: [String: String]
    var about: String?
    /// The element of a document's list or map that is spoken of.
    var element: String?
  }

  let record: EvidenceRecord
  private let policy: Policy?
  private let schema: InventorySchema?
  private(set) var isUsed: [Bool]
  private static let depthLimit = 48

  init(_ record: EvidenceRecord, policy: Policy?, schema: InventorySchema?) {
    self.record = record
    self.policy = policy
    self.schema = schema
    isUsed = record.trace.map { _ in false }
  }

  var usedCount: Int { isUsed.count { $0 } }

  /// The steps that no part took: of facts that are not at hand.
  var unused: [DecisionTree.Node] {
    record.trace.indices.filter { !isUsed[$0] }.map { index in
      let step = record.trace[index]
      return DecisionTree.Node(
        mark: mark(step), text: (step.about.map { "[\($0)] " } ?? "") + step.expression, detail: value(step))
    }
  }

  // MARK: Parts

  mutating func node(_ expression: Expression, _ mark: DecisionTree.Mark, _ scope: Scope, depth: Int = 0)
    -> DecisionTree.Node
  {
    let text = Unparser.text(of: expression)
    guard depth < DecisionTreeBuilder.depthLimit else { return DecisionTree.Node(mark: .idle, text: text, detail: "") }
    switch expression.kind {
    case .call(let name, nil, _) where name == "_&&_" || name == "_||_":
      let children = expression.operands(of: name).map { node($0, mark, scope, depth: depth + 1) }
      return composed(name == "_&&_" ? "all of" : "any of", mark, children, idle: text)
    case .call("!_", nil, let operands) where operands.count == 1:
      let child = node(operands[0], opposite(mark), scope, depth: depth + 1)
      return composed("not", mark, [child], idle: text)
    case .call("_?_:_", nil, let parts) where parts.count == 3:
      let test = node(parts[0], truth(of: parts[0], scope), scope, depth: depth + 1)
      let yes = node(parts[1], mark, scope, depth: depth + 1)
      let no = node(parts[2], mark, scope, depth: depth + 1)
      return composed("if, then, else", mark, [test, yes, no], idle: text)
    case .comprehension(let macro) where [.all, .exists].contains(macro.macro):
      return quantified(macro, text, mark, scope, depth: depth)
    default: break
    }
    if let step = take(text, scope) { return leaf(expression, text, step, scope) }
    if case .select(let operand, let field, _) = expression.kind, let entity = entity(of: operand, scope),
      let fact = policy?.facts(of: entity).first(where: { $0.name == field }),
      let parsed = Parser.parse(ExpressionSource(fact.expression.text)).0
    {
      let inner = Scope(entities: [entity: entity], about: scope.about)
      let child = node(parsed.root, mark, inner, depth: depth + 1)
      return composed(text, mark, [child], idle: text)
    }
    return DecisionTree.Node(mark: .idle, text: text, detail: "")
  }

  /// A part that is made of others: it decided if one of them did.
  private func composed(
    _ text: String, _ mark: DecisionTree.Mark, _ children: [DecisionTree.Node], idle: String
  ) -> DecisionTree.Node {
    guard children.contains(where: { $0.mark != .idle }) else {
      return DecisionTree.Node(mark: .idle, text: idle, detail: "")
    }
    return DecisionTree.Node(mark: mark, text: text, detail: "", children: children)
  }

  /// A macro, with the rows that bear witness under it.
  private mutating func quantified(
    _ macro: Expression.Comprehension, _ text: String, _ mark: DecisionTree.Mark, _ scope: Scope, depth: Int
  ) -> DecisionTree.Node {
    // A macro over a row's own list is recorded without saying whose it is.
    guard let step = take(text, scope) ?? take(text, Scope(entities: [:], about: nil)) else {
      return DecisionTree.Node(mark: .idle, text: text, detail: "")
    }
    var node = leaf(nil, text, step, scope)
    if let body = macro.condition, let elements = elements(body, step, scope, depth: depth), !elements.isEmpty {
      node.children = elements
      return node
    }
    guard let variable = macro.variables.first, let body = macro.condition,
      let entity = relation(macro.operand, scope)
    else { return node }
    let inner = scope.entities.merging([variable: entity]) { $1 }
    var seen: Set<String> = []
    for index in record.trace.indices where !isUsed[index] {
      // A row's steps speak of it; those of another macro's rows are of another entity's.
      guard let about = record.trace[index].about, about != scope.about, seen.insert(about).inserted else { continue }
      guard record.observed.contains(where: { $0.isWitness && $0.about == about && $0.name == entity }) else {
        continue
      }
      let child = self.node(body, self.mark(record.trace[step]), Scope(entities: inner, about: about), depth: depth + 2)
      guard child.mark != .idle else { continue }
      let place = record.observed.first { $0.isWitness && $0.about == about }?.source?.place
      node.children.append(
        DecisionTree.Node(
          mark: child.mark, text: "\(entity) \(about)", detail: place.map { "(\($0))" } ?? "", children: [child]))
    }
    return node
  }

  /// A part with a step of its own, the values it read, and the sides of its comparison.
  private mutating func leaf(_ expression: Expression?, _ text: String, _ step: Int, _ scope: Scope)
    -> DecisionTree.Node
  {
    let own = record.trace[step]
    var node = DecisionTree.Node(mark: mark(own), text: text, detail: "→ " + value(own))
    guard let expression else { return node }
    if let element = own.element {
      // That a key is there tells nothing of what stands under it.
      if case .presence = expression.kind { return node }
      node.children = observed(within: element)
      return node
    }
    var told: Set<String> = []
    expression.forEach { part in
      guard case .select = part.kind, let name = attribute(part, scope), told.insert(name).inserted else { return }
      let readings = record.observed.filter {
        $0.name == name && ($0.about == scope.about || $0.about == nil && scope.about == nil)
      }
      node.children += readings.map(reading)
    }
    if case .call(_, nil, let operands) = expression.kind {
      for operand in operands {
        let text = Unparser.text(of: operand)
        if let step = take(text, scope) {
          node.children.append(
            DecisionTree.Node(mark: .none, text: "\(text) = \(value(record.trace[step]))", detail: ""))
        }
      }
    }
    return node
  }

  func reading(_ observation: EvidenceRecord.Observation) -> DecisionTree.Node {
    guard let source = observation.source else {
      return DecisionTree.Node(mark: .none, text: "\(observation.name): no source has it", detail: "")
    }
    let column = source.column ?? source.pointer ?? ""
    let place = [source.place, column, observation.collected.map(\.description) ?? ""].filter { !$0.isEmpty }
    return DecisionTree.Node(
      mark: .none, text: "\(observation.name) = \(observation.spelling)", detail: "(\(place.joined(separator: ", ")))")
  }

  // MARK: Steps

  /// The first step of that text about the row in sight that nothing has taken.
  private mutating func take(_ text: String, _ scope: Scope) -> Int? {
    let index = record.trace.indices.first {
      !isUsed[$0] && record.trace[$0].expression == text && record.trace[$0].about == scope.about
        && record.trace[$0].element == scope.element
    }
    if let index { isUsed[index] = true }
    return index
  }

  private func truth(of expression: Expression, _ scope: Scope) -> DecisionTree.Mark {
    let text = Unparser.text(of: expression)
    let step = record.trace.first {
      $0.expression == text && $0.about == scope.about && $0.element == scope.element
    }
    return step.map(mark) ?? .yes
  }

  func mark(_ step: EvidenceRecord.Step) -> DecisionTree.Mark {
    if let outcome = step.outcome { return outcome.hasPrefix("error") ? .error : .unknown }
    if case .bool(let value) = step.value { return value ? .yes : .no }
    return .none
  }

  private func value(_ step: EvidenceRecord.Step) -> String { step.outcome ?? step.spelling }

  private func opposite(_ mark: DecisionTree.Mark) -> DecisionTree.Mark {
    switch mark {
    case .yes: .no
    case .no: .yes
    default: mark
    }
  }

  // MARK: Names

  /// The entity of the row that an expression is.
  private func entity(of expression: Expression, _ scope: Scope) -> String? {
    switch expression.kind {
    case .identifier(let name, _): return scope.entities[name]
    case .select(let operand, let field, _):
      guard let owner = entity(of: operand, scope), let relation = schema?[owner]?.relation(field), !relation.isMany
      else { return nil }
      return relation.entity
    default: return nil
    }
  }

  /// The entity of the rows that a relation, narrowed or not, leads to.
  private func relation(_ expression: Expression, _ scope: Scope) -> String? {
    switch expression.kind {
    case .select(let operand, let field, _):
      guard let owner = entity(of: operand, scope) else { return nil }
      if let relation = schema?[owner]?.relation(field) { return relation.entity }
      // Without the schema the witnesses say what they are.
      return record.observed.first(where: \.isWitness)?.name
    case .call("during", let target?, _): return relation(target, scope)
    case .comprehension(let macro) where macro.macro == .filter: return relation(macro.operand, scope)
    default: return nil
    }
  }

  /// The name by which the record lists what a selection reads: `account.password.length`.
  private func attribute(_ expression: Expression, _ scope: Scope) -> String? {
    var parts: [String] = []
    var node = expression
    while case .select(let operand, let field, _) = node.kind {
      parts.append(field)
      if let entity = entity(of: operand, scope) { return ([entity] + parts.reversed()).joined(separator: ".") }
      node = operand
    }
    return nil
  }
}
