import Testing

@testable import Workflow

struct ExitStatusTests {
  private func check(
    _ devices: String, failOn: String? = nil, allowsUnknown: Bool = false
  ) throws -> Checked {
    try Project.withFolder { folder in
      try folder.write("policy.yaml", PolicyTests.policy)
      try folder.write("devices.csv", devices)
      return try Checked(
        "\(folder.path)/devices.csv", policy: "\(folder.path)/policy.yaml", failOn: failOn,
        allowsUnknown: allowsUnknown)
    }
  }

  @Test func `everything decided and passed is 0`() throws {
    #expect(try check("asset_tag,status\nD1,active\n").status == .passed)
  }

  @Test func `a fail is 1, below the threshold 0`() throws {
    let devices = "asset_tag,status\nD1,offline\n"
    #expect(try check(devices).status == .failed)
    #expect(try check(devices, failOn: "critical").status == .passed)
  }

  @Test func `something open is 2 unless it is allowed`() throws {
    let devices = "asset_tag,status\nD1,\n"
    #expect(try check(devices).status == .undecided)
    #expect(try check(devices, allowsUnknown: true).status == .passed)
  }

  @Test func `a rule that met no subject is open`() throws {
    try Project.withFolder { folder in
      try folder.write("policy.yaml", PolicyTests.policy)
      try folder.write("cameras.csv", "asset_tag,vendor\nC1,Axis\n")
      let checked = try Checked("\(folder.path)/cameras.csv", policy: "\(folder.path)/policy.yaml", format: "records")
      #expect(checked.status == .undecided)
      #expect(checked.records.map { $0["reason"]?["code"]?.text } == ["no-subject"])
    }
  }

  @Test func `a policy that ships may be named by its id`() throws {
    let id = "cam-pha-2020-online-meetings"
    let checked = try Checked("\(Project.root)/fixtures/cam-pha", policy: id, format: "records")
    #expect(checked.status == .failed, "\(checked.told)")
    #expect(Set(checked.records.compactMap { $0["policy"]?["id"]?.text }) == [id])
    let recorder = Recorder()
    #expect(Command.test(TestRequest(policies: [id]), console: recorder.console) == .passed, "\(recorder.told)")
  }

  @Test func `a path that is not there is 66`() throws {
    let checked = try Checked("\(Project.root)/nowhere", policy: Project.policies)
    #expect(checked.status == .missingInput)
    #expect(checked.told.contains("KIEM0001"))
  }

  @Test(arguments: [
    "--as-of yesterday", "--as-of 2026-1-5", "--as-of 2026-01-15T23:00:00Z", "--fail-on huge", "--format word",
    "--format text=", "--threads 0", "--lang fr",
  ])
  func `what cannot be understood is refused in words`(argument: String) {
    let parts = argument.split(separator: " ").map(String.init)
    func value(_ name: String) -> String? { parts[0] == name ? parts[1] : nil }
    #expect(throws: CheckRequest.Problem.self) {
      try CheckRequest(
        inventory: ["x"], policies: [], profile: nil, asOf: value("--as-of"),
        formats: value("--format").map { [$0] } ?? [], failOn: value("--fail-on"), allowsUnknown: false,
        language: value("--lang") ?? "en", threads: value("--threads").flatMap { Int($0) }, showsAll: false,
        overwrites: false)
    }
  }

  @Test func `two reports cannot share a file`() {
    #expect(throws: CheckRequest.Problem.self) {
      try CheckRequest(
        inventory: ["x"], policies: [], profile: nil, asOf: nil, formats: ["json=a", "records=a"], failOn: nil,
        allowsUnknown: false, language: "en", threads: nil, showsAll: false, overwrites: true)
    }
  }

  @Test func `a report that is lost on its way is 74`() throws {
    try Project.withFolder { folder in
      try folder.write("policy.yaml", PolicyTests.policy)
      try folder.write("devices.csv", "asset_tag,status\nD1,active\n")
      let request = try CheckRequest(
        inventory: ["\(folder.path)/devices.csv"], policies: ["\(folder.path)/policy.yaml"], profile: nil, asOf: nil,
        formats: [], failOn: nil, allowsUnknown: false, language: "en", threads: 1, showsAll: false, overwrites: false)
      var console = Recorder().console
      console.write = { _ in false }
      #expect(Command.check(request, console: console) == .inputOutput)
    }
  }

  @Test func `the report names the status that the program ends with`() throws {
    try Project.withCopy(of: "cam-pha") { folder in
      let waivers = try folder.text("waivers.yaml").replacing("'VP-PC02'", with: "'nobody'")
      try folder.write("waivers.yaml", waivers)
      let checked = try Checked.fixture(folder.path, format: "text")
      #expect(checked.status == .unusableData)
      #expect(checked.text.contains("exit status 65: "))
    }
  }

  @Test func `without policies nothing else is told to be wrong`() throws {
    let recorder = Recorder()
    var console = recorder.console
    console.environment = { _ in "\(Project.root)/fixtures" }
    let fixture = "\(Project.root)/fixtures/cam-pha"
    let request = try CheckRequest(
      inventory: [fixture], policies: [], profile: "\(fixture)/profile.yaml", asOf: nil, formats: [], failOn: nil,
      allowsUnknown: false, language: "en", threads: 1, showsAll: false, overwrites: false)
    #expect(Command.check(request, console: console) == .unusableData)
    #expect(!recorder.told.contains("KIEM2072"))
  }

  @Test func `an output file that is there is left alone`() throws {
    try Project.withFolder { folder in
      try folder.write("policy.yaml", PolicyTests.policy)
      try folder.write("devices.csv", "asset_tag,status\nD1,active\n")
      try folder.write("report.json", "mine")
      let checked = try Checked(
        "\(folder.path)/devices.csv", policy: "\(folder.path)/policy.yaml", format: "json=\(folder.path)/report.json")
      #expect(checked.status == .inputOutput)
      #expect(try folder.text("report.json") == "mine")
      let again = try Checked(
        "\(folder.path)/devices.csv", policy: "\(folder.path)/policy.yaml", format: "json=\(folder.path)/new.json")
      #expect(again.status == .passed)
      #expect(try folder.text("new.json").hasPrefix("{"))
    }
  }
}
