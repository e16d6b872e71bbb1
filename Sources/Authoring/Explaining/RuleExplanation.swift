import CEL
import Planning
import Policies
import Schema
import Values

/// A rule for a person who has not read the policy: what it is about, when it applies, what passes, what fails, what leaves
/// it undecided, and what has to be collected.
public struct RuleExplanation: Sendable {
  /// A heading with its lines.
  public struct Section: Sendable {
    public var name: String
    public var title: String
    public var lines: [String]
  }

  public let policy: String
  public let rule: String
  public private(set) var sections: [Section] = []

  let compiled: CompiledPolicy
  let language: Language
  let graph: PolicyGraph

  func word(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  /// - Parameter rule: one of the policy's.
  public init(_ rule: CompiledRule, of compiled: CompiledPolicy, language: Language) {
    self.policy = compiled.policy.id
    self.rule = rule.id
    self.compiled = compiled
    self.language = language
    graph = PolicyGraphBuilder.graph(of: compiled, part: .rule(rule.id), showsLogic: true)
    add("rule", word("QUY TẮC", "RULE"), heading(rule))
    add("clause", word("ĐIỀU KHOẢN", "CLAUSE"), rule.rule.clauses.flatMap { clause($0.value) })
    add("about", word("ÁP DỤNG CHO", "ABOUT"), about(rule))
    add("when", word("KHI NÀO", "APPLIES WHEN"), applies(rule))
    add("pass", word("ĐẠT KHI", "PASSES WHEN"), outcome(rule, isNegated: false))
    add("fail", word("KHÔNG ĐẠT KHI", "FAILS WHEN"), outcome(rule, isNegated: true))
    add("undecided", word("CHƯA KẾT LUẬN KHI", "UNDECIDED WHEN"), undecided(rule))
    add("attest", word("HỎI NGƯỜI", "ASKS A PERSON"), question(rule))
    add("facts", word("CÁC DỮ KIỆN", "FACTS"), facts())
    add("inputs", word("CẦN THU THẬP", "INPUTS"), inputs())
    add("parameters", word("THAM SỐ", "PARAMETERS"), parameters())
    add("catalogs", word("DANH MỤC", "CATALOGS"), catalogs())
    add("remediation", word("KHẮC PHỤC", "REMEDIATION"), text(rule.rule.remediation))
    add("rationale", word("LÝ DO", "RATIONALE"), text(rule.rule.rationale))
    add("references", word("THAM CHIẾU", "REFERENCES"), rule.rule.references)
    add("graph", word("SƠ ĐỒ", "GRAPH"), GraphTree(graph).lines(from: "rule:\(rule.id)"))
  }

  private mutating func add(_ name: String, _ title: String, _ lines: [String]) {
    if !lines.isEmpty { sections.append(Section(name: name, title: title, lines: lines)) }
  }

  private func text(_ text: LocalizedText) -> [String] {
    let own = text.text(language)
    return own.isEmpty ? [] : own.split(whereSeparator: \.isNewline).map(String.init)
  }

  // MARK: What it is

  private func heading(_ rule: CompiledRule) -> [String] {
    let place = rule.rule.span.start
    let where_ = "\(rule.rule.span.source.path):\(place.line)"
    var lines = [rule.rule.title.text(language), "\(rule.rule.severity.rawValue) · \(where_)"].filter { !$0.isEmpty }
    if rule.rule.isInformational {
      lines.append(
        word(
          "chỉ để biết: không tính vào kết luận của điều khoản", "informational: takes no part in its clause's verdict")
      )
    }
    if let skipped = rule.deselection {
      lines.append(
        word(
          "hồ sơ bỏ qua: \(skipped.reason) (\(skipped.approvedBy))",
          "left out by the profile: \(skipped.reason) (\(skipped.approvedBy))"))
    }
    return lines
  }

  private func clause(_ id: String) -> [String] {
    guard let clause = compiled.policy.advisory.clause(id) else { return [] }
    let force = clause.force == .mandatory ? word("bắt buộc", "mandatory") : word("khuyến cáo", "recommended")
    let title = clause.title.text(language)
    var lines = ["\(id) (\(force))" + (title.isEmpty ? "" : ": \(title)"), "“\(clause.quote.value)”"]
    let limits = clause.limits.text(language)
    if !limits.isEmpty { lines.append(word("không kiểm được: ", "not tested: ") + limits) }
    return lines
  }

  private func about(_ rule: CompiledRule) -> [String] {
    var line = word("mỗi \(rule.subject) trong kiểm kê", "every \(rule.subject) of the inventory")
    if let parent = rule.parent, rule.rule.of != nil {
      line += word(", của \(parent.owner.name)", ", of its \(parent.owner.name)")
    }
    var lines = [line]
    if !rule.rule.patterns.isEmpty {
      let patterns = rule.rule.patterns.map(\.value).joined(separator: ", ")
      lines.append(word("có đường dẫn khớp với \(patterns)", "whose path matches \(patterns)"))
    }
    if let parent = rule.parent {
      let name = "\(parent.owner.name).\(parent.relation.name)"
      lines.append(
        word(
          "và một bản ghi thay thế (unknown) cho mỗi \(parent.owner.name) mà \(name) chưa thu thập đủ",
          "and one stand-in record (unknown) for every \(parent.owner.name) whose \(name) was not collected completely")
      )
    }
    return lines
  }

  private func applies(_ rule: CompiledRule) -> [String] {
    guard let when = rule.when else { return [word("luôn luôn", "always")] }
    return bullets(wording(when.expression).outline(when.expression.root))
      + [word("nếu không: notapplicable", "otherwise: notapplicable")]
  }

  private func outcome(_ rule: CompiledRule, isNegated: Bool) -> [String] {
    guard let check = rule.check else {
      let answer = isNegated ? word("“không”", "“no”") : word("“có”", "“yes”")
      return [word("người có trách nhiệm trả lời \(answer)", "a person who answers for it says \(answer)")]
    }
    return bullets(wording(check.expression).outline(check.expression.root, isNegated: isNegated))
  }

  private func question(_ rule: CompiledRule) -> [String] {
    guard let attest = rule.rule.attest else { return [] }
    var lines = text(attest.ask)
    if let whole = attest.whole {
      lines.append(word("phải bao quát toàn bộ \(whole.value)", "must cover the whole \(whole.value)"))
    }
    if let days = attest.maxAgeDays {
      lines.append(word("không quá \(days) ngày", "not older than \(days) days"))
    }
    lines.append(
      rule.check == nil
        ? word("chưa có câu trả lời: notchecked", "without an answer: notchecked")
        : word(
          "chỉ hỏi khi dữ liệu không kết luận được, không bao giờ trái với một fail",
          "asked only where the data cannot tell, and never against a fail"))
    return lines
  }

  // MARK: Words

  func wording(_ checked: CheckedExpression) -> ExpressionWording {
    ExpressionWording(compiled: compiled, language: language, checked: checked)
  }

  /// Lines with a dash before those that stand under another.
  private func bullets(_ lines: [ExpressionWording.Line]) -> [String] {
    lines.map { $0.depth == 0 ? $0.text : String(repeating: "  ", count: $0.depth - 1) + "- " + $0.text }
  }
}
