import Authoring
import Diagnostics
import FoundationEssentials
import Formats
import Planning
import Schema
import Testing
import Values

@testable import Workflow

private let asOf = CalendarDate(year: 2026, month: 1, day: 15)!

@Suite struct ExplainTests {
  private func explain(
    _ name: String, _ subject: String? = nil, bundle: String? = nil, inventory: [String] = [], profile: String? = nil,
    format: String = "text", language: String = "en", tree: Bool = false
  ) throws -> (status: Workflow.ExitStatus, recorder: Recorder) {
    let recorder = Recorder()
    let request = try ExplainRequest(
      name: name, subject: subject, bundle: bundle, inventory: inventory, policies: [], profile: profile,
      asOf: bundle == nil ? "2026-01-15" : nil, format: format, language: language, showsTree: tree)
    return (Command.explain(request, console: recorder.console), recorder)
  }

  // MARK: Rules

  /// A policy with whatever the verbaliser has words for.
  private static let policy = """
    title: {vi: Thử, en: A trial}
    advisory:
      issuer: the office
      text: advisory.txt
      clauses:
        - id: A
          force: mandatory
          quote: Change the default password.
          title: {vi: Đổi, en: Change}
          limits: {vi: Không thử đăng nhập, en: Nobody tries to log in}
    uses: [inventory, vendors]
    freshness: {account.camera: 90}
    parameters:
      least: {type: int, default: 8, doc: {vi: Độ dài ít nhất, en: The least length}}
      since: {type: date, default: 2025-01-01, doc: {vi: Từ ngày, en: Since when}}
    facts:
      camera:
        live: "!(camera.status in ['gone'])"
        maker: vendors.row(camera.vendor)
        recent: camera.seen >= params.since && days_between(camera.seen, run.as_of) <= 30
        listed: size(camera.accounts) > 0 || undecided('no account is listed')
    rules:
      - id: password
        clause: A
        subject: camera
        severity: high
        title: {vi: Đã đổi mật khẩu, en: The password was changed}
        when: camera.live && camera.networked && vendors.classify(camera) != ''
        check: |
          camera.password.state == 'changed'
            && (camera.maker.supported ? camera.password.length >= params.least : camera.recent)
            && !camera.accounts.exists(a, !a.is_disabled && (!given(a.changed) || !a.changed))
            && camera.listed
            && (has(camera.oem_of) || version(camera.firmware) >= version('5.7.20') || camera.vendor.startsWith('ax'))
        attest:
          ask: {vi: Đã đổi chưa?, en: Was it changed?}
          whole: camera
          max_age_days: 180
        remediation: {vi: Đổi mật khẩu, en: Change the password}
        references: [ETSI EN 303 645]
    ---
    catalog: vendors
    as_of: 2026-01-05
    origin: the makers' own pages
    columns: {id: text, names: list<text>, supported: bool}
    key: [id]
    aliases: names
    classify: {camera: [{vendor: names, by: whole}]}
    rows:
      - {id: axis, names: [Axis], supported: true}
      - {id: dahua, names: [Dahua], supported: false, unchecked: true}
    """

  @Test(arguments: ["en", "vi"])
  func `a rule is told in plain words`(language: String) throws {
    try Project.withFolder { folder in
      for (path, text) in LintExample(Self.policy).files {
        let parent = folder.path + "/" + path.split(separator: "/").dropLast().joined(separator: "/")
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try folder.write(path, text)
      }
      let recorder = Recorder()
      let request = try ExplainRequest(
        name: "password", subject: nil, bundle: nil, inventory: [], policies: [folder.path + "/x"], profile: nil,
        asOf: "2026-01-15", format: "text", language: language)
      #expect(Command.explain(request, console: recorder.console) == .passed, "\(recorder.told)")
      Snapshot.expect(recorder.text.replacing(folder.path + "/", with: ""), "explain-rule.\(language).txt")
    }
  }

  @Test(arguments: [Language.en, .vi])
  func `every shipped rule can be told, and no check is left an expression`(language: Language) throws {
    let input = RunInput.load(policies: [], profile: nil, shipped: Project.policies)
    #expect(input.policies.count >= 2)
    for loaded in input.policies {
      let (compiled, _) = PolicyCompiler.compile(
        loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: Tailoring(asOf: asOf))
      let policy = try #require(compiled)
      for rule in policy.rules {
        let told = RuleExplanation(rule, of: policy, language: language)
        let sections = Dictionary(uniqueKeysWithValues: told.sections.map { ($0.name, $0.lines) })
        for name in ["rule", "clause", "about", "when", "pass", "fail", "undecided", "remediation", "graph"] {
          #expect(sections[name]?.isEmpty == false, "\(rule.id) has no \(name)")
        }
        for line in (sections["pass"] ?? []) + (sections["fail"] ?? []) {
          #expect(!line.trimmingPrefix(while: { " -".contains($0) }).hasPrefix("`"), "\(rule.id): \(line)")
        }
      }
    }
  }

  @Test func `JSON has the sections by name`() throws {
    let text = try explain("firmware-current", format: "json").recorder.text
    let root = try #require(JSONReader.read(Source(path: "<json>", text: text)).root)
    #expect(root["rule"]?.text == "firmware-current")
    let names = root["sections"]?.items.compactMap { $0["name"]?.text } ?? []
    #expect(names.contains("pass") && names.contains("fail") && names.contains("undecided") && names.contains("graph"))
  }

  @Test func `a rule that there is not is told with the nearest`() throws {
    let told = try explain("firmware-curent")
    #expect(told.status == .unusableData)
    #expect(told.recorder.told.contains("did you mean the rule `firmware-current`?"), "\(told.recorder.told)")
  }

  @Test func `a record without a run is wrong usage`() {
    #expect(throws: ExplainRequest.Problem.self) { try explain("5f0c1a77") }
    #expect(throws: ExplainRequest.Problem.self) { try explain("zoom-removed", "PC-1") }
  }

  // MARK: Codes

  @Test func `every code can be explained, in both forms`() throws {
    for code in DiagnosticCodeCatalog.all {
      let text = try explain("\(code)")
      #expect(text.status == .passed)
      #expect(text.recorder.text.hasPrefix("\(code)  \(code.title)\n"), "\(code)")
      let json = try explain("\(code)", format: "json").recorder.text
      let root = JSONReader.read(Source(path: "<json>", text: json)).root
      #expect(root?["meaning"]?.text?.isEmpty == false, "\(code)")
    }
  }

  @Test func `a code may be written in any case, and one that there is not is told`() throws {
    #expect(try explain("kiem2020").recorder.text.contains("a tag to YAML"))
    let told = try explain("KIEM9999")
    #expect(told.status == .unusableData && told.recorder.told.contains("is no diagnostic's code"))
    Snapshot.expect(try explain("KIEM2020").recorder.text, "explain-code.txt")
    Snapshot.expect(try explain("KIEM6103").recorder.text, "explain-lint.txt")
  }

  // MARK: Records

  private let fixture = "\(Project.root)/fixtures/ninh-binh"

  @Test(arguments: [
    ("not-open-to-internet", "CM-002"), ("password-strong", "CM-003"), ("not-in-sensitive-area", "CM-020"),
  ])
  func `a record is a tree of marks, values and places`(rule: String, subject: String) throws {
    let told = try explain(
      rule, subject, inventory: [fixture], profile: "\(fixture)/profile.yaml", tree: true)
    #expect(told.status == .passed, "\(told.recorder.told)")
    let text = told.recorder.text
    #expect(!text.contains("OBSERVED") && !text.contains("TRACE"))
    let start = try #require(text.range(of: "  DECISION\n"))
    let end = text.range(of: "\n\n", range: start)
    let tree = String(text[start.upperBound..<end])
    let name = subject.split(separator: "/").last.map(String.init) ?? subject
    Snapshot.expect(tree + "\n", "tree-\(rule)-\(name).txt")
    // Every step of the trace has found its part.
    #expect(!tree.contains("besides"), "\(tree)")
  }

  @Test(arguments: ["ninh-binh", "cam-pha"])
  func `every finding of a fixture has a tree that uses its whole trace`(name: String) throws {
    let folder = "\(Project.root)/fixtures/\(name)"
    let question = Assessment.Question(
      inventory: [folder], policies: [], profile: "\(folder)/profile.yaml", asOf: asOf, shipped: Project.policies,
      threads: 1)
    let assessment = try Assessment(question)
    var trees = 0
    for record in assessment.evidence.records where !record.trace.isEmpty {
      let loaded = try #require(assessment.input.policies.first { $0.policy.id == record.policy.id })
      let tree = try #require(DecisionTree(record, policy: loaded.policy, schema: loaded.schema))
      let text = tree.lines.joined(separator: "\n")
      #expect(!text.contains("besides"), "\(record.rule.id) \(record.subject.id)\n\(text)")
      trees += 1
    }
    #expect(trees > 10)
  }

  @Test func `without its policy a record's tree keeps what it cannot place`() throws {
    let question = Assessment.Question(
      inventory: [fixture], policies: [], profile: "\(fixture)/profile.yaml", asOf: asOf, shipped: Project.policies,
      threads: 1)
    let records = try Assessment(question).evidence.records
    let record = try #require(records.first { $0.rule.id == "not-in-sensitive-area" && $0.verdict == .fail })
    let tree = try #require(DecisionTree(record))
    let text = tree.lines.joined(separator: "\n")
    for step in record.trace { #expect(text.contains(step.expression), "\(text)") }
  }
}

extension String {
  /// Where a text begins behind a range; the end without one.
  fileprivate func range(of text: String, range: Range<String.Index>) -> String.Index {
    self[range.upperBound...].firstRange(of: text)?.lowerBound ?? endIndex
  }

  fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
