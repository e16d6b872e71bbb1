import FoundationEssentials
import Testing

@testable import Workflow

@Suite struct TestCommandTests {
  private static let tests = """
    tests: small
    as_of: 2026-01-15
    cases:
      # the first one
      - name: a stranger
        given: {device: [{asset_tag: D1, status: active}, {asset_tag: D2, status: offline}]}
        expect: {in-use: {D1: fail, D2: {unknown: source-partial}}}   # both are wrong

    """

  private func test(
    _ folder: String, updates: Bool = false, formats: [String] = [], floor: String? = nil
  ) throws -> (status: Workflow.ExitStatus, recorder: Recorder) {
    let recorder = Recorder()
    let request = try TestRequest(
      policies: [folder], isVerbose: false, updates: updates, showsCoverage: false, coverageFormats: formats,
      coverageFloor: floor)
    return (Command.test(request, console: recorder.console), recorder)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  @Test func `an update rewrites the expectations alone`() throws {
    try Project.withFolder { folder in
      try folder.write("policy.yaml", PolicyTests.policy)
      try folder.write("tests.yaml", Self.tests)
      let run = try test(folder.path, updates: true)
      #expect(run.status == .failed)
      #expect(run.recorder.text.contains("2 expectations rewritten"), "\(run.recorder.text)")
      #expect(
        try text(folder.path + "/tests.yaml")
          == Self.tests.replacing("{D1: fail, D2: {unknown: source-partial}}", with: "{D1: pass, D2: fail}"))
      #expect(try test(folder.path, updates: true).status == .passed)
    }
  }

  @Test func `a miss is shown as a difference of its line`() throws {
    try Project.withFolder { folder in
      try folder.write("policy.yaml", PolicyTests.policy)
      try folder.write("tests.yaml", Self.tests)
      let told = try test(folder.path).recorder.told
      #expect(
        told.contains(
          """
            = help: - expect: {in-use: {D1: fail, D2: {unknown: source-partial}}}   # both are wrong
                    + expect: {in-use: {D1: pass, D2: {unknown: source-partial}}}   # both are wrong
          """), "\(told)")
      #expect(try text(folder.path + "/tests.yaml") == Self.tests)
    }
  }

  @Test func `coverage is written in every format, and a floor is held`() throws {
    try Project.withFolder { folder in
      try folder.write("policy.yaml", PolicyTests.policy)
      try folder.write(
        "tests.yaml", Self.tests.replacing("fail, D2: {unknown: source-partial}", with: "pass, D2: fail"))
      let out = folder.path + "/out"
      let run = try test(
        folder.path, formats: ["text", "json=\(out).json", "html=\(out).html", "lcov=\(out).lcov"], floor: "70")
      #expect(run.status == .failed)
      #expect(run.recorder.text.contains("in-use  pass 1  fail 1 !unknown 0"), "\(run.recorder.text)")
      #expect(run.recorder.told.contains("reach 66.6 % of the verdicts of rules, and 70 % were asked for"))
      #expect(try text(out + ".json").contains("\"percent\": 66.6"))
      #expect(try text(out + ".html").contains("<td class=no>unknown 0</td>"))
      let lcov = try text(out + ".lcov").split(separator: "\n").dropFirst(2)
      #expect(
        Array(lcov) == [
          "FN:10,in-use", "FNDA:2,in-use", "FNF:1", "FNH:1", "BRDA:10,0,0,1", "BRDA:10,0,1,1", "BRDA:10,0,2,0", "BRF:3",
          "BRH:2", "DA:10,2", "LF:1", "LH:1", "end_of_record",
        ])
      #expect(try test(folder.path, floor: "66.6").status == .passed)
    }
  }

  @Test func `a policy without tests does not pass them`() throws {
    try Project.withFolder { folder in
      try folder.write("policy.yaml", PolicyTests.policy)
      let run = try test(folder.path)
      #expect(run.status == .failed)
      #expect(run.recorder.told.contains("KIEM6002"))
    }
  }

  @Test(arguments: [
    (["cobertura"], nil, "--coverage-format cobertura is no format of coverage; it is one of text, json, html, lcov"),
    (
      ["text", "json"], nil,
      "two reports cannot share the standard output; give one a file: --coverage-format NAME=FILE"
    ),
    (["text=a", "json=a"], nil, "two reports cannot share the file a"),
    (["json="], nil, "--coverage-format json= names no file"),
    ([], "101", "--coverage-min 101 is no percentage from 0 to 100"),
    ([], "many", "--coverage-min many is no percentage from 0 to 100"),
  ])
  func `what means nothing is refused`(formats: [String], floor: String?, message: String) {
    do throws(TestRequest.Problem) {
      _ = try TestRequest(
        policies: [], isVerbose: false, updates: false, showsCoverage: false, coverageFormats: formats,
        coverageFloor: floor)
      Issue.record("accepted")
    } catch {
      #expect(error.message == message)
    }
  }
}
