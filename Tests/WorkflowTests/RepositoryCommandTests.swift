import Diagnostics
import Formats
import Testing

@testable import Workflow

/// What other commands than `check` make of a configuration repository.
struct RepositoryCommandTests {
  private static let root = "\(Project.root)/fixtures/config-repo"

  private func explain(
    _ rule: String, _ subject: String, bundle: String? = nil, inventory: [String] = [root], policies: [String] = [],
    format: String = "text", tree: Bool = false
  ) throws -> (status: Workflow.ExitStatus, recorder: Recorder) {
    let recorder = Recorder()
    let request = try ExplainRequest(
      name: rule, subject: subject, bundle: bundle, inventory: inventory, policies: policies, profile: nil,
      asOf: bundle == nil ? "2026-01-15" : nil, format: format, language: "en", showsTree: tree)
    return (Command.explain(request, console: recorder.console), recorder)
  }

  /// The page without the digests of whatever stands in schema and policies.
  private func page(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.hasPrefix("  record ") }
      .joined(separator: "\n")
  }

  @Test(arguments: [
    ("frigate-port", "docker-compose.yml"), ("inventory-password", "ansible/hosts.ini"),
    ("frigate-login", "frigate/site-b/frigate.yml"), ("frigate-login", "broken/frigate.yml"),
    ("replicas", "charts/templates/deployment.yaml"), ("not-privileged", "docker-compose.yml"),
  ])
  func `a record about a configuration file is a tree with the places of its elements`(
    rule: String, subject: String
  ) throws {
    let (status, recorder) = try explain(rule, subject, tree: true)
    #expect(status == .passed, "\(recorder.told)")
    let name = subject.replacing("/", with: "-")
    Snapshot.expect(page(recorder.text), "tree-\(rule)-\(name).txt")
    #expect(!recorder.text.contains("Nvr-Pass-3"))
  }

  @Test func `a bundle of a repository is verified and explained with the repository itself`() throws {
    try Project.withFolder { folder in
      let bundle = "\(folder.path)/bundle"
      let recorder = Recorder()
      let request = try CheckRequest(
        inventory: [Self.root], policies: [], profile: nil, asOf: "2026-01-15", formats: [], failOn: nil,
        allowsUnknown: false, language: "en", threads: 1, showsAll: false, overwrites: false, bundle: bundle)
      #expect(Command.check(request, console: recorder.console) == .failed, "\(recorder.told)")
      let verified = Recorder()
      let verify = try VerifyRequest(bundle: bundle, inputs: [Self.root])
      #expect(Command.verify(verify, console: verified.console) == .passed, "\(verified.told)")
      #expect(verified.text.contains("evaluated again: every record"))
      // No finding, so that the bundle does not keep it.
      let (status, explained) = try explain("frigate-login", "frigate/site-b/frigate.yml", bundle: bundle)
      #expect(status == .passed, "\(explained.told)")
      #expect(explained.text.contains("frigate/site-b/frigate.yml:2:17"))
    }
  }

  @Test func `a tree is part of the JSON where one is asked for`() throws {
    let (status, recorder) = try explain("frigate-port", "docker-compose.yml", format: "json", tree: true)
    #expect(status == .passed, "\(recorder.told)")
    let root = JSONReader.read(Source(path: "<json>", text: recorder.text)).root
    #expect(root?[pointer: "/record/verdict"]?.text == "fail")
    #expect(root?[pointer: "/tree/mark"]?.text == "false")
    let element = root?[pointer: "/tree/children/0/children/0/text"]?.text
    #expect(element == "document.data.services.frigate", "\(recorder.text)")
    let plain = try explain("frigate-port", "docker-compose.yml", format: "json").recorder.text
    #expect(JSONReader.read(Source(path: "<json>", text: plain)).root?["verdict"]?.text == "fail")
  }

  private func inventory(_ root: String, policies: [String] = [], format: String = "json") throws -> (
    status: Workflow.ExitStatus, recorder: Recorder
  ) {
    let recorder = Recorder()
    let request = try InventoryRequest(
      inventory: [root], policies: policies, profile: nil, asOf: "2026-01-15", format: format, row: nil,
      language: "en", showsAll: true, writesManifest: false, output: nil)
    return (Command.inventory(request, console: recorder.console), recorder)
  }

  @Test func `an overview reads what the repository says of its own check`() throws {
    let (status, recorder) = try inventory(Self.root, format: "text")
    #expect(status == .passed, "\(recorder.told)")
    Snapshot.expect(recorder.text, "inventory-config-repo.txt")
    #expect(recorder.told.contains("kiem.yaml sets: policies policies/camera-repository; paths"))
  }

  @Test func `a mistake in a repository's own file ends the overview`() throws {
    try Project.withCopy(of: "config-repo") { folder in
      try folder.write("kiem.yaml", "kiem: x\npolicies: [none]\n")
      #expect(try inventory(folder.path).status == .unusableData)
      let own = "\(folder.path)/policies/camera-repository"
      #expect(try inventory(folder.path, policies: [own]).status == .passed)
    }
  }

  @Test func `a shipped policy is known by its id everywhere`() throws {
    let id = "ninh-binh-2699-cameras"
    let recorder = Recorder()
    let explained = try ExplainRequest(
      name: "firmware-current", subject: nil, bundle: nil, inventory: [], policies: [id], profile: nil,
      asOf: "2026-01-15", format: "text", language: "en")
    #expect(Command.explain(explained, console: recorder.console) == .passed, "\(recorder.told)")
    try Project.withFolder { folder in
      let made = try NewRequest(kind: "waivers", id: "spring", folder: folder.path, policies: [id])
      #expect(Command.new(made, console: recorder.console) == .passed, "\(recorder.told)")
      let bundle = "\(folder.path)/bundle"
      let fixture = "\(Project.root)/fixtures/ninh-binh"
      let check = try CheckRequest(
        inventory: [fixture], policies: [id], profile: nil, asOf: "2026-01-15", formats: [], failOn: nil,
        allowsUnknown: false, language: "en", threads: 1, showsAll: false, overwrites: false, bundle: bundle)
      #expect(Command.check(check, console: recorder.console) == .failed, "\(recorder.told)")
      let verify = try VerifyRequest(bundle: bundle, inputs: [fixture], policies: [id])
      #expect(Command.verify(verify, console: recorder.console) == .passed, "\(recorder.told)")
    }
  }
}
