import Policies
import Testing

/// A person's signed answer decides where a check does not, and never against a fail (DESIGN section 2.6).
struct AttestationTests {
  private static let site = """
    unit | id
    hq   | hq
    lab  | lab
    device | unit | ram | host
    good   | hq   | 8   | good
    bad    | hq   | 1   | bad
    dark   | hq   | ?   | dark
    """

  /// The attestations about a rule with a check, and what the device `dark` comes to, of which the check knows nothing.
  private static let checked: [(attestations: [Attestation], verdict: String)] = [
    ([], "unknown value-missing device.ram"),
    ([Judge.attestation("device.host == 'dark'")], "pass"),
    ([Judge.attestation("device.host == 'dark'", false)], "fail"),
    ([Judge.attestation("device.host == 'good'")], "unknown value-missing device.ram"),
    ([Judge.attestation("unit.id == 'hq'")], "pass"),
    (
      [Judge.attestation("unit.id == 'lab'")],
      "unknown value-missing device.ram\nthe attestation about `rule` selects no subject of this inventory"
    ),
    ([Judge.attestation("device.ram == 8")], "unknown value-missing device.ram"),
    ([Judge.attestation("true", on: "2024-10-05")], "unknown value-missing device.ram"),
    ([Judge.attestation("true", on: "2024-10-04")], "pass"),
    ([Judge.attestation("true", until: "2024-10-04")], "pass"),
    ([Judge.attestation("true", until: "2024-10-03")], "unknown value-missing device.ram"),
    ([Judge.attestation("true"), Judge.attestation("true")], "pass"),
    ([Judge.attestation("true"), Judge.attestation("true", false)], "unknown conflict"),
    ([Judge.attestation("true"), Judge.attestation("true", false, until: "2024-10-02")], "pass"),
  ]

  @Test(arguments: checked)
  func `an attestation decides where the check is unknown`(attestations: [Attestation], verdict: String) throws {
    let judge = Judge(check: "device.ram > 4", asks: true, attestations: attestations)
    #expect(try judge.verdicts(Self.site) == "good pass\nbad fail\ndark \(verdict)")
  }

  /// The attestations about a rule without a check, and what the unit `hq` comes to.
  private static let asked: [(attestations: [Attestation], verdict: String)] = [
    ([], "notchecked attestation-missing"),
    ([Judge.attestation("unit.id == 'hq'")], "pass"),
    ([Judge.attestation("unit.id == 'hq'", false)], "fail"),
    ([Judge.attestation("unit.id == 'lab'")], "notchecked attestation-missing"),
    ([Judge.attestation("unit.id == 'hq'", on: "2024-07-01")], "notchecked attestation-expired"),
    ([Judge.attestation("unit.id == 'hq'", until: "2024-10-02")], "notchecked attestation-expired"),
    ([Judge.attestation("true"), Judge.attestation("true", false)], "unknown conflict"),
  ]

  @Test(arguments: asked)
  func `a rule that only asks stays unchecked until it is answered`(
    attestations: [Attestation], verdict: String
  ) throws {
    let judge = Judge(subject: "unit", asks: true, maxAgeDays: 60, attestations: attestations)
    let lines = try judge.verdicts(Self.site).split(separator: "\n").map(String.init)
    #expect(lines.first == "hq \(verdict)")
  }

  @Test(arguments: [
    ("device.host == 'gone'", "selects no subject of this inventory"),
    ("device.managed", "selects nobody: what it asks for is not known of any subject"),
  ])
  func `an attestation about nobody is told`(subject: String, why: String) throws {
    let judge = Judge(check: "device.ram > 4", asks: true, attestations: [Judge.attestation(subject)])
    let outcome = try judge.evaluate(Self.site)
    #expect(outcome.diagnostics.map(\.message) == ["the attestation about `rule` \(why)"])
    #expect(outcome.diagnostics.map(\.severity) == [.warning])
  }

  @Test func `an answer about a part does not cover the whole unit`() throws {
    let part = Judge(
      asks: true, whole: "unit", attestations: [Judge.attestation("device.host == 'good'")])
    #expect(
      try part.verdicts(Self.site) == """
        good notchecked attestation-partial
        bad notchecked attestation-missing
        dark notchecked attestation-missing
        """)
    let whole = Judge(asks: true, whole: "unit", attestations: [Judge.attestation("unit.id == 'hq'")])
    #expect(try whole.verdicts(Self.site) == "good pass\nbad pass\ndark pass")
  }

  @Test func `an attestation is not asked where the rule does not apply`() throws {
    let judge = Judge(
      when: "device.host == 'dark'", check: "device.ram > 4", asks: true, attestations: [Judge.attestation("true")])
    #expect(try judge.verdicts(Self.site) == "good notapplicable\nbad notapplicable\ndark pass")
  }
}
