import Testing

@testable import Inventories

/// Headers without marks, run together, or with a note in brackets.
@Suite struct PlainHeaderTests {
  private func members(_ entity: String, _ headers: [String]) throws -> [String?] {
    let schema = try ResolutionWorld.schema()
    let names = HeaderNames(try #require(schema[entity]), schema: schema)
    return headers.map { names.member(of: $0) }
  }

  @Test func `marks and what stands between words may be missing`() throws {
    let headers = [
      "Ten thiet bi", "ten_thiet_bi", "TenThietBi", "So serial", "SoSerial", "SerialNumber", "Hang SX", "He dieu hanh",
      "HeDieuHanh", "Dia chi MAC", "Nguoi su dung", "Tình trang",
    ]
    #expect(
      try members("device", headers) == [
        "name", "name", "name", "serial", "serial", "serial", "vendor", "os.name", "os.name", "mac", "owner", nil,
      ])
  }

  @Test func `a header that asks may ask without marks`() throws {
    let loaded = try LoadedInventory.shipped([
      "so.csv": "Ma TS,Ten camera,Da doi MK mac dinh (Co/Khong),MK mac dinh?\nC1,Cổng,có,\n",
      "so2.csv": "Mã TS,Tên camera,MK mặc định\nC2,Sân,có\nC3,Kho,không\n",
    ])
    #expect(
      try loaded.rows("camera", "password.state") == [
        "C1 password.state=changed", "C2 password.state=default", "C3 password.state=changed",
      ])
  }

  @Test(
    arguments: [
      ("Ngày mua (dd/mm/yyyy)", "origin.bought_on"), ("Firmware (hiện tại)", "firmware_version"), ("Cổng", nil),
      ("Phiên bản FW", "firmware_version"), ("2FA", "two_factor.enabled"), ("Xuất xứ", "origin.country"),
      ("Nơi lắp đặt", "location"), ("Hãng SX", "vendor"), ("S/N", "serial"), ("Mã TS", "asset_tag"),
      ("Tên đăng nhập (mật khẩu)", nil),
    ] as [(String, String?)])
  func `a note in brackets does not count, unless it speaks of passwords`(header: String, member: String?) throws {
    #expect(try members("camera", [header]) == [member])
  }

  @Test(
    arguments: [
      ("device", "Phiên bản", "Hệ điều hành", "os.version"), ("device", "Tên", "Hệ điều hành", "os.name"),
      ("device", "Ấn bản", "Hệ điều hành", "os.edition"), ("device", "S/N", "Hệ điều hành", nil),
      ("camera", "S/N", "Đầu ghi", nil), ("camera", "Tên", "Đầu ghi", "recorder"),
      ("camera", "S/N", "Camera", "serial"),
      ("camera", "S/N", "Thông tin chung", "serial"), ("camera", "Hỗ trợ", "2FA", "two_factor.supported"),
    ] as [(String, String, String, String?)])
  func `a label over several columns tells what those below it are about`(
    entity: String, header: String, group: String, member: String?
  ) throws {
    let schema = try ResolutionWorld.schema()
    let names = HeaderNames(try #require(schema[entity]), schema: schema)
    #expect(names.member(of: header, below: group) == member)
  }

  @Test func `a log of meetings or incidents need not be numbered`() throws {
    let loaded = try LoadedInventory.shipped([
      "hop.csv": "STT,Ngày họp,Nội dung,Phần mềm họp\n1,2025-11-01,Giao ban,Zoom\n2,2025-11-02,Giao ban,Teams\n",
      "su-co.csv": "STT,Ngày phát hiện,Dấu hiệu,Ngày báo CA\n1,2025-11-01,Camera tự xoay,chưa báo\n",
    ])
    #expect(try loaded.rows("meeting", "app") == ["hop.csv#1 app=Zoom", "hop.csv#2 app=Teams"])
    #expect(try loaded.rows("incident", "reported_at") == ["su-co.csv#1 reported_at=null"])
    #expect(loaded.diagnostics.all.map(\.message) == [])
  }

  @Test func `an account may be called what no serial number can be`() throws {
    let loaded = try LoadedInventory.shipped(["accounts.csv": "camera,uid\nC1,default\nC1,admin\nC1,system\n"])
    #expect(try loaded.rows("account") == ["C1/default", "C1/admin", "C1/system"])
    #expect(loaded.diagnostics.all.map(\.message) == [])
  }

  @Test(arguments: ["không", "ko", "không có", "chưa"])
  func `a word for no is nobody's name`(word: String) throws {
    let loaded = try LoadedInventory.shipped(["so.csv": "Mã TS,Tên camera,Đầu ghi\nC1,Cổng,\(word)\n"])
    #expect(try loaded.rows("camera", "recorder") == ["C1 recorder=null"])
  }
}

extension LoadedInventory {
  /// Files under the schema that is shipped.
  static func shipped(_ files: [String: String]) throws -> LoadedInventory {
    let folder = try TestFolder(files)
    return InventoryLoader.load(paths: [folder.path], schema: try ResolutionWorld.schema())
  }
}
