import Testing
import Values

/// Real releases, as programs, addresses, winget, the registry and packages spell them.
@Suite struct ZoomVersionTests {
  @Test(arguments: [
    // One release in its spellings.
    ("5.13.4 (11835)", "=", "5.13.4.11835"), ("5.13.4 (11835)", "=", "5.13.11835"),
    ("5.13.4.11835", "=", "5.13.11835"), ("7.1.43453", "=", "7.1.5.43453"), ("5.12.0 (8964)", "=", "5.12.8964"),
    ("5.16.10 (25689)", "=", "5.16.10.25689"), ("5.0.2 (24046.0510)", "=", "5.0.24046.0510"),
    ("5.0.4 (25694.0524)", "=", "5.0.4.25694.0524"), ("5.13.4", "=", "5.13.4 (11835)"), ("6.5", "=", "6.5.0"),
    // Lines, then releases, then builds.
    ("5.0.4 (25694.0524)", "<", "5.12.0 (8964)"), ("5.12.8964", "<", "5.13.11835"), ("5.13.11835", "<", "6.0"),
    ("5.13.3 (11494)", "<", "5.13.4 (11835)"), ("5.13.4 (11835)", "<", "5.13.10 (13305)"),
    ("5.13.3 (11494)", "<", "5.13.11835"), ("5.7.4 (804)", "<", "5.7.6 (1055)"), ("5.7.522", "<", "5.7.6 (1055)"),
    ("5.0.23502.0430", "<", "5.0.24046.0510"), ("5.0.24046.0510", "<", "5.0.4 (25694.0524)"),
    ("6.3.10.59437", "<", "6.5.9328"), ("5.17.11 (34827)", "<", "6.0.0 (37205)"),
    // Neither a release nor a build can be told by the other; builds of two systems do not compare.
    ("5.13.4", "?", "5.13.11835"), ("5.16.10.668", "?", "5.16.10 (25689)"), ("5.16.25689", "?", "5.16.10.668"),
    // The first release of a line is not above anything of it.
    ("6.5", "<=", "6.5.9328"), ("6.5.9328", ">=", "6.5.0"), ("6.5.0 (9000)", "<", "6.5.9328"),
  ])
  func `releases are ordered whatever their spelling`(first: String, sign: String, second: String) throws {
    let a = try #require(Version(first, scheme: .zoom))
    let b = try #require(Version(second, scheme: .zoom))
    let expected: [Ordering]
    switch sign {
    case "=": expected = [.equal]
    case "<": expected = [.less]
    case "<=": expected = [.less, .equal]
    case ">=": expected = [.equal, .greater]
    default: expected = [.less, .equal, .greater]
    }
    #expect(Version.orderings(a, b) == expected)
    #expect(Set(Version.orderings(b, a)) == Set(expected.map(\.reversed)))
    #expect(Version.compare(a, b) == (expected.count == 1 ? expected[0] : nil))
  }

  @Test(arguments: [
    "5", "latest", "5.13.60", "5.13.4.11835.12", "5.13.4 (11835", "5.13.4 (11835) beta", "5.x", "5.13.4.7",
  ])
  func `what is neither a release nor a build is no version`(text: String) {
    #expect(Version(text, scheme: .zoom) == nil)
  }

  @Test func `versions of other schemes stay apart`() throws {
    let zoom = try #require(Version("5.13.4", scheme: .zoom))
    let other = try #require(Version("5.13.4"))
    #expect(Version.orderings(zoom, other).isEmpty)
  }
}
