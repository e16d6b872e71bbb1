import Testing

/// A waiver marks a fail; the verdict stays (DESIGN sections 2.8 and 3).
struct WaiverTests {
  private static let site = """
    device | ram | host
    a      | 1   | a
    b      | 1   | b
    c      | 8   | c
    """

  private static func judge(_ subject: String, from: String, until: String, max: Int? = nil) -> Judge {
    Judge(check: "device.ram > 4", waivers: [Judge.waiver(subject, from: from, until: until, max: max)])
  }

  @Test func `a waiver in force marks the fails that it selects`() throws {
    let judge = Self.judge("device.host in ['a', 'c']", from: "2024-10-01", until: "2024-12-31")
    #expect(try judge.verdicts(Self.site) == "a fail waived\nb fail\nc pass")
    let outcome = try judge.evaluate(Self.site)
    #expect(outcome.clauses[0].verdict == .fail && !outcome.clauses[0].isWaived)
    #expect(outcome.tally.waived == 1)
  }

  @Test func `a clause whose fails are all waived stays a fail, marked`() throws {
    let outcome = try Self.judge("device.ram == 1", from: "2024-10-01", until: "2024-12-31").evaluate(Self.site)
    #expect(outcome.clauses[0].verdict == .fail && outcome.clauses[0].isWaived)
    #expect(outcome.verdict == .fail)
  }

  @Test(arguments: [
    ("2024-10-04", "2024-10-04", "waived"), ("2024-01-01", "2024-10-03", "lapsed"),
    ("2024-10-05", "2025-01-01", "lapsed"),
  ])
  func `both ends of a waiver are inclusive`(from: String, until: String, mark: String) throws {
    let judge = Self.judge("device.host == 'a'", from: from, until: until)
    #expect(try judge.verdicts(Self.site) == "a fail \(mark)\nb fail\nc pass")
  }

  @Test func `a waiver that selects nothing is told`() throws {
    let judge = Self.judge("device.host == 'gone'", from: "2024-10-01", until: "2024-12-31")
    #expect(
      try judge.verdicts(Self.site)
        == "a fail\nb fail\nc pass\nthe waiver of `rule` selects no subject of this inventory")
  }

  @Test func `a waiver by what nobody collected is no mistake of the waiver`() throws {
    let site = "device | ram | host\na | 1 | ?\nb | 1 | ?"
    let judge = Self.judge("device.host == 'a'", from: "2024-10-01", until: "2024-12-31")
    #expect(
      try judge.verdicts(site) == """
        a fail
        b fail
        the waiver of `rule` selects nobody: what it asks for is not known of any subject
        """)
    #expect(try judge.evaluate(site).diagnostics.map(\.severity) == [.warning])
    #expect(try judge.evaluate(site + "\nc | 1 | c").diagnostics.map(\.severity) == [.error])
  }

  @Test func `a waiver that selects too many marks none`() throws {
    let judge = Self.judge("device.ram > 0", from: "2024-10-01", until: "2024-12-31", max: 2)
    #expect(
      try judge.verdicts(Self.site)
        == "a fail\nb fail\nc pass\nthe waiver selects 3 subjects, but may mark at most 2")
  }
}
