import Formats
import Testing

@testable import Workflow

/// The two advisories over their fixtures: what an auditor sees.
struct FixtureTests {
  @Test(arguments: ["cam-pha", "ninh-binh"])
  func `every rule meets a pass, a fail and something open`(fixture: String) throws {
    let checked = try Checked.fixture("\(Project.root)/fixtures/\(fixture)")
    #expect(checked.status == .failed)
    let report = try #require(JSONReader.read(.init(path: "<report>", text: checked.text)).root)
    let rules = (report["summary"]?["policies"]?.items ?? []).flatMap { $0["rules"]?.items ?? [] }
    #expect(!rules.isEmpty)
    for rule in rules {
      let id = rule["id"]?.text ?? ""
      func count(_ verdict: String) -> Int { rule["counts"]?[verdict]?.number ?? 0 }
      #expect(count("pass") > 0, "\(id) has no pass")
      #expect(count("fail") > 0, "\(id) has no fail")
      #expect(count("unknown") + count("notchecked") > 0, "\(id) has nothing open")
      #expect(count("error") == 0, "\(id) has an error")
    }
  }

  @Test(arguments: ["cam-pha", "ninh-binh"])
  func `every clause of the advisory has a verdict`(fixture: String) throws {
    let checked = try Checked.fixture("\(Project.root)/fixtures/\(fixture)")
    let report = try #require(JSONReader.read(.init(path: "<report>", text: checked.text)).root)
    let clauses = (report["summary"]?["policies"]?.items ?? []).flatMap { $0["clauses"]?.items ?? [] }
    let expected = [
      "cam-pha": [
        "A0.instruct", "A1.use", "A1.remove", "A2.source", "A2.patch_app", "A2.patch_os", "A3.private_room",
        "A3.password", "A3.authenticate", "A3.no_publish", "A3.no_unknown_files", "A4.no_secrets",
      ],
      "ninh-binh": [
        "B0.awareness", "B1.default_password", "B1.strong_password", "B2.firmware", "B2.internet_access", "B2.origin",
        "B3.sensitive_area", "B4.accounts", "B4.apps", "B4.two_factor", "B5.report",
      ],
    ]
    #expect(clauses.map { $0["id"]?.text ?? "" } == expected[fixture])
  }

  @Test func `without the list of software no Zoom verdict is a pass`() throws {
    try Project.withCopy(of: "cam-pha") { folder in
      let before = try Checked.fixture(folder.path)
      #expect(try passes(of: "zoom-removed", in: before) > 0)
      try folder.remove("phan-mem.csv")
      let after = try Checked.fixture(folder.path)
      #expect(try passes(of: "zoom-removed", in: after) == 0)
      #expect(try passes(of: "official-source", in: after) == 0)
      #expect(after.told.contains("phan-mem.csv"))
      let records = try Checked.fixture(folder.path, format: "records").records(of: "zoom-removed")
      #expect(records.allSatisfy { $0["verdict"]?.text == "unknown" })
      #expect(records.contains { $0["reason"]?["attributes"]?.items.first?.text == "device.software" })
    }
  }

  @Test(arguments: [
    (header: "Phần mềm", rule: "firmware-current", attribute: "camera.firmware_version"),
    (header: "Mật khẩu", rule: "default-password-changed", attribute: "camera.password.state"),
  ])
  func `without a column its rule is unknown and names the attribute`(
    header: String, rule: String, attribute: String
  ) throws {
    try Project.withCopy(of: "ninh-binh") { folder in
      try folder.removeColumn(header, from: "so-camera.csv", separator: ";")
      let records = try Checked.fixture(folder.path, format: "records").records(of: rule)
      let named = records.filter { record in
        record["verdict"]?.text == "unknown"
          && record["reason"]?["attributes"]?.items.contains { $0.text == attribute } == true
      }
      #expect(!named.isEmpty)
      let after = try Checked.fixture(folder.path)
      let before = try Checked.fixture("\(Project.root)/fixtures/ninh-binh")
      #expect(try passes(of: rule, in: after) < passes(of: rule, in: before))
    }
  }

  @Test(arguments: ["cam-pha", "ninh-binh"])
  func `the same inputs give the same records, whatever the threads and the folder`(fixture: String) throws {
    let alone = try Checked.fixture("\(Project.root)/fixtures/\(fixture)", format: "records")
    #expect(!alone.text.isEmpty)
    #expect(try Checked.fixture("\(Project.root)/fixtures/\(fixture)", format: "records").text == alone.text)
    #expect(
      try Checked.fixture("\(Project.root)/fixtures/\(fixture)", format: "records", threads: 2).text == alone.text)
    try Project.withCopy(of: fixture) { folder in
      let elsewhere = try Checked.fixture(folder.path, format: "records", threads: 8)
      #expect(elsewhere.text == alone.text)
    }
  }

  /// How many subjects pass a rule.
  private func passes(of rule: String, in checked: Checked) throws -> Int {
    let report = try #require(JSONReader.read(.init(path: "<report>", text: checked.text)).root)
    let rules = (report["summary"]?["policies"]?.items ?? []).flatMap { $0["rules"]?.items ?? [] }
    let found = try #require(rules.first { $0["id"]?.text == rule })
    return found["counts"]?["pass"]?.number ?? 0
  }
}

struct SecrecyTests {
  @Test func `a password reaches neither report nor message`() throws {
    try Project.withFolder { folder in
      try folder.write("policy.yaml", PolicyTests.policy)
      try folder.write(
        "devices.csv", "asset_tag,status,password\nD1,offline,S3cretWord\nD2,S3cretWord\nD3,\"S3cretWord,active\n")
      for format in ["text", "json", "records"] {
        let checked = try Checked(
          "\(folder.path)/devices.csv", policy: "\(folder.path)/policy.yaml", format: format)
        #expect(!checked.told.isEmpty)
        #expect(!checked.told.contains("S3cretWord"), "\(checked.told)")
        #expect(!checked.text.contains("S3cretWord"), "\(checked.text)")
      }
    }
  }
}
