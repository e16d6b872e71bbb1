import CEL
import Diagnostics
import Planning
import Values

/// Places at which a value that nobody collected counts as *no*, and a subject may pass for it.
struct SilentAssumption: Lint {
  let name = "silent-assumption"
  let code = DiagnosticCode.silentAssumption
  let summary = "`given`, `has` or `orValue` where a missing value may lead to pass or notapplicable, without a reason."
  let reason = """
    The worst defect of an audit is a pass that rests on nothing. A missing value is unknown by itself; `given(x)`, \
    `has(x)` and `x.orValue(y)` make something of it. Where that may end in pass or notapplicable, say why it may in a \
    comment at the place: `# silence: ...` on the line, above it, or behind `//` inside a `|` block. Where silence can \
    only make it stricter (`check: given(x) && x > 5`), no reason is asked for. Facts are followed to where rules read \
    them.
    """
  let examples = [
    LintExample(
      ConstantCondition.policy("!given(camera.oem_of) || camera.oem_of == 'axis'"), finds: ["given(camera.oem_of)"]),
    LintExample(
      """
      rules:
        - id: example
          clause: A
          subject: camera
          severity: high
          title: {vi: Thử, en: A trial}
          when: given(camera.oem_of)
          check: camera.oem_of == 'axis'
          remediation: {vi: Sửa, en: Mend it}
      """, finds: ["given(camera.oem_of)"]),
    LintExample(
      """
      rules:
        - id: example
          clause: A
          subject: camera
          severity: high
          title: {vi: Thử, en: A trial}
          # silence: the column is filled for rebranded cameras only, and asked for in the template
          when: given(camera.oem_of)
          check: camera.oem_of == 'axis'
          remediation: {vi: Sửa, en: Mend it}
      """),
    LintExample(ConstantCondition.policy("given(camera.seen) && camera.seen >= date('2025-01-01')")),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    var search = SilenceSearch(context: context)
    for expression in context.conditions {
      // Of `check` true is what must not come from silence, of `when` false.
      var isWhen = false
      if case .when = expression.role { isWhen = true }
      search.visit(expression.root, in: expression, isWhen ? .falseIsRisky : .trueIsRisky)
    }
    return search.places.map { place in
      LintFinding(
        self, "a missing value may end in pass or notapplicable here", at: place.span,
        help: ["say why silence is acceptable: a comment `# silence: ...` above it", "or let the value be unknown"],
        within: place.expression.place)
    }
  }
}

/// Follows conditions down to where missing values are made into something, knowing which outcome would be a risk.
private struct SilenceSearch {
  enum Risk: Hashable {
    case trueIsRisky, falseIsRisky, both

    var negated: Risk {
      switch self {
      case .trueIsRisky: .falseIsRisky
      case .falseIsRisky: .trueIsRisky
      case .both: .both
      }
    }
  }

  struct Place {
    var span: Span
    var expression: PolicyExpression
  }

  private struct Visited: Hashable {
    var fact: FactKey
    var risk: Risk
  }

  let context: LintContext
  private(set) var places: [Place] = []
  private var seen: Set<Span> = []
  private var visited: Set<Visited> = []

  init(context: LintContext) { self.context = context }

  mutating func visit(_ node: Expression, in expression: PolicyExpression, _ risk: Risk) {
    switch node.kind {
    case .presence(_, let operand, _, _):
      if risk != .trueIsRisky, case .attribute? = context.member(node, in: expression) { found(node, expression) }
      visit(operand, in: expression, .both)
    case .call("_&&_", nil, let operands), .call("_||_", nil, let operands):
      for operand in operands { visit(operand, in: expression, risk) }
    case .call("!_", nil, let operands):
      for operand in operands { visit(operand, in: expression, risk.negated) }
    case .call("_?_:_", nil, let parts) where parts.count == 3:
      visitConditional(parts, in: expression, risk)
    case .call(let name, let target?, let arguments) where ["orValue", "or", "hasValue"].contains(name):
      visitDefault(node, name, target, arguments, in: expression, risk)
    case .select:
      if case .fact(let key)? = context.member(node, in: expression), let fact = context.fact(key) {
        if visited.insert(Visited(fact: key, risk: risk)).inserted { visit(fact.root, in: fact, risk) }
      }
      for child in node.children { visit(child, in: expression, .both) }
    case .comprehension(let macro) where macro.macro == .all || macro.macro == .exists:
      visit(macro.operand, in: expression, .both)
      if let condition = macro.condition { visit(condition, in: expression, risk) }
    default: for child in node.children { visit(child, in: expression, .both) }
    }
  }

  /// A test by presence chooses a branch: what silence chooses must not be able to come out the risky way.
  private mutating func visitConditional(_ parts: [Expression], in expression: PolicyExpression, _ risk: Risk) {
    let silent = parts[0].negated == nil ? parts[2] : parts[1]
    let isStrict: Bool =
      switch (silent.literal, risk) {
      case (.bool(false)?, .trueIsRisky), (.bool(true)?, .falseIsRisky): true
      default: if case .call("undecided", _, _) = silent.kind { true } else { false }
      }
    let isPresence = if case .presence = (parts[0].negated ?? parts[0]).kind { true } else { false }
    if !(isStrict && isPresence) { visit(parts[0], in: expression, .both) }
    visit(parts[1], in: expression, risk)
    visit(parts[2], in: expression, risk)
  }

  private mutating func visitDefault(
    _ node: Expression, _ name: String, _ target: Expression, _ arguments: [Expression],
    in expression: PolicyExpression, _ risk: Risk
  ) {
    let readsAttribute = context.members(target, in: expression).contains {
      if case .attribute = $0 { true } else { false }
    }
    let isStrict: Bool =
      switch (name, arguments.first?.literal, risk) {
      case ("orValue", .bool(false)?, .trueIsRisky), ("orValue", .bool(true)?, .falseIsRisky): true
      case ("hasValue", _, .trueIsRisky): true
      default: false
      }
    if readsAttribute, !isStrict { found(node, expression) }
    for child in [target] + arguments { visit(child, in: expression, .both) }
  }

  private mutating func found(_ node: Expression, _ expression: PolicyExpression) {
    let span = expression.span(node)
    guard seen.insert(span).inserted else { return }
    guard !context.remarks.excuseSilence(expression.place.lines) else { return }
    places.append(Place(span: span, expression: expression))
  }
}
