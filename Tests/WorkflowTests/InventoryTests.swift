import Formats
import Testing

@testable import Workflow

/// One `kiem inventory`, and what came of it.
struct Overviewed {
  let status: Workflow.ExitStatus
  let text: String
  let told: String

  init(
    _ inventory: String..., policies: [String] = [], profile: String? = nil, asOf: String = "2026-01-15",
    format: String = "text", row: String? = nil, language: String = "en", showsAll: Bool = false,
    manifest: Bool = false, output: String? = nil
  ) throws {
    let recorder = Recorder()
    let request = try InventoryRequest(
      inventory: inventory, policies: policies, profile: profile, asOf: asOf, format: format, row: row,
      language: language, showsAll: showsAll, writesManifest: manifest, output: output)
    status = Command.inventory(request, console: recorder.console)
    text = recorder.text
    told = recorder.told
  }

  static func fixture(
    _ name: String, format: String = "text", row: String? = nil, language: String = "en"
  ) throws -> Overviewed {
    let folder = "\(Project.root)/fixtures/\(name)"
    return try Overviewed(
      folder, profile: "\(folder)/profile.yaml", format: format, row: row, language: language)
  }

  /// The lines that hold a text, without what surrounds them.
  func lines(_ text: String) -> [String] {
    self.text.split(separator: "\n").filter { $0.contains(text) }.map { String($0.drop { $0 == " " }) }
  }

  var json: JSONNode? { JSONReader.read(.init(path: "<overview>", text: text)).root }
}

@Suite struct InventoryTests {
  @Test(arguments: ["cam-pha", "ninh-binh"])
  func `the overview of a fixture reads as recorded`(fixture: String) throws {
    let overview = try Overviewed.fixture(fixture)
    #expect(overview.status == .passed)
    Snapshot.expect(overview.text, "inventory-\(fixture).txt")
    Snapshot.expect(try Overviewed.fixture(fixture, language: "vi").text, "inventory-\(fixture)-vi.txt")
  }

  @Test func `the overview for machines reads as recorded`() throws {
    let overview = try Overviewed.fixture("ninh-binh", format: "json")
    Snapshot.expect(overview.text, "inventory-ninh-binh.json")
    #expect(overview.json?["conflicts"]?.items.count == 1)
  }

  @Test func `what is said to be missing is what leaves verdicts unknown`() throws {
    try Project.withCopy(of: "ninh-binh") { folder in
      try folder.removeColumn("Hỗ trợ 2FA", from: "so-camera.csv", separator: ";")
      let overview = try Overviewed(folder.path, profile: "\(folder.path)/profile.yaml", showsAll: true)
      #expect(overview.lines("camera.two_factor.supported") == ["camera.two_factor.supported is given by no source"])
      let checked = try Checked(folder.path, profile: "\(folder.path)/profile.yaml", format: "records")
      let unknown = checked.records(of: "two-factor-on-device").count { $0["verdict"]?.text == "unknown" }
      #expect(unknown > 10)
      #expect(overview.text.contains("two-factor-on-device: unknown for \(unknown) of 22 `camera`"))
    }
  }

  @Test func `a source beyond its freshness limit is named with its age`() throws {
    let folder = "\(Project.root)/fixtures/ninh-binh"
    let overview = try Overviewed(folder, profile: "\(folder)/profile.yaml", asOf: "2026-06-15")
    #expect(overview.lines("too old for").count > 3)
    #expect(overview.lines("tai-khoan-camera.ndjson is 158 days old").count == 1)
  }

  @Test func `a row tells what it was read as, whom it is about and with which other rows`() throws {
    let overview = try Overviewed.fixture("cam-pha", row: "so-thiet-bi.csv:20")
    #expect(overview.status == .passed)
    Snapshot.expect(overview.text, "inventory-row.txt")
  }

  @Test(arguments: [
    ("so-camera.csv:1", "it is the header"),
    ("so-camera.csv:99", "the last one begins at so-camera.csv:23"),
    ("profile.yaml:1", "profile.yaml is no part of the inventory: a profile document"),
    ("nowhere.csv:1", "there is no such file in the inventory"),
  ])
  func `a row that is no record is told of`(row: String, answer: String) throws {
    let overview = try Overviewed.fixture("ninh-binh", row: row)
    #expect(overview.text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ").contains(answer))
    #expect(overview.status == .missingInput)
  }

  @Test func `rows of a table that are no records are counted and told of one by one`() throws {
    try Project.withFolder { folder in
      try folder.write(
        "cameras.csv",
        "SỔ THEO DÕI CAMERA,,\nNăm 2026,,\nasset_tag,name,vendor\nC1,CAM-1,Axis\n,,\nC2,CAM-2,Axis\nTổng cộng,2,\n")
      let overview = try Overviewed(folder.path)
      #expect(overview.lines("rows left out").first?.hasPrefix("4 rows left out: 2 titles; a total; 1 blank") == true)
      let answers = try (1...7).map { line in
        try Overviewed(folder.path, row: "cameras.csv:\(line)").text.split(separator: "\n").last.map(String.init) ?? ""
      }
      let told = answers.map { $0.drop { $0 == " " } }
      let title = "it is no record: it was taken for a title"
      #expect(told[0] == title && told[1] == title && told[2] == "it is the header")
      #expect(told[3] == "no other row is about this subject" && told[4] == "it is no record: it is blank")
      #expect(told[6] == "it is no record: it adds up those above")
    }
  }

  @Test func `guesses are printed as manifest lines, and the proposed manifest can be used`() throws {
    try Project.withFolder { folder in
      try folder.write(
        "cameras.csv", "asset_tag,name,status,kindd,Ghi chú\nC1,CAM-1,active,nvr,\nC2,CAM-2,active,ip_camera,x\n")
      let overview = try Overviewed(folder.path)
      #expect(overview.lines("- path: cameras.csv").count == 1)
      #expect(overview.lines("kindd: kind").count == 1)
      let proposed = try Overviewed(folder.path, manifest: true).text
      try folder.write("inventory.yaml", proposed)
      let after = try Overviewed(folder.path, format: "json")
      #expect(after.status == .passed, "\(after.told)")
      let file = after.json?["files"]?.items.first { $0["path"]?.text == "cameras.csv" }
      #expect(file?["recognised"]?.text == "manifest")
      #expect(file?["mapped"]?.items.contains { $0["member"]?.text == "kind" } == true)
      #expect(after.json?["proposed_manifest"]?.text == nil)
    }
  }

  @Test func `an inventory that cannot be used is shown all the same`() throws {
    try Project.withFolder { folder in
      try folder.write("cameras.csv", "asset_tag,name,status\nC1,CAM-1,active\n")
      try folder.write("accounts.csv", "uid,camera,privilege\n")
      let overview = try Overviewed(folder.path)
      #expect(overview.status == .unusableData)
      #expect(overview.lines("cameras.csv").count == 1)
      #expect(overview.lines("camera   ").count > 0)
    }
    let nowhere = try Overviewed("/nowhere/at/all")
    #expect(nowhere.status == .missingInput)
  }

  @Test func `the output file is written once`() throws {
    try Project.withCopy(of: "ninh-binh") { folder in
      let path = "\(folder.path)/overview.txt"
      let first = try Overviewed("\(folder.path)/don-vi.yaml", manifest: true, output: path)
      #expect(first.text.isEmpty && first.status == .passed)
      let written = try folder.text("overview.txt")
      #expect(written.hasPrefix("# A proposal"))
      let second = try Overviewed("\(folder.path)/don-vi.yaml", manifest: true, output: path)
      #expect(second.status == .inputOutput)
    }
  }
}

@Suite struct InventorySecrecyTests {
  /// Every secret in the folder, wherever it stands.
  private static let secrets = ["B1mat-Rtsp", "Mk-Ghi-Nham", "Ma-Phong-99", "Lê Văn Kín", "le.kin@x.example"]

  private func fill(_ folder: Folder) throws {
    try folder.write(
      "cameras.csv",
      """
      asset_tag,name,stream_url,password.state,vendor
      C1,CAM-1,rtsp://admin:B1mat-Rtsp@10.0.0.1/1,Mk-Ghi-Nham,Axis
      C1,CAM-1,rtsp://admin:B1mat-Rtsp@10.0.0.1/2,changed,rtsp://u:B1mat-Rtsp@h/ Mk-Ghi-Nham
      C2,CAM-2,B1mat-Rtsp
      """)
    try folder.write(
      "accounts.csv",
      """
      service,uid,name,holders,has_mfa,type
      zoom,le.kin@x.example,Lê Văn Kín,Lê Văn Kín,có lẽ le.kin@x.example,cloud
      zoom,le.kin@x.example,Lê Văn Kín,Ai Khác,không,directory
      """)
    try folder.write(
      "meetings.csv", "id,app,join_url,passcode\nM1,zoom,https://zoom.us/j/1?pwd=Ma-Phong-99,Ma-Phong-99\n")
  }

  @Test(arguments: ["text", "json"], ["en", "vi"])
  func `no secret and no personal data reaches any output`(format: String, language: String) throws {
    try Project.withFolder { folder in
      try fill(folder)
      var outputs: [String] = []
      let whole = try Overviewed(folder.path, format: format, language: language, showsAll: true)
      outputs += [whole.text, whole.told]
      for file in ["cameras", "accounts", "meetings"] {
        for line in 1...4 {
          let one = try Overviewed(folder.path, format: format, row: "\(file).csv:\(line)", language: language)
          outputs += [one.text, one.told]
        }
      }
      outputs.append(try Overviewed(folder.path, manifest: true).text)
      for secret in Self.secrets {
        for output in outputs { #expect(!output.contains(secret), "\(secret) in \(output)") }
      }
      #expect(whole.text.contains("C1"))
    }
  }
}
