import Policies

/// A mapping of a document whose keys are fixed.
public enum DocumentMapping: String, Sendable, CaseIterable {
  case policy, advisory, clause, valid, parameter, rule, attest
  case schema, words, entity, identity, attribute, question, relation
  case catalog, columnType
  case profile, deselection, signer
  case tests, testCase, caseWaiver, caseAttestation, expectation
  case waivers, waiver, attestations, attestation
  case inventory, unit, source, obtained, period
  case adapter, marks, records
  case project, paths

  /// The mapping that a whole document of a kind is.
  public init(_ kind: PolicyDocument.Kind) {
    switch kind {
    case .policy: self = .policy
    case .schema: self = .schema
    case .catalog: self = .catalog
    case .profile: self = .profile
    case .tests: self = .tests
    case .waivers: self = .waivers
    case .attestations: self = .attestations
    case .inventory: self = .inventory
    case .adapter: self = .adapter
    case .project: self = .project
    }
  }

  /// Its keys, in the canonical order.
  public var keys: [DocumentKey] {
    switch self {
    case .policy: Self.policyKeys
    case .advisory: Self.advisoryKeys
    case .clause: Self.clauseKeys
    case .valid: Self.validKeys
    case .parameter: Self.parameterKeys
    case .rule: Self.ruleKeys
    case .attest: Self.attestKeys
    case .schema: Self.schemaKeys
    case .words: Self.wordsKeys
    case .entity: Self.entityKeys
    case .identity: Self.identityKeys
    case .attribute: Self.attributeKeys
    case .question: Self.questionKeys
    case .relation: Self.relationKeys
    case .catalog: Self.catalogKeys
    case .columnType: Self.columnTypeKeys
    case .profile: Self.profileKeys
    case .deselection: Self.deselectionKeys
    case .signer: Self.signerKeys
    case .tests: Self.testsKeys
    case .testCase: Self.testCaseKeys
    case .caseWaiver: Self.caseWaiverKeys
    case .caseAttestation: Self.caseAttestationKeys
    case .expectation: Self.expectationKeys
    case .waivers: Self.waiversKeys
    case .waiver: Self.waiverKeys
    case .attestations: Self.attestationsKeys
    case .attestation: Self.attestationKeys
    case .inventory: Self.inventoryKeys
    case .unit: Self.unitKeys
    case .source: Self.sourceKeys
    case .obtained: Self.obtainedKeys
    case .period: Self.periodKeys
    case .adapter: Self.adapterKeys
    case .marks: Self.marksKeys
    case .records: Self.recordsKeys
    case .project: Self.projectKeys
    case .paths: Self.pathsKeys
    }
  }

  /// The key of that name.
  public func key(_ name: String) -> DocumentKey? { keys.first { $0.name == name } }
}

/// A key of a mapping.
public struct DocumentKey: Sendable {
  public let name: String
  public let shape: ValueShape
  public let isRequired: Bool
  /// What it is for, for editors.
  public let doc: String

  static func required(_ name: String, _ shape: ValueShape, _ doc: String) -> DocumentKey {
    DocumentKey(name: name, shape: shape, isRequired: true, doc: doc)
  }

  static func optional(_ name: String, _ shape: ValueShape, _ doc: String) -> DocumentKey {
    DocumentKey(name: name, shape: shape, isRequired: false, doc: doc)
  }
}
