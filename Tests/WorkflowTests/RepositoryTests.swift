import Diagnostics
import Formats
import FoundationEssentials
import Testing

@testable import Workflow

/// `kiem check` of a configuration repository as a CI job runs it.
struct RepositoryTests {
  /// What came of a check.
  struct Outcome {
    let status: Workflow.ExitStatus
    let text: String
    let told: String

    /// The records, if those were asked for.
    var records: [JSONNode] {
      text.split(separator: "\n").compactMap { JSONReader.read(Source(path: "<records>", text: String($0))).root }
    }
  }

  private func check(
    _ root: String = "\(Project.root)/fixtures/config-repo", _ format: String? = "records", policies: [String] = [],
    list: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    let recorder = Recorder()
    let outer = recorder.console
    var console = outer
    console.environment = { environment[$0] ?? outer.environment($0) }
    let request = try CheckRequest(
      inventory: [root], policies: policies, profile: nil, asOf: "2026-01-15", formats: format.map { [$0] } ?? [],
      failOn: nil, allowsUnknown: false, language: "en", threads: 1, showsAll: true, overwrites: false, filesFrom: list)
    let status = Command.check(request, console: console)
    return Outcome(status: status, text: recorder.text, told: recorder.told)
  }

  /// The check of a copy of the fixture's, with a list of files.
  private func check(listing lines: String, _ format: String = "records") throws -> Outcome {
    try Project.withCopy(of: "config-repo") { folder in
      let list = folder.path + ".list"
      try Data(lines.utf8).write(to: URL(filePath: list))
      return try check(folder.path, format, list: list)
    }
  }

  private func line(_ record: JSONNode) -> String {
    var words = [
      record["rule"]?["id"]?.text ?? "", record["subject"]?["id"]?.text ?? "", record["verdict"]?.text ?? "",
    ]
    if let code = record["reason"]?["code"]?.text { words.append(code) }
    if record["waiver"]?["state"]?.text != nil { words.append("waived") }
    for observed in record["observed"]?.items ?? [] {
      guard let source = observed["source"], let line = source["line"]?.number else { continue }
      words.append("\(source["pointer"]?.text ?? "")@\(line):\(source["start_column"]?.number ?? 0)")
    }
    return words.joined(separator: " ")
  }

  @Test func `each finding stands on its line`() throws {
    let outcome = try check()
    #expect(outcome.status == .failed, "\(outcome.told)")
    Snapshot.expect(outcome.records.map { line($0) + "\n" }.joined(), "config-repo.findings.txt")
    Snapshot.expect(outcome.told.replacing(Project.root, with: "<root>"), "config-repo.told.txt")
  }

  /// What a format says of findings and their places, without the digests of whatever stands in schema and policies.
  private func findings(_ format: String) throws -> [String] {
    let text = try check("\(Project.root)/fixtures/config-repo", format).text
    switch format {
    case "text": return lines(of: text.split(separator: "  FINDINGS\n").last.map(String.init) ?? "")
    case "github": return lines(of: text).map(command)
    case "gitlab":
      let issues = JSONReader.read(Source(path: "<gitlab>", text: text)).root?.items ?? []
      return issues.map { issue in
        let place =
          "\(issue[pointer: "/location/path"]?.text ?? ""):\(issue[pointer: "/location/lines/begin"]?.number ?? 0)"
        return "\(issue["check_name"]?.text ?? "") \(place) \(issue["severity"]?.text ?? "")"
      }
    case "sarif":
      let root = JSONReader.read(Source(path: "<sarif>", text: text)).root
      let results = root?[pointer: "/runs/0/results"]?.items ?? []
      return results.filter { !["pass", "notApplicable"].contains($0["kind"]?.text ?? "") }.map(sarif)
    default:
      let root = XMLReader.read(Source(path: "<junit>", text: text)).root
      let cases = root?.children.flatMap { $0.children(named: "testcase") } ?? []
      return cases.flatMap(junit)
    }
  }

  private func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// A workflow command without its message.
  private func command(_ line: String) -> String {
    guard line.hasPrefix("::"), let end = line.dropFirst(2).firstRange(of: "::") else { return line }
    return String(line[..<end.lowerBound])
  }

  private func sarif(_ result: JSONNode) -> String {
    let physical = result[pointer: "/locations/0/physicalLocation"]
    let region = physical?["region"]
    let numbers = ["startLine", "startColumn", "endLine", "endColumn"].map { name in
      region?[name]?.number.map(String.init) ?? "-"
    }
    let path = physical?[pointer: "/artifactLocation/uri"]?.text ?? ""
    let suppressed = result["suppressions"]?.items.compactMap { $0["kind"]?.text } ?? []
    let words = [result["ruleId"]?.text ?? "", result["kind"]?.text ?? "", result["level"]?.text ?? "", path]
    return (words + numbers + suppressed).joined(separator: " ")
  }

  private func junit(_ test: XMLNode) -> [String] {
    test.children.filter { ["failure", "error"].contains($0.name.local) }.map { child in
      let name = test.attribute(named: "name")?.value.text ?? ""
      let subject = test.attribute(named: "classname")?.value.text ?? ""
      let path = subject.dropFirst("document/".count)
      let place = lines(of: child.text.text).first { $0.hasPrefix("\(path):") } ?? "-"
      return "\(name) \(subject) \(child.name.local): \(place)"
    }
  }

  @Test(arguments: ["text", "sarif", "github", "gitlab", "junit"])
  func `each format shows the line`(format: String) throws {
    Snapshot.expect(try findings(format).joined(separator: "\n") + "\n", "config-repo.\(format).txt")
  }

  @Test func `the table of findings has a line for each value that decided`() throws {
    Snapshot.expect(try check("\(Project.root)/fixtures/config-repo", "findings").text, "config-repo.findings.csv")
  }

  @Test(arguments: CheckRequest.formatNames)
  func `no secret of the repository reaches any output`(format: String) throws {
    let outcome = try check("\(Project.root)/fixtures/config-repo", format)
    for secret in ["Gate-Pass-1", "View-Pass-2", "Nvr-Pass-3"] {
      #expect(!outcome.text.contains(secret) && !outcome.told.contains(secret), "\(secret)")
    }
  }

  @Test func `what a repository leaves out is not read`() throws {
    let text = try check().text
    for path in ["ignored/", "local.yml", "docs/", "gate.png", "policies/camera-repository", "tests.yaml"] {
      #expect(!text.contains("\"\(path)") && !text.contains("/\(path)"), "\(path)")
    }
  }

  @Test func `a file of configuration that is no text is left alone, and told`() throws {
    try Project.withCopy(of: "config-repo") { folder in
      try folder.write("site-c/frigate.yml", "")
      try folder.write("site-c/frigate.yml", bytes: Array("auth: {enabled: false}".utf8) + [0])
      let outcome = try check(folder.path)
      #expect(!outcome.text.contains("site-c/frigate.yml"))
      #expect(outcome.told.contains("site-c/frigate.yml` was not read: its bytes are no text"), "\(outcome.told)")
    }
  }

  @Test func `a step of GitHub Actions gets annotations unless it says otherwise`() throws {
    let root = "\(Project.root)/fixtures/config-repo"
    let asked = try check(root, "github").text
    #expect(try check(root, nil, environment: ["GITHUB_ACTIONS": "true"]).text == asked)
    #expect(try check(root, nil).text == check(root, "text").text)
    #expect(try check(root, "text", environment: ["GITHUB_ACTIONS": "true"]).text == check(root, "text").text)
  }

  // MARK: lists of files

  @Test func `a list limits the check, and the rules to those it is about`() throws {
    let outcome = try check(listing: "frigate/site-b/frigate.yml\nREADME.md\n")
    #expect(outcome.status == .passed, "\(outcome.text) \(outcome.told)")
    let failed = try check(listing: "./frigate/frigate.yml\0frigate/gone.yml\0../x\0")
    #expect(failed.status == .failed)
    #expect(failed.records.map(line) == ["frigate-login frigate/frigate.yml fail /auth/enabled@8:12"])
    #expect(failed.told.contains("`frigate/gone.yml` is listed and not there"))
    #expect(failed.told.contains("`../x` is listed and not read: it leads out of the folder"))
  }

  @Test func `what is ignored may be listed, what the project leaves out may not`() throws {
    #expect(try check(listing: "frigate/frigate.local.yml\n").records.map(line).count == 1)
    #expect(try check(listing: "docs/frigate.yml\n").told.contains("there is nothing to check"))
  }

  @Test(arguments: ["", "README.md\n", "frigate/gate.png\n"])
  func `a list without configuration files is nothing to check`(list: String) throws {
    let outcome = try check(listing: list)
    #expect(outcome.status == .passed, "\(outcome.told)")
    #expect(outcome.told.contains("there is nothing to check"))
    #expect(outcome.text.isEmpty)
  }

  @Test func `a list wants one folder, and no bundle`() throws {
    let file = "\(Project.root)/fixtures/config-repo/.env"
    #expect(try check(file, list: file).status == .usage)
    #expect(throws: CheckRequest.Problem.self) {
      try CheckRequest(
        inventory: ["."], policies: [], profile: nil, asOf: nil, formats: [], failOn: nil, allowsUnknown: false,
        language: "en", threads: 1, showsAll: false, overwrites: false, bundle: "b", filesFrom: "list")
    }
  }

  // MARK: kiem.yaml

  @Test func `the command line goes before what a repository says of itself`() throws {
    try Project.withCopy(of: "config-repo") { folder in
      try folder.write("kiem.yaml", "kiem: x\npolicies: [policies/none]\n")
      #expect(try check(folder.path).status == .unusableData)
      let outcome = try check(folder.path, policies: ["\(folder.path)/policies/camera-repository"])
      #expect(outcome.status == .failed)
      #expect(!outcome.told.contains("policies/none"))
    }
  }

  static let mistaken: [(text: String, problem: String)] = [
    ("kiem: x\npolicies: [../elsewhere]\n", "lies outside of the document's folder"),
    ("kiem: x\npolicies: [no-such-policy]\n", "neither a path in this repository nor the id of a shipped policy"),
    ("kiem: x\npolicies: [outside]\n", "leads out of the repository"),
    ("kiem: x\nprofile: none.yaml\n", "there is nothing at `none.yaml`"),
    ("kiem: x\npath: {}\n", "unknown key `path`"), ("policies: [x]\n", "`policies`"),
  ]

  @Test(arguments: mistaken)
  func `a mistake in a repository's own file ends the check`(text: String, problem: String) throws {
    try Project.withCopy(of: "config-repo") { folder in
      try folder.write("kiem.yaml", text)
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/outside", withDestinationPath: Project.policies)
      let outcome = try check(folder.path)
      #expect(outcome.status == .unusableData)
      #expect(outcome.told.contains(problem), "\(outcome.told)")
    }
  }

  @Test func `a shipped policy is named by its id`() throws {
    try Project.withCopy(of: "config-repo") { folder in
      try folder.write("kiem.yaml", "kiem: x\npolicies: [ninh-binh-2699-cameras]\n")
      let outcome = try check(folder.path, "text")
      #expect(outcome.told.contains("sets: policies ninh-binh-2699-cameras"), "\(outcome.told)")
      #expect(outcome.status != .missingInput)
    }
  }
}
