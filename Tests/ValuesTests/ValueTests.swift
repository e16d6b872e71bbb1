import Testing
import Values

@Suite struct ValueTests {
  @Test func `values are equal by their representation`() {
    let values: [Value] = [
      .null, .true, .false, .int(1), .uint(1), .double(1), .double(.nan), .double(-0.0), .double(0), .string("a"),
      .text(Text("a")), .bytes([97]), .list(ListValue([])), .list(ListValue([.int(1)])),
      .list(ListValue([], openness: Unknown(.sourcePartial, "device.software"))), .timestamp(Timestamp(seconds: 1)),
      .duration(Duration(seconds: 1)), .date(CalendarDate(dayNumber: 1)), .ip(IPAddress(bytes: [0, 0, 0, 1])),
      .type(.int), .optional(nil), .optional(.null), .unknown(Unknown(.undecided, "a")), .failure(Failure("a")),
    ]
    for (place, a) in values.enumerated() {
      for (other, b) in values.enumerated() { #expect((a == b) == (place == other), "\(a) \(b)") }
    }
  }

  @Test func `strings compare by their code points, texts folded`() {
    #expect(Value.string("\u{E9}") != .string("e\u{301}"))
    #expect(Value.text(Text("\u{C9}")) == .text(Text(" e\u{301}")))
  }

  @Test(arguments: [
    ("", "a", true), ("a", "a", false), ("a", "b", true), ("Z", "a", true), ("a", "ab", true), ("z", "é", true),
    ("\u{FFFD}", "\u{1F600}", true), ("e\u{301}", "\u{E9}", true),
  ])
  func `strings are ordered by their code points`(a: String, b: String, precedes: Bool) {
    #expect(a.precedesExactly(b) == precedes)
    #expect(b.precedesExactly(a) == (!precedes && !a.equalsExactly(b)))
  }

  @Test func `only unknown and failure are no values`() {
    #expect(Value.null.isKnown)
    #expect(!Value.unknown(Unknown(.undecided, "a")).isKnown)
    #expect(!Value.failure(Failure("no such key")).isKnown)
  }
}
