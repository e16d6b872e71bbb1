import Testing
import Values

@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("2009-02-13T23:31:30Z", 1_234_567_890, 0, "2009-02-13T23:31:30Z"),
      ("1970-01-01T00:00:00Z", 0, 0, "1970-01-01T00:00:00Z"),
      ("1969-12-31T23:59:59.5Z", -1, 500_000_000, "1969-12-31T23:59:59.5Z"),
      ("9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999, "9999-12-31T23:59:59.999999999Z"),
      ("0001-01-01T00:00:00Z", -62_135_596_800, 0, "0001-01-01T00:00:00Z"),
      ("2026-05-01T07:00:00+07:00", 1_777_593_600, 0, "2026-05-01T00:00:00Z"),
      ("2026-04-30t21:30:00.000100-02:30", 1_777_593_600, 100_000, "2026-05-01T00:00:00.0001Z"),
      ("2026-05-01T00:00:00.1234567899z", 1_777_593_600, 123_456_789, "2026-05-01T00:00:00.123456789Z"),
      ("2000-02-29T12:00:00-00:00", 951_825_600, 0, "2000-02-29T12:00:00Z"),
      ("1600-02-29T00:00:00Z", -11_670_998_400, 0, "1600-02-29T00:00:00Z"),
    ] as [(String, Int64, Int32, String)])
  func `timestamps are read and written as RFC 3339`(
    text: String, seconds: Int64, nanoseconds: Int32, written: String
  ) throws {
    let timestamp = try Timestamp(parsing: text)
    #expect(timestamp == Timestamp(seconds: seconds, nanoseconds: nanoseconds))
    #expect(timestamp.description == written)
  }

  @Test(arguments: [
    "", "2026-05-01", "2026-05-01T00:00:00", "2026-05-01 00:00:00Z", "2026-5-1T00:00:00Z", "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-05-01T24:00:00Z",
    "2026-05-01T23:60:00Z", "2016-12-31T23:59:60Z", "2026-05-01T00:00Z", "2026-05-01T00:00:00.Z",
    "2026-05-01T00:00:00+7:00", "2026-05-01T00:00:00+0700", "2026-05-01T00:00:00+24:00", "2026-05-01T00:00:00Zx",
    "12026-05-01T00:00:00Z", "-026-05-01T00:00:00Z", "２026-05-01T00:00:00Z", "2026-05-01T00:00:000Z",
  ])
  func `what is no timestamp is malformed`(text: String) {
    #expect(throws: TimeFailure.malformed) { try Timestamp(parsing: text) }
  }

  @Test(arguments: ["0000-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"])
  func `what is before 0001 or after 9999 is out of range`(text: String) {
    #expect(throws: TimeFailure.outOfRange) { try Timestamp(parsing: text) }
  }

  @Test func `arithmetic stays within the range`() throws {
    let second = Duration(seconds: 1)
    let nanosecond = Duration(seconds: 0, nanoseconds: 1)
    #expect(Timestamp.latest.adding(nanosecond) == nil)
    #expect(Timestamp.earliest.subtracting(nanosecond) == nil)
    #expect(Timestamp("9999-12-31T23:59:59Z")?.adding(second) == nil)
    #expect(Timestamp.latest.since(.earliest) == nil)
    #expect(Timestamp.earliest.since(.latest) == nil)
    #expect(Timestamp(checking: -62_135_596_801) == nil)
    #expect(Timestamp(checking: 253_402_300_800) == nil)
    #expect(Timestamp(checking: 0, nanoseconds: -1) == nil)
    #expect(Timestamp(checking: 0) == Timestamp(seconds: 0))
    let early = try Timestamp(parsing: "0001-01-01T00:00:01.000000001Z")
    #expect(
      early.adding(Duration(seconds: 0, nanoseconds: -999_999_999))?.description == "0001-01-01T00:00:00.000000002Z")
    #expect(early.adding(Duration(seconds: 0, nanoseconds: 999_999_999))?.description == "0001-01-01T00:00:02Z")
    let late = try Timestamp(parsing: "2009-02-13T23:31:00Z")
    #expect(try late.since(Timestamp(parsing: "2009-02-13T23:29:00Z")) == Duration(seconds: 120))
    #expect(late.subtracting(second)?.adding(second) == late)
  }

  @Test(arguments: [
    ("2009-02-13T23:31:30Z", "US/Central", "2009-02-13T17:31:30"),
    ("2009-02-13T23:31:30Z", "+11:00", "2009-02-14T10:31:30"),
    ("2009-02-13T02:00:00Z", "-02:30", "2009-02-12T23:30:00"), ("2009-02-13T23:31:30Z", "02:00", "2009-02-14T01:31:30"),
    ("2009-02-13T23:31:30Z", "Asia/Kathmandu", "2009-02-14T05:16:30"),
    ("2026-04-30T17:00:00Z", "Asia/Ho_Chi_Minh", "2026-05-01T00:00:00"),
    ("2026-04-30T16:59:59.25Z", "Asia/Saigon", "2026-04-30T23:59:59.25"),
    ("2026-04-30T16:59:59Z", "UTC", "2026-04-30T16:59:59"),
  ])
  func `clocks show the time of their zone`(text: String, zone: String, clock: String) throws {
    let timestamp = try Timestamp(parsing: text)
    let zone = try #require(Zone(zone))
    #expect(timestamp.clock(in: zone).description == clock)
    #expect(timestamp.clock(in: zone).timestamp(in: zone) == timestamp)
  }

  @Test func `a timestamp is written with the offset of a zone`() {
    #expect(Timestamp(seconds: 1_777_593_600).description(in: .vietnam) == "2026-05-01T07:00:00+07:00")
    #expect(Timestamp(seconds: 0).description(in: .utc) == "1970-01-01T00:00:00+00:00")
  }

  @Test func `no number of seconds crashes`() {
    for seconds in [Int64.min, Int64.min + 1, -1, Int64.max] {
      let timestamp = Timestamp(seconds: seconds, nanoseconds: 0)
      #expect(!timestamp.description.isEmpty)
      #expect(timestamp.clock(in: .vietnam).hour < 24)
      #expect(timestamp.clock(in: Zone("America/New_York") ?? .utc).hour < 24)
    }
  }
}
