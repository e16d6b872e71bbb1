import Authoring
import Diagnostics
import Evidence
import Schema

/// A record as a page for a person: what was expected, what was read and where, and how the one led to the other.
struct ExplainPage {
  let record: EvidenceRecord
  let language: Language
  /// Where one is wanted and there is one: stands for what was observed and the trace.
  var tree: DecisionTree?

  private func word(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  var text: String {
    var lines: [String] = []
    let subject = record.subject
    let name = subject.name.isEmpty || subject.name == subject.id ? "" : " (\(subject.name))"
    let about = subject.id.isEmpty ? subject.type : "\(subject.type)/\(subject.id)\(name)"
    let waived = record.isWaived ? word(" (được miễn trừ)", " (waived)") : ""
    lines.append("\(record.policy.id)/\(record.rule.id) · \(about): \(record.verdict.rawValue)\(waived)")
    let place = record.rule.source
    let clauses = record.rule.clauses.joined(separator: ", ")
    lines.append(
      "  \(record.rule.title.text(language)) · \(record.rule.severity.rawValue) · \(clauses) · \(place.path):\(place.line)"
    )
    if !subject.units.isEmpty { lines.append("  \(word("đơn vị", "unit")): \(subject.units.joined(separator: " < "))") }
    lines.append("")
    lines.append("  \(record.message.text(language))")
    if record.isVacuous { lines.append("  \(word("dựa trên danh sách rỗng", "rests on an empty list"))") }
    if let reason = record.reason {
      let attributes = reason.attributes.isEmpty ? "" : ": \(reason.attributes.joined(separator: ", "))"
      lines.append("  \(word("lý do", "reason")): \(reason.code.rawValue)\(attributes)")
    }
    add(word("YÊU CẦU", "EXPECTED"), [record.expected], to: &lines)
    if let tree {
      add(word("QUYẾT ĐỊNH", "DECISION"), tree.lines + omitted, to: &lines)
    } else {
      add(word("DỮ LIỆU", "OBSERVED"), record.observed.map(observation) + omitted, to: &lines)
      add(word("DIỄN GIẢI", "TRACE"), record.trace.map(step), to: &lines)
    }
    add(word("MIỄN TRỪ", "WAIVER"), record.waiver.map { [waiver($0)] } ?? [], to: &lines)
    add(word("XÁC NHẬN", "ATTESTATION"), record.attestation.map { [attestation($0)] } ?? [], to: &lines)
    let remedy = record.remediation.text(language)
    add(word("KHẮC PHỤC", "REMEDIATION"), remedy.isEmpty ? [] : [remedy], to: &lines)
    lines.append("")
    lines.append("  \(word("bản ghi", "record")) \(record.id) · SHA-256 \(record.digest)")
    lines.append("  \(word("lần đánh giá", "run")) \(record.run)")
    return lines.map { TerminalText.visible($0) + "\n" }.joined()
  }

  /// A text without regard to how it is broken into lines.
  static func folded(_ text: String) -> String {
    text.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
  }

  private func add(_ title: String, _ content: [String], to lines: inout [String]) {
    guard !content.isEmpty else { return }
    lines += ["", "  \(title)"]
    lines += content.map { "    \($0)" }
  }

  private func observation(_ observation: EvidenceRecord.Observation) -> String {
    let about = observation.about.map { " [\($0)]" } ?? ""
    let name = observation.name + about
    guard let source = observation.source else { return "\(name): \(word("không nguồn nào có", "no source has it"))" }
    let column = source.column ?? source.pointer ?? ""
    let inner = [source.place, column, observation.collected.map(\.description) ?? ""].filter { !$0.isEmpty }
    return "\(name) = \(observation.spelling)  (\(inner.joined(separator: ", ")))"
  }

  private var omitted: [String] {
    var lines: [String] = []
    if record.witnessCount > 0 {
      let listed = record.observed.count(where: \.isWitness)
      lines.append(
        word(
          "nhân chứng: liệt kê \(listed) trong \(record.witnessCount)",
          "witnesses: \(listed) listed of \(record.witnessCount)"))
    }
    if record.omitted > 0 { lines.append(word("còn \(record.omitted) giá trị nữa", "\(record.omitted) more values")) }
    return lines
  }

  private func step(_ step: EvidenceRecord.Step) -> String {
    let about = step.about.map { "[\($0)] " } ?? ""
    return "\(about)\(step.expression) → \(step.outcome ?? step.spelling)"
  }

  private func waiver(_ waiver: EvidenceRecord.Waiver) -> String {
    let people = "\(waiver.requestedBy) → \(waiver.approvedBy)"
    return
      "\(waiver.state.rawValue), \(waiver.from) – \(waiver.until): \(waiver.reason) (\(people)), \(waiver.source.path):\(waiver.source.line)"
  }

  private func attestation(_ attestation: EvidenceRecord.Attestation) -> String {
    guard let statement = attestation.statement else { return attestation.state }
    let document = statement.document.map { ", \($0)" } ?? ""
    return
      "\(attestation.state): \(statement.answer), \(statement.signedBy) (\(statement.role)), \(statement.date)\(document), \(statement.source.path):\(statement.source.line)"
  }
}
