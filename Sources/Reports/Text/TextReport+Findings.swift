import Diagnostics
import Evidence
import Formats
import Schema

extension TextReport {
  /// The findings of one rule and verdict.
  func findings(_ group: FindingGroup, _ context: ReportContext, _ words: any TextWords, _ page: inout TextPage) {
    let policy = context.evidence.summary.policies[group.policy]
    let rule = policy.rules[group.rule]
    page.line()
    let verdict = words.verdict(group.verdict)
    let clauses = rule.clauses.joined(separator: ", ")
    let left = "  \(verdict)  \(rule.id)"
    let tail = "  \(words.severity(rule.severity)) · \(clauses)"
    let hasSubject = rule.counts.withoutSubject == 0
    let right = hasSubject ? words.subjects(group.count, of: rule.counts.total, rule.entity) : ""
    let room = page.width - TerminalText.width(left + tail) - TerminalText.width(right)
    page.line(
      "  " + page.paint(verdict, group.verdict.style) + "  " + page.paint(rule.id, .strong)
        + page.paint(tail, .faint) + TextLayout.spaces(max(2, room)) + right)
    page.paragraph(rule.title.text(words.language), indent: 4)
    let expected = rule.expected.text(words.language)
    if !expected.isEmpty {
      page.paragraph(
        expected, indent: 6 + TerminalText.width(words.expected), lead: "    \(words.expected)", style: .faint)
    }
    for reason in group.reasons { findings(reason, words, &page) }
    let remediation = rule.remediation.text(words.language)
    if group.verdict == .fail, !remediation.isEmpty {
      page.paragraph(remediation, indent: 6 + TerminalText.width(words.remedy), lead: "    \(words.remedy)")
    }
  }

  private func findings(_ group: FindingGroup.ReasonGroup, _ words: any TextWords, _ page: inout TextPage) {
    if let reason = group.reason, reason.code != .noSubject {
      let attributes = reason.attributes.isEmpty ? "" : ": \(reason.attributes.joined(separator: ", "))"
      page.paragraph("\(words.reason(reason.code))\(attributes) (\(group.count))", indent: 4, style: .strong)
    }
    let details = group.listed.map { self.details($0, words) }
    if let first = details.first, details.count > 1, details.allSatisfy({ $0 == first }) {
      show(first, &page, indent: 6)
      for record in group.listed { page.paragraph(heading(record, words), indent: 8, lead: "    - ", isHeading: true) }
    } else {
      for (record, details) in zip(group.listed, details) {
        if record.reason?.code == .noSubject {
          show(details, &page, indent: 4)
        } else {
          page.paragraph(heading(record, words), indent: 8, lead: "    - ", isHeading: true)
          show(details, &page, indent: 8)
        }
      }
    }
    let rest = group.count - group.listed.count
    if rest > 0 { page.line("    " + words.more(rest)) }
  }

  /// Places in a column of their own, as wide as the widest of them.
  private func show(_ details: [Detail], _ page: inout TextPage, indent: Int) {
    let widest = details.map { TerminalText.width($0.place) }.filter { $0 <= 30 }.max() ?? 0
    for detail in details {
      let place = TextLayout.spaces(indent) + detail.place
      if detail.place.isEmpty {
        page.paragraph(detail.text, indent: indent)
      } else if TerminalText.width(detail.place) > widest {
        page.line(place)
        page.paragraph(detail.text, indent: indent + 4)
      } else {
        page.paragraph(detail.text, indent: indent + widest + 2, lead: place)
      }
    }
  }

  /// Who it is, and what marks the finding.
  private func heading(_ record: EvidenceRecord, _ words: any TextWords) -> String {
    let subject = record.subject
    // A name that is the id without its tag adds nothing to it.
    let isPlain = subject.name.isEmpty || subject.id == subject.name || subject.id.hasPrefix(subject.name + "#")
    var parts = [isPlain ? subject.id : "\(subject.name) [\(subject.id)]"]
    if let unit = subject.units.first, unit != subject.id { parts.append(unit) }
    if subject.isStandIn { parts.append(words.standIn) }
    if subject.isOrphan { parts.append(words.orphan) }
    if let waiver = record.waiver {
      parts.append(waiver.state == .inForce ? words.waived(waiver.until) : words.lapsed(waiver))
    }
    return parts.joined(separator: " · ")
  }

  // MARK: What decided

  private struct Detail: Equatable {
    var place: String
    var text: String
    var isWitness = false
  }

  /// So many witnesses, and so many values of each, are shown; the record has more.
  private static let limits = (witnesses: 3, values: 4)

  private func details(_ record: EvidenceRecord, _ words: any TextWords) -> [Detail] {
    let isObserved = record.verdict == .fail && record.attestation?.state != "decided" && !record.observed.isEmpty
    if record.reason?.code == .attestationMissing, record.verdict == .notChecked { return [] }
    guard isObserved else {
      // In a configuration file the place is where somebody will mend it.
      let place = record.places.first?.source.flatMap { $0.region == nil ? nil : $0.place } ?? ""
      return [Detail(place: place, text: record.detail(words.language))]
    }
    var details = witnesses(record, words)
    let observed = record.observed.filter { !$0.isReference }.telling
    let own = observed.filter { !$0.isWitness && $0.about == nil }
    let others = details.isEmpty ? observed.filter { !$0.isWitness && $0.about != nil } : []
    for observation in (own + others).prefix(TextReport.limits.values) {
      let place = observation.source?.place ?? ""
      let text = "\(name(observation, record)) = \(observation.source == nil ? "?" : observation.spelling)"
      // Values of one place share a line.
      if let last = details.last, last.place == place, !place.isEmpty, !last.isWitness {
        details[details.count - 1].text += ", " + text
      } else {
        details.append(Detail(place: place, text: text))
      }
    }
    let operands = record.trace.filter { $0.about == nil && $0.isOperand }.prefix(TextReport.limits.values)
    for step in operands { details.append(Detail(place: "", text: "\(step.expression) = \(step.spelling)")) }
    details += references(record)
    if let waiver = record.waiver, waiver.state == .inForce {
      details.append(Detail(place: "", text: "\(waiver.reason) (\(waiver.approvedBy))"))
    }
    return details
  }

  /// The rows of reference data that decided, each with its place and day.
  private func references(_ record: EvidenceRecord) -> [Detail] {
    var details: [Detail] = []
    var seen: Set<String> = []
    for reference in record.observed where reference.isReference && details.count < TextReport.limits.values {
      guard let about = reference.about, seen.insert(about).inserted, let source = reference.source else { continue }
      let name = about.split(separator: ":", maxSplits: 1).last.map(String.init) ?? about
      let day = reference.collected.map { " (\($0))" } ?? ""
      details.append(Detail(place: source.place, text: name + day))
    }
    return details
  }

  /// The subject's own attributes go without its entity, which stands above.
  private func name(_ observation: EvidenceRecord.Observation, _ record: EvidenceRecord) -> Substring {
    let prefix = record.subject.type + "."
    let isOwn = observation.about == nil && observation.name.hasPrefix(prefix)
    return isOwn ? observation.name.dropFirst(prefix.count) : observation.name[...]
  }

  /// The rows that bear witness, each with what was read of it.
  private func witnesses(_ record: EvidenceRecord, _ words: any TextWords) -> [Detail] {
    let all = record.observed.filter(\.isWitness)
    var details = all.prefix(TextReport.limits.witnesses).map { witness -> Detail in
      let own = record.observed.telling.filter { !$0.isWitness && $0.about != nil && $0.about == witness.about }
      let values = own.prefix(TextReport.limits.values).map { observation in
        "\(observation.name.dropFirst(witness.name.count + 1)) = \(observation.spelling)"
      }
      return Detail(
        place: witness.source?.place ?? "",
        text: ([witness.name + " " + witness.spelling] + values).joined(separator: ", "), isWitness: true)
    }
    let rest = all.count - details.count
    if rest > 0 { details.append(Detail(place: "", text: words.more(rest))) }
    return details
  }
}
