import Authoring
import Diagnostics
import FoundationEssentials
import Policies
import Testing
import Values

private let asOf = CalendarDate(year: 2026, month: 1, day: 15)!

@Suite struct LintTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var lint: any Lint
    var number: Int
    var testDescription: String { "\(lint.name) \(number)" }
    var example: LintExample { lint.examples[number] }
  }

  static let cases: [Case] = LintCatalog.all.flatMap { lint in
    lint.examples.indices.map { Case(lint: lint, number: $0) }
  }

  private func run(_ files: [String: String], levels: [String: LintLevel] = [:]) -> (LintRunner.Report, [Diagnostic]) {
    let files = DocumentFiles(files)
    let library = PolicyLibrary.load(["x"], files: files)
    let profile = files.entry("x/profile.yaml").map { _ in LoadedProfile.load("x/profile.yaml", files: files) }
    let report = LintRunner(levels: levels).run(
      library.policies, profile: profile, adapters: library.adapters, asOf: asOf)
    let problems = library.diagnostics.all + (profile?.diagnostics.all ?? []) + report.problems
    return (report, problems)
  }

  @Test(arguments: cases)
  func `a lint finds in its examples what it says it does`(test: Case) {
    let (report, problems) = run(test.example.files)
    #expect(problems.isEmpty, "\(table(problems))")
    let found = report.findings.filter { $0.lint == test.lint.name }
    #expect(
      found.map { $0.diagnostic.primary?.span.text ?? "" } == test.example.finds,
      "\(table(report.findings.map(\.diagnostic)))")
    #expect(found.allSatisfy { $0.diagnostic.code == test.lint.code })
  }

  @Test(arguments: LintCatalog.all.map(\.name))
  func `a lint has examples of both kinds and a page that reads well`(name: String) throws {
    let lint = try #require(LintCatalog.lint(named: name))
    #expect(lint.examples.contains { !$0.finds.isEmpty })
    #expect(lint.examples.contains { $0.finds.isEmpty })
    #expect(lint.summary.hasSuffix(".") && lint.reason.hasSuffix("."))
    #expect(lint.name.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (97...122).contains($0) })
  }

  @Test func `names and codes of lints are unique`() {
    #expect(Set(LintCatalog.names).count == LintCatalog.all.count)
    #expect(Set(LintCatalog.all.map(\.code)).count == LintCatalog.all.count)
  }

  @Test func `each lint has a file of its own, and each file stands in the catalog`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: packageRoot + "/Sources/Authoring/Lints")
    let types = LintCatalog.all.map { "\(type(of: $0)).swift" }
    #expect(files.sorted() == types.sorted())
  }

  @Test func `a message is worded as every diagnostic is`() {
    for test in Self.cases {
      for finding in run(test.example.files).0.findings {
        let message = finding.diagnostic.message
        #expect(!message.hasSuffix(".") && message.first.map { !$0.isUppercase } ?? false, "\(message)")
      }
    }
  }

  @Test func `a level makes a finding weigh more, less or nothing`() throws {
    let example = try #require(UnusedFactExample.files)
    func severities(_ level: LintLevel) -> [Diagnostic.Severity] {
      run(example, levels: ["unused-fact": level]).0.findings.filter { $0.lint == "unused-fact" }
        .map(\.diagnostic.severity)
    }
    #expect(severities(.off) == [])
    #expect(severities(.note) == [.note, .note])
    #expect(severities(.warning) == [.warning, .warning])
    #expect(severities(.error) == [.error, .error])
  }

  @Test func `a lint that is off needs no suppression, and one that is there is of use all the same`() throws {
    let files = try #require(LintCatalog.lint(named: "idle-suppression")?.examples.last?.files)
    let (report, _) = run(files, levels: ["missing-remediation": .off])
    #expect(report.findings.filter { $0.lint == "idle-suppression" }.isEmpty)
    #expect(report.suppressed.isEmpty)
    #expect(run(files).0.suppressed.map(\.lint) == ["missing-remediation"])
  }

  @Test(arguments: [
    ("check: given(camera.oem_of)", 0),
    ("check: \"!given(camera.oem_of)\"", 1),
    ("check: \"!given(camera.oem_of)\"  # silence: none is none", 0),
    ("check: \"!given(camera.oem_of)\"  # silence:", 1),
    ("when: given(camera.oem_of)\n    check: camera.networked", 1),
    ("when: \"!given(camera.oem_of)\"\n    check: camera.networked", 0),
    ("check: \"given(camera.seen) ? camera.seen > date('2025-01-01') : false\"", 0),
    ("check: \"given(camera.seen) ? camera.seen > date('2025-01-01') : camera.networked\"", 1),
    ("check: \"given(camera.seen) ? camera.seen > date('2025-01-01') : undecided('no day')\"", 0),
    ("check: camera.?networked.orValue(false)", 0),
    ("check: camera.?networked.orValue(true)", 1),
    ("check: camera.?vendor.orValue('x') == 'x'", 1),
    ("check: \"!camera.accounts.exists(a, given(a.changed) && a.changed)\"", 1),
    ("check: camera.accounts.all(a, has(a.changed) && a.changed)", 0),
    ("check: |\n      // silence: said inside\n      !given(camera.oem_of)", 0),
    ("check: \"!given(camera.oem_of) == camera.networked\"", 1),
  ])
  func `silence wants a reason where it may end in a pass`(condition: String, count: Int) {
    let rule = """
      rules:
        - id: example
          clause: A
          subject: camera
          severity: high
          title: {vi: Thử, en: A trial}
          \(condition)
          remediation: {vi: Sửa, en: Mend it}
      """
    let (report, problems) = run(LintExample(rule).files)
    #expect(problems.isEmpty, "\(table(problems))")
    #expect(report.findings.count { $0.lint == "silent-assumption" } == count)
  }

  @Test(arguments: [
    ("camera.vendor == camera.vendor", 1), ("camera.password.length >= camera.password.length", 1),
    ("size(camera.vendor) >= 0", 1), ("size(camera.vendor) > 0", 0),
    ("camera.vendor == 'a' && camera.vendor == 'A '", 0), ("camera.vendor != 'a' || camera.vendor != 'b'", 1),
    ("camera.password.length >= 8 && camera.password.length <= 8", 0),
    ("camera.password.length >= 9 && camera.password.length <= 8", 1),
    ("camera.networked && camera.networked", 1), ("camera.networked && camera.vendor == 'a'", 0),
    ("camera.vendor in []", 1), ("camera.networked || undecided('x')", 0), ("true || camera.networked", 1),
    ("camera.seen < date('2026-01-01') && camera.seen >= date('2026-01-01')", 1),
    ("camera.accounts.all(a, a.changed || !a.changed)", 1),
    ("camera.accounts.all(a, a.changed) && camera.accounts.exists(a, a.changed)", 0),
  ])
  func `a condition that is always the same is found`(check: String, count: Int) {
    let rule = """
      rules:
        - id: example
          clause: A
          subject: camera
          severity: high
          title: {vi: Thử, en: A trial}
          check: |
            \(check)
          remediation: {vi: Sửa, en: Mend it}
      """
    let (report, problems) = run(LintExample(rule).files)
    #expect(problems.isEmpty, "\(table(problems))")
    #expect(report.findings.count { $0.lint == "constant-condition" } == count)
  }

  @Test func `the shipped policies are clean`() {
    let library = shippedPolicies()
    #expect(library.policies.count >= 2)
    #expect(!library.adapters.isEmpty)
    let report = LintRunner().run(library.policies, adapters: library.adapters, asOf: asOf)
    #expect(report.problems.isEmpty)
    #expect(report.findings.isEmpty, "\(table(report.findings.map(\.diagnostic)))")
  }

  /// With `KIEM_UPDATE_SNAPSHOTS=1` the page is written anew.
  @Test func `the page of lints is what the declarations say`() throws {
    let path = packageRoot + "/docs/lints.md"
    let current = LintReference.markdown()
    if ProcessInfo.processInfo.environment["KIEM_UPDATE_SNAPSHOTS"] != nil {
      try Data(current.utf8).write(to: URL(filePath: path))
    }
    let page = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    #expect(page == current, "docs/lints.md is stale: run KIEM_UPDATE_SNAPSHOTS=1 swift test --filter LintTests")
  }
}

private enum UnusedFactExample {
  static var files: [String: String]? { LintCatalog.lint(named: "unused-fact")?.examples.first?.files }
}
