import Testing

@testable import Formats

/// Numbers in columns that somebody says are days.
@Suite struct XLSXDateTests {
  @Test(arguments: [
    ("46027", false, "2026-01-05"), ("46027.5", false, "2026-01-05T12:00:00"), ("44565", true, "2026-01-05"),
    // A year, a number of pieces, a date before and after anybody's memory.
    ("2026", false, nil), ("12", false, nil), ("19999", false, nil), ("80001", false, nil), ("-46027", false, nil),
  ])
  func `a declared day is read from its number`(text: String, is1904: Bool, day: String?) {
    let value = XLSXDate.declared(.number(text), countsFrom1904: is1904)
    let expected = day.map { RawValue.converted(.string($0), from: text) } ?? .number(text)
    #expect(value == expected)
  }

  @Test func `what is no number stays`() {
    #expect(XLSXDate.declared(.string("46027"), countsFrom1904: false) == .string("46027"))
  }
}
