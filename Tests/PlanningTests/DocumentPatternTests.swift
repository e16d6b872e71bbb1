import CEL
import Testing

@testable import Policies

struct DocumentPatternTests {
  private static let matches: [(pattern: String, path: String, matches: Bool)] = [
    ("frigate.yml", "frigate.yml", true), ("frigate.yml", "a/b/frigate.yml", true),
    ("frigate.yml", "frigate.yml.bak", false), ("frigate.yml", "xfrigate.yml", false),
    ("frigate*.yml", "a/frigate-2.yml", true), ("*.yml", "a.yaml", false), ("f?.ini", "a/fa.ini", true),
    ("f?.ini", "f/.ini", false), ("deploy/*.yml", "deploy/a.yml", true), ("deploy/*.yml", "x/deploy/a.yml", false),
    ("deploy/*.yml", "deploy/a/b.yml", false), ("deploy/**/*.yml", "deploy/b.yml", true),
    ("deploy/**/*.yml", "deploy/a/c/b.yml", true), ("**/x.yml", "x.yml", true), ("**/x.yml", "a/x.yml", true),
    ("**/x.yml", "ax.yml", false), ("conf/**", "conf/a/b", true), ("*.{yml,yaml}", "a/b.yaml", true),
    ("*.{yml,yaml}", "a/b.yam", false), ("[ab].yml", "b.yml", true), ("[!ab].yml", "c.yml", true),
    ("[!ab].yml", "a.yml", false), ("a+b(1).yml", "a+b(1).yml", true), ("A.yml", "a.yml", false),
    ("cấu-hình.yml", "thư mục/cấu-hình.yml", true),
  ]

  @Test(arguments: matches.indices)
  func `patterns match names or whole paths`(index: Int) throws {
    let (pattern, path, expected) = Self.matches[index]
    let expression = try DocumentPattern(pattern).expression
    let compiled = try Pattern("^(?s:\(expression))$")
    #expect(compiled.matches(path) == expected, "\(pattern) \(path) \(expression)")
  }

  @Test(arguments: ["", "/a.yml", "../a.yml", "a/./b", "a{b", "a}b", "a[b", String(repeating: "a", count: 501)])
  func `what is no pattern is refused`(text: String) {
    #expect(throws: DocumentPattern.Fault.self) { try DocumentPattern(text) }
  }
}
