import CEL
import Planning
import Policies
import Schema
import Values

/// The page of one policy, in Markdown.
struct PolicyPage {
  let loaded: LoadedPolicy
  let needs: [(rule: String, needs: RuleNeeds)]
  let templates: [CollectionTemplate]
  let asOf: CalendarDate
  let language: Language

  var policy: Policy { loaded.policy }
  private var advisory: Advisory { policy.advisory }

  /// The whole page.
  var text: String {
    (head + clauses + rules + parameters + facts + catalogs + collection).joined(separator: "\n") + "\n"
  }

  /// One of two texts.
  func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  // MARK: Parts

  private var head: [String] {
    let title = policy.title.text(language)
    var lines = ["# " + MarkdownText.escaped(title.isEmpty ? policy.id : title), ""]
    lines.append("`\(policy.id)` \(policy.version)")
    lines.append("")
    let number = advisory.number.map { "\(say("số", "No.")) \($0)" }
    let date = advisory.date.map { "\(say("ngày", "of")) \($0.value)" }
    let source = [number, advisory.issuer, date].compactMap { $0 }.joined(separator: ", ")
    lines.append("\(say("Văn bản", "Advisory")): " + MarkdownText.escaped(source))
    let from = policy.validFrom.map { "\(say("từ", "from")) \($0)" }
    let to = policy.validTo.map { "\(say("đến", "to")) \($0)" }
    let valid = [from, to].compactMap { $0 }.joined(separator: " ")
    if !valid.isEmpty { lines += ["", "\(say("Hiệu lực", "In force")): \(valid)"] }
    let doc = policy.doc.text(language)
    if !doc.isEmpty { lines += ["", MarkdownText.escaped(doc)] }
    return lines
  }

  private var clauses: [String] {
    var lines = ["", "## " + say("Điều khoản", "Clauses")]
    for clause in advisory.clauses {
      let title = clause.title.text(language)
      lines += ["", "### `\(clause.id)`" + (title.isEmpty ? "" : " · " + MarkdownText.escaped(title)), ""]
      lines += clause.quote.value.split(separator: "\n").map { "> " + MarkdownText.escaped(String($0)) }
      lines.append("")
      let force =
        switch clause.force {
        case .mandatory: say("bắt buộc", "mandatory")
        case .recommended: say("khuyến cáo", "recommended")
        }
      lines.append("- \(say("Mức độ ràng buộc", "Force")): \(force)")
      switch clause.encoding {
      case .rules:
        let rules = policy.rules(ofClause: clause.id).map { "`\($0.id)`" }.joined(separator: ", ")
        let any = clause.isAny ? " (\(say("một quy tắc đạt là đủ", "one that passes is enough")))" : ""
        lines.append("- \(say("Quy tắc", "Rules")): \(rules)\(any)")
      case .none(let reason):
        lines.append("- \(say("Không mã hoá", "Not encoded")): " + MarkdownText.escaped(reason.text(language)))
      }
      let limits = clause.limits.text(language)
      if !limits.isEmpty { lines.append("- \(say("Giới hạn", "Limits")): " + MarkdownText.escaped(limits)) }
    }
    return lines
  }

  private var parameters: [String] {
    guard !policy.parameters.isEmpty else { return [] }
    var rows: [[String]] = []
    for parameter in policy.parameters {
      rows.append([
        "`\(parameter.name)`", "`\(parameter.type)`", MarkdownText.code(ValueLiteral.text(of: parameter.default)),
        MarkdownText.escaped(parameter.doc.text(language)),
      ])
    }
    let header = [
      say("Tham số", "Parameter"), say("Kiểu", "Type"), say("Mặc định", "Default"), say("Ý nghĩa", "Meaning"),
    ]
    return ["", "## " + say("Tham số", "Parameters"), ""] + MarkdownText.table(header, rows)
  }

  private var facts: [String] {
    let groups = policy.facts.filter { !$0.facts.isEmpty }
    guard !groups.isEmpty else { return [] }
    var lines = ["", "## " + say("Sự kiện dẫn xuất", "Facts")]
    for group in groups {
      for fact in group.facts {
        lines += ["", "`\(group.entity.value).\(fact.name)`", ""] + MarkdownText.block(fact.expression.text)
      }
    }
    return lines
  }

  private var catalogs: [String] {
    guard !loaded.catalogs.isEmpty else { return [] }
    var rows: [[String]] = []
    for catalog in loaded.catalogs {
      let days = catalog.rows.compactMap(\.asOf) + [catalog.asOf].compactMap { $0 }
      let oldest = days.min()
      let age = oldest.map { "\($0) (\($0.days(to: asOf)) \(say("ngày trước", "days before")) \(asOf))" } ?? "–"
      let unchecked = catalog.rows.count(where: \.isUnchecked)
      let count =
        unchecked == 0
        ? "\(catalog.rows.count)" : "\(catalog.rows.count) (\(unchecked) \(say("chưa kiểm chứng", "unchecked")))"
      rows.append(["`\(catalog.name)`", MarkdownText.escaped(catalog.doc.text(language)), count, age])
    }
    let header = [
      say("Danh mục", "Catalog"), say("Nội dung", "Content"), say("Số dòng", "Rows"), say("Dòng cũ nhất", "Oldest row"),
    ]
    return ["", "## " + say("Danh mục", "Catalogs"), ""] + MarkdownText.table(header, rows)
  }
}
