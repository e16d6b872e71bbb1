import CEL
import Testing

@Suite struct PatternReplacementTests {
  /// Text, pattern, replacement, limit, result.
  @Test(
    arguments: [
      ("abc", "^", "start_", nil, "start_abc"),
      ("abc", "$", "_end", nil, "abc_end"),
      ("a-b", "\\b", "|", nil, "|a|-|b|"),
      ("foo bar", "(fo)o (ba)r", "\\2 \\1", nil, "ba fo"),
      ("foo bar", "foo", "\\\\", nil, "\\ bar"),
      ("banana", "ana", "x", nil, "bxna"),
      ("ac", "a(b)?c", "[\\1]", nil, "[]"),
      ("foo bar", "\\w+", "(\\0)", nil, "(foo) (bar)"),
      ("banana", "a", "x", 0, "banana"),
      ("banana", "a", "x", 2, "bxnxna"),
      ("banana", "a", "x", -1, "bxnxnx"),
      ("abc def", "(abc)", "\\\\1", nil, "\\1 def"),
      ("mật khẩu", "ẩ|ậ", "_", nil, "m_t kh_u"),
      ("ấ", "", "-", nil, "-ấ-"),
      ("nothing", "x", "\\9", nil, "nothing"),
    ] as [(String, String, String, Int?, String)])
  func `matches are replaced`(text: String, pattern: String, replacement: String, limit: Int?, result: String) throws {
    #expect(try Pattern(pattern).replacing(in: text, with: replacement, limit: limit) == result)
  }

  @Test(arguments: [("value: \\values", 7..<9), ("\\2", 0..<2), ("value: \\", 7..<8)])
  func `a replacement that cannot be is refused`(replacement: String, range: Range<Int>) throws {
    let error = #expect(throws: PatternError.self) { try Pattern("(.)").replacing(in: "t", with: replacement) }
    #expect(error?.kind == .replacement)
    #expect(error?.range == range)
  }

  @Test(
    arguments: [
      ("hello world", "hello(.*)", " world"), ("item-A, item-B", "item-(\\w+)", "A"), ("brand", "br.nd", "brand"),
      ("hello", "goodbye", nil), ("key=", "key=(.*)", nil), ("b", "(a)?b", nil), ("b", "a*", ""),
    ] as [(String, String, String?)])
  func `the group of the first match is extracted`(text: String, pattern: String, expected: String?) throws {
    #expect(try Pattern(pattern).extract(from: text) == expected)
  }

  @Test(
    arguments: [
      ("id:123, id:456", "assa", []), ("id:123, id:456", "id:\\d+", ["id:123", "id:456"]),
      ("f_1.txt, f_2.csv", "f_(\\d+)", ["1", "2"]), ("banananana", "(ana)", ["ana", "ana"]),
      ("val=a, val=, val=c", "val=([^,]*)", ["a", "c"]), ("a b c", "(\\S*)\\s*", ["a", "b", "c"]),
    ] as [(String, String, [String])])
  func `groups are extracted from all matches`(text: String, pattern: String, expected: [String]) throws {
    #expect(try Pattern(pattern).extractAll(from: text) == expected)
  }

  @Test func `several groups cannot be extracted`() throws {
    let pattern = try Pattern("(.*)@([^.]*)")
    #expect(throws: PatternError.self) { try pattern.extract(from: "a@b") }
    let error = #expect(throws: PatternError.self) { try pattern.extractAll(from: "a@b") }
    #expect(error?.kind == .severalGroups)
  }
}
