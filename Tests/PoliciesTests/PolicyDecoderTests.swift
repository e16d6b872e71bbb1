import Diagnostics
import Policies
import Schema
import Testing
import Values

@Suite struct `Policy decoder` {
  static let text = """
    policy: cameras
    version: 1.0.0
    title: {vi: Camera, en: Cameras}
    advisory:
      number: 2699/CAT-ANM
      issuer: Công an tỉnh Ninh Bình
      date: 2025-12
      text: advisory.txt
      clauses:
        - {id: B1.default, force: mandatory, quote: "thay đổi mật khẩu mặc định", en: Change it}
        - {id: B1.strong, force: recommended, quote: độ an toàn cao, any: true, limits: {en: Reuse is not tested}}
        - {id: B9.other, force: recommended, quote: nghiêm túc, encoded: none, reason: It asks for nothing.}
    valid: {from: 2025-12-30}
    uses: [inventory, makers]
    freshness: {account.camera: 90}
    parameters:
      min_length: {type: int, default: 12, doc: {en: "Letters"}}
      scope: {type: list<text>, default: [egov, official_mail]}
      since: {type: date, default: 2025-01-01}
      line: {type: text, default: 9.80}
    facts:
      camera:
        live: "!(camera.status in ['planned'])"
        networked: camera.live && camera.kind != 'analog'   # analog has no login
    rules:
      - id: default-changed
        clause: B1.default
        subject: camera
        severity: critical
        when: camera.networked
        check: |
          camera.password.state == 'changed'
            && camera.accounts.all(a, a.is_disabled)   // all of them
        title: {vi: Đổi mật khẩu, en: Change passwords}
        references: [ETSI EN 303 645 5.1-1]
      - id: strong
        clause: [B1.strong, B1.default]
        subject: account
        of: camera
        severity: low
        check: true
        informational: true
      - id: told
        clause: B1.strong
        subject: unit
        severity: info
        attest: {ask: {vi: "Đã làm chưa?"}, whole: unit, max_age_days: 365}
    """

  func policy(_ text: String = text) throws -> Policy {
    let (documents, diagnostics) = decode(text)
    #expect(diagnostics.isEmpty)
    guard case .policy(let policy)? = documents.first else { throw NoPolicy() }
    return policy
  }

  struct NoPolicy: Error {}

  @Test func `everything a policy says is read`() throws {
    let policy = try policy()
    #expect(policy.id == "cameras")
    #expect(policy.title.text(.vi) == "Camera")
    #expect(policy.advisory.date?.value == "2025-12")
    #expect(policy.advisory.clauses.map(\.force) == [.mandatory, .recommended, .recommended])
    #expect(policy.advisory.clause("B1.default")?.title.text(.vi) == "Change it")
    #expect(policy.advisory.clause("B1.strong")?.isAny == true)
    guard case .none(let reason)? = policy.advisory.clause("B9.other")?.encoding else { throw NoPolicy() }
    #expect(reason.text(.en) == "It asks for nothing.")
    #expect(policy.validFrom?.description == "2025-12-30")
    #expect(policy.validTo == nil)
    #expect(policy.uses.map(\.value) == ["inventory", "makers"])
    #expect(policy.freshness.map(\.days) == [90])
    #expect(policy.parameters.map(\.name) == ["min_length", "scope", "since", "line"])
    #expect(policy.parameter("scope")?.type == .list(.text))
    #expect(policy.rule("default-changed")?.severity == .critical)
    #expect(policy.rule("strong")?.clauses.map(\.value) == ["B1.strong", "B1.default"])
    #expect(policy.rule("strong")?.of?.value == "camera")
    #expect(policy.rule("strong")?.isInformational == true)
    #expect(policy.rule("told")?.attest?.maxAgeDays == 365)
    #expect(policy.rule("told")?.attest?.whole?.value == "unit")
    #expect(policy.rules(ofClause: "B1.default").map(\.id) == ["default-changed", "strong"])
  }

  @Test func `values are of their type, with the spelling that was written`() throws {
    let policy = try policy()
    guard case .int(12)? = policy.parameter("min_length")?.default else { throw NoPolicy() }
    guard case .text(let line)? = policy.parameter("line")?.default else { throw NoPolicy() }
    #expect(line.display == "9.80")
    guard case .list(let scope)? = policy.parameter("scope")?.default else { throw NoPolicy() }
    #expect(scope.elements.count == 2)
    guard case .date(let since)? = policy.parameter("since")?.default else { throw NoPolicy() }
    #expect(since.description == "2025-01-01")
  }

  @Test func `expressions keep their text and their place`() throws {
    let policy = try policy()
    let facts = policy.facts(of: "camera")
    #expect(facts.map(\.name) == ["live", "networked"])
    #expect(facts[0].expression.text == "!(camera.status in ['planned'])")
    #expect(facts[0].expression.map.span(2..<8).text == "camera")
    #expect(facts[1].expression.text == "camera.live && camera.kind != 'analog'")
    let check = try #require(policy.rule("default-changed")?.check)
    #expect(check.style == .literal)
    #expect(check.text.contains("// all of them"))
    let second = check.text.utf8.count - "&& camera.accounts.all(a, a.is_disabled)   // all of them".utf8.count
    #expect("\(check.map.span(second..<second + 2).start)" == "33:10")
    #expect(policy.rule("strong")?.check?.text == "true")
  }

  @Test func `ten different mistakes are ten diagnostics`() {
    let diagnostics = decode(
      """
      policy: cameras
      version: 1.0.0
      titel: Cameras
      advisory:
        issuer: Công an
        clauses:
          - {id: B1, force: mandatry, quote: a}
      parameters:
        days: {type: int, default: many}
      facts:
        camera: {live: }
      rules:
        - id: one
          clause: B3
          subject: camera
          severity: severe
          when: !camera.live
          check: [a, b]
        - {id: one, clause: B1, subject: camera, severity: low}
      """
    ).diagnostics
    #expect(
      diagnostics == """
        3:1 KIEM2002 unknown key `titel` in a policy
          did you mean `title`?
        7:23 KIEM2005 `mandatry` is not allowed for `force`
          did you mean `mandatory`?
          allowed: `mandatory`, `recommended`
        9:30 KIEM2054 this is no value of the parameter `days` (int): not a whole number
        11:18 KIEM2021 the fact `live` needs an expression, and here is none
          what begins with `#` is a comment to YAML: write it in quotes, or below a `|`
        14:13 KIEM2050 there is no clause `B3`
          did you mean `B1`?
        16:15 KIEM2005 `severe` is not allowed for `severity`
          allowed: `info`, `low`, `medium`, `high`, `critical`
        17:11 KIEM2020 YAML reads `!camera.live` as a tag, so `when` has lost it
          an expression that begins with `!` must not stand bare: write it in quotes, or below a `|`
        18:12 KIEM2022 `check` needs an expression, but YAML reads a list
          an expression that begins with `[` or `-` must not stand bare: write it in quotes, or below a `|`
        19:10 KIEM2052 the rule `one` has neither `check` nor `attest`, so it decides nothing
        19:10 KIEM2007 two rules are named `one`
          also 13:9 first here
        """)
  }

  @Test func `clauses and rules must agree`() {
    let diagnostics = decode(
      """
      policy: p
      version: "1"
      advisory:
        issuer: x
        date: 2025-13
        clauses:
          - {id: A, force: mandatory, quote: a, encoded: none}
          - {id: B, force: mandatory, quote: b, any: true}
          - {id: C, force: mandatory, quote: c, reason: because}
          - {id: D d, force: mandatory, quote: d, encoded: nothing, reason: because}
      valid: {from: 2026-01-01, to: 2025-01-01}
      rules:
        - {id: a, clause: A, subject: unit, severity: low, check: "true"}
        - {id: b, clause: [B, C], subject: unit, severity: low, check: "true"}
        - {id: c, clause: B, subject: unit, severity: low, attest: {ask: ok?, max_age_days: 0}}
      """
    ).diagnostics
    #expect(
      diagnostics == """
        5:9 KIEM2008 `2025-13` for the advisory's `date` is not a date
          write year-month-day: `2026-01-15`
        7:12 KIEM2058 the clause `A` says `encoded: none`, but a rule decides it
          also 13:10 this rule
        7:52 KIEM2003 `encoded: none` needs the `reason` why no rule decides the clause
        8:12 KIEM2055 `any` of the clause `B` would let a signature stand for a check
          also 15:10 attested
          also 14:10 checked
        9:43 KIEM2002 unknown key `reason` in a clause without `encoded: none`
          known here: `encoded`
        10:12 KIEM2006 `D d` cannot be a clause's id
          use letters, digits, `-`, `_` and `.`
        10:54 KIEM2005 `nothing` is not allowed for `encoded`
          allowed: `none`
        11:27 KIEM2071 the interval ends before it begins
          also 11:9 it begins here
        15:87 KIEM2009 `0` for `max_age_days` is not a whole number from 1 to 36500
        """)
  }

  @Test func `a very long and very wrong policy ends`() {
    let clauses = (0..<800).map { "    - {id: C\($0), force: mandatory, quote: q}" }.joined(separator: "\n")
    let rules = (0..<800).map { "  - {id: r\($0), clause: X\($0), subject: unit, severity: low, check: 'true'}" }
    let keys = (0..<1000).map { "k\($0): 1" }.joined(separator: "\n")
    let text =
      "policy: p\nversion: '1'\nadvisory:\n  issuer: x\n  clauses:\n\(clauses)\nrules:\n"
      + rules.joined(separator: "\n") + "\n\(keys)\n"
    let found = DocumentDecoder.decode(Source(path: "p.yaml", text: text)).diagnostics.all
    #expect(found.count == 800 + 800 + 21)
    #expect(found.last?.message == "980 more unknown keys in a policy, from here on")
  }

  @Test func `a policy without rules is an error`() {
    let diagnostics = decode(
      "policy: p\nversion: '1'\nadvisory: {issuer: x, clauses: []}\nrules: []\n"
    ).diagnostics
    #expect(diagnostics == "1:9 KIEM2057 the policy `p` has no rules, so it would find nothing wrong anywhere")
  }

  @Test func `quotes stand in the advisory's text, spaces and line breaks folded`() throws {
    let policy = try policy()
    let advisory = """
      Bắt buộc thay đổi
      mật   khẩu mặc định; sử dụng mật khẩu có độ an
      toàn Cao. Nghiêm túc
      """
    #expect(
      table(policy.quoteDiagnostics(in: advisory, named: "advisory.txt")) == """
        11:50 KIEM2053 this quote does not stand in `advisory.txt`
          it is the same as far as: `độ an toàn`
        12:49 KIEM2053 this quote does not stand in `advisory.txt`
          not even its first word stands there
        """)
  }
}
