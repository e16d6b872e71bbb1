import Diagnostics
import Formats
import Testing

@Suite struct SuppressionTests {
  private static let good = "kiem:ignore r-1,r-2 until=2026-12-31 reason=\"a # test stand\""

  static let placed: [(path: String, text: String, line: Int)] = [
    ("a.yaml", "a: 1\nb: 2 # \(good)\n", 2), ("a.yaml", "# \(good)\n# other\n\na: 1\n", 4),
    ("a.jsonc", "{\n // \(good)\n \"a\": 1 }", 3), ("a.jsonc", "{ \"a\": 1 /* \(good) */\n}", 1),
    ("a.toml", "a = 1 # \(good)\n", 1), ("a.ini", "; \(good)\na = 1\n", 2), (".env", "A=1 # \(good)\n", 1),
    ("a.properties", "!\(good)\na=1\n", 2), ("a.xml", "<a>\n<!-- \(good) -->\n<b/></a>", 3),
    ("a.xml", "<a>\n<!--\n \(good)\n-->\n<b/></a>", 5),
  ]

  @Test(arguments: placed)
  func `a suppression is about its line, or the next`(path: String, text: String, line: Int) throws {
    let file = try #require(ConfigurationReader.read(Source(path: path, text: text)))
    #expect(file.diagnostics.isEmpty)
    let suppression = try #require(file.suppressions.first)
    #expect(suppression.line == line)
    #expect(suppression.rules.map(\.text) == ["r-1", "r-2"])
    #expect(suppression.until.text == "2026-12-31")
    #expect(suppression.reason.text == "a # test stand")
    #expect(suppression.reason.place.text == "a # test stand")
    #expect(suppression.rules[1].place.text == "r-2")
  }

  static let mistaken: [(text: String, problems: [String])] = [
    (
      "a: 1 # kiem:ignore",
      [
        "1:6-1:19 KIEM1927 a suppression that names no rule",
        "1:6-1:19 KIEM1927 a suppression that does not say how long it holds",
        "1:6-1:19 KIEM1927 a suppression without a reason",
      ]
    ),
    (
      "a: 1 # kiem:ignore r until=2026-02-30 reason=x",
      ["1:28-1:38 KIEM1927 a suppression whose last day is no date of the calendar"]
    ),
    ("a: 1 # kiem:ignore r until=2026-12-31 reason=\" \"", ["1:47-1:48 KIEM1927 a suppression without a reason"]),
    ("a: 1 # kiem:ignore r reason=x", ["1:6-1:30 KIEM1927 a suppression that does not say how long it holds"]),
    (
      "a: 1 # kiem:ignore r until=2026-12-31 reason=x by=me",
      ["1:48-1:53 KIEM1927 a suppression with something that is neither a rule, nor `until=`, nor `reason=`"]
    ),
    ("a: 1 # kiem:ignored r", []), ("a: 1 # see kiem:ignore", []), ("a: '# kiem:ignore'", []),
  ]

  @Test(arguments: mistaken)
  func `a suppression with a mistake has no effect`(text: String, problems: [String]) throws {
    let file = try #require(ConfigurationReader.read(Source(path: "a.yaml", text: text)))
    #expect(file.suppressions.isEmpty)
    #expect(!file.isMalformed)
    #expect(file.diagnostics.all.map { FormatsTests.dump($0) } == problems)
  }

  @Test func `a suppression concerns what begins on its line`() throws {
    let text = "a: 1\nb: 2 # \(Self.good)\n"
    let file = try #require(ConfigurationReader.read(Source(path: "a.yaml", text: text)))
    let root = file.documents[0].root
    let suppression = try #require(file.suppressions.first)
    #expect(root["b"].map { suppression.concerns($0.place) } == true)
    #expect(root["a"].map { suppression.concerns($0.place) } == false)
  }
}
