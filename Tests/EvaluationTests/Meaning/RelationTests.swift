import Testing

/// A relation is closed only where complete sources cover the subject (DESIGN section 2.4).
struct RelationTests {
  /// Units whose device lists are closed or open, with and without devices.
  private static let site = """
    unit   | size
    full   | 1
    empty  | 1
    open   | 1
    nobody | 1
    device | unit | ram | managed
    a      | full | 4   | true
    b      | full | 8   | false
    c      | open | 4   | true
    d      | open | 8   | false
    complete device of unit: full empty
    partial device of unit: all
    """

  private static let partial = "unknown source-partial unit.devices"

  private static let conditions: [(check: String, full: String, empty: String, open: String, nobody: String)] = [
    ("unit.devices.exists(d, d.ram > 5)", "pass", "fail", "pass", partial),
    ("unit.devices.exists(d, d.ram > 9)", "fail", "fail", partial, partial),
    ("unit.devices.all(d, d.ram > 5)", "fail", "pass vacuous", "fail", partial),
    ("unit.devices.all(d, d.ram > 1)", "pass", "pass vacuous", partial, partial),
    ("unit.devices.exists_one(d, d.ram > 5)", "pass", "fail", partial, partial),
    ("unit.devices.exists_one(d, d.ram > 1)", "fail", "fail", "fail", partial),
    ("size(unit.devices) > 1", "pass", "fail", partial, partial),
    ("unit.devices.size() == 0", "fail", "pass", partial, partial),
    ("size(unit.devices.filter(d, d.managed)) == 1", "pass", "fail", partial, partial),
    ("unit.devices.filter(d, d.managed).all(d, d.ram == 4)", "pass", "pass vacuous", partial, partial),
    ("unit.devices.filter(d, !d.managed).exists(d, d.ram == 8)", "pass", "fail", "pass", partial),
    ("unit.devices.map(d, d.ram).exists(r, r > 5)", "pass", "fail", "pass", partial),
  ]

  @Test(arguments: conditions)
  func `an open relation may have more than it shows`(
    check: String, full: String, empty: String, open: String, nobody: String
  ) throws {
    #expect(
      try Judge(subject: "unit", check: check).verdicts(Self.site) == """
        full \(full)
        empty \(empty)
        open \(open)
        nobody \(nobody)
        """)
  }

  @Test func `each section must be complete, by whichever source`() throws {
    let site = """
      device | ram
      both   | 1
      one    | 1
      parts  | 1
      software | device | seen
      complete software.machine of device: both one by now
      complete software.user of device: both by now
      partial software.user of device: one by now
      complete software.user of device: parts by now
      """
    #expect(
      try Judge(check: "!device.software.exists(s, s.name == 'Zoom')").verdicts(site) == """
        both pass
        one unknown source-partial device.software
        parts unknown source-partial device.software
        """)
  }

  @Test func `a relation over time closes within the interval collected`() throws {
    let site = """
      device | ram
      wide   | 1
      narrow | 1
      early  | 1
      software | device | seen
      x | wide | 2024-09-20
      y | narrow | ?
      complete software.machine of device: wide narrow from 2024-09-01 to 2024-10-01
      complete software.user of device: wide narrow from 2024-08-01 to 2024-10-01
      complete software.machine of device: early from 2024-08-01 to 2024-09-15
      complete software.user of device: early from 2024-08-01 to 2024-09-15
      """
    let september = "date('2024-09-01'), date('2024-09-30')"
    #expect(
      try Judge(check: "!device.software.during(\(september)).exists(s, s.rank == 1 || true)").verdicts(site) == """
        wide fail
        narrow unknown value-missing software.seen
        early unknown source-partial device.software
        """)
    #expect(
      try Judge(check: "!device.software.during(date('2024-09-01'), date('2024-09-10')).exists(s, true)").verdicts(site)
        == """
        wide pass
        narrow unknown value-missing software.seen
        early pass
        """)
  }

  @Test func `an all over nothing is marked, wherever it decides`() throws {
    let none = "unit.devices.all(d, d.managed)"
    let cases: [(String, String)] = [
      (none, "pass vacuous"), ("\(none) && unit.size == 1", "pass vacuous"), ("unit.size == 1 || \(none)", "pass"),
      ("unit.size == 2 || \(none)", "pass vacuous"), ("!!\(none)", "pass vacuous"), ("!\(none)", "fail"),
      ("unit.size == 1 ? \(none) : false", "pass vacuous"), ("unit.quiet", "pass vacuous"),
      ("!unit.devices.exists(d, d.managed)", "pass"), ("size(unit.devices) == 0", "pass"),
    ]
    for (check, verdict) in cases {
      let judge = Judge(subject: "unit", check: check, facts: [("unit", "quiet", none)])
      #expect(try judge.verdicts("unit | size\nhq | 1\ncomplete device of unit: hq") == "hq \(verdict)", "\(check)")
    }
  }

  @Test func `a child without a parent stands for no child that has one`() throws {
    let site = """
      device | ram
      pc     | 1
      software | device | name
      a        | ?      | Zoom
      b        | pc     | Zoom
      """
    #expect(
      try Judge(check: "device.software.exists(s, s.name == 'Zoom' && device != null)").verdicts(site) == "pc pass")
  }
}
