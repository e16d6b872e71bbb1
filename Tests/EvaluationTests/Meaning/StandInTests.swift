import Testing

/// No subject vanishes (DESIGN section 2.5).
struct StandInTests {
  private static let site = """
    device | ram
    listed | 1
    empty  | 1
    silent | 1
    partly | 1
    software | device | name
    x        | listed | Zoom
    y        | partly | Zoom
    complete software.machine of device: listed empty
    complete software.user of device: listed empty partly
    """

  @Test func `a parent whose children nobody listed stands for them`() throws {
    #expect(
      try Judge(subject: "software", check: "software.name != 'Zoom'").verdicts(Self.site) == """
        x fail
        y fail
        [empty] notapplicable
        [silent] unknown source-partial device.software
        [partly] unknown source-partial device.software
        """)
  }

  @Test func `the parent's own attestation decides what nobody listed`() throws {
    let judge = Judge(
      subject: "software", check: "software.name != 'Zoom'", asks: true, whole: "device",
      attestations: [Judge.attestation("device.host == 'silent'"), Judge.attestation("software.name == 'Zoom'")])
    let site = Self.site.replacing("device | ram", with: "device | host").replacing(
      "silent | 1", with: "silent | silent")
    #expect(
      try judge.verdicts(site) == """
        x fail
        y fail
        [empty] notapplicable
        [silent] pass
        [partly] unknown source-partial device.software
        """)
  }

  @Test func `a rule without any subject is not checked`() throws {
    let outcome = try Judge(subject: "software", check: "true").evaluate("device | ram")
    #expect(outcome.rules[0].verdict == .notChecked)
    #expect(outcome.tally.withoutSubject == 1)
    #expect(outcome.clauses[0].verdict == .notChecked)
  }

  @Test func `stand-ins are counted apart`() throws {
    let tally = try Judge(subject: "software", check: "software.name != 'Zoom'").evaluate(Self.site).rules[0].tally
    #expect(tally.standIns == 3)
    #expect(tally.total == 5)
    #expect(tally[.fail] == 2 && tally[.unknown] == 2 && tally[.notApplicable] == 1)
    #expect(tally.decided == 2 && tally.applicable == 4)
  }

  @Test func `a rule that is left out, or only informs, has no stand-ins`() throws {
    let skipped = Judge(subject: "software", check: "software.name != 'Zoom'", isSkipped: true)
    #expect(
      try skipped.verdicts(Self.site) == """
        x notselected
        y notselected
        """)
    let informing = Judge(subject: "software", check: "software.name != 'Zoom'", isInformational: true)
    #expect(
      try informing.verdicts(Self.site) == """
        x informational
        y informational
        """)
  }
}
