import Diagnostics
import Schema

extension LoadedProfile {
  /// What the profile, its waivers and its attestations name that the policies do not have, and settings that are not
  /// of their parameter's type. Nothing that selects nothing is passed over.
  public func diagnostics(of policies: [Policy]) -> [Diagnostic] {
    let resolver = ReferenceResolver(policies: policies)
    var found: [Diagnostic] = []
    for name in profile?.policies ?? [] { found += resolver.policyDiagnostics(name) }
    for setting in profile?.parameters ?? [] { found += resolver.diagnostics(setting) }
    for entry in profile?.skip ?? [] { found += resolver.diagnostics(entry.rule) }
    for waiver in waivers.flatMap(\.items) { found += resolver.diagnostics(waiver.rule) }
    for attestation in attestations.flatMap(\.items) {
      found += resolver.diagnostics(attestation.rule)
      if let rule = resolver.rule(attestation.rule), rule.attest == nil {
        found.append(.notAttested(attestation.rule, rule: rule.span))
      }
    }
    return found
  }
}

extension PolicyTests {
  /// What the tests name that the policy or the schema does not have.
  public func diagnostics(of policy: Policy, under schema: InventorySchema) -> [Diagnostic] {
    let resolver = ReferenceResolver(policies: [policy])
    return cases.flatMap { testCase -> [Diagnostic] in
      var found = testCase.given.flatMap { Self.diagnostics($0, under: schema) }
      for section in testCase.complete + testCase.wherePresent where !schema.sections.contains(section.value) {
        found.append(
          .unknownName(.unknownSection, section.value, what: "section", known: schema.sections, at: section.span))
      }
      for setting in testCase.parameters { found += resolver.diagnostics(setting) }
      for rule in testCase.waivers.map(\.rule) + testCase.attestations.map(\.rule) {
        found += resolver.diagnostics(rule)
      }
      for expectation in testCase.expect {
        found += resolver.diagnostics(RuleReference(rule: expectation.rule.value, span: expectation.rule.span))
      }
      return found
    }
  }

  private static func diagnostics(_ given: GivenEntity, under schema: InventorySchema) -> [Diagnostic] {
    guard let entity = schema[given.entity.value] else { return [.unknownEntity(given.entity, under: schema)] }
    let texts = entity.name == DocumentEntity.name ? [DocumentEntity.text] : []
    let members = entity.attributes.map(\.name) + entity.toOneRelations.map(\.name) + texts
    var known = Set(members)
    known.formUnion(entity.attributes.flatMap(\.synonyms))
    known.formUnion(entity.relations.flatMap(\.synonyms))
    return given.rows.flatMap(\.fields).filter { !known.contains($0.name.value) }.map {
      .unknownName(
        .unknownMember, $0.name.value, what: "attribute or to-one relation of `\(entity.name)` named",
        known: members, at: $0.name.span)
    }
  }
}

/// Finds what other documents name in a set of policies.
struct ReferenceResolver {
  let policies: [Policy]

  func rule(_ reference: RuleReference) -> Rule? {
    policies.lazy.filter { reference.policy == nil || reference.policy == $0.id }
      .compactMap { $0.rule(reference.rule) }.first
  }

  func diagnostics(_ reference: RuleReference) -> [Diagnostic] {
    guard !reference.rule.isEmpty, rule(reference) == nil else { return [] }
    if let name = reference.policy, !policies.contains(where: { $0.id == name }) {
      return policyDiagnostics(Located(name, reference.span))
    }
    let known = policies.filter { reference.policy == nil || reference.policy == $0.id }.flatMap(\.rules).map(\.id)
    return [.unknownName(.unknownRule, reference.rule, what: "rule", known: known, at: reference.span)]
  }

  func policyDiagnostics(_ name: Located<String>) -> [Diagnostic] {
    let known = policies.map(\.id)
    if known.contains(name.value) { return [] }
    return [.unknownName(.unknownPolicy, name.value, what: "policy in this run", known: known, at: name.span)]
  }

  func diagnostics(_ setting: ParameterSetting) -> [Diagnostic] {
    if let policy = setting.policy, !policies.contains(where: { $0.id == policy.value }) {
      return policyDiagnostics(policy)
    }
    let meant = policies.filter { setting.policy == nil || setting.policy?.value == $0.id }
    guard let parameter = meant.lazy.compactMap({ $0.parameter(setting.name.value) }).first else {
      let known = meant.flatMap(\.parameters).map(\.name)
      return [
        .unknownName(.unknownParameter, setting.name.value, what: "parameter", known: known, at: setting.name.span)
      ]
    }
    guard case .failure(let reason) = parameter.read(setting.raw) else { return [] }
    return [.parameterType(parameter.name, type: parameter.type, reason: reason.text, at: setting.span)]
  }
}

extension Diagnostic {
  fileprivate static func notAttested(_ reference: RuleReference, rule: Span) -> Diagnostic {
    Diagnostic(
      .nothingSelected, "the rule `\(reference.text)` asks nobody, so this attestation decides nothing",
      at: reference.span, also: [Diagnostic.Label(rule, "the rule, without `attest`")])
  }
}
