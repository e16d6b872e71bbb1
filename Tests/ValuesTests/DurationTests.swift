import Testing
import Values

@Suite struct DurationTests {
  @Test(arguments: [
    ("0", "0s"), ("-0", "0s"), ("0s", "0s"), ("1s", "1s"), ("1000000s", "1000000s"), ("1h2m3.5s", "3723.5s"),
    ("-1.5s", "-1.5s"), ("+2h", "7200s"), ("1.5h", "5400s"), (".5s", "0.5s"), ("1.s", "1s"), ("-.5s", "-0.5s"),
    ("100ms", "0.1s"), ("1us", "0.000001s"), ("1µs", "0.000001s"), ("1μs", "0.000001s"), ("1ns", "0.000000001s"),
    ("-999999999ns", "-0.999999999s"), ("0.1ns", "0s"), ("1m1ms", "60.001s"), ("1s1s", "2s"),
    ("9223372036.854775807s", "9223372036.854775807s"), ("-9223372036.854775808s", "-9223372036.854775808s"),
    ("0.33333333333333333333333333h", "1199.999999999s"), ("00001s", "1s"), ("90m", "5400s"),
  ])
  func `durations are read as Go does and written in seconds`(text: String, written: String) throws {
    let duration = try Duration(parsing: text)
    #expect(duration.description == written)
    #expect(Duration(written) == duration)
  }

  @Test(arguments: [
    "", "-", "+", "1", "s", ".s", "1d", "1 s", "1s ", "--1s", "1s-1s", "1S", "abc", "1.2.3s", "1e3s", "1u",
  ])
  func `what is no duration is malformed`(text: String) {
    #expect(throws: TimeFailure.malformed) { try Duration(parsing: text) }
  }

  @Test(arguments: [
    "-320000000000s", "320000000000s", "9223372036.854775808s", "-9223372036.854775809s",
    "9999999999999999999999999999h",
    "9223372036s1s",
  ])
  func `a duration beyond 64 bits of nanoseconds is out of range`(text: String) {
    #expect(throws: TimeFailure.outOfRange) { try Duration(parsing: text) }
  }

  @Test func `arithmetic beyond the range gives nothing`() throws {
    let large = try Duration(parsing: "9000000000s")
    #expect(large.adding(large) == nil)
    #expect(large.negated?.subtracting(large) == nil)
    #expect(large.subtracting(large) == .zero)
    #expect(try Duration(parsing: "900s").subtracting(Duration(parsing: "42s"))?.description == "858s")
    #expect(try Duration(parsing: "1.5s").adding(Duration(parsing: "-2s"))?.description == "-0.5s")
    #expect(try Duration(parsing: "-9223372036.854775808s").negated == nil)
  }

  @Test func `the parts are cut off towards zero`() throws {
    let duration = try Duration(parsing: "123.321456789s")
    #expect(duration.millisecondsOfSecond == 321)
    #expect(duration.wholeSeconds == 123)
    #expect(duration.wholeMinutes == 2)
    #expect(try Duration(parsing: "10000s").wholeHours == 2)
    #expect(try Duration(parsing: "-90m").wholeHours == -1)
    #expect(try Duration(parsing: "-1.5s").millisecondsOfSecond == -500)
  }

  @Test func `the signs of both parts agree`() {
    #expect(Duration(seconds: 2, nanoseconds: -1) == Duration(totalNanoseconds: 1_999_999_999))
    #expect(Duration(seconds: -2, nanoseconds: 1) == Duration(totalNanoseconds: -1_999_999_999))
    #expect(Duration(seconds: 1, nanoseconds: 2_000_000_000) == Duration(seconds: 3))
    #expect(Duration(seconds: -1) < Duration(seconds: 0, nanoseconds: -1))
    #expect(Duration(seconds: 0, nanoseconds: -1) < .zero)
  }
}
