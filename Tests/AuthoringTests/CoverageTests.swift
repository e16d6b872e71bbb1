import Authoring
import Diagnostics
import Policies
import Testing
import Values

private let today = CalendarDate(year: 2026, month: 1, day: 15)!

@Suite struct CoverageTests {
  private func report(check: String, when: String? = nil, facts: String = "", cases: String) throws -> PolicyTestReport
  {
    let example = LintExample(
      """
      \(facts.isEmpty ? "" : "facts:\n  camera:\n    " + facts)
      rules:
        - id: r
          clause: A
          subject: camera
          severity: high
          title: {vi: Thử, en: A trial}
          \(when.map { "when: " + $0 } ?? "doc_of_nothing: x")
          check: |
            \(check)
      ---
      tests: x
      as_of: 2026-01-15
      cases:
        \(cases)
      """)
    var files = example.files
    files["x/policy.yaml"] = files["x/policy.yaml"]?.replacing("    doc_of_nothing: x\n", with: "")
    let library = PolicyLibrary.load(["x"], files: DocumentFiles(files))
    #expect(library.diagnostics.isEmpty, "\(table(library.diagnostics.all))")
    let loaded = try #require(library.policies.first)
    let report = PolicyTestRunner(loaded).run(today: today)
    #expect(report.failed.isEmpty, "\(table(report.failed.flatMap { $0.misses + $0.problems }))")
    return report
  }

  private func missing(_ report: PolicyTestReport) throws -> [String] {
    try #require(report.coverage).conditions.filter { !$0.missing.isEmpty }.map { condition in
      "\(condition.owner): \(condition.text) never \(condition.missing.map(\.rawValue).joined(separator: ", "))"
    }
  }

  @Test func `a rule counts the verdicts that expectations assert`() throws {
    let report = try report(
      check: "camera.password.state == 'changed'", when: "camera.networked",
      cases: """
        - name: a
            given: {camera: [{name: C1, networked: true, password.state: changed}, {name: C2, networked: false, password.state: default}]}
            expect: {r: {C1: pass}}
        """)
    let coverage = try #require(report.coverage)
    #expect(
      coverage.rules[0].goals.map { "\($0.value.rawValue) \($0.count)" } == [
        "pass 1", "fail 0", "unknown 0", "notapplicable 0",
      ])
    #expect(coverage.ruleShare == PolicyCoverage.Share(reached: 1, total: 4))
    #expect(coverage.ruleShare.text == "25 %")
    // The second camera was evaluated, and nothing is asserted of it.
    #expect(try missing(report) == ["r when: camera.networked never false"])
  }

  @Test func `an operand behind the one that decides was not seen`() throws {
    let report = try report(
      check: "camera.networked && (camera.vendor == 'axis' || camera.vendor == 'dahua')",
      cases: """
        - name: a
            given: {camera: [{name: C1, networked: false, vendor: axis}, {name: C2, networked: true, vendor: axis}]}
            expect: {r: {C1: fail, C2: pass}}
        """)
    #expect(
      try missing(report) == [
        "r check: camera.vendor == 'axis' never false", "r check: camera.vendor == 'dahua' never true, false",
      ])
  }

  @Test func `conditions of facts and of macros are seen through the rules that read them`() throws {
    let report = try report(
      check: "camera.fine && camera.accounts.all(a, a.is_disabled || a.changed)",
      facts: "fine: \"camera.networked ? camera.vendor == 'axis' : camera.name != ''\"",
      cases: """
        - name: a
            given:
              camera: [{name: C1, networked: true, vendor: axis}]
              account: [{camera: C1, uid: a, is_disabled: true, changed: false}, {camera: C1, uid: b, is_disabled: false, changed: true}]
            complete: [account.camera]
            expect: {r: {C1: pass}}
        """)
    #expect(
      try missing(report) == [
        "camera.fine: camera.networked never false", "camera.fine: camera.vendor == 'axis' never false",
        "camera.fine: camera.name != '' never true, false", "r check: camera.fine never false",
        "r check: camera.accounts.all(a, a.is_disabled || a.changed) never false", "r check: a.changed never false",
      ])
  }

  @Test func `what can only hold or stay undecided wants these two`() throws {
    let report = try report(
      check: "camera.networked && camera.known", facts: "known: camera.vendor != '' || undecided('no maker')",
      cases: """
        - name: a
            given: {camera: [{name: C1, networked: true, vendor: axis}, {name: C2, networked: false, vendor: axis}]}
            expect: {r: {C1: pass, C2: fail}}
        """)
    #expect(
      try missing(report) == [
        "camera.known: camera.vendor != '' never false", "camera.known: undecided('no maker') never unknown",
        "r check: camera.known never unknown",
      ])
  }

  @Test func `a comment with a reason exempts, an idle one is told of`() throws {
    let report = try report(
      check: "camera.networked  // uncovered: the register lists nothing else\n      && camera.vendor == 'axis'",
      facts: "a: camera.vendor == 'x' && camera.networked  # uncovered: nobody reads it",
      cases: """
        - name: a  # uncovered: only the policy's comments count
            given: {camera: [{name: C1, networked: true, vendor: axis}, {name: C2, networked: true, vendor: dahua}]}
            expect: {r: {C1: pass, C2: fail}}
        """)
    let coverage = try #require(report.coverage)
    #expect(coverage.conditionShare == PolicyCoverage.Share(reached: 2, total: 2))
    #expect(coverage.problems.isEmpty)
    #expect(coverage.conditions.compactMap(\.exemption).count == 3)

    let idle = try self.report(
      check: "camera.networked || camera.vendor == 'x'  // uncovered: nothing",
      cases: """
        - name: a
            given: {camera: [{name: C1, networked: true, vendor: ""}, {name: C2, networked: false, vendor: y}, {name: C3, networked: false, vendor: x}]}
            expect: {r: {C1: pass, C2: fail, C3: pass}}
        """)
    #expect(table(try #require(idle.coverage).problems).contains("KIEM6003 tests reach everything that this exempts"))
  }

  @Test func `a miss says what the expectation would have to be, and the trace`() throws {
    let example = LintExample(
      """
      rules:
        - id: r
          clause: A
          subject: camera
          severity: high
          check: camera.password.length >= 12
      ---
      tests: x
      as_of: 2026-01-15
      cases:
        - name: a
          given: {camera: [{name: C1, password.length: 8}, {name: C2, password.length: ""}]}
          expect:
            r:
              C1: pass      # short
              C2: {unknown: source-partial, of: camera.name}
              C3: pass
      """)
    let library = PolicyLibrary.load(["x"], files: DocumentFiles(example.files))
    let report = PolicyTestRunner(try #require(library.policies.first)).run(today: today)
    let misses = report.cases[0].misses
    #expect(
      misses.map(\.help) == [
        ["- C1: pass      # short\n+ C1: fail      # short", "`camera.password.length >= 12` is false"],
        [
          "- C2: {unknown: source-partial, of: camera.name}\n+ C2: {unknown: value-missing, of: camera.password.length}",
          misses[1].help.last ?? "",
        ],
        ["its subjects are `C1`, `C2`"],
      ])
    #expect(
      report.cases[0].corrections.map(\.replacement) == [
        "fail", "{unknown: value-missing, of: camera.password.length}",
      ])
  }

  @Test func `tests of a policy that is not there are an error`() {
    let example = LintExample(
      """
      title: {vi: Thử, en: A trial}
      ---
      tests: y
      as_of: 2026-01-15
      cases:
        - name: a
          given: {camera: [{name: C1}]}
          expect: {named: {C1: pass}}
      """)
    let library = PolicyLibrary.load(["x"], files: DocumentFiles(example.files))
    #expect(table(library.diagnostics.all) == "1:8 KIEM2072 there is no policy in this run `y`")
  }

  @Test(arguments: ["cam-pha-2020-online-meetings", "ninh-binh-2699-cameras"])
  func `tests reach every verdict and every condition of a shipped policy`(policy: String) throws {
    let loaded = try #require(shippedPolicies().policy(policy))
    let report = PolicyTestRunner(loaded).run(today: today)
    let coverage = try #require(report.coverage)
    #expect(report.failed.isEmpty)
    #expect(coverage.rules.filter { !$0.missing.isEmpty }.map(\.rule.id) == [])
    #expect(try missing(report) == [])
    #expect(coverage.problems.isEmpty)
  }
}
