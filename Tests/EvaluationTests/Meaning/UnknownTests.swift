import Testing

/// A missing value is unknown, with its reason; `has` and `given` tell what there is (DESIGN sections 2.1 to 2.3).
struct UnknownTests {
  private static let site = """
    device | ram | managed
    value  | 4   | true
    empty  | ?   | true
    none   | -   | true
    broken | !   | true
    torn   | ~   | true
    absent |     | true
    """

  private static let conditions: [(check: String, verdicts: String)] = [
    (
      "device.ram > 3",
      """
      value pass
      empty unknown value-missing device.ram
      none error
      broken unknown value-unreadable device.ram
      torn unknown conflict device.ram
      absent unknown attribute-absent device.ram
      """
    ),
    (
      "has(device.ram)",
      """
      value pass
      empty fail
      none fail
      broken pass
      torn pass
      absent unknown attribute-absent device.ram
      """
    ),
    (
      "given(device.ram)",
      """
      value pass
      empty fail
      none fail
      broken pass
      torn pass
      absent fail
      """
    ),
    (
      "device.ram != null",
      """
      value pass
      empty unknown value-missing device.ram
      none fail
      broken unknown value-unreadable device.ram
      torn unknown conflict device.ram
      absent unknown attribute-absent device.ram
      """
    ),
    (
      "device.managed || device.ram > 3",
      """
      value pass
      empty pass
      none pass
      broken pass
      torn pass
      absent pass
      """
    ),
    (
      "device.ram > 3 && undecided('newer than the list')",
      """
      value unknown undecided
      empty unknown value-missing device.ram
      none unknown undecided
      broken unknown value-unreadable device.ram
      torn unknown conflict device.ram
      absent unknown attribute-absent device.ram
      """
    ),
  ]

  @Test(arguments: conditions)
  func `what is not there is unknown, never false`(check: String, verdicts: String) throws {
    #expect(try Judge(check: check).verdicts(Self.site) == verdicts)
  }

  private static let phases: [(when: String, check: String, verdict: String)] = [
    ("true", "true", "pass"), ("true", "false", "fail"),
    ("true", "device.load > 1.0", "unknown attribute-absent device.load"),
    ("true", "1 / 0 > 1", "error"), ("false", "1 / 0 > 1", "notapplicable"),
    ("false", "device.load > 1.0", "notapplicable"),
    ("device.load > 1.0", "false", "unknown attribute-absent device.load"), ("1 / 0 > 1", "true", "error"),
  ]

  @Test(arguments: phases)
  func `when decides before check`(when: String, check: String, verdict: String) throws {
    let judge = Judge(when: "device.managed && \(when)", check: "device.managed && \(check)")
    #expect(try judge.verdicts("device | managed\npc | true") == "pc \(verdict)")
  }

  @Test func `a link says whom, nobody, or that nobody knows`() throws {
    let site = """
      unit  | size
      hq    | 3
      device | unit
      a | hq
      b | -
      c | ?
      d | !
      e |
      """
    #expect(
      try Judge(check: "device.unit.size > 1").verdicts(site) == """
        a pass
        b error
        c unknown value-missing device.unit
        d unknown value-unreadable device.unit
        e unknown attribute-absent device.unit
        """)
    #expect(
      try Judge(check: "has(device.unit)").verdicts(site) == """
        a pass
        b fail
        c fail
        d pass
        e unknown attribute-absent device.unit
        """)
    #expect(
      try Judge(check: "device.unit == null || has(device.unit.size)").verdicts(site) == """
        a pass
        b pass
        c unknown value-missing device.unit
        d unknown value-unreadable device.unit
        e unknown attribute-absent device.unit
        """)
  }

  @Test func `a fact that reads nothing has no value where there is no row`() throws {
    let judge = Judge(check: "(device.backup.constant ? 1 : 2) == 1", facts: [("device", "constant", "1 < 2")])
    #expect(
      try judge.verdicts("device | backup\na | b\nb | -\nc | ?") == """
        a pass
        b error
        c unknown value-missing device.backup
        """)
  }
}
