import FoundationEssentials
import Testing

@testable import Workflow

@Suite struct NewTests {
  private func new(
    _ kind: String, _ id: String, from: String? = nil, in folder: String? = nil, policies: [String] = []
  ) throws -> (status: Workflow.ExitStatus, recorder: Recorder) {
    let recorder = Recorder()
    let request = try NewRequest(
      kind: kind, id: id, advisory: from, folder: folder, policies: policies, asOf: "2026-01-15")
    return (Command.new(request, console: recorder.console), recorder)
  }

  @Test(arguments: ["ninh-binh-2699-cameras", "cam-pha-2020-online-meetings"])
  func `a policy made from an advisory is clean, tested and in layout`(id: String) throws {
    try Project.withFolder { folder in
      let made = try new("policy", "draft", from: "\(Project.policies)/\(id)/advisory.txt", in: folder.path)
      #expect(made.status == .passed, "\(made.recorder.told)")
      #expect(made.recorder.text.split(separator: "\n").count == 3)
      let policy = folder.path + "/draft"

      let fmt = Recorder()
      #expect(
        Command.fmt(FmtRequest(paths: [policy], checksOnly: true), console: fmt.console) == .passed, "\(fmt.told)")
      let lint = Recorder()
      let lintRequest = try LintRequest(
        policies: [policy], profile: nil, asOf: "2026-01-15", format: "text", levels: [])
      #expect(Command.lint(lintRequest, console: lint.console) == .passed, "\(lint.text)\(lint.told)")
      let test = Recorder()
      let testRequest = TestRequest(policies: [policy])
      #expect(Command.test(testRequest, console: test.console) == .passed, "\(test.text)\(test.told)")
      let text = try folder.text("draft/policy.yaml")
      #expect(text.contains("encoded: none"))
    }
  }

  @Test func `tests are made beside their policy, and hold`() throws {
    try Project.withFolder { folder in
      let own = folder.path + "/ninh-binh-2699-cameras"
      try FileManager.default.copyItem(atPath: "\(Project.policies)/ninh-binh-2699-cameras", toPath: own)
      let taken = try new("test", "ninh-binh-2699-cameras", policies: [own])
      #expect(taken.status == .inputOutput && taken.recorder.told.contains("KIEM0003"))
      try Folder(path: own).remove("tests.yaml")
      let made = try new("test", "ninh-binh-2699-cameras", policies: [own])
      #expect(made.status == .passed, "\(made.recorder.told)")
      let test = Recorder()
      #expect(Command.test(TestRequest(policies: [own]), console: test.console) == .passed, "\(test.text)\(test.told)")
    }
  }

  @Test(arguments: ["catalog", "adapter", "profile", "waivers", "attestations"])
  func `nothing is written over`(kind: String) throws {
    try Project.withFolder { folder in
      let made = try new(kind, "mine", in: folder.path)
      #expect(made.status == .passed, "\(made.recorder.told)")
      let text = try folder.text("mine.yaml")
      #expect(!text.isEmpty)
      try folder.write("mine.yaml", "kept\n")
      #expect(try new(kind, "mine", in: folder.path).status == .inputOutput)
      #expect(try folder.text("mine.yaml") == "kept\n")
    }
  }

  @Test func `a profile, waivers and attestations together can be used`() throws {
    try Project.withFolder { folder in
      for (kind, id) in [("profile", "site"), ("waivers", "late"), ("attestations", "signed")] {
        #expect(try new(kind, id, in: folder.path).status == .passed)
      }
      try folder.write("site.yaml", folder.text("site.yaml") + "waivers: [late]\nattestations: [signed]\n")
      let lint = Recorder()
      let request = try LintRequest(
        policies: [], profile: folder.path + "/site.yaml", asOf: "2026-01-15", format: "text", levels: [])
      #expect(Command.lint(request, console: lint.console) == .passed, "\(lint.text)\(lint.told)")
    }
  }

  @Test func `what cannot be is refused`() throws {
    #expect(throws: NewRequest.Problem.self) { try NewRequest(kind: "polcy", id: "x") }
    #expect(throws: NewRequest.Problem.self) { try NewRequest(kind: "catalog", id: "x", advisory: "a.txt") }
    #expect(throws: NewRequest.Problem.self) { try NewRequest(kind: "policy", id: "x", asOf: "tomorrow") }
    try Project.withFolder { folder in
      #expect(try new("profile", "../up", in: folder.path).status == .unusableData)
      #expect(try new("policy", "x", from: folder.path + "/none.txt", in: folder.path).status == .missingInput)
      #expect(try new("test", "no-such-policy", in: folder.path).recorder.told.contains("KIEM2072"))
      try folder.write("bytes.txt", bytes: [0xFF, 0xFE, 0x41])
      #expect(try new("policy", "x", from: folder.path + "/bytes.txt", in: folder.path).status == .unusableData)
      #expect(FileManager.default.fileExists(atPath: folder.path + "/x") == false)
    }
  }
}
