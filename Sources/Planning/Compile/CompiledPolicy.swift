import CEL
import Diagnostics
import Policies
import Schema
import Values

/// A policy ready to run: its expressions checked, its conditions lowered to one graph, the graph scheduled.
public struct CompiledPolicy: Sendable {
  public let policy: Policy
  public let schema: InventorySchema
  public let catalogs: [CatalogDeclaration]
  /// The policy's defaults, overridden by the profile.
  public let parameters: [String: Value]
  public let asOf: CalendarDate
  /// Whether comments in configuration files may set findings aside.
  public let suppressions: Suppressions
  public let facts: [FactKey: CheckedExpression]
  /// In the order of the policy.
  public let rules: [CompiledRule]
  public let plan: Plan

  public var graph: RuleGraph { plan.graph }

  /// Whether any of its rules is about configuration files.
  public var readsDocuments: Bool { policy.readsDocuments }
}

/// A rule with its expressions checked and the nodes that decide it.
public struct CompiledRule: Sendable {
  public let rule: Rule
  /// Which documents the rule's `for` selects, by their paths; nil for all subjects.
  public let selection: CompiledCondition?
  public let when: CompiledCondition?
  public let check: CompiledCondition?
  /// The parents whose uncollected records count as subjects too (DESIGN section 2.5).
  public let parent: OwnedRelation?
  public let attestations: [CompiledAttestation]
  public let waivers: [CompiledWaiver]
  /// The profile's reason to leave the rule out.
  public let deselection: Deselection?

  public var id: String { rule.id }
  public var subject: String { rule.subject.value }
}

/// A condition over one entity.
public struct CompiledCondition: Sendable {
  public let expression: CheckedExpression
  public let node: RuleGraph.NodeID
}

/// An attestation about a rule.
public struct CompiledAttestation: Sendable {
  public let attestation: Attestation
  /// Which subjects it covers.
  public let selector: CompiledSelector
  /// Whether it covers the whole of what the rule wants covered.
  public let isWhole: Bool
  /// Which parents it covers, for the stand-ins of the rule; nil where it does not speak of parents.
  public let parentSelector: CompiledSelector?
}

/// A waiver of a rule.
public struct CompiledWaiver: Sendable {
  public let waiver: Waiver
  public let selector: CompiledSelector
}

/// A condition that selects subjects.
public struct CompiledSelector: Sendable {
  public let node: RuleGraph.NodeID
}

/// What a run adds to a policy: a profile's settings, its attestations and waivers, the day.
public struct Tailoring: Sendable {
  public var asOf: CalendarDate
  public var parameters: [ParameterSetting]
  public var skip: [Deselection]
  public var attestations: [Attestation]
  public var waivers: [Waiver]
  /// Whether comments in configuration files may set findings aside.
  public var suppressions: Suppressions

  public init(
    asOf: CalendarDate, parameters: [ParameterSetting] = [], skip: [Deselection] = [],
    attestations: [Attestation] = [], waivers: [Waiver] = [], suppressions: Suppressions = .allowed
  ) {
    self.suppressions = suppressions
    self.asOf = asOf
    self.parameters = parameters
    self.skip = skip
    self.attestations = attestations
    self.waivers = waivers
  }
}
