import Testing

/// What is too old, or undated under a limit, is unknown and closes nothing (DESIGN section 2.7).
struct FreshnessTests {
  private static let site = """
    device | ram
    pc     | 1
    mac    | 1
    srv    | 1
    software     | device | name
    x by now     | pc     | Zoom
    y by old     | mac    | Zoom
    z by undated | srv    | Zoom
    complete software.machine of device: pc by now
    complete software.user of device: pc by now
    complete software.machine of device: mac by old
    complete software.user of device: mac by now
    complete software.machine of device: srv by undated
    complete software.user of device: srv by now
    """

  @Test func `without a limit nothing is stale`() throws {
    #expect(
      try Judge(check: "!device.software.exists(s, s.name == 'Zoom')").verdicts(Self.site) == """
        pc fail
        mac fail
        srv fail
        """)
  }

  @Test func `a stale counterexample gives unknown, not fail`() throws {
    #expect(
      try Judge(check: "!device.software.exists(s, s.name == 'Zoom')", freshness: 30).verdicts(Self.site) == """
        pc fail
        mac unknown source-stale device.software software.name
        srv unknown source-stale device.software software.name
        """)
  }

  @Test func `what is stale closes nothing`() throws {
    #expect(
      try Judge(check: "!device.software.exists(s, s.name == 'Teams')", freshness: 30).verdicts(Self.site) == """
        pc pass
        mac unknown source-stale device.software software.name
        srv unknown source-stale device.software software.name
        """)
  }

  @Test func `every value of a stale source is unknown, also to has`() throws {
    let judge = Judge(subject: "software", check: "has(software.name)", freshness: 100)
    #expect(
      try judge.verdicts(Self.site) == """
        x pass
        y pass
        z unknown source-stale software.name
        [srv] unknown source-stale device.software
        """)
  }

  @Test func `a child is its parent's however old the link is`() throws {
    let judge = Judge(check: "device.software.exists(s, device.ram == 1)", freshness: 30)
    #expect(
      try judge.verdicts(Self.site) == """
        pc pass
        mac pass
        srv pass
        """)
    let asked = Judge(check: "device.software.exists(s, s.device.ram == 1)", freshness: 30)
    #expect(
      try asked.verdicts(Self.site) == """
        pc pass
        mac unknown source-stale device.software software.device
        srv unknown source-stale device.software software.device
        """)
  }
}
