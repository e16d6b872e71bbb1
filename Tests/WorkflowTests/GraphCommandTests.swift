import FoundationEssentials
import Testing

@testable import Workflow

@Suite struct GraphCommandTests {
  private func graph(
    _ policy: String, clause: String? = nil, rule: String? = nil, format: String? = nil, bundle: String? = nil,
    output: String? = nil, overwrites: Bool = false
  ) throws -> (status: Workflow.ExitStatus, recorder: Recorder) {
    let recorder = Recorder()
    let request = try GraphRequest(
      policy: policy, clause: clause, rule: rule, format: format, bundle: bundle,
      asOf: bundle == nil ? "2026-01-15" : nil, output: output, overwrites: overwrites)
    return (Command.graph(request, console: recorder.console), recorder)
  }

  @Test func `a shipped policy is named by its id, and a path goes before it`() throws {
    let byID = try graph("ninh-binh-2699-cameras", format: "dot")
    let byPath = try graph("\(Project.policies)/ninh-binh-2699-cameras", format: "dot")
    #expect(byID.status == .passed && byID.recorder.told.isEmpty, "\(byID.recorder.told)")
    #expect(byID.recorder.text == byPath.recorder.text)
    #expect(byID.recorder.text.hasPrefix("digraph"))
  }

  @Test(arguments: GraphRequest.formatNames)
  func `every format shows a clause and leaves the others out`(format: String) throws {
    let text = try graph("ninh-binh-2699-cameras", clause: "B2.firmware", format: format).recorder.text
    #expect(text.contains("firmware-current"))
    #expect(!text.contains("password-strong"))
  }

  @Test func `what there is not is told, with the nearest name`() throws {
    let rule = try graph("ninh-binh-2699-cameras", rule: "firmware-curent")
    #expect(rule.status == .unusableData)
    #expect(rule.recorder.told.contains("did you mean `firmware-current`?"), "\(rule.recorder.told)")
    #expect(try graph("ninh-binh-2699-cameras", clause: "B9").status == .unusableData)
    #expect(try graph("nowhere").status == .missingInput)
    let several = try graph(Project.policies)
    #expect(several.status == .unusableData && several.recorder.told.contains("KIEM6008"))
  }

  @Test func `an output is written whole, and none that is there is written over`() throws {
    try Project.withFolder { folder in
      let path = folder.path + "/cameras.svg"
      #expect(try graph("ninh-binh-2699-cameras", output: path).status == .passed)
      let text = try folder.text("cameras.svg")
      #expect(text.hasPrefix("<svg") && text.hasSuffix("</svg>\n"))
      let again = try graph("ninh-binh-2699-cameras", rule: "firmware-current", output: path)
      #expect(again.status == .inputOutput)
      #expect(try folder.text("cameras.svg") == text)
      #expect(
        try graph("ninh-binh-2699-cameras", rule: "firmware-current", output: path, overwrites: true).status == .passed)
      #expect(try folder.text("cameras.svg") != text)
    }
  }

  @Test func `a bundle colours the graph of its own policy, and of no other text`() throws {
    try Project.withFolder { folder in
      let bundle = folder.path + "/out"
      let fixture = "\(Project.root)/fixtures/ninh-binh"
      let recorder = Recorder()
      let check = try CheckRequest(
        inventory: [fixture], policies: [], profile: "\(fixture)/profile.yaml", asOf: "2026-01-15", formats: ["json"],
        failOn: nil, allowsUnknown: false, language: "en", threads: 1, showsAll: false, overwrites: false,
        bundle: bundle)
      _ = Command.check(check, console: recorder.console)

      let text = try graph("ninh-binh-2699-cameras", format: "json", bundle: bundle)
      #expect(text.status == .passed, "\(text.recorder.told)")
      #expect(text.recorder.text.contains("\"verdict\": \"fail\""))
      #expect(text.recorder.text.contains("\"counts\": {"))
      let plain = try graph("ninh-binh-2699-cameras", format: "json").recorder.text
      func digest(_ text: String) -> Substring? { text.split(separator: "\n").first { $0.contains("\"digest\"") } }
      #expect(digest(text.recorder.text) == digest(plain), "the digest is of the structure alone")

      let other = try graph("cam-pha-2020-online-meetings", bundle: bundle)
      #expect(other.status == .unusableData && other.recorder.told.contains("KIEM7020"))

      // The same policy, one word on.
      let own = folder.path + "/ninh-binh-2699-cameras"
      try FileManager.default.copyItem(atPath: "\(Project.policies)/ninh-binh-2699-cameras", toPath: own)
      let changed = try Folder(path: own).text("policy.yaml") + "# a remark\n"
      try Folder(path: own).write("policy.yaml", changed)
      let altered = try graph(own, bundle: bundle)
      #expect(
        altered.status == .unusableData && altered.recorder.told.contains("another text"), "\(altered.recorder.told)")
    }
  }

  @Test func `a command line that cannot be is refused`() {
    #expect(throws: GraphRequest.Problem.self) { try GraphRequest(policy: "x", clause: "A", rule: "b") }
    #expect(throws: GraphRequest.Problem.self) { try GraphRequest(policy: "x", format: "png") }
    #expect(throws: GraphRequest.Problem.self) { try GraphRequest(policy: "x", bundle: "b", asOf: "2026-01-01") }
    #expect(throws: GraphRequest.Problem.self) { try GraphRequest(policy: "x", language: "fr") }
  }
}
