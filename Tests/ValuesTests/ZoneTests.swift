import Testing
import Values

private let sample: [Int64] = {
  var state: UInt64 = 2699
  return (0..<2000).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return -5_000_000_000 + Int64(state >> 16) % 15_000_000_000
  }
}()

/// FNV-1a over the offsets, as `.ci/zone-table.py` computes it.
private func digest(_ zone: Zone) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for second in sample {
    let offset = UInt32(bitPattern: Int32(zone.offset(at: Timestamp(seconds: second))))
    for shift in [24, 16, 8, 0] as [UInt32] { hash = (hash ^ UInt64(offset >> shift & 0xFF)) &* 0x100_0000_01B3 }
  }
  return hash
}

@Suite struct ZoneTests {
  @Test(arguments: [
    "", "Africa", "America/Adak America/Atka", "America/Atka US/Aleutian;HST10HDT", "HST10HDT", "US", "Aleutian",
    "Africa/Abidjan;", "ica/Adak", "Iceland;GMT0", "Asia/Ho_Chi_Min", "\nAfrica/Accra", "Africa/Accra\n",
  ])
  func `what is no name is no zone, wherever it stands in the table`(name: String) {
    #expect(Zone(name) == nil)
  }

  @Test func `every zone has the offsets that Python's zoneinfo tells`() throws {
    var names: [String] = []
    for cell in zoneDigests.split(whereSeparator: \.isWhitespace) {
      let parts = cell.split(separator: "=")
      let name = String(parts[0])
      names.append(name)
      let zone = try #require(Zone(name), "\(name)")
      let expected = try #require(UInt64(parts[1], radix: 16))
      #expect(digest(zone) == expected, "\(name)")
    }
    #expect(names.count > 590)
    #expect(Set(names) == Set(Zone.names))
  }

  @Test(arguments: [
    ("Asia/Ho_Chi_Minh", "2026-05-01T00:00:00Z", 25200), ("Asia/Ho_Chi_Minh", "1965-01-01T00:00:00Z", 28800),
    ("Europe/Berlin", "2026-03-29T00:59:59Z", 3600), ("Europe/Berlin", "2026-03-29T01:00:00Z", 7200),
    ("Europe/Berlin", "2026-10-25T00:59:59Z", 7200), ("Europe/Berlin", "2026-10-25T01:00:00Z", 3600),
    ("America/New_York", "9999-07-01T00:00:00Z", -14400), ("America/New_York", "2500-01-01T00:00:00Z", -18000),
    ("Europe/Dublin", "2030-01-01T00:00:00Z", 0), ("Europe/Dublin", "2030-07-01T00:00:00Z", 3600),
    ("Australia/Lord_Howe", "2050-01-01T00:00:00Z", 39600), ("Australia/Lord_Howe", "2050-07-01T00:00:00Z", 37800),
    ("America/Nuuk", "2040-12-31T23:30:00Z", -7200), ("Asia/Gaza", "2050-12-31T12:00:00Z", 7200),
    ("Pacific/Auckland", "2099-12-31T23:59:59Z", 46800), ("Etc/GMT-7", "2026-01-01T00:00:00Z", 25200),
    ("UTC", "2026-01-01T00:00:00Z", 0), ("Zulu", "2026-01-01T00:00:00Z", 0), ("+07:00", "2026-01-01T00:00:00Z", 25200),
    ("07:00", "2026-01-01T00:00:00Z", 25200), ("-00:30", "2026-01-01T00:00:00Z", -1800),
  ])
  func `a zone knows its offset`(name: String, instant: String, offset: Int) throws {
    let zone = try #require(Zone(name))
    #expect(try zone.offset(at: Timestamp(parsing: instant)) == offset)
  }

  @Test(arguments: [
    "", "Local", "localtime", "Asia/Hanoi", "asia/ho_chi_minh", "+7:00", "+07:0", "+24:00", "+07:60", "07", "GMT+25",
    "../etc/passwd", "+07:00 ", "Factory",
  ])
  func `there is no such zone`(name: String) {
    #expect(Zone(name) == nil)
  }

  @Test(arguments: [
    // Not shown: put forward from 02:00 to 03:00. Shown twice: put back from 03:00 to 02:00.
    ("Europe/Berlin", "2026-03-29 01:59:59", "2026-03-29T00:59:59Z"),
    ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29T01:30:00Z"),
    ("Europe/Berlin", "2026-03-29 03:00", "2026-03-29T01:00:00Z"),
    ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30:00Z"),
    ("Europe/Berlin", "2026-10-25 03:00", "2026-10-25T02:00:00Z"),
    ("America/New_York", "2026-03-08 02:30", "2026-03-08T07:30:00Z"),
    ("America/New_York", "2026-11-01 01:30", "2026-11-01T05:30:00Z"),
    ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T22:00:00Z"),
    ("Asia/Ho_Chi_Minh", "2026-05-01 00:00", "2026-04-30T17:00:00Z"),
  ])
  func `a local time has one instant`(zone: String, local: String, instant: String) throws {
    let zone = try #require(Zone(zone))
    #expect(WrittenTime(local)?.timestamp(in: zone)?.description == instant)
  }

  @Test func `every local time that clocks show is found again`() throws {
    for name in ["Europe/Berlin", "America/Havana", "Asia/Ho_Chi_Minh", "Australia/Lord_Howe", "Africa/Casablanca"] {
      let zone = try #require(Zone(name))
      for second in sample {
        let clock = Timestamp(seconds: second).clock(in: zone)
        let found = try #require(clock.timestamp(in: zone))
        #expect(found.clock(in: zone) == clock, "\(name) \(clock)")
        #expect(found <= Timestamp(seconds: second))
      }
    }
  }

  @Test func `zones are the same by their name`() {
    #expect(Zone("07:00") == Zone("+07:00"))
    #expect(Zone("+07:00")?.name == "+07:00")
    #expect(Zone("Asia/Saigon") != Zone("Asia/Ho_Chi_Minh"))
    #expect(Zone("UTC") == .utc)
    #expect(Zone.vietnam.name == "Asia/Ho_Chi_Minh")
    #expect(Zone.release == "2025b")
  }
}
