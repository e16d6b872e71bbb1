import Planning
import Policies
import Schema

extension PolicyPage {
  /// Every rule: what is asked, when, how much it matters, what to do, what it needs.
  var rules: [String] {
    var lines = ["", "## " + say("Quy tắc", "Rules")]
    for rule in policy.rules { lines += section(rule) }
    return lines
  }

  private func section(_ rule: Rule) -> [String] {
    let title = rule.title.text(language)
    var lines = ["", "### `\(rule.id)`" + (title.isEmpty ? "" : " · " + MarkdownText.escaped(title)), ""]
    let clauses = rule.clauses.map { "`\($0.value)`" }.joined(separator: ", ")
    lines.append("- \(say("Điều khoản", "Clause")): \(clauses)")
    let of = rule.of.map { " (\(say("của", "of")) `\($0.value)`)" } ?? ""
    lines.append("- \(say("Đối tượng", "Subject")): `\(rule.subject.value)`\(of)")
    let informs = rule.isInformational ? ", " + say("chỉ để biết", "informational") : ""
    lines.append("- \(say("Mức nghiêm trọng", "Severity")): \(severity(rule.severity))\(informs)")
    if let when = rule.when { lines += ["", say("Áp dụng khi:", "Applies when:"), ""] + MarkdownText.block(when.text) }
    if let check = rule.check { lines += ["", say("Đạt khi:", "Passes when:"), ""] + MarkdownText.block(check.text) }
    if let attest = rule.attest { lines += ["", attested(attest)] }
    for (name, text) in [
      (say("Khắc phục", "Remediation"), rule.remediation), (say("Lý do", "Why"), rule.rationale),
    ] where !text.text(language).isEmpty {
      lines += ["", "**\(name).** " + MarkdownText.escaped(text.text(language))]
    }
    if !rule.references.isEmpty {
      let references = rule.references.map(MarkdownText.escaped).joined(separator: "; ")
      lines += ["", "**\(say("Căn cứ", "References")).** \(references)"]
    }
    return lines + collected(rule)
  }

  private func severity(_ severity: Severity) -> String {
    switch severity {
    case .critical: say("nghiêm trọng (critical)", "critical")
    case .high: say("cao (high)", "high")
    case .medium: say("trung bình (medium)", "medium")
    case .low: say("thấp (low)", "low")
    case .info: say("thông tin (info)", "info")
    }
  }

  private func attested(_ attest: AttestationRequest) -> String {
    var text =
      "**\(say("Hỏi người có trách nhiệm", "Asked of a person")).** " + MarkdownText.escaped(attest.ask.text(language))
    if let whole = attest.whole {
      text += " " + say("(cho toàn bộ `\(whole.value)`)", "(for the whole `\(whole.value)`)")
    }
    if let days = attest.maxAgeDays { text += " " + say("Không quá \(days) ngày.", "Not older than \(days) days.") }
    return text
  }

  /// What the rule reads of an inventory.
  private func collected(_ rule: Rule) -> [String] {
    guard let needs = needs.first(where: { $0.rule == rule.id })?.needs else { return [] }
    var lines: [String] = []
    for entity in loaded.schema.entities {
      let own = needs.columns.filter { $0.entity == entity.name }.map { "`\($0.name)`" }
      if !own.isEmpty { lines.append("- `\(entity.name)`: " + own.joined(separator: ", ")) }
    }
    let limits = Dictionary(
      policy.freshness.map { ($0.section.value, $0.days) }, uniquingKeysWith: { first, _ in first })
    let sections = needs.sections.map { section in
      let age = limits[section].map { " (\(say("không quá \($0) ngày", "not older than \($0) days")))" } ?? ""
      return "`\(section)`\(age)"
    }
    if !sections.isEmpty {
      lines.append("- \(say("thu thập đầy đủ", "complete")): " + sections.joined(separator: ", "))
    }
    guard !lines.isEmpty else { return [] }
    return ["", "**\(say("Cần thu thập", "To collect")).**", ""] + lines
  }

  /// What to collect, entity by entity, with the words that a sheet may use.
  var collection: [String] {
    guard !templates.isEmpty else { return [] }
    var lines = ["", "## " + say("Cần thu thập", "What to collect"), ""]
    lines.append(
      say(
        "Mỗi bảng dưới đây có một tệp mẫu CSV để đơn vị điền. Ô để trống nghĩa là không biết; các cột khoá (\\*) phân biệt "
          + "đối tượng này với đối tượng khác, hãy điền càng nhiều càng tốt. Không bao giờ ghi mật khẩu vào bảng.",
        "Each of these has a CSV template that a unit can fill in. An empty cell means that nobody knows; key columns "
          + "(\\*) tell one subject from another: fill in as many as are known. Never write a password into a sheet."))
    let header = [
      say("Cột", "Column"), say("Thuộc tính", "Attribute"), say("Nội dung", "Content"), say("Ví dụ", "Example"),
      say("Dùng cho", "Read by"),
    ]
    for template in templates {
      lines += ["", "### `\(template.entity)` · templates/\(template.fileName)", ""]
      lines += MarkdownText.table(header, template.columns.map(row))
    }
    return lines
  }

  private func row(_ column: CollectionTemplate.Column) -> [String] {
    let words = column.words.map(MarkdownText.escaped).joined(separator: " · ")
    let privacy = column.isSensitive ? say("nhạy cảm", "sensitive") : ""
    let content = [
      MarkdownText.escaped(column.doc), words.isEmpty ? "`\(column.type)`" : words, privacy,
    ].filter { !$0.isEmpty }.joined(separator: "; ")
    return [
      MarkdownText.escaped(column.header) + (column.isKey ? " \\*" : ""), "`\(column.member)`", content,
      MarkdownText.escaped(column.example), column.rules.map { "`\($0)`" }.joined(separator: ", "),
    ]
  }
}
