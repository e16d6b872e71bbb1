import Formats
import Testing

@Suite struct JSONWriterTests {
  private func canonical(_ value: JSONValue) -> String { String(decoding: JSONWriter.canonical(value), as: UTF8.self) }

  @Test(arguments: [
    (0x0000_0000_0000_0000 as UInt64, "0"), (0x8000_0000_0000_0000, "0"),
    (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
    (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"), (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
    (0x4340_0000_0000_0000, "9007199254740992"), (0xc340_0000_0000_0000, "-9007199254740992"),
    (0x4430_0000_0000_0000, "295147905179352830000"), (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
    (0x44b5_2d02_c7e1_4af6, "1e+23"), (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
    (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"), (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
    (0x444b_1ae4_d6e2_ef50, "1e+21"), (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
    (0x3eb0_c6f7_a0b5_ed8d, "0.000001"), (0x41b3_de43_5555_5553, "333333333.3333332"),
    (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
    (0x4314_3ff3_c1cb_0959, "1424953923781206.2"), (0x7ff8_0000_0000_0000, "null"), (0x7ff0_0000_0000_0000, "null"),
  ])
  func `a number is written as RFC 8785 appendix B says`(bits: UInt64, text: String) {
    #expect(canonical(.double(Double(bitPattern: bits))) == text)
  }

  @Test(arguments: [
    (1.0, "1"), (100.0, "100"), (0.1, "0.1"), (12.5, "12.5"), (0.001, "0.001"), (4.5, "4.5"), (2e-3, "0.002"),
    (1e-27, "1e-27"), (1e21, "1e+21"), (1.2345678901234568e20, "123456789012345680000"),
  ])
  func `a number in plain notation has no point or zero too many`(value: Double, text: String) {
    #expect(canonical(.double(value)) == text)
  }

  @Test func `members are sorted by UTF-16 code units`() {
    let value: JSONValue = [
      "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis",
    ]
    #expect(
      canonical(value)
        == "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"\u{f6}\":\"Latin Small Letter O With "
        + "Diaeresis\",\"\u{20ac}\":\"Euro Sign\",\"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter "
        + "Dalet With Dagesh\"}")
  }

  @Test func `the order is that of UTF-16 for random names`() {
    let letters = ["a", "b", "\u{7f}", "ấ", "\u{d7ff}", "\u{e000}", "\u{ffff}", "😀", "\u{10ffff}"]
    for seed in 0..<500 as Range<UInt64> {
      var random = Seeded(seed)
      func name() -> String { (0..<4).map { _ in letters.randomElement(using: &random) ?? "" }.joined() }
      let (a, b) = (name(), name())
      let written = canonical([a: 1, b: 2])
      let isFirst = a.utf16.lexicographicallyPrecedes(b.utf16) || Array(a.utf16) == Array(b.utf16)
      #expect(written.hasPrefix("{\"" + (isFirst ? a : b)), "seed \(seed)")
    }
  }

  @Test func `strings have the fewest escapes`() {
    #expect(
      canonical("\u{20ac}$\u{f}\nA'B\"\\\\\"/\u{7f}\t\u{8}\u{c}")
        == "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u{7f}\\t\\b\\f\"")
  }

  @Test func `whole numbers that a double cannot hold become strings`() {
    #expect(
      canonical([.int(9_007_199_254_740_991), .int(9_007_199_254_740_992), .int(.min)])
        == "[9007199254740991,\"9007199254740992\",\"-9223372036854775808\"]")
  }

  @Test func `the pretty form keeps the order and indents`() {
    let value: JSONValue = ["b": [1, [:], []], "a": ["c": nil]]
    #expect(
      String(decoding: JSONWriter.pretty(value), as: UTF8.self) == """
        {
          "b": [
            1,
            {},
            []
          ],
          "a": {
            "c": null
          }
        }

        """)
    #expect(canonical(value) == "{\"a\":{\"c\":null},\"b\":[1,{},[]]}")
  }
}
