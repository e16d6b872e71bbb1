import Testing
import Values

/// Ascending under the scheme; those with `=` between them are equal.
private let ladders: [(Version.Scheme, String)] = [
  (.generic, "0 < 1 = 1.0 = v1.0.0 = V1 < 1.0.1 < 1.1 < 1.2 < 1.10 < 2"),
  (.generic, "5.0.4 (25694.0524) < 5.12.0 (8964) < 5.13.4.11835 < 6.0 = 6.0.0 < 7.1.5.43453"),
  (
    .generic,
    "1.0-dev < 1.0-alpha < 1.0-alpha.1 < 1.0a2 < 1.0-beta < 1.0b3 < 1.0-pre1 < 1.0-rc1 < 1.0rc2 < 1.0 = 1.0-final"
  ),
  (.generic, "1.0.2 < 1.0.2b < 1.0.2k < 1.0.2p1 < 1.0.2-1 < 1.0.2-4 < 1.0.3-beta"),
  (.generic, "115.0a1 < 115.0b3 < 115.0b12 < 115.0 < 115.0esr < 115.0.1"),
  (.generic, "10.0 build 19044 < 10.0 (build 19045) = 10.0.19045 < 10.0.19045.3803"),
  (.generic, "1, 0, 0, 9 < 1, 0, 0, 10 = 1.0.0.10"), (.generic, "8u381 < 8u391 < 9"),
  (.generic, "1.2.3 = 1.2.3+dfsg-1 = 1.2.3 (64-bit) < 1.2.3.1"),
  (.generic, "99999999999999999998 < 99999999999999999999 < 100000000000000000000"),
  (
    .semver,
    "1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0"
  ),
  (
    .semver,
    "1.0.0 = v1.0.0+build.7 < 1.0.1-0 < 1.0.1-1 < 1.0.1-10 < 1.0.1-1a < 1.0.1-a < 1.0.1-a-b < 1.0.1 < 1.9.0 < 1.10.0"
  ),
  (.deb, "1.0~~ < 1.0~~a < 1.0~ < 1.0~rc1-1 < 1.0 = 1.0-0 = 0:1.0 < 1.0-1 < 1.0a < 1.0ab < 1.0+1 < 1.0.1 < 1:0.5"),
  (.deb, "2.36-9 < 2.36-9+deb12u1 < 2.36-9+deb12u10 < 2.36-10"), (.deb, "1.2.3-4 < 1.2.3-4ubuntu5 < 1.2.3-4.1"),
  (.deb, "7.0-1~bpo < 7.0-1 < 7.0-1-1"), (.deb, "1.00 = 1.0 = 1. < 1.a"),
  (.rpm, "1.0~rc1 < 1.0 < 1.0^20210501 < 1.0^20210501.1 < 1.0a < 1.0.1 < 1.1 < 1:0.1"),
  (.rpm, "1.0~~ < 1.0~ < 1.0~rc1 < 1.0~rc1^git1 < 1.0~rc2 < 1.0^ < 1.0^git1~pre < 1.0^git1 < 1.0.1^"),
  (.rpm, "2.17-317.el7 < 2.17-325.el7_9 < 2.17-326.el7 < 2.34-1.fc35"), (.rpm, "1.0 < 1.0-1"),
  (.rpm, "5.5p1 = 5.5.p1 < 5.5p2 < 5.5p10"), (.rpm, "xyz10 < xyz10.1 < 8.xyz < 10.1"), (.rpm, "1.00 = 1.0 = 1..0"),
  (.rpm, "6.0.rc1 < 6.0.1"),
  (.hikvision, "V4.30.097 < V5.3.4 build 160830 < V5.7.17 = 5.7.17.0 < 5.8.11 < V5.8.11.1"),
  (.hikvision, "V5.7.17 build 230606 < V5.7.17 build 240606 = V5.7.17_20240606 < V5.7.17 Build 240607"),
  (.dahua, "2.800.0000016.0.R,build:2020-06-05 < 2.800.0000016.0.R,build:2020-06-06 < 2.820.0000000.18.r.210705"),
  (.dahua, "2.820.0000000.18.r.210705 = 2.820.0000000.18.R,build:2021-07-05 < 5.001.0000000.2.R,build:2026-03-31"),
  (.dahua, "2.800.0000016.0.R = 2.800.16.0 < 2.800.0000017.0.T, build: 2017-05-31"),
  (.axis, "5.55.1.2 < 9.80.3 < 9.80.3.11 < 9.80.107 < 10.12.213 = 10.12.213.0"),
]

@Suite struct VersionTests {
  @Test(arguments: ladders)
  func `versions are ordered by their scheme`(scheme: Version.Scheme, ladder: String) throws {
    var ranked: [(rank: Int, version: Version)] = []
    for (rank, equals) in ladder.split(separator: " < ").enumerated() {
      for text in equals.split(separator: " = ") {
        let version = try #require(Version(String(text), scheme: scheme), "\(text)")
        ranked.append((rank, version))
      }
    }
    #expect(ranked.count > 1)
    for a in ranked {
      for b in ranked {
        let expected: Ordering = a.rank < b.rank ? .less : a.rank == b.rank ? .equal : .greater
        #expect(Version.compare(a.version, b.version) == expected, "\(a.version) \(b.version)")
        #expect((a.version == b.version) == (expected == .equal), "\(a.version) \(b.version)")
        if expected == .equal { #expect(a.version.hashValue == b.version.hashValue) }
      }
    }
  }

  @Test(arguments: [
    (Version.Scheme.generic, "latest"), (.generic, "unknown"), (.generic, ""), (.generic, " "), (.generic, "v"),
    (.generic, "5.x"), (.generic, "1.*"), (.generic, ">= 5.0"), (.generic, "5.0 or later"), (.generic, "5.0 and 6.0"),
    (.generic, "5.0 6.0"), (.generic, "1.0 (beta"), (.generic, "1..2/3"), (.generic, "không biết"), (.generic, "1.2é"),
    (.generic, "n/a"), (.generic, "-1"), (.generic, ".5"), (.semver, "1.0.0-"), (.semver, "1.0.0-a..b"),
    (.semver, "01.0.0"), (.semver, "1.0.0-01"), (.semver, "1.0.0+"), (.semver, "1.0.0.0"), (.semver, "latest"),
    (.semver, "1.0.0-a_b"), (.deb, "a1"), (.deb, "1:"), (.deb, "x:1"), (.deb, "1.0-"), (.deb, "1.0 1"), (.deb, "1_0"),
    (.deb, ":1"), (.rpm, "latest"), (.rpm, "1.0-"), (.rpm, "a:1"), (.rpm, "1.0 1"), (.rpm, "1.0-1-1"), (.rpm, ""),
    (.hikvision, "5"), (.hikvision, "V5.7.17 build"), (.hikvision, "V5.7.17 rev 240606"), (.hikvision, "latest"),
    (.hikvision, "V5.7.17 build 24060"), (.hikvision, "V5.7.17 240606"), (.dahua, "2.800.0000016.0.RR"), (.dahua, "R"),
    (.dahua, "2.800.0000016.0.R,build:2020"), (.axis, "9"), (.axis, "9.80.3 LTS"), (.axis, "9.80."), (.axis, ""),
  ])
  func `what is no version is none`(scheme: Version.Scheme, text: String) {
    #expect(Version(text, scheme: scheme) == nil)
  }

  @Test(arguments: [
    (Version.Scheme.hikvision, "V5.7.17", "V5.7.17 build 230606", "V5.7.17 build 240606"),
    (.dahua, "2.800.0000016.0.R", "2.800.0000016.0.R.200605", "2.800.0000016.0.R,build:2021-06-05"),
  ])
  func `the build decides only where both tell one`(
    scheme: Version.Scheme, none: String, early: String, late: String
  ) throws {
    let none = try #require(Version(none, scheme: scheme))
    let early = try #require(Version(early, scheme: scheme))
    let late = try #require(Version(late, scheme: scheme))
    #expect(Version.compare(early, late) == .less)
    for build in [early, late] {
      #expect(Version.compare(none, build) == .equal)
      #expect(Version.compare(build, none) == .equal)
      #expect(none != build)
    }
  }

  @Test func `versions of two schemes have no order`() throws {
    for a in Version.Scheme.allCases {
      for b in Version.Scheme.allCases where a != b {
        let first = try #require(Version("1.2.3", scheme: a))
        let second = try #require(Version("1.2.3", scheme: b))
        #expect(Version.compare(first, second) == nil)
        #expect(first != second)
      }
    }
  }

  @Test func `a version shows the text it was read from`() {
    #expect(Version(" V5.7.17  build 240606 ", scheme: .hikvision)?.description == " V5.7.17  build 240606 ")
  }
}
