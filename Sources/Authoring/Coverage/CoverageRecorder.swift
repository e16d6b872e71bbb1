import CEL
import Diagnostics
import Evaluation
import Planning
import Policies
import Schema
import Values

/// Notes what the tests of one policy reach.
///
/// A subject's conditions are evaluated again with a trace; of facts that they read the bodies too, since an object
/// gives a fact's value and not how it came about.
struct CoverageRecorder {
  private struct Key: Hashable {
    var owner: String
    var node: Int
  }

  private(set) var coverage: PolicyCoverage
  private var index: [Key: Int] = [:]
  private let remarks: Remarks

  /// nil where the policy does not compile.
  init?(_ loaded: LoadedPolicy, asOf: CalendarDate) {
    let (compiled, _) = PolicyCompiler.compile(
      loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: Tailoring(asOf: asOf))
    guard let compiled else { return nil }
    remarks = Remarks(loaded.source)
    coverage = PolicyCoverage(policy: loaded.policy, rules: loaded.policy.rules.map(Self.entry), conditions: [])
    let all = PolicyExpression.all(of: compiled)
    var facts: [FactKey: PolicyExpression] = [:]
    for expression in all { if case .fact(let key, _) = expression.role { facts[key] = expression } }
    var known: [FactKey: ConditionSites.Reach] = [:]
    for expression in all {
      var isWhen = false
      if case .when = expression.role { isWhen = true }
      let sites = ConditionSites(expression, isWhen: isWhen, facts: facts, known: known)
      known = sites.known
      for site in sites.sites {
        index[Key(owner: expression.owner, node: site.node.id)] = coverage.conditions.count
        coverage.conditions.append(
          PolicyCoverage.Condition(
            owner: expression.owner, text: Unparser.text(of: site.node), span: expression.span(site.node),
            goals: site.outcomes.map { PolicyCoverage.Goal(value: $0) }))
      }
    }
  }

  private static func entry(_ rule: Rule) -> PolicyCoverage.RuleEntry {
    var verdicts: [Verdict] = [.pass, .fail, rule.check == nil ? .notChecked : .unknown]
    if rule.when != nil || !rule.patterns.isEmpty { verdicts.append(.notApplicable) }
    return PolicyCoverage.RuleEntry(rule: rule, goals: verdicts.map { PolicyCoverage.Goal(value: $0) })
  }

  // MARK: What a test reached

  /// A verdict that was expected and found.
  mutating func note(_ verdict: Verdict, of rule: String) {
    guard let position = coverage.rules.firstIndex(where: { $0.rule.id == rule }) else { return }
    coverage.rules[position].expectations += 1
    if let goal = coverage.rules[position].goals.firstIndex(where: { $0.value == verdict }) {
      coverage.rules[position].goals[goal].count += 1
    }
  }

  /// How the conditions of a rule come out for a subject.
  mutating func note(_ rule: CompiledRule, row: Int, in run: CoverageRun) {
    let subject = [rule.subject: run.scope.object(rule.subject, row: row)]
    var visited: Set<CoverageRun.Visit> = []
    if let selection = rule.selection {
      guard case .bool(true) = run.evaluate(selection.expression, subject, Trace(limit: 0)) else { return }
    }
    if let when = rule.when {
      let value = observe(when.expression, "\(rule.id) when", subject, in: run, &visited)
      guard case .bool(true) = value else { return }
    }
    guard let check = rule.check else { return }
    _ = observe(check.expression, "\(rule.id) check", subject, in: run, &visited)
  }

  private mutating func observe(
    _ expression: CheckedExpression, _ owner: String, _ rows: [String: Value], in run: CoverageRun,
    _ visited: inout Set<CoverageRun.Visit>
  ) -> Value {
    let trace = Trace(limit: CoverageRun.traceLimit)
    let value = run.evaluate(expression, rows, trace)
    var values: [Int: Value] = [:]
    for step in trace.steps {
      let node = step.expression
      values[node.id] = step.value
      if let position = index[Key(owner: owner, node: node.id)] { count(step.value, at: position) }
      guard let (key, object) = run.fact(node, values), let fact = run.scope.policy.facts[key],
        visited.insert(CoverageRun.Visit(fact: key, subject: object.identity)).inserted
      else { continue }
      _ = observe(fact, key.description, [key.entity: .object(object)], in: run, &visited)
    }
    return value
  }

  private mutating func count(_ value: Value, at position: Int) {
    let outcome: PolicyCoverage.Outcome
    switch value {
    case .bool(let isTrue): outcome = isTrue ? .true : .false
    case .unknown: outcome = .unknown
    default: return
    }
    guard let goal = coverage.conditions[position].goals.firstIndex(where: { $0.value == outcome }) else { return }
    coverage.conditions[position].goals[goal].count += 1
  }

  // MARK: Exemptions

  /// The coverage, with what comments exempt.
  func finished() -> PolicyCoverage {
    var result = coverage
    var used: Set<Int> = []
    func exemption(_ span: Span, isNeeded: Bool) -> String? {
      guard isNeeded, span.source === coverage.policy.span.source else { return nil }
      let near = remarks.about(span.lines).filter { remarks.all[$0].purpose == .uncovered }
      used.formUnion(near)
      return near.lazy.map { remarks.all[$0].reason }.first { !$0.isEmpty }
    }
    for position in result.rules.indices {
      let entry = result.rules[position]
      result.rules[position].exemption = exemption(entry.rule.span, isNeeded: !entry.missing.isEmpty)
    }
    for position in result.conditions.indices {
      let condition = result.conditions[position]
      result.conditions[position].exemption = exemption(condition.span, isNeeded: !condition.missing.isEmpty)
    }
    for (position, remark) in remarks.all.enumerated() where remark.purpose == .uncovered {
      if remark.reason.isEmpty {
        result.problems.append(.exemptionWithoutReason(at: remark.span))
      } else if !used.contains(position) {
        result.problems.append(.idleExemption(at: remark.span))
      }
    }
    return result
  }
}

/// One case, evaluated: what is needed to look at its conditions again.
struct CoverageRun {
  /// More steps than this would be a case of many thousand rows.
  static let traceLimit = 1_000_000

  struct Visit: Hashable {
    var fact: FactKey
    var subject: String
  }

  let scope: EvaluationScope
  private let constants: [String: Value]
  private let interpreter: Interpreter

  init(_ outcome: PolicyOutcome, catalogs: [String: any ObjectValue]) {
    scope = outcome.scope
    interpreter = Interpreter(context: EvaluationContext(zone: outcome.scope.source.zone))
    var constants = catalogs.mapValues { Value.object($0) }
    constants["params"] = .object(ParameterObject(values: outcome.scope.policy.parameters))
    constants["run"] = .object(RunObject(asOf: outcome.scope.policy.asOf))
    self.constants = constants
  }

  func evaluate(_ expression: CheckedExpression, _ rows: [String: Value], _ trace: Trace) -> Value {
    interpreter.evaluate(expression, Rows(rows: rows, constants: constants), trace: trace)
  }

  /// The fact that a node reads, and the object that it is about, by the value that the node's operand had.
  func fact(_ node: Expression, _ values: [Int: Value]) -> (FactKey, any ObjectValue)? {
    let (operand, field): (Expression, String)
    switch node.kind {
    case .select(let owner, let name, _), .presence(_, let owner, let name, _): (operand, field) = (owner, name)
    default: return nil
    }
    guard case .object(let object)? = values[operand.id], object.type.path.isEmpty else { return nil }
    let key = FactKey(entity: object.type.name, name: field)
    return scope.policy.facts[key] == nil ? nil : (key, object)
  }

  private struct Rows: Activation {
    let rows: [String: Value]
    let constants: [String: Value]

    func value(of variable: String) -> Value? { rows[variable] ?? constants[variable] }
  }
}

extension PolicyExpression {
  /// As coverage names it: `firmware-current check`, `camera.live`.
  var owner: String {
    switch role {
    case .fact(let key, _): key.description
    case .when(let rule): "\(rule.id) when"
    case .check(let rule): "\(rule.id) check"
    }
  }
}

extension Diagnostic {
  fileprivate static func idleExemption(at span: Span) -> Diagnostic {
    Diagnostic(
      .idleExemption, .warning, "tests reach everything that this exempts", at: span, help: ["take the comment out"])
  }

  fileprivate static func exemptionWithoutReason(at span: Span) -> Diagnostic {
    Diagnostic(.idleExemption, .warning, "an exemption from coverage needs its reason", at: span)
  }
}
