import CEL
import Testing

@Suite struct PatternSyntaxTests {
  /// Pattern, a text that it matches as a whole, a text in which it matches nowhere.
  @Test(
    arguments: [
      ("", "", nil), (".", "é", "\n"), ("(?s).", "\n", ""), ("[]a]+", "]a", "b"), ("[^]a]", "b", "]"),
      ("[a-]", "-", "b"), ("[a-c-e]", "-", "d"), ("[\\]\\-]", "-", "a"), ("[[:alpha:]]", "q", "é1"),
      ("[[:^alpha:]]", "é", "a"), ("[[:word:]-]", "_", "."), ("[[:x]", ":", "y"), ("[a&&[^b]]", "a]", "b"),
      ("\\d\\D\\s\\S\\w\\W", "1a b_-", "٣"), ("[\\d\\s]", " ", "a"), ("[^\\D]", "5", "a"), ("\\pL", "ử", "1"),
      ("\\PL", "1", "ử"), ("\\p{^Lu}", "a", "A"), ("\\P{^Lu}", "A", "a"), ("\\p{Any}", "\n", ""),
      ("\\p{Greek}", "α", "a"),
      ("\\p{Latin}+", "Việt", "αβ"), ("\\p{Han}", "漢", "か"), ("\\p{Cyrillic}\\p{Hangul}\\p{Thai}", "я한ก", "abc"),
      ("[\\p{Nd}\\p{Sc}]", "₫", "d"), ("\\pC", "\u{7}", "a"), ("\\pZ", "\u{A0}", "a"), ("\\p{Co}", "\u{E000}", "a"),
      ("(?i)k", "\u{212A}", "q"), ("(?i)\\x{212A}", "k", "q"), ("(?i)s", "ſ", "z"), ("(?i)ß", "ẞ", "ss"),
      ("(?i)i", "I", "İı"), ("(?i)[^k]", "q", "\u{212A}"), ("(?i)[k-l]", "\u{212A}", "j"), ("(?i)\\p{Lu}", "a", "1"),
      ("(?i)\\P{Lu}", "1", "a"), ("(?i)[[:upper:]]", "ſ", "1"), ("(?i)\\w", "ſ", "é"), ("(?i)Ử", "ử", "ừ"),
      ("(?i)σ", "ς", "s"), ("(?i-s:A.)b", "aéb", "aéB"), ("(?i)a(?-i)b", "Ab", "aB"), ("(?:(?i)a)b", "Ab", "aB"),
      ("a(?i)b|c", "aB", "x"), ("(?m)^a$", "a", "ab"), ("(?)a", "a", "b"), ("\\Qa.b*\\E+", "a.b**", "axb"),
      ("\\Qa|b", "a|b", "a"), ("\\a\\f\\t\\n\\r\\v", "\u{7}\u{C}\t\n\r\u{B}", ""),
      ("\\x41\\x{1F600}\\101\\0", "A\u{1F600}A\0", ""),
      ("\\12", "\n", "12"), ("\\.\\_\\/\\-", "._/-", ""), ("x{,2}", "x{,2}", "xx"), ("x{01}", "x{01}", "x"),
      ("x{", "x{", "x"), ("}]", "}]", ""), ("a{0}", "", nil), ("(?:)*", "", nil), ("^*", "", nil), ("(|a)", "a", nil),
      ("[^\\x00-\\x{10FFFF}]|a", "a", "b"), ("\\x{D800}|a", "a", "b"), ("(?i:\u{1F600})", "\u{1F600}", "a"),
      ("a(?i)*", "aa", nil), ("a*(?i)*", "aa", nil),
    ] as [(String, String, String?)])
  func `the syntax means what it means in RE2`(source: String, whole: String, other: String?) throws {
    let pattern = try Pattern(source)
    #expect(pattern.source == source)
    #expect(pattern.matchesWhole(whole), "\(source)")
    #expect(pattern.matches(whole), "\(source)")
    if let other { #expect(!pattern.matches(other), "\(source)") }
  }

  /// Pattern, kind, the part that the error points at.
  @Test(
    arguments: [
      ("a(b", .missingParenthesis, "("), ("(?P<n>a", .missingParenthesis, "(?P<n>"),
      ("a)b", .unexpectedParenthesis, ")"),
      ("a[b", .missingBracket, "["), ("[]", .missingBracket, "["), ("*", .missingRepetitionOperand, "*"),
      ("a|+", .missingRepetitionOperand, "+"), ("(?i)*", .missingRepetitionOperand, "*"),
      ("({2})", .missingRepetitionOperand, "{2}"),
      ("a**", .nestedRepetition, "**"), ("xa++", .nestedRepetition, "++"), ("a{2}{3}", .nestedRepetition, "{2}{3}"),
      ("a*?*", .nestedRepetition, "*?*"), ("a{1001}", .repetitionCount, "{1001}"),
      ("a{2,1}", .repetitionCount, "{2,1}"),
      ("a{99999999999999999999}", .repetitionCount, "{99999999999999999999}"),
      ("(?:a{2}){501}", .repetitionCount, "{501}"),
      ("((a{100}){100}){100}", .repetitionCount, "{100}"), ("\\h", .escape, "\\h"), ("\\Z", .escape, "\\Z"),
      ("\\E", .escape, "\\E"), ("\\é", .escape, "\\é"), ("\\x1", .escape, "\\x1"),
      ("\\x{110000}", .escape, "\\x{110000}"),
      ("\\x{}", .escape, "\\x{}"), ("[\\b]", .escape, "\\b"), ("a\\", .trailingBackslash, "\\"),
      ("(a)\\1", .backreference, "\\1"),
      ("\\8", .backreference, "\\8"), ("(?P=n)", .backreference, "(?P="), ("\\C", .anyByte, "\\C"),
      ("[b-a]", .classRange, "b-a"),
      ("[[:foo:]]", .unknownClass, "[:foo:]"), ("\\p{Klingon}", .unknownClass, "\\p{Klingon}"),
      ("\\p{Cn}", .unknownClass, "\\p{Cn}"),
      ("\\pX", .unknownClass, "\\pX"), ("\\p", .unknownClass, "\\p"), ("\\p{L", .unknownClass, "\\p{L"),
      ("(?x)a", .group, "(?x"), ("(?#c)", .group, "(?#"), ("(?i-)a", .group, "(?i-)"), ("(?--i)", .group, "(?--"),
      ("(?Pa)", .group, "(?Pa"), ("(?i", .missingParenthesis, "(?i"), ("(?P<a-b>x)", .groupName, "(?P<a-"),
      ("(?<>x)", .groupName, "(?<>"), ("(?<a>x)(?<a>y)", .duplicateGroupName, "a"), ("a(?=b)", .lookaround, "(?="),
      ("a(?!b)", .lookaround, "(?!"), ("(?<=a)b", .lookaround, "(?<="), ("(?<!a)b", .lookaround, "(?<!"),
      ("(?>a)", .atomicGroup, "(?>"),
    ] as [(String, PatternError.Kind, String)])
  func `what RE2 does not have is refused at its place`(source: String, kind: PatternError.Kind, part: String) throws {
    let error = try #require(throws: PatternError.self) { _ = try Pattern(source) }
    #expect(error.kind == kind, "\(source): \(error.message)")
    #expect(String(decoding: Array(source.utf8)[error.range], as: UTF8.self) == part, "\(source)")
    #expect(!error.message.hasSuffix("."))
  }

  @Test func `messages say what RE2 lacks and what to do instead`() throws {
    func shown(_ source: String) -> String {
      do throws(PatternError) {
        _ = try Pattern(source)
        return "accepted"
      } catch {
        return error.message + (error.help.map { "; " + $0 } ?? "")
      }
    }
    #expect(
      shown("foo(?=bar)")
        == "RE2 has no lookaround: `(?=`; match the context too and capture the part that matters, or combine two "
        + "patterns with `&&` and `!`")
    #expect(
      shown("(a)\\1")
        == "RE2 has no backreferences: `\\1`; capture both places and compare them in the expression")
    #expect(
      shown("a++")
        == "RE2 has no possessive repetition: `++`; leave out the `+`; matching is linear in time without it")
    #expect(shown("\\p{Tifinagh}").hasPrefix("no class `\\p{Tifinagh}` of characters is known here; known are"))
  }
}
