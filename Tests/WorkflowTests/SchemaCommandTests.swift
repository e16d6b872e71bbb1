import Diagnostics
import FoundationEssentials
import Formats
import Testing

@testable import Workflow

@Suite struct SchemaCommandTests {
  private func schema(
    _ kind: String?, to folder: String? = nil, overwrites: Bool = false
  ) throws -> (status: Workflow.ExitStatus, recorder: Recorder) {
    let recorder = Recorder()
    let request = try SchemaRequest(
      kind: kind, policies: [Project.policies], folder: folder, overwrites: overwrites)
    return (Command.schema(request, console: recorder.console), recorder)
  }

  @Test func `one kind goes to the standard output`() throws {
    let run = try schema("waivers")
    #expect(run.status == .passed)
    let root = try #require(JSONReader.read(Source(path: "x.json", text: run.recorder.text)).root)
    #expect(root["$schema"]?.text == "https://json-schema.org/draft/2020-12/schema")
    #expect(root["properties"]?["waivers"]?["description"]?.text == "The list's id, which profiles name.")
    let rules = root["$defs"]?["waiver"]?["properties"]?["rule"]?["enum"]?.items.compactMap(\.text) ?? []
    #expect(rules.contains("ninh-binh-2699-cameras/default-password-changed"))
  }

  @Test func `all kinds go to a folder, and nothing is written over unless asked`() throws {
    try Project.withFolder { folder in
      let target = folder.path + "/.kiem"
      let run = try schema(nil, to: target)
      #expect(run.status == .passed)
      let names = try FileManager.default.contentsOfDirectory(atPath: target)
      let wanted = SchemaRequest.kindNames.map { "\($0).schema.json" } + ["document.schema.json"]
      #expect(names.sorted() == wanted.sorted())
      for name in names {
        let read = JSONReader.read(Source(path: name, text: try folder.text(".kiem/\(name)")))
        #expect(read.root != nil, "\(name)")
      }
      #expect(try schema("policy", to: target).status == .inputOutput)
      #expect(try schema("policy", to: target, overwrites: true).status == .passed)
    }
  }

  @Test func `what is asked for must be a kind`() throws {
    #expect(throws: SchemaRequest.Problem.self) { try schema("polcy") }
    #expect(throws: SchemaRequest.Problem.self) { try schema(nil) }
    let recorder = Recorder()
    let request = try SchemaRequest(kind: "policy", policies: ["nowhere"], folder: nil, overwrites: false)
    #expect(Command.schema(request, console: recorder.console) == .missingInput)
  }
}
