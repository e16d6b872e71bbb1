import CEL
import Testing

@Suite struct PatternSearchTests {
  /// Pattern, text, and what `firstMatch` gives: `start-end` of each group, `_` for one that took no part, or `none`.
  private static let table = """
    abc           | xabcx         | 1-4
    abc           | xab           | none
    a*            | baaa          | 0-0
    a+            | baaa          | 1-4
    a+?           | baaa          | 1-2
    (a|ab)(c|bcd) | abcd          | 0-4 0-1 1-4
    (a+)(b+)?     | aac           | 0-2 0-2 _
    (a*)*         | b             | 0-0 0-0
    (a*)+         | b             | 0-0 0-0
    (a|b)*        | abba          | 0-4 3-4
    (a)|(b)       | b             | 0-1 _ 0-1
    (|a)*         | aa            | 0-0 0-0
    (|a)+         | aa            | 0-0 0-0
    (a|)+         | aa            | 0-2 1-2
    (?:(a)|b)*    | ab            | 0-2 0-1
    x(y(z)?)?     | xy            | 0-2 1-2 _
    a{2}          | aaa           | 0-2
    a{2,}         | aaaa          | 0-4
    a{1,3}?       | aaaa          | 0-1
    a{0}b         | ab            | 1-2
    (a{0,2})b     | aaab          | 1-4 1-3
    (?U)a+        | aaa           | 0-1
    (?U)a+?       | aaa           | 0-3
    ^b            | ab            | none
    \\bb\\b       | ab b          | 3-4
    \\Bb          | ab b          | 1-2
    $             | ab            | 2-2
    (?P<x>a)(?<y>b) | ab          | 0-2 0-1 1-2
    [^a]          | aé            | 1-3
    .             | \u{1F600}     | 0-4
    \\B           | aéb           | none
    \\b           | é a           | 3-3
    (?i)ử         | Ử             | 0-3
    (?i)kiểm      | KIỂM          | 0-6
    [ạ-ỹ]+        | mật khẩu      | 1-4
    a.c           | aéc           | 0-4
    (?i:A)b       | ab aB         | 0-2
    zoom|teams    | teams zoom    | 0-5
    (?:zoom)$     | zoom zoom     | 5-9
    a?a?a?aaa     | aaa           | 0-3
    """

  @Test(arguments: table.split(separator: "\n").map(String.init))
  func `the first match is the one RE2 finds`(row: String) throws {
    let fields = row.split(separator: "|", omittingEmptySubsequences: false)
    // Patterns contain bars too: the text and the expectation are the last two fields.
    let pattern = fields.dropLast(2).joined(separator: "|").trimmed
    let text = String(fields[fields.count - 2]).trimmed
    let captures = try Pattern(pattern).firstMatch(in: text)
    let shown = captures.map { $0.ranges.map { $0.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "_" } }
    #expect((shown?.joined(separator: " ") ?? "none") == String(fields[fields.count - 1]).trimmed)
    #expect(try Pattern(pattern).matches(text) == (captures != nil))
  }

  @Test func `a search may start later and still sees what stands before`() throws {
    let pattern = try Pattern("^a|\\ba")
    #expect(pattern.firstMatch(in: "aa a", from: 1)?.range == 3..<4)
    #expect(try Pattern("a").firstMatch(in: "a", from: 1) == nil)
    #expect(try Pattern("").firstMatch(in: "a", from: 1)?.range == 1..<1)
    #expect(try Pattern("a").firstMatch(in: "a", from: 2) == nil)
    #expect(try Pattern("a").firstMatch(in: "a", from: -1) == nil)
  }

  @Test func `groups are counted and named`() throws {
    let pattern = try Pattern("(a)(?P<second>b)(?:c)(?<third_3>d)")
    #expect(pattern.groupCount == 3)
    #expect(pattern.groupNames == [nil, nil, "second", "third_3"])
    let captures = try #require(pattern.firstMatch(in: "abcd"))
    #expect(captures[3] == 3..<4)
    #expect(captures[4] == nil)
    #expect(captures[-1] == nil)
  }

  /// Pattern, text, the ranges of all matches.
  @Test(arguments: [
    ("a", "banana", "1-2 3-4 5-6"),
    ("ana", "banana", "1-4"),
    ("", "ấb", "0-0 3-3 4-4"),
    ("a*", "baac", "0-0 1-3 4-4"),
    ("\\b", "a-b", "0-0 1-1 2-2 3-3"),
    ("^", "aa", "0-0"),
    ("(?m)^", "a\nb", "0-0 2-2"),
    ("(?m)$", "a\nb", "1-1 3-3"),
    ("x", "", ""),
    ("", "", "0-0"),
    ("\\S+", "một  hai", "0-5 7-10"),
  ])
  func `all matches follow one another`(pattern: String, text: String, expected: String) throws {
    let shown = try Pattern(pattern).allMatches(in: text).map { "\($0.range.lowerBound)-\($0.range.upperBound)" }
    #expect(shown.joined(separator: " ") == expected)
    let limited = try Pattern(pattern).allMatches(in: text, limit: 1)
    #expect(limited.count == min(1, shown.count))
  }

  @Test(arguments: [
    ("abc", "abc", true), ("abc", "abcd", false), ("abc", "xabc", false), ("a|ab", "ab", true), ("a*", "", true),
    ("a*?", "aaa", true), ("^a$", "a", true), ("\\bmột", "một", true), ("(?i)KHÔNG", "không", true),
    ("a$b", "ab", false),
  ])
  func `the whole text is matched some way or other`(pattern: String, text: String, expected: Bool) throws {
    #expect(try Pattern(pattern).matchesWhole(text) == expected)
  }

  @Test func `bytes that are no UTF-8 match nothing and crash nothing`() throws {
    let texts: [[UInt8]] = [
      [0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE1, 0xBB], [0x80, 0x80],
    ]
    for text in texts {
      for source in [".", "[^a]", "\\PL", "(?i)é", "^.$", "\\x{FFFD}"] {
        let pattern = try Pattern(source)
        text.withUnsafeBufferPointer { #expect(!pattern.matches($0), "\(source) on \(text)") }
        let matchesSpan = pattern.matches(text.span)
        #expect(!matchesSpan, "\(source) on \(text)")
      }
      let around: [UInt8] = [0x61] + text + [0x62]
      let pattern = try Pattern("a.*b|\\Bx|b$")
      around.withUnsafeBufferPointer { #expect(pattern.matches($0)) }
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
