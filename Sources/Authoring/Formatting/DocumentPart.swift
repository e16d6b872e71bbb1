import Policies

/// What a mapping of a document is, which tells the order of its keys and which of its texts are expressions.
///
/// Of a list the items are what the list is said to be. Names of an author's own (facts, parameters, columns of rows)
/// keep their order.
enum DocumentPart {
  case policy, advisory, clause, valid, parameters, parameter, facts, entityFacts, rule, attest
  case schema, words, entities, entity, attributes, attribute, relations, relation
  case catalog, classifier
  case profile, deselection
  case tests, testCase
  case waivers, waiver, attestations, attestation
  case inventory, source
  case adapter, marks, records, derived
  case project, paths
  case localized
  /// An expression; for mappings it means nothing.
  case expression
  /// Anything else: nothing is reordered.
  case other

  init(_ kind: PolicyDocument.Kind) {
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

  /// What stands under a key.
  func child(_ key: String) -> DocumentPart {
    switch (self, key) {
    case (.policy, "advisory"): .advisory
    case (.policy, "valid"): .valid
    case (.policy, "parameters"): .parameters
    case (.policy, "facts"): .facts
    case (.policy, "rules"): .rule
    case (.advisory, "clauses"): .clause
    case (.parameters, _): .parameter
    case (.facts, _): .entityFacts
    case (.entityFacts, _): .expression
    case (.rule, "when"), (.rule, "check"): .expression
    case (.rule, "attest"): .attest
    case (.schema, "words"): .words
    case (.schema, "entities"): .entities
    case (.entities, _): .entity
    case (.entity, "attributes"): .attributes
    case (.entity, "relations"): .relations
    case (.attributes, _): .attribute
    case (.relations, _): .relation
    case (.catalog, "classify"): .classifier
    case (.profile, "skip"): .deselection
    case (.tests, "cases"): .testCase
    case (.waivers, "items"), (.testCase, "waivers"): .waiver
    case (.attestations, "items"), (.testCase, "attestations"): .attestation
    case (.waiver, "subject"), (.attestation, "subject"): .expression
    case (.inventory, "sources"): .source
    case (.adapter, "recognise"): .marks
    case (.adapter, "records"): .records
    case (.records, "where"): .expression
    case (.records, "derive"): .derived
    case (.derived, _): .expression
    case (.project, "paths"): .paths
    case (.policy, "title"), (.policy, "doc"), (.clause, "title"), (.clause, "limits"), (.clause, "reason"),
      (.parameter, "doc"), (.rule, "title"), (.rule, "remediation"), (.rule, "rationale"), (.attest, "ask"),
      (.entity, "doc"), (.attribute, "doc"), (.relation, "doc"), (.catalog, "doc"), (.profile, "title"):
      .localized
    default: .other
    }
  }

  /// The keys in their order. Those that are not listed stand behind them, in the order in which they were.
  var keys: [String] {
    switch self {
    case .policy:
      [
        "policy", "version", "title", "doc", "advisory", "valid", "uses", "freshness", "parameters", "facts", "rules",
      ]
    case .advisory: ["number", "issuer", "date", "text", "clauses"]
    case .clause: ["id", "force", "quote", "title", "vi", "en", "limits", "any", "encoded", "reason"]
    case .valid: ["from", "to"]
    case .parameter: ["type", "values", "default", "doc"]
    case .rule:
      [
        "id", "clause", "subject", "of", "severity", "informational", "title", "when", "check", "attest",
        "remediation", "rationale", "references",
      ]
    case .attest: ["ask", "whole", "max_age_days"]
    case .schema: ["schema", "version", "words", "entities"]
    case .words: ["missing", "none", "yes", "no"]
    case .entity: ["doc", "identity", "attributes", "relations"]
    case .attribute: ["type", "sensitive", "missing", "none", "values", "synonyms", "doc"]
    case .relation: ["one", "many", "via", "closed_by", "window", "observed_every", "synonyms", "doc"]
    case .catalog: ["catalog", "doc", "as_of", "origin", "columns", "key", "aliases", "classify", "rows"]
    case .profile:
      [
        "profile", "title", "zone", "policies", "parameters", "skip", "waivers", "attestations", "date_order",
        "fail_on",
      ]
    case .deselection: ["rule", "reason", "approved_by"]
    case .tests: ["tests", "as_of", "cases"]
    case .testCase:
      [
        "name", "as_of", "zone", "collected", "parameters", "given", "files", "complete", "where_present",
        "attestations", "waivers", "expect",
      ]
    case .waivers: ["waivers", "items"]
    case .waiver:
      ["rule", "subject", "max_subjects", "reason", "requested_by", "approved_by", "from", "until"]
    case .attestations: ["attestations", "items"]
    case .attestation: ["rule", "subject", "answer", "signed_by", "role", "date", "until", "document"]
    case .inventory: ["inventory", "zone", "date_order", "unit", "sources", "absent"]
    case .source: ["path", "entity", "register", "format", "adapter", "device", "unit"]
    case .adapter: ["adapter", "version", "title", "recognise", "date_order", "records"]
    case .marks: ["format", "headers", "pointers", "root", "sheet", "likely"]
    case .records:
      ["entity", "catalog", "at", "sheet", "host", "declared", "collected", "where", "columns", "derive", "claims"]
    case .project: ["kiem", "policies", "profile", "paths"]
    case .paths: ["include", "exclude"]
    case .localized: ["vi", "en"]
    case .parameters, .facts, .entityFacts, .entities, .attributes, .relations, .classifier, .derived, .expression,
      .other:
      []
    }
  }
}
