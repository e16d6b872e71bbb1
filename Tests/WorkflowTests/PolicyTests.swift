import Testing

@testable import Workflow

struct PolicyTests {
  @Test func `the tests of the shipped policies pass`() {
    let recorder = Recorder()
    let status = Command.test(TestRequest(policies: [Project.policies]), console: recorder.console)
    #expect(status == .passed, "\(recorder.text)\(recorder.told)")
    #expect(recorder.text.contains(" 0 failed"))
    #expect(!recorder.text.contains("not tested"))
  }

  @Test func `a miss points at the line of the expectation`() throws {
    try Project.withFolder { folder in
      try folder.write("policy.yaml", Self.policy)
      try folder.write(
        "tests.yaml",
        """
        tests: small
        as_of: 2026-01-15
        cases:
          - name: a stranger
            given: {device: [{asset_tag: D1, status: active}, {asset_tag: D2, status: offline}]}
            expect:
              in-use:
                D1: pass
                D2: pass
        """)
      let recorder = Recorder()
      let status = Command.test(TestRequest(policies: [folder.path]), console: recorder.console)
      #expect(status == .failed)
      #expect(recorder.told.contains("tests.yaml:9:13"), "\(recorder.told)")
      #expect(recorder.told.contains("`in-use` of `D2` is fail, not pass"), "\(recorder.told)")
      #expect(recorder.text.contains("small: 0 passed, 1 failed"))
    }
  }

  @Test func `ten mistakes are ten diagnostics, and the policy is unusable`() throws {
    try Project.withFolder { folder in
      try folder.write(
        "policy.yaml",
        """
        policy: small
        version: 1.0.0
        titel: {en: Small}
        advisory:
          issuer: Nobody
          clauses:
            - {id: C1, force: mandatori, quote: Do it}
        uses: [inventory]
        parameters:
          days: {type: int, default: many}
        facts:
          device:
            used: device.statsu == 'active'
        rules:
          - id: one
            clause: C9
            subject: device
            severity: hihg
            check: device.status == 'activ'
          - id: two
            clause: C1
            subject: devise
            severity: high
            check: "true"
          - id: three
            clause: C1
            subject: device
            severity: high
            when: !device.used
            check: device.hostname = 'x'
        """)
      try folder.write("devices.csv", "asset_tag,status\nD1,active\n")
      let checked = try Checked("\(folder.path)/devices.csv", policy: "\(folder.path)/policy.yaml")
      #expect(checked.status == .unusableData)
      #expect(checked.told.contains("10 errors"), "\(checked.told)")
      #expect(checked.text.isEmpty)
    }
  }

  @Test func `a policy outside its time is evaluated with a warning`() throws {
    let checked = try Checked(
      "\(Project.root)/fixtures/ninh-binh", policy: "\(Project.policies)/ninh-binh-2699-cameras", asOf: "2025-12-29")
    #expect(checked.told.contains("KIEM5006"), "\(checked.told)")
    #expect(!checked.text.isEmpty)
  }

  static let policy = """
    policy: small
    version: 1.0.0
    title: {vi: Nhỏ, en: Small}
    advisory:
      issuer: Nobody
      clauses:
        - {id: C1, force: mandatory, quote: Use it}
    uses: [inventory]
    rules:
      - id: in-use
        clause: C1
        subject: device
        severity: high
        title: {vi: Dùng, en: In use}
        check: device.status == 'active'
        remediation: {vi: Dùng, en: Use it}
    """
}
