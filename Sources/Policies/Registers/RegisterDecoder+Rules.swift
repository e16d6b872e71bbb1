import Diagnostics
import Schema
import Values

extension RegisterDecoder {
  /// The rules that a row means: the one that it names, else those of its clause; none after saying why.
  mutating func rules(of row: RegisterRow) -> [(reference: RuleReference, rule: Rule)] {
    guard let named = namedPolicies(row) else { return [] }
    if let text = row.text(.rule) { return rule(text, row, named) }
    guard let text = row.text(.clause) else {
      diagnostics.add(.registerMissing(row, row.sheet.headers.columns[.rule] == nil ? .clause : .rule))
      return []
    }
    return clause(text, row, named)
  }

  /// The policies that a row speaks of: all where it names none; nil after saying that there is no such policy.
  private mutating func namedPolicies(_ row: RegisterRow) -> [Policy]? {
    guard let text = row.text(.policy) else { return policies }
    let name = Text(text)
    let found = policies.filter { Text($0.id) == name || $0.advisory.number.map { Text($0) } == name }
    if found.isEmpty, !ignoresUnknownRules {
      diagnostics.add(
        .registerUnknown(.unknownPolicy, row, .policy, what: "policy in this run", known: policies.map(\.id)))
    }
    return found.isEmpty ? nil : found
  }

  private mutating func rule(
    _ text: String, _ row: RegisterRow, _ named: [Policy]
  ) -> [(reference: RuleReference, rule: Rule)] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let candidates = parts.count == 2 ? named.filter { $0.id == parts[0] } : named
    let id = parts.count == 2 ? parts[1] : text
    let found = candidates.compactMap { policy in policy.rule(id).map { (policy, $0) } }
    guard let (policy, rule) = found.first else {
      if !ignoresUnknownRules {
        let known = candidates.flatMap(\.rules).map(\.id)
        diagnostics.add(.registerUnknown(.unknownRule, row, .rule, what: "rule", known: known))
      }
      return []
    }
    guard found.count == 1 else {
      diagnostics.add(.registerAmbiguous(row, .rule, found.map(\.0.id)))
      return []
    }
    return [(RuleReference(policy: policy.id, rule: rule.id, span: row.span), rule)]
  }

  private mutating func clause(
    _ text: String, _ row: RegisterRow, _ named: [Policy]
  ) -> [(reference: RuleReference, rule: Rule)] {
    let name = Text(text)
    let found = named.filter { policy in policy.advisory.clauses.contains { Text($0.id) == name } }
    guard let policy = found.first else {
      if !ignoresUnknownRules {
        let known = named.flatMap { $0.advisory.clauses.map(\.id) }
        diagnostics.add(.registerUnknown(.unknownClause, row, .clause, what: "clause", known: known))
      }
      return []
    }
    guard found.count == 1 else {
      diagnostics.add(.registerAmbiguous(row, .clause, found.map(\.id)))
      return []
    }
    let rules = policy.rules.filter { rule in
      !rule.isInformational && rule.clauses.contains { Text($0.value) == name }
    }
    if rules.isEmpty { diagnostics.add(.registerClauseWithoutRule(row)) }
    return rules.map { (RuleReference(policy: policy.id, rule: $0.id, span: row.span), $0) }
  }
}
