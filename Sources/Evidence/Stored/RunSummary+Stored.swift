import Formats
import Schema
import Values

extension RunSummary {
  /// A summary read back from what `json` wrote.
  init(stored json: JSONValue) throws(StoredFault) {
    let summary = try StoredObject(json)
    var policies: [PolicySummary] = []
    for stored in try summary.objects("policies") { policies.append(try PolicySummary(stored: stored)) }
    var sources: [SourceSummary] = []
    for stored in try summary.objects("sources") { sources.append(try SourceSummary(stored: stored)) }
    var orphans: [EntityCount] = []
    for stored in try summary.objects("orphans") {
      orphans.append(EntityCount(entity: try stored.string("type"), count: try stored.count("count")))
    }
    var uncollected: [UncollectedCount] = []
    for stored in try summary.objects("uncollected") {
      uncollected.append(
        UncollectedCount(
          relation: try stored.string("relation"), entity: try stored.string("type"),
          count: try stored.count("count"), total: try stored.count("total")))
    }
    var waivers: [WaiverSummary] = []
    for stored in try summary.objects("waivers") { waivers.append(try WaiverSummary(stored: stored)) }
    var attestations: [AttestationSummary] = []
    for stored in try summary.objects("attestations") { attestations.append(try AttestationSummary(stored: stored)) }
    self.init(
      policies: policies, sources: sources, counts: try VerdictCounts(stored: try summary.object("counts")),
      orphans: orphans, uncollected: uncollected, waivers: waivers, attestations: attestations)
  }
}

extension VerdictCounts {
  fileprivate init(stored counts: StoredObject) throws(StoredFault) {
    var numbers: [Verdict: Int] = [:]
    for verdict in Verdict.allCases { numbers[verdict] = try counts.count(verdict.rawValue) }
    self.init(
      numbers, waived: try counts.count("waived"), standIns: try counts.count("stand_ins"),
      orphans: try counts.count("orphans"), withoutSubject: try counts.count("without_subject"))
  }
}

extension SourceSummary {
  fileprivate init(stored source: StoredObject) throws(StoredFault) {
    let levels = try source.object("coverage")
    var coverage: [Section] = []
    for (name, _) in try source.entries("coverage") {
      coverage.append(Section(name: name, level: try levels.word(name)))
    }
    var custody: Obtained?
    if let stored = try source.optionalObject("obtained") {
      custody = Obtained(
        by: try stored.optionalString("by"), how: try stored.optionalString("how"), at: try stored.optionalDay("at"))
    }
    self.init(
      path: try source.string("path"), digest: try source.string("digest"), format: try source.string("format"),
      entity: try source.string("type"), rows: try source.count("rows"),
      collected: try source.optionalDay("collected"), coverage: coverage, staleFor: try source.strings("stale_for"),
      obtained: custody)
  }
}

extension PolicySummary {
  fileprivate init(stored policy: StoredObject) throws(StoredFault) {
    let advisory = try policy.object("advisory")
    var clauses: [ClauseSummary] = []
    for stored in try policy.objects("clauses") { clauses.append(try ClauseSummary(stored: stored)) }
    var rules: [RuleSummary] = []
    for stored in try policy.objects("rules") { rules.append(try RuleSummary(stored: stored)) }
    self.init(
      id: try policy.string("id"), version: try policy.string("version"), digest: try policy.string("digest"),
      title: try policy.text("title"), issuer: try advisory.string("issuer"),
      number: try advisory.optionalString("number"), date: try advisory.optionalString("date"),
      verdict: try policy.word("verdict"), counts: try VerdictCounts(stored: try policy.object("counts")),
      clauses: clauses, rules: rules)
  }
}

extension ClauseSummary {
  fileprivate init(stored clause: StoredObject) throws(StoredFault) {
    var reason: LocalizedText?
    if try clause.optionalObject("not_encoded") != nil { reason = try clause.text("not_encoded") }
    self.init(
      id: try clause.string("id"), isMandatory: try clause.string("force") == "mandatory",
      quote: try clause.string("quote"), title: try clause.text("title"), limits: try clause.text("limits"),
      whyNotEncoded: reason, isAny: try clause.bool("any"), verdict: try clause.word("verdict"),
      isWaived: try clause.bool("waived"), counts: try VerdictCounts(stored: try clause.object("counts")),
      rules: try clause.strings("rules"))
  }
}

extension RuleSummary {
  fileprivate init(stored rule: StoredObject) throws(StoredFault) {
    var left: Deselection?
    if let stored = try rule.optionalObject("deselected") {
      left = Deselection(reason: try stored.string("reason"), approvedBy: try stored.string("approved_by"))
    }
    self.init(
      id: try rule.string("id"), title: try rule.text("title"), remediation: try rule.text("remediation"),
      severity: try rule.word("severity"), entity: try rule.string("subject"), clauses: try rule.strings("clauses"),
      expected: try rule.text("expected"), isInformational: try rule.bool("informational"), deselection: left,
      verdict: try rule.word("verdict"), counts: try VerdictCounts(stored: try rule.object("counts")))
  }
}

extension WaiverSummary {
  fileprivate init(stored waiver: StoredObject) throws(StoredFault) {
    self.init(
      policy: try waiver.string("policy"), rule: try waiver.string("rule"), selector: try waiver.string("subject"),
      state: try waiver.word("state"), reason: try waiver.string("reason"),
      requestedBy: try waiver.string("requested_by"), approvedBy: try waiver.string("approved_by"),
      from: try waiver.day("from"), until: try waiver.day("until"), fails: try waiver.count("fails"),
      source: try EvidenceRecord.Place(stored: try waiver.object("source")))
  }
}

extension AttestationSummary {
  fileprivate init(stored item: StoredObject) throws(StoredFault) {
    self.init(
      policy: try item.string("policy"), rule: try item.string("rule"), selector: try item.string("subject"),
      answer: try item.bool("answer"), signedBy: try item.string("signed_by"), role: try item.string("role"),
      date: try item.day("date"), until: try item.optionalDay("until"), document: try item.optionalString("document"),
      isDocumentChecked: try item.bool("document_checked"), keyID: try item.optionalString("signed_with"),
      decided: try item.count("decided"), source: try EvidenceRecord.Place(stored: try item.object("source")))
  }
}
