import Formats
import Testing

@testable import Workflow

/// Waivers and attestations that are kept as sheets: in force where the profile or the manifest names them, under the
/// same rules as documents.
@Suite struct RegisterSheetTests {
  static let cameras = """
    asset_tag,name,unit,kind,status,password.state
    C1,CAM-1,a,ip_camera,active,default
    C2,CAM-2,a,ip_camera,active,default
    C3,CAM-1,b,ip_camera,active,default

    """
  static let units = "id,name\na,Trường A\nb,Trường B\n"
  static let header = "STT,Điều khoản,Phạm vi,Đơn vị,Lý do,Người đề nghị,Người duyệt,Từ ngày,Đến ngày\n"
  static let row = "1,B1.default_password,C1,,Chờ bàn giao,Bùi Văn Khế,Trần Thị Bưởi,2026-01-01,2026-03-31\n"

  private func profile(_ more: String) -> String {
    "profile: p\npolicies: [ninh-binh-2699-cameras]\n\(more)\n"
  }

  /// The cameras whose fail is waived.
  private func waived(_ checked: Checked) -> [String] {
    checked.records(of: "default-password-changed")
      .filter { $0["waiver"]?["state"]?.text == "in-force" }
      .compactMap { $0["subject"]?["id"]?.text }.sorted()
  }

  private func check(_ sheet: String, named: String = "waivers: [ngoai-le.csv]\ndate_order: dmy") throws -> Checked {
    try Project.withFolder { folder in
      try folder.write("cameras.csv", Self.cameras)
      try folder.write("units.csv", Self.units)
      try folder.write("ngoai-le.csv", sheet)
      try folder.write("profile.yaml", profile(named))
      return try Checked(folder.path, profile: "\(folder.path)/profile.yaml", format: "records")
    }
  }

  @Test(arguments: [
    (",C1,,", ["C1"]), (",C1; C2,,", ["C1", "C2"]), (",,Trường A,", ["C1", "C2"]),
    (",b,,", ["C3"]), (",toàn bộ,,", ["C1", "C2", "C3"]), (",CAM-1,Trường A,", ["C1"]), (",cam-2,,", ["C2"]),
  ])
  func `a row waives whom it names`(scope: String, expected: [String]) throws {
    let checked = try check(Self.header + Self.row.replacing(",C1,,", with: scope))
    #expect(waived(checked) == expected, "\(checked.told)")
    #expect(checked.status == .failed || checked.status == .undecided)
  }

  @Test func `the record tells the row of the sheet`() throws {
    let checked = try check("Danh sách ngoại lệ năm 2026\n\n" + Self.header + Self.row)
    let record = try #require(checked.records(of: "default-password-changed").first { $0["waiver"]?["state"] != nil })
    let waiver = try #require(record["waiver"])
    #expect(waiver["source"]?["path"]?.text == "ngoai-le.csv")
    #expect(waiver["source"]?["line"]?.number == 4)
    #expect(waiver["approved_by"]?.text == "Trần Thị Bưởi")
    #expect(record["verdict"]?.text == "fail")
  }

  @Test(arguments: [
    ("Trần Thị Bưởi", "", "ngoai-le.csv:2`: `Người duyệt` is empty, and `approved_by` is needed"),
    ("2026-03-31", "", "ngoai-le.csv:2`: `Đến ngày` is empty, and `until` is needed"),
    ("2026-03-31", "cuối năm", "ngoai-le.csv:2`: `Đến ngày` cannot be read as `until`"),
    ("2026-03-31", "2025-03-31", "ngoai-le.csv:2`: `Đến ngày` lies before `Từ ngày`"),
    ("Bùi Văn Khế", "trần thị  bưởi", "`Trần Thị Bưởi` cannot approve what they requested themselves"),
    ("B1.default_password", "B1.default_pasword", "did you mean `B1.default_password`?"),
    (",C1,,", ",,,", "ngoai-le.csv:2`: it does not say whom it is for"),
    ("Chờ bàn giao", "", "`Lý do` is empty, and `reason` is needed"),
  ])
  func `a row that lacks what a waiver needs stops the run at its cell`(
    text: String, other: String, expected: String
  ) throws {
    let checked = try check(Self.header + Self.row.replacing(text, with: other))
    #expect(checked.status == .unusableData)
    #expect(checked.told.contains(expected), "\(checked.told)")
  }

  @Test(arguments: [
    (",Không có,,", "selects no subject of this inventory"),
    (",CAM-1,,", "the waiver selects 2 subjects, but may mark at most 1"),
  ])
  func `a name of nobody, or of several, is an error`(scope: String, expected: String) throws {
    let checked = try check(Self.header + Self.row.replacing(",C1,,", with: scope))
    #expect(checked.told.contains("ngoai-le.csv:2`: the waiver") && checked.told.contains(expected), "\(checked.told)")
    #expect(waived(checked).isEmpty)
  }

  @Test func `days are read in the order that the profile declares, else not at all`() throws {
    let sheet = Self.header + Self.row.replacing("2026-03-31", with: "05/04/2026")
    #expect(try waived(check(sheet)) == ["C1"])
    let undeclared = try check(sheet, named: "waivers: [ngoai-le.csv]")
    #expect(undeclared.status == .unusableData)
    #expect(undeclared.told.contains("say `date_order: dmy`"))
  }

  @Test func `a waiver that is not in force waives nothing`() throws {
    let expired = try check(Self.header + Self.row.replacing("2026-03-31", with: "2026-01-10"))
    #expect(waived(expired).isEmpty)
    #expect(expired.records(of: "default-password-changed").contains { $0["waiver"]?["state"]?.text == "expired" })
  }

  @Test func `a sheet without a column for the requester waives nothing, and says so`() throws {
    let checked = try check("control_id,justification,run,expiration_date\ndefault-password-changed,vì,1,2077-11-10\n")
    #expect(checked.status == .unusableData)
    #expect(
      checked.told.contains(
        "has no column for `scope`, `requested_by`, `approved_by`, `from`, so its 1 row counts for"),
      "\(checked.told)")
  }

  @Test func `a sheet that only lies in the inventory is listed and does not count`() throws {
    let checked = try check(Self.header + Self.row, named: "")
    #expect(waived(checked).isEmpty)
    #expect(checked.told.contains("warning[KIEM4065]"))
    #expect(checked.told.contains("- {path: ngoai-le.csv, register: waivers}"), "\(checked.told)")
    #expect(checked.told.contains("`waivers: [ngoai-le.csv]`"))
  }

  @Test func `a workbook's sheet is read by the manifest's word, and its cells are named as people find them`() throws {
    try Project.withFolder { folder in
      try folder.write("cameras.csv", Self.cameras)
      try folder.write("units.csv", Self.units)
      let header = ["Phê duyệt ngoại lệ", ""]
      let columns = Self.header.dropLast().split(separator: ",").map(String.init)
      let row = Self.row.dropLast().split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try folder.write("ngoai-le.xlsx", bytes: Planted.workbook(header, columns, row))
      try folder.write("profile.yaml", profile(""))
      let manifest =
        "inventory: i\nsources:\n  - {path: cameras.csv, entity: camera}\n  - {path: units.csv, entity: unit}\n"
      try folder.write("inventory.yaml", manifest + "  - {path: ngoai-le.xlsx, register: waivers}\n")
      let profile = "\(folder.path)/profile.yaml"
      let checked = try Checked(folder.path, profile: profile, format: "records")
      #expect(waived(checked) == ["C1"], "\(checked.told)")
      #expect(!checked.told.contains("KIEM4065"))
      var broken = row
      broken[6] = ""
      try folder.write("ngoai-le.xlsx", bytes: Planted.workbook(header, columns, broken))
      let refused = try Checked(folder.path, profile: profile, format: "records")
      #expect(refused.status == .unusableData)
      #expect(refused.told.contains("`ngoai-le.xlsx[S]:3`: `G3` (`Người duyệt`) is empty"), "\(refused.told)")
    }
  }

  @Test func `an attestation's sheet answers what the rule asks, of the unit that it names`() throws {
    try Project.withFolder { folder in
      try folder.write("units.csv", "id,name\na,Trường A\nb,Trường B\nc,Trường C\n")
      let header = "Điều khoản,Đơn vị,Kết quả,Người ký,Chức vụ,Ngày ký,Hiệu lực đến,Số văn bản\n"
      let rows = """
        B0.awareness,Trường A,có,Trần Thị Bưởi,Hiệu trưởng,2026-01-10,2026-12-31,15/BC
        B0.awareness,b,không đạt,Lý Thị Mận,Hiệu trưởng,2026-01-09,,16/BC

        """
      try folder.write("xac-nhan.csv", header + rows)
      try folder.write("profile.yaml", profile("attestations: [xac-nhan.csv]"))
      let checked = try Checked(folder.path, profile: "\(folder.path)/profile.yaml", format: "records")
      let verdicts = checked.records(of: "awareness-campaign").map { record in
        "\(record["subject"]?["id"]?.text ?? ""): \(record["verdict"]?.text ?? "")"
      }
      #expect(verdicts.sorted() == ["b: fail", "c: notchecked"], "\(checked.told)")
      try folder.write("xac-nhan.csv", header + rows.replacing("Lý Thị Mận", with: ""))
      let refused = try Checked(folder.path, profile: "\(folder.path)/profile.yaml", format: "records")
      #expect(refused.status == .unusableData)
      #expect(refused.told.contains("xac-nhan.csv:3`: `Người ký` is empty, and `signed_by` is needed"))
    }
  }

  @Test func `the overview lists them with what puts them in force`() throws {
    try Project.withFolder { folder in
      try folder.write("cameras.csv", Self.cameras)
      try folder.write("units.csv", Self.units)
      try folder.write("ngoai-le.csv", Self.header + Self.row)
      try folder.write("profile.yaml", profile("waivers: [ngoai-le.csv]"))
      let idle = try Overviewed(folder.path)
      #expect(idle.text.contains("none of them counts until"), "\(idle.text)")
      #expect(idle.text.contains("\"STT\" (no column of waivers)"))
      #expect(try Overviewed(folder.path, manifest: true).text.contains("# - {path: ngoai-le.csv, register: waivers}"))
      let named = try Overviewed(folder.path, profile: "\(folder.path)/profile.yaml")
      #expect(named.text.contains("and the profile puts them in"), "\(named.text)")
    }
  }
}
