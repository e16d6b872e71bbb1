import FoundationEssentials
import Formats
import Reports
import Testing

@testable import Workflow

/// Configuration repositories: what `kiem check` finds, where, and in every format.
struct DocumentTests {
  private func check(
    _ format: String = "records", policy: String = DocumentWorld.policy, profile: String? = nil,
    extra: [(path: String, text: String)] = []
  ) throws -> Checked {
    try Project.withFolder { folder in
      let (repository, own) = try DocumentWorld.written(in: folder, policy: policy, extra: extra)
      var path: String?
      if let profile {
        try folder.write("profile.yaml", profile)
        path = "\(folder.path)/profile.yaml"
      }
      return try Checked(repository, policy: own, profile: path, format: format)
    }
  }

  /// Verdict, reason, marks and first place of each record of a rule.
  private func lines(_ checked: Checked, of rule: String) -> [String] {
    checked.records(of: rule).map { record in
      var words = [record["subject"]?["id"]?.text ?? "", record["verdict"]?.text ?? ""]
      if let code = record["reason"]?["code"]?.text { words.append(code) }
      if let state = record["waiver"]?["state"]?.text { words.append(state) }
      if let source = record["observed"]?.items.first?["source"], let line = source["line"]?.number {
        words.append("\(source["pointer"]?.text ?? "")@\(line):\(source["start_column"]?.number ?? 0)")
      }
      return words.joined(separator: " ")
    }
  }

  @Test func `findings stand on the line that decided`() throws {
    let checked = try check()
    #expect(checked.status == .failed, "\(checked.told)")
    #expect(
      lines(checked, of: "mqtt-tls") == [
        "frigate.yml fail /mqtt/tls@3:8", "site/frigate-bare.yml error /mqtt/tls@2:1",
        "site/frigate-broken.yml unknown value-unreadable @3:1",
        "site/frigate-lapsed.yml fail expired /mqtt/tls@2:8",
        "site/frigate-template.yml unknown value-unreadable /mqtt/tls@2:8",
        "site/frigate-waived.yml fail in-force /mqtt/tls@3:8",
      ], "\(checked.text)")
    #expect(lines(checked, of: "streams-encrypted") == ["video/go2rtc.yaml fail /streams/yard@3:9"])
    #expect(lines(checked, of: "no-password").first == "frigate.yml fail /mqtt/password@4:13")
    // A malformed file is told whether a rule selects it or not.
    #expect(checked.told.contains("KIEM4060") && checked.told.contains("frigate-broken.yml"), "\(checked.told)")
    #expect(checked.told.contains("KIEM5010"))
    #expect(!checked.told.contains("README.md") && !checked.told.contains("main.swift"))
  }

  @Test(arguments: CheckRequest.formatNames)
  func `no secret of a file reaches any output`(format: String) throws {
    let checked = try check(format)
    for secret in ["Hunter-22-Secret", "Yard-Pass-9"] {
      #expect(!checked.text.contains(secret) && !checked.told.contains(secret), "\(format) \(secret)")
    }
  }

  @Test func `every format points at the line`() throws {
    #expect(try check("text").text.contains("frigate.yml:3:8"))
    let github = try check("github").text
    #expect(github.contains("file=") && github.contains("frigate.yml,line=3,col=8,"), "\(github)")
    let gitlab = try check("gitlab").text
    #expect(gitlab.contains("\"lines\":{\"begin\":3}"))
    let sarif = try check("sarif").text
    let pieces = ["\"startLine\":3", "\"startColumn\":8", "\"endColumn\":13", "\"kind\":\"inSource\""]
    for piece in pieces { #expect(sarif.contains(piece), "\(piece)") }
    #expect(try check("junit").text.contains("frigate.yml:3:8 document.data.mqtt.tls = false"))
    #expect(try check("markdown").text.contains("frigate.yml:3:8"))
    #expect(try check("html").text.contains("frigate.yml"))
    #expect(try check("counts").text.contains("mqtt-tls"))
    #expect(try check("findings").text.contains("frigate.yml"))
  }

  @Test func `comments are listed among the waivers, and a profile may forbid them`() throws {
    let json = try check("json").text
    #expect(json.contains("frigate-waived.yml:2 (kiem:ignore)") && json.contains("moved in May"))
    let checked = try check(profile: "profile: strict\nsuppressions: forbidden\n")
    #expect(lines(checked, of: "mqtt-tls").contains("site/frigate-waived.yml fail /mqtt/tls@3:8"), "\(checked.told)")
    #expect(checked.told.contains("KIEM5009"))
  }

  @Test func `a comment that marks nothing is told`() throws {
    let checked = try check(extra: [
      (path: "x.yaml", text: "a: 1 # kiem:ignore mqtt-tls until=2026-06-30 reason=\"x\"\n"),
      (path: "y.yaml", text: "a: 1 # kiem:ignore no-such-rule until=2026-06-30 reason=\"x\"\n"),
      (path: "z.yaml", text: "a: 1 # kiem:ignore mqtt-tls reason=\"x\"\n"),
    ])
    #expect(checked.told.contains("this comment sets nothing aside: `mqtt-tls` finds nothing on its line"))
    #expect(checked.told.contains("this comment names `no-such-rule`, which is no rule of this run"))
    #expect(checked.told.contains("a suppression that does not say how long it holds"), "\(checked.told)")
  }

  @Test func `a pattern that selects nothing is told, and leaves the rule without a subject`() throws {
    let policy = DocumentWorld.policy.replacing("**/go2rtc.yaml", with: "**/absent.yaml")
    let checked = try check(policy: policy)
    #expect(lines(checked, of: "streams-encrypted") == [" notchecked no-subject"])
    #expect(checked.told.contains("KIEM5008"))
  }

  @Test func `a bundle with its inputs is evaluated again to the same bytes`() throws {
    try Project.withFolder { folder in
      let (repository, own) = try DocumentWorld.written(in: folder)
      let recorder = Recorder()
      let request = try CheckRequest(
        inventory: [repository], policies: [own], profile: nil, asOf: "2026-01-15", formats: [], failOn: nil,
        allowsUnknown: false, language: "en", threads: 2, showsAll: false, overwrites: false,
        bundle: "\(folder.path)/bundle", includesInputs: true)
      #expect(Command.check(request, console: recorder.console) == .failed)
      let verified = Recorder()
      let verify = try VerifyRequest(bundle: "\(folder.path)/bundle")
      #expect(Command.verify(verify, console: verified.console) == .passed, "\(verified.told)")
      #expect(verified.text.contains("evaluated again: every record"), "\(verified.text)")
      for format in ReportCatalog.ofRecords {
        let reported = Recorder()
        let report = try ReportRequest(
          bundle: "\(folder.path)/bundle", formats: [format.name], language: "en", showsAll: false, overwrites: false)
        #expect(Command.report(report, console: reported.console) == .passed)
        #expect(!reported.text.contains("Hunter-22-Secret"))
      }
    }
  }

  @Test func `records do not depend on the number of threads`() throws {
    try Project.withFolder { folder in
      let (repository, own) = try DocumentWorld.written(in: folder)
      let one = try Checked(repository, policy: own, format: "records")
      #expect(try Checked(repository, policy: own, format: "records", threads: 4).text == one.text)
    }
  }

  @Test(arguments: ["ninh-binh", "cam-pha"])
  func `configuration files are no rows where no policy speaks of documents`(fixture: String) throws {
    try Project.withCopy(of: fixture) { folder in
      let before = try Checked.fixture(folder.path, format: "records")
      try folder.write("notes.ini", "[a]\nb=1\n")
      try folder.write("settings.toml", "a = 1\n")
      let after = try Checked.fixture(folder.path, format: "records")
      let isSame = after.text == before.text
      #expect(isSame && !after.text.isEmpty)
    }
  }

  @Test func `a Frigate file gives cameras and a document`() throws {
    let policy =
      DocumentWorld.policy + """
          - id: camera-named
            clause: B
            subject: camera
            severity: low
            check: camera.name == 'nobody'
            title: {vi: Tên, en: A name}
            remediation: {vi: Sửa, en: Mend it}

        """
    let frigate = """
      mqtt: {host: broker, tls: true}
      cameras:
        gate:
          ffmpeg:
            inputs:
              - path: rtsp://10.0.0.7:554/main
                roles: [detect]
      """
    let checked = try check(policy: policy, extra: [(path: "cctv/config.yml", text: frigate)])
    let sources = checked.records(of: "camera-named").compactMap { $0["observed"]?.items.first?["source"] }
    let lines = sources.map { "\($0["file"]?.text ?? ""):\($0["line"]?.number ?? 0)" }
    #expect(lines.contains("cctv/config.yml:3"), "\(lines)")
    #expect(lines.contains("video/go2rtc.yaml:3"), "\(lines)")
  }

  @Test func `tests give documents inline`() throws {
    try Project.withFolder { folder in
      let (_, own) = try DocumentWorld.written(in: folder)
      try Data(
        """
        tests: repository
        as_of: 2026-01-15
        cases:
          - name: inline
            given:
              document:
                - path: frigate.yml
                  data:
                    mqtt:
                      tls: true
                - {path: a/frigate-2.yml, data: {mqtt: {tls: false}}}
                - path: frigate-3.yml
                  data:
                    mqtt:
                      tls: false   # kiem:ignore mqtt-tls until=2026-12-31 reason="why"
                - {path: frigate-4.yml, data: {mqtt: {tls: "${TLS}"}}}
                - {path: frigate-5.yml}
                - {path: other.yml, data: {x: 1}}
                - path: frigate-6.yml
                  text: |
                    mqtt: {tls: true}
                    ---
                    mqtt: {tls: false}
                - {path: .env, text: "tls='x'"}
            expect:
              mqtt-tls:
                frigate.yml: pass
                a/frigate-2.yml: fail
                frigate-3.yml: {fail: , waived: true}
                frigate-4.yml: {unknown: value-unreadable, of: document.data.mqtt.tls}
                frigate-5.yml: {unknown: attribute-absent, of: document.data}
                other.yml: notapplicable
                frigate-6.yml: pass
                "frigate-6.yml#2": fail
                .env: notapplicable
              streams-encrypted: {notchecked: no-subject}

        """.utf8
      ).write(to: URL(filePath: "\(own)/tests.yaml"))
      let recorder = Recorder()
      let request = try TestRequest(
        policies: [own], isVerbose: true, updates: false, showsCoverage: true, coverageFormats: [], coverageFloor: nil)
      #expect(Command.test(request, console: recorder.console) == .passed, "\(recorder.text) \(recorder.told)")
      let lint = Recorder()
      _ = Command.lint(
        try LintRequest(policies: [own], profile: nil, asOf: nil, format: "text", levels: []), console: lint.console)
      #expect(!lint.text.contains("missing value may end"), "\(lint.text)")
    }
  }
}
