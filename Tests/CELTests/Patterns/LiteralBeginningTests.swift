import Testing

@testable import CEL

/// With what a text of ASCII must begin to be matched; letters whose case does not count stand in brackets.
struct LiteralBeginningTests {
  @Test(arguments: [
    ("^zoom", "zoom"),
    ("(?i)^zoom($|[^a-z])", "[z][o][o][m]"),
    ("(?i)^zoom (video )?communications", "[z][o][o][m] "),
    ("\\Azo{2}m", "zo"),
    ("^(zo)+m", "zo"),
    ("^(?:ab|cd)", "nil"),
    ("^ab|cd", "nil"),
    ("zoom", "nil"),
    ("(?m)^zoom", "nil"),
    ("^", "nil"),
    ("^z?oom", "nil"),
    ("x^zoom", "nil"),
    ("(^)*zoom", "nil"),
    ("^đồng", "nil"),
    ("^tường", "t"),
    ("(?i)^kaspersky", "[k][a][s][p][e][r][s][k]"),
    ("(?i)^7-zip", "7-[z][i][p]"),
    ("^[zZ]oom", "[z]oom"),
    ("^[ab]c", "nil"),
    ("^z.om", "z"),
    ("^a much longer text", "a much l"),
  ])
  func `a pattern says how texts begin`(source: String, expected: String) throws {
    let beginning = try Pattern(source).beginning
    let shown = beginning.map { beginning in
      zip(beginning.bytes, beginning.ignoresCase).map { byte, ignores in
        let letter = String(Unicode.Scalar(byte))
        return ignores ? "[\(letter)]" : letter
      }.joined()
    }
    #expect(shown ?? "nil" == expected)
  }
}
