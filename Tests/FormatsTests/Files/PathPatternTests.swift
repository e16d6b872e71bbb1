import Formats
import Testing

/// What git's own documentation and tests of its patterns say.
@Suite struct PathPatternTests {
  private func matches(_ pattern: String, _ path: String) -> Bool? {
    let isFolder = path.hasSuffix("/")
    let names = Array(path.utf8).split(separator: UInt8(ascii: "/"))
    return PathPattern(pattern)?.matches(names, isFolder: isFolder)
  }

  static let matching: [(pattern: String, paths: [String])] = [
    ("a", ["a", "a/", "x/a", "x/y/a"]), ("a/", ["a/", "x/a/"]), ("/a", ["a", "a/"]), ("x/a", ["x/a"]),
    ("*.o", ["b.o", "x/b.o", ".o"]), ("a*c?", ["acd", "abcd", "abccd"]), ("/x/*", ["x/a", "x/b/"]),
    ("**/a", ["a", "x/a", "x/y/a"]), ("a/**", ["a/x", "a/x/y"]), ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"]),
    ("**/a/**/b*", ["a/b", "x/a/y/z/bc"]), ("**", ["a", "a/b"]), ("/**", ["a", "a/b"]),
    ("a**b", ["ab", "axb", "x/ab"]),
    ("x/**y/z", ["x/ay/z", "x/y/z"]), ("[a-c]x", ["ax", "bx"]), ("[!a-c]x", ["dx"]), ("[^a]x", ["bx"]),
    ("[]a]x", ["]x", "ax"]), ("[a-]x", ["-x", "ax"]), ("[[:digit:]]x", ["1x"]), ("[\\]]x", ["]x"]), ("[\\a-c]", ["b"]),
    ("\\#a", ["#a"]), ("\\!a", ["!a"]), ("a\\ ", ["a "]), ("a  ", ["a"]), ("\\*", ["*"]), ("a\\*b", ["a*b"]),
    ("é?", ["éa"]), ("foo/*/bar", ["foo/x/bar"]), ("!a", ["a"]), ("*a*a*a*b", ["aaaab"]),
  ]

  @Test(arguments: matching)
  func `a pattern matches`(pattern: String, paths: [String]) {
    for path in paths { #expect(matches(pattern, path) == true, "\(path)") }
  }

  static let other: [(pattern: String, paths: [String])] = [
    ("a", ["ab", "A", "a/b"]), ("a/", ["a"]), ("/a", ["x/a"]), ("x/a", ["y/x/a", "x/y/a"]), ("*.o", ["o", "b.oo"]),
    ("/x/*", ["x/a/b", "x"]), ("a/**", ["a", "a/", "b/a/x"]), ("a/**/b", ["ab", "a/xb"]), ("foo/*/bar", ["foo/bar"]),
    ("a?b", ["a/b"]), ("[!a]x", ["ax"]), ("x/*y", ["x/a/y"]), ("*a*a*a*b", ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"]),
    ("**/x/**/y/**/z", ["x/y/x/y/x/y/x/y/x/y/x/y/x/y/x/y/x"]),
  ]

  @Test(arguments: other)
  func `a pattern does not match`(pattern: String, paths: [String]) {
    for path in paths { #expect(matches(pattern, path) == false, "\(path)") }
  }

  @Test(arguments: ["", "   ", "# a", "[a", "a\\", "!", "[[:none:]]"])
  func `a line is no pattern`(line: String) {
    #expect(PathPattern(line) == nil)
  }
}
