import FoundationEssentials
import Testing
import Workflow

@Suite struct LintTests {
  private func folder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try body(folder.path)
  }

  private func lint(
    _ policy: String, format: String = "text", levels: [String] = []
  ) throws -> (status: Workflow.ExitStatus, text: String, messages: String) {
    let captured = Captured()
    let request = try LintRequest(
      policies: [policy], profile: nil, asOf: "2026-01-15", format: format, levels: levels)
    let status = Command.lint(request, console: captured.console)
    return (status, captured.text, captured.messages)
  }

  private let files = [
    "x/a.txt": "q",
    "shared/schema/inventory.yaml": """
    schema: inventory
    version: 1.0.0
    entities:
      camera: {identity: {keys: [[name]]}, attributes: {name: text, vendor: text}}
    """,
    "x/policy.yaml": """
    policy: x
    version: 1.0.0
    title: {vi: Thử, en: A trial}
    advisory: {
      issuer: the office, text: a.txt,
      clauses: [{id: A, force: mandatory, quote: q, title: {vi: Tên, en: Name}}]}
    uses: [inventory]
    rules:
      - id: named       # lint: rule-without-test the example is short
        clause: A
        subject: camera
        severity: low
        title: {vi: Có tên, en: It has a name}
        check: camera.name != ''
    """,
  ]

  @Test func `a finding is shown at its line, with its lint's name, and is exit status 1`() throws {
    try folder(files) { root in
      let run = try lint(root + "/x")
      #expect(
        run.text.replacing(root, with: "") == """
          warning[KIEM6112]: the rule `named` does not say what to do about a fail
           --> /x/policy.yaml:9:9
            |
          9 |   - id: named       # lint: rule-without-test the example is short
            |         ^^^^^
            |
            = help: lint `missing-remediation`: see docs/lints.md

          1 policy: 1 warning, 1 silenced with a reason

          """)
      #expect(run.status == .failed)
      #expect(run.messages.isEmpty)
      #expect(try lint(root + "/x", levels: ["missing-remediation=note"]).status == .passed)
      #expect(try lint(root + "/x", levels: ["missing-remediation=off"]).text.contains("nothing found"))
    }
  }

  @Test func `adapters that documents declare are compiled`() throws {
    let adapter = """
      adapter: sheet
      version: 1.0.0
      recognise: {format: csv, headers: [A]}
      records: [{entity: camera, where: row['A', columns: {nmae: A}}]
      """
    var planted = files
    planted["shared/adapters/sheet.yaml"] = adapter.replacing("row['A'", with: "\"row['A'\"")
    try folder(planted) { root in
      let run = try lint(root + "/x")
      #expect(run.status == .unusableData)
      #expect(run.messages.contains("named `nmae`") && run.messages.contains("sheet.yaml:4"), "\(run.messages)")
      #expect(run.messages.contains("2 errors"), "\(run.messages)")
    }
  }

  @Test func `JSON and SARIF have the place and the suppression`() throws {
    try folder(files) { root in
      let json = try lint(root + "/x", format: "json").text
      #expect(json.contains(#""lint": "missing-remediation""#))
      #expect(json.contains(#""line": 9"#))
      #expect(json.contains(#""suppressed": ["#))
      let sarif = try lint(root + "/x", format: "sarif").text
      #expect(sarif.contains(#""ruleId": "missing-remediation""#))
      #expect(sarif.contains(#""startLine": 9"#))
      #expect(sarif.contains(#""kind": "inSource""#))
    }
  }

  @Test func `a policy that cannot be used is not linted`() throws {
    var broken = files
    broken["x/policy.yaml"]?.replace("camera.name != ''", with: "camera.nam != ''")
    try folder(broken) { root in
      let run = try lint(root + "/x")
      #expect(run.status == .unusableData)
      #expect(run.messages.contains("KIEM3102"))
      #expect(run.text.isEmpty)
    }
    let captured = Captured()
    let request = try LintRequest(policies: ["nowhere"], profile: nil, asOf: nil, format: "text", levels: [])
    #expect(Command.lint(request, console: captured.console) == .missingInput)
  }

  @Test(arguments: [
    ("unused-facts=off", "--lint unused-facts is no lint; did you mean unused-fact?"),
    ("unused-fact", "--lint unused-fact says no level; write NAME=LEVEL, with one of off, note, warning, error"),
    (
      "unused-fact=loud",
      "--lint unused-fact=loud says no level; write NAME=LEVEL, with one of off, note, warning, error"
    ),
  ])
  func `a level that means nothing is refused`(setting: String, message: String) {
    do throws(LintRequest.Problem) {
      _ = try LintRequest(policies: [], profile: nil, asOf: nil, format: "text", levels: [setting])
      Issue.record("accepted")
    } catch {
      #expect(error.message == message)
    }
  }
}
