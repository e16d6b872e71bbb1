import Diagnostics
import Formats
import Policies
import Schema
import Testing
import Values

@Suite struct `Profiles, waivers, attestations` {
  static let text = """
    profile: ward
    zone: Asia/Ho_Chi_Minh
    policies: [cameras]
    parameters: {cameras: {min_length: 10, scope: [egov]}}
    skip: [{rule: cameras/strong, reason: Chưa có dữ liệu, approved_by: Trần B}]
    waivers: [waivers-2026]
    attestations: [ward-2026]
    fail_on: medium
    ---
    waivers: waivers-2026
    items:
      - rule: cameras/default-changed
        subject: camera.name == 'CAM-GATE-01'
        max_subjects: 1
        reason: Chờ lắp VPN
        requested_by: Nguyễn A
        approved_by: Trần B
        from: 2026-01-01
        until: 2026-03-31
    ---
    attestations: ward-2026
    items:
      - rule: cameras/told
        subject: unit.id == 'tam-diep'
        answer: true
        signed_by: Trần B
        role: Chủ tịch UBND phường
        date: 2026-01-10
        until: 2026-12-31
        document: 15/BC-UBND
    """

  @Test func `everything they say is read`() throws {
    let (documents, diagnostics) = decode(Self.text)
    #expect(diagnostics.isEmpty)
    guard documents.count == 3, case .profile(let profile) = documents[0], case .waivers(let waivers) = documents[1],
      case .attestations(let attestations) = documents[2]
    else { return #expect(documents.count == 3, "three documents of three kinds") }
    #expect(
      profile.parameters.map { "\($0.policy?.value ?? "")/\($0.name.value)" } == [
        "cameras/min_length", "cameras/scope",
      ])
    #expect(profile.parameters.map(\.raw) == [.number("10"), .list([.string("egov")])])
    #expect(profile.skip.map(\.rule.text) == ["cameras/strong"])
    #expect(profile.failOn == .medium)
    let waiver = waivers.items[0]
    #expect(waiver.subject.text == "camera.name == 'CAM-GATE-01'")
    #expect(waiver.maxSubjects == 1)
    #expect(waiver.rule.names(rule: "default-changed", of: "cameras"))
    #expect(!waiver.rule.names(rule: "default-changed", of: "other"))
    for (day, isInForce) in [("2025-12-31", false), ("2026-01-01", true), ("2026-03-31", true), ("2026-04-01", false)] {
      #expect(try waiver.isInForce(on: #require(CalendarDate(parsing: day))) == isInForce)
    }
    #expect(attestations.items[0].answer)
    #expect(attestations.items[0].role == "Chủ tịch UBND phường")
    #expect(attestations.items[0].until?.description == "2026-12-31")
  }

  @Test func `every mistake in them is told at its place`() {
    let diagnostics = decode(
      """
      profile: ward
      zone: Hanoi
      fail_on: hihg
      skip: [{rule: strong, reason: x}]
      ---
      waivers: w
      items:
        - rule: cameras/a
          subject: ""
          reason: x
          requested_by: Trần  B
          approved_by: trần b
          from: 2026-03-01
          until: 2026-01-31
        - {rule: a/b/c, max_subjects: 0}
      ---
      attestations: a
      items:
        - {rule: cameras/told, subject: "true", answer: "true", signed_by: A, role: "", date: 2026-02-30}
      ---
      waivers: none-at-all
      items: []
      ---
      polcy: x
      ---
      version: "1"
      policy: y
      ---
      - a
      """
    ).diagnostics
    #expect(
      diagnostics == """
        2:7 KIEM2005 there is no time zone `Hanoi`
          write a name such as `Asia/Ho_Chi_Minh`, or an offset such as `+07:00`
        3:10 KIEM2005 `hihg` is not allowed for `fail_on`
          did you mean `high`?
          allowed: `info`, `low`, `medium`, `high`, `critical`
        4:9 KIEM2003 an entry of `skip` needs the key `approved_by`
        4:15 KIEM2073 `strong` does not name a rule of a policy
          write `policy/rule`: `ninh-binh-2699-cameras/firmware-current`
        9:14 KIEM2021 `subject` needs an expression, and here is none
          what begins with `#` is a comment to YAML: write it in quotes, or below a `|`
        12:18 KIEM2070 `trần b` cannot approve what they requested themselves
          also 11:19 requested here
        14:5 KIEM2071 the interval ends before it begins
          also 13:5 it begins here
        15:6 KIEM2003 a waiver needs the key `subject`
        15:6 KIEM2003 a waiver needs the key `requested_by`
        15:6 KIEM2003 a waiver needs the key `approved_by`
        15:6 KIEM2003 a waiver needs the key `from`
        15:6 KIEM2003 a waiver needs the key `until`
        15:6 KIEM2003 a waiver needs the key `reason`
        15:12 KIEM2073 `a/b/c` does not name a rule of a policy
          write `policy/rule`: `ninh-binh-2699-cameras/firmware-current`
        15:33 KIEM2009 `0` for `max_subjects` is not a whole number from 1 to 1000000
        19:51 KIEM2004 expected `true` or `false` for `answer`, found the text `true`
        19:79 KIEM2011 expected a text for `role`, found an empty text
        19:89 KIEM2008 `2026-02-30` for `date` is not a date
          write year-month-day: `2026-01-15`
        21:10 KIEM2076 this waivers document has no items
        24:1 KIEM2001 `polcy` is not a kind of document
          did you mean `policy`?
          the first key says what it is: `policy`, `schema`, `catalog`, `profile`, `tests`, `waivers`, `attestations`, `inventory`, `adapter`, `kiem`
        26:1 KIEM2003 a policy needs the key `advisory`
        27:1 KIEM2001 `policy` must be the first key: it says what the document is
          also 26:1 move it above this
        27:9 KIEM2057 the policy `y` has no rules, so it would find nothing wrong anywhere
        29:3 KIEM2001 a document is a mapping whose first key says what it is
          kinds: `policy`, `schema`, `catalog`, `profile`, `tests`, `waivers`, `attestations`, `inventory`, `adapter`, `kiem`
        """)
  }
}

@Suite struct `Tests decoder` {
  static let text = """
    tests: cameras
    as_of: 2026-01-15
    cases:
      - name: default left
        given:
          camera: [{name: C1, password: {state: changed}, line: 9.80, ok: true, empty: }]
          account: [{uid: admin, camera: C1, disabled: false}]
        complete: [account.camera]
        expect: {default-changed: {C1: fail}}
      - name: others
        as_of: 2026-02-01
        collected: 2025-12-01
        zone: "+07:00"
        files: [inventory]
        where_present: [account.camera]
        parameters: {min_length: 8}
        waivers: [{rule: told, subject: "true", reason: x, requested_by: A, approved_by: B, from: 2026-01-01, until: 2026-12-31}]
        attestations: [{rule: told, subject: "true", answer: false, signed_by: A, role: R, date: 2026-01-01}]
        expect:
          default-changed:
            C1: {unknown: value-missing, of: camera.password.state}
            C2: {unknown: , of: [camera.kind, camera.accounts]}
            C3: {fail: , waived: true}
          told: {notchecked: no-subject}
          strong: pass
    """

  @Test func `everything tests say is read`() throws {
    let (documents, diagnostics) = decode(Self.text)
    #expect(diagnostics.isEmpty)
    guard case .tests(let tests)? = documents.first else { return #expect(Bool(false), "no tests document") }
    #expect(tests.policy.value == "cameras")
    let first = tests.cases[0]
    #expect(first.given.map(\.entity.value) == ["camera", "account"])
    #expect(first.given[0].rows[0].fields.map(\.name.value) == ["name", "password.state", "line", "ok", "empty"])
    #expect(
      first.given[0].rows[0].fields.map(\.value) == [
        .string("C1"), .string("changed"), .number("9.80"), .bool(true), .null,
      ])
    #expect(first.complete.map(\.value) == ["account.camera"])
    let second = tests.cases[1]
    #expect(second.collected?.description == "2025-12-01")
    #expect(second.waivers.map(\.rule.text) == ["told"])
    #expect(second.attestations.map(\.answer) == [false])
    let expectations = second.expect.flatMap(\.subjects).map { subject in
      "\(subject.span.start) \(subject.subject?.value ?? "-") \(subject.verdict) \(subject.reason?.rawValue ?? "-") "
        + "\(subject.attributes) \(subject.isWaived.map { "\($0)" } ?? "-")"
    }
    #expect(
      expectations == [
        "21:14 C1 unknown value-missing [\"camera.password.state\"] -",
        "22:14 C2 unknown - [\"camera.accounts\", \"camera.kind\"] -",
        "23:14 C3 fail - [] true",
        "24:14 - notChecked no-subject [] -",
        "25:15 - pass - [] -",
      ])
  }

  @Test func `every mistake of tests is told at its place`() {
    let diagnostics = decode(
      """
      tests: cameras
      cases:
        - name: a
          given: {camera: [C1], unit: {id: u}}
          expect: {default-changed: {C1: fial, C2: {unknown: value-mising}, C3: {fail: conflict}, C4: {pass: , fail: }}}
        - {name: a, as_of: 2026-01-01, expect: {}}
        - {name: b, as_of: 2026-01-01, expct: {}}
      """
    ).diagnostics
    #expect(
      diagnostics == """
        3:11 KIEM2003 a case of a document without one needs the key `as_of`
        4:22 KIEM2004 expected a row, `{name: C1, status: active}`, found `C1`
        4:34 KIEM2004 expected a list of rows, found a mapping
        5:36 KIEM2005 `fial` is not allowed for a verdict
          did you mean `fail`?
          allowed: `pass`, `fail`, `unknown`, `error`, `notapplicable`, `notchecked`, `notselected`, `informational`
        5:56 KIEM2005 `value-mising` is not allowed for a reason
          did you mean `value-missing`?
          allowed: `conflict`, `value-unreadable`, `source-stale`, `source-partial`, `attribute-absent`, `value-missing`, `no-reference`, `undecided`, `attestation-missing`, `attestation-partial`, `attestation-expired`, `no-subject`
        5:82 KIEM2075 a `fail` has no reason code
          write the verdict alone: `fail`
        5:98 KIEM2075 an expectation names exactly one verdict
          `{unknown: value-missing, of: camera.password.state}`, or the verdict alone
        6:12 KIEM2075 nothing is expected here, so nothing is tested
        6:12 KIEM2007 two cases are named `a`
          also 3:11 first here
        7:6 KIEM2003 a case needs the key `expect`
        7:34 KIEM2002 unknown key `expct` in a case
          did you mean `expect`?
        """)
  }
}
