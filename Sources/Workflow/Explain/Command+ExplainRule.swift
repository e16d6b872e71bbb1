import Authoring
import Diagnostics
import Formats
import Planning
import Policies
import Schema
import Values

extension Command {
  /// A rule in plain words, out of the policies named or shipped.
  static func explain(rule request: ExplainRequest, _ console: Console) -> ExitStatus {
    let shipped = ShippedPolicies.folder(environment: console.environment)
    let input = RunInput.load(policies: request.policies, profile: request.profile, shipped: shipped)
    guard !input.diagnostics.hasErrors else {
      console.show(input.everythingWrong)
      return .unusableData
    }
    let found = input.policies.flatMap { loaded in
      loaded.policy.rules.filter { request.name == $0.id || request.name == "\(loaded.policy.id)/\($0.id)" }
        .map { (loaded: loaded, rule: $0.id) }
    }
    guard let (loaded, id) = found.first else {
      return console.refuse(.noSuchRule(request.name, input.policies.map(\.policy)), .unusableData)
    }
    guard found.count == 1 else {
      return console.refuse(
        .severalRules(request.name, found.map { "\($0.loaded.policy.id)/\($0.rule)" }), .unusableData)
    }
    let asOf = request.asOf ?? Clock.today(in: input.profile?.profile?.zone.flatMap { Zone($0.value) } ?? .vietnam)
    let (compiled, problems) = PolicyCompiler.compile(
      loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: input.tailoring(asOf: asOf))
    var list = input.diagnostics
    list.add(contentsOf: problems)
    console.show(list)
    guard let compiled, let rule = compiled.rules.first(where: { $0.id == id }) else { return .unusableData }
    let explanation = RuleExplanation(rule, of: compiled, language: request.language)
    let bytes = request.isJSON ? JSONWriter.pretty(json(explanation)) : Array(text(explanation).utf8)
    return console.deliver(bytes) ?? .passed
  }

  private static func text(_ explanation: RuleExplanation) -> String {
    var lines = ["\(explanation.policy)/\(explanation.rule)"]
    for section in explanation.sections {
      lines += ["", "  \(section.title)"]
      lines += section.lines.map { "    \($0)" }
    }
    return lines.map { TerminalText.visible($0) + "\n" }.joined()
  }

  private static func json(_ explanation: RuleExplanation) -> JSONValue {
    let sections = explanation.sections.map { section -> JSONValue in
      [
        "name": .string(section.name), "title": .string(section.title),
        "lines": .array(section.lines.map(JSONValue.string)),
      ]
    }
    return [
      "policy": .string(explanation.policy), "rule": .string(explanation.rule), "sections": .array(sections),
    ]
  }

  // MARK: Codes

  /// A diagnostic's code: what it means, an example, and what to do.
  static func explain(code number: Int, _ request: ExplainRequest, _ console: Console) -> ExitStatus {
    guard let code = DiagnosticCodeCatalog.all.first(where: { $0.number == number }) else {
      return console.refuse(.noSuchCode(request.name), .unusableData)
    }
    let page = CodeExplanation(code)
    let bytes = request.isJSON ? JSONWriter.pretty(page.json) : Array(page.text.utf8)
    return console.deliver(bytes) ?? .passed
  }
}

/// What is said of a code: the essay, or the lint's own page.
struct CodeExplanation {
  let code: DiagnosticCode
  private let essay: DiagnosticEssay?
  private let lint: (any Lint)?

  init(_ code: DiagnosticCode) {
    self.code = code
    essay = DiagnosticEssayCatalog.essay(of: code)
    lint = LintCatalog.all.first { $0.code == code }
  }

  private var meaning: String { essay?.meaning ?? lint.map { "\($0.summary) \($0.reason)" } ?? code.title }
  private var example: String? { essay?.example?.text ?? lint?.examples.first { !$0.finds.isEmpty }?.text }
  private var remedy: String? { essay?.remedy ?? lint.map { "See docs/lints.md, \($0.name)." } }

  var text: String {
    var lines = ["\(code)  \(code.title)", ""]
    lines += TextParagraphs.wrapped(meaning, width: 100)
    if let example {
      lines += ["", "  for example", ""]
      lines += example.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
    }
    if let remedy { lines += [""] + TextParagraphs.wrapped(remedy, width: 100) }
    return lines.map { TerminalText.visible($0) + "\n" }.joined()
  }

  var json: JSONValue {
    [
      "code": .string("\(code)"), "title": .string(code.title), "meaning": .string(meaning),
      "example": example.map(JSONValue.string) ?? .null, "remedy": remedy.map(JSONValue.string) ?? .null,
    ]
  }
}

/// Text in lines of a width.
enum TextParagraphs {
  /// The lines of a text, broken at spaces; its own line breaks stay.
  static func wrapped(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph -> [String] in
      var lines = [""]
      for word in paragraph.split(separator: " ") {
        let last = lines[lines.count - 1]
        if !last.isEmpty, TerminalText.width(last) + 1 + TerminalText.width(String(word)) > width {
          lines.append(String(word))
        } else {
          lines[lines.count - 1] += (last.isEmpty ? "" : " ") + word
        }
      }
      return lines
    }
  }
}

extension Diagnostic {
  fileprivate static func noSuchRule(_ name: String, _ policies: [Policy]) -> Diagnostic {
    let rules = policies.flatMap { $0.rules.map(\.id) }
    let nearest = NameSuggestions.nearest(to: name, among: rules)
    return Diagnostic(
      .unknownRule, "\(quote(name)) is no rule of \(policies.map { "`\($0.id)`" }.joined(separator: ", "))",
      help: nearest.map { ["did you mean the rule `\($0)`?"] }
        ?? ["a record needs `--bundle` or `--inventory`; a code is written `KIEM4003`"])
  }

  fileprivate static func severalRules(_ name: String, _ names: [String]) -> Diagnostic {
    Diagnostic(
      .unknownRule, "\(quote(name)) names \(names.count) rules",
      help: ["name one of: \(names.map { "`\($0)`" }.joined(separator: ", "))"])
  }

  fileprivate static func noSuchCode(_ name: String) -> Diagnostic {
    let near = DiagnosticCodeCatalog.all.map(\.description)
    let nearest = NameSuggestions.nearest(to: name.uppercased(), among: near)
    return Diagnostic(
      .noSuchRecord, "\(quote(name)) is no diagnostic's code", help: nearest.map { ["did you mean `\($0)`?"] } ?? [])
  }
}
