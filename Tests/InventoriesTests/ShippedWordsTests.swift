import Testing

@testable import Inventories

/// What the shipped schema makes of the words that package lists and registers use.
@Suite struct ShippedWordsTests {
  private func read(_ entity: String, _ member: String, _ words: [String]) throws -> [String] {
    let rows = words.enumerated().map { "T\($0.offset),\"\($0.element)\"" }
    let text = "\(entity == "software" ? "device,name" : "asset_tag"),\(member)\n"
    let lines = rows.map { entity == "software" ? $0.replacing(",", with: ",zoom,", maxReplacements: 1) : $0 }
    let folder = try TestFolder(["\(entity).csv": text + lines.joined(separator: "\n") + "\n"])
    let loaded = InventoryLoader.load(paths: [folder.path], schema: try ResolutionWorld.schema())
    return try loaded.rows(entity, member).map { row in String(row.drop { $0 != "=" }.dropFirst()) }
  }

  @Test(arguments: [
    ("ii", "installed"), ("install ok installed", "installed"), ("hold ok installed", "installed"), ("hi", "installed"),
    ("rc", "residual"), ("deinstall ok config-files", "residual"), ("purge ok config-files", "residual"),
    ("iF", "broken"), ("iH", "broken"), ("iU", "broken"), ("install ok half-installed", "broken"),
    ("install reinstreq half-configured", "broken"), ("install ok unpacked", "broken"),
    ("un", "removed"), ("unknown ok not-installed", "removed"), ("deinstall ok not-installed", "removed"),
    ("đã gỡ", "removed"), ("còn sót", "residual"), ("ĐÃ CÀI ĐẶT", "installed"), ("maybe", "?value-unreadable"),
  ])
  func `what dpkg and people say of a package is one of four states`(word: String, state: String) throws {
    #expect(try read("software", "state", [word]) == [state])
  }

  @Test(arguments: [
    ("rc", "residual"), ("iF", "broken"), ("iHR", "broken"), ("ii", "installed"), ("hi", "installed"),
    ("install ok installed", "installed"), ("deinstall ok config-files", "residual"),
    ("install reinstreq half-installed", "broken"), ("install ok half-configured", "broken"),
  ])
  func `the adapter of dpkg says the same`(word: String, state: String) {
    #expect(DpkgAdapter.state(word) == state)
  }

  @Test func `scopes go by many names`() throws {
    let words = [
      "machine", "System", "HKLM", "toàn máy", "Mọi người dùng", "user", "HKCU", "current user", "riêng người dùng",
      "?",
    ]
    let scopes = try read("software", "scope", words)
    #expect(scopes == Array(repeating: "machine", count: 5) + Array(repeating: "user", count: 4) + ["?value-missing"])
  }

  @Test func `spaces, case and Unicode form do not count, marks do`() throws {
    let composed = [
      "đang sử dụng", "ĐANG SỬ DỤNG", "đang\u{A0}sử\u{202F}dụng", "  đang   sử dụng ", "đang sử dụng".decomposed,
    ]
    #expect(try read("device", "status", composed) == Array(repeating: "active", count: 5))
    #expect(
      try read("device", "status", ["dang su dung", "đang sừ dụng"]) == ["?value-unreadable", "?value-unreadable"])
    #expect(
      try read("camera", "status", ["Hoạt động tốt", "Đã thanh lý", "Trong kho", "không rõ"]) == [
        "active", "decommissioning", "inventory", "?value-missing",
      ])
  }

  @Test func `a school's literature room is no bedroom`() throws {
    let folder = try TestFolder([
      "camera.csv": "asset_tag,location\nC1,\"\("Phòng Ngữ văn".decomposed)\"\nC2,Phòng\u{A0}Ngữ văn\nC3,Phòng ngủ\n"
    ])
    let loaded = InventoryLoader.load(paths: [folder.path], schema: try ResolutionWorld.schema())
    let places = try loaded.rows("camera", "location").map { $0.split(separator: "=").last }
    #expect(places[0] == places[1] && places[0] != places[2])
  }
}

extension String {
  /// The canonical decomposition of Vietnamese letters with marks, as Macs write file names.
  fileprivate var decomposed: String {
    let marks: [Character: String] = [
      "ử": "u\u{31B}\u{309}", "ụ": "u\u{323}", "ò": "o\u{300}", "ữ": "u\u{31B}\u{303}", "ă": "a\u{306}",
    ]
    return map { marks[$0] ?? String($0) }.joined()
  }
}
