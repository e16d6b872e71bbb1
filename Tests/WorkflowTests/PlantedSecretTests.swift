import FoundationEssentials
import Reports
import Schema
import Testing

@testable import Workflow

/// Secrets planted in every kind of source, looked for in whatever leaves the program.
struct PlantedSecretTests {
  private static let policy = """
    policy: planted
    version: 1.0.0
    title: {vi: Thử, en: Planted}
    advisory:
      issuer: Nobody
      clauses:
        - {id: C1, force: mandatory, quote: Look at everything}
    uses: [inventory]
    rules:
      - id: looked-at
        clause: C1
        subject: camera
        severity: high
        title: {vi: Nhìn, en: Looked at}
        check: camera.model == 'none' && camera.firmware_build == 'none' && camera.stream_url == 'none'
        remediation: {vi: Sửa, en: Mend}
      - id: not-numbers
        clause: C1
        subject: camera
        severity: low
        title: {vi: Số, en: Numbers}
        check: int(camera.model) > 0 || int(camera.stream_url) > 0
      - id: attested
        clause: C1
        subject: camera
        severity: low
        title: {vi: Xác nhận, en: Attested}
        attest: {ask: {vi: Xong chưa?, en: Is it done?}}
      - id: people
        clause: C1
        subject: account
        of: unit
        severity: low
        title: {vi: Người, en: People}
        check: account.name == 'nobody' && account.uid == ''
    """

  private static let files = [
    "a.csv": """
    asset_tag,name,model,firmware_build,stream_url
    C1,Cổng,mật khẩu: Zz1secret,PASS=Zz2secret,rtsp://admin:Zz3secret@10.0.0.1/s
    C2,Sân của Nguyễn Thị Lúa,user/pass: admin/Zz4secret,http://c/x?pwd=Zz5secret,Zz6secret
    C3,Zz6secret,mk Zz7secret!,root:Zz8secret@10.0.0.3,
    C4,"x
    """,
    "b.json": "{\"camera\": [{\"asset_tag\": \"C5\", \"model\": \"pass: Zj1secret\", \"stream_url\": \"Zj2secret\"}]}",
    "c.ndjson":
      "{\"asset_tag\": \"C6\", \"model\": \"token=Zn1secret\"}\n{\"asset_tag\": \"C7\", \"model\": \"pwd: Zn2secret\n",
    "d.yaml":
      "camera:\n  - {asset_tag: C8, model: 'mã pin: Zy1secret'}\n  - {asset_tag: C8, model: 'mật khẩu là Zy2secret'}\n",
    "e.json": "{\"password\": \"Zb1secret\", ",
    "f.xml": "<a password='Zx1secret'><b>pass: Zx2secret</a>",
    "g.yaml": "camera: [{asset_tag: C9, password: Zg1secret, model: [}",
    "accounts.csv": "uid,name,unit\nlua.nguyen@may.gov.vn,Nguyễn Thị Lúa,u1\ngao.tran@may.gov.vn,Trần Văn Gạo,u1\n",
    "inventory.yaml": """
    inventory: planted
    zone: Asia/Ho_Chi_Minh
    sources:
      - {path: a.csv, entity: camera, collected: 2026-01-10, coverage: {camera: partial}}
      - {path: b.json, collected: 2026-01-10}
      - {path: c.ndjson, entity: camera, collected: 2026-01-10}
      - {path: d.yaml, collected: 2026-01-10}
      - {path: "pass: Zm1secret.csv", entity: camera}
      - {path: accounts.csv, entity: account, collected: 2026-01-10}
      - {path: h.xlsx, entity: camera, collected: 2026-01-10}
      - {path: i.sqlite, collected: 2026-01-10}
    """,
  ]

  private static let profile = """
    profile: planted
    policies: [planted]
    waivers: [w]
    attestations: [t]
    ---
    waivers: w
    items:
      - rule: planted/looked-at
        subject: camera.asset_tag == 'C1'
        reason: "chờ thay; mật khẩu: Zw1secret"
        requested_by: A
        approved_by: B
        from: 2026-01-01
        until: 2026-12-31
      - {rule: planted/looked-at, subject: "camera.asset_tag == 'pass: Zw2secret'", reason: x, requested_by: A, approved_by: B, from: 2026-01-01, until: 2026-12-31}
    ---
    attestations: t
    items:
      - {rule: planted/attested, subject: camera.asset_tag == 'C1', answer: true, signed_by: Ai đó, role: Trưởng, date: 2026-01-02, document: "https://h/x?token=Zt1secret"}
    """

  private static let secrets = [
    "Zz1", "Zz2", "Zz3", "Zz4", "Zz5", "Zz6", "Zz7", "Zz8", "Zj1", "Zj2", "Zn1", "Zn2", "Zy1", "Zy2", "Zb1", "Zx1",
    "Zx2", "Zs1", "Zs2", "Zs3", "Zg1", "Zm1", "Zw1", "Zw2", "Zt1",
  ].map { $0 + "secret" }

  /// A site with all of them; `broken` adds files that cannot be read.
  private func withSite<T>(broken: Bool, _ body: (Folder) throws -> T) throws -> T {
    try Project.withFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder.path)/site", withIntermediateDirectories: false)
      for (name, text) in Self.files where broken || !["e.json", "f.xml", "g.yaml"].contains(name) {
        try folder.write("site/\(name)", text)
      }
      try folder.write("site/h.xlsx", bytes: Planted.workbook(["asset_tag", "model"], ["C10", "mật khẩu: Zs1secret"]))
      try folder.write(
        "site/i.sqlite",
        bytes: try Planted.database(
          "CREATE TABLE camera(asset_tag, model, stream_url);"
            + "INSERT INTO camera VALUES('C11', 'pwd: Zs2secret', 'rtsp://a:Zs3secret@h/')"))
      try folder.write("policy.yaml", Self.policy)
      try folder.write("profile.yaml", Self.profile)
      return try body(folder)
    }
  }

  private func check(
    _ folder: Folder, language: String, formats: [String], bundle: String?, redact: String? = nil, key: String? = nil
  ) throws -> (status: Workflow.ExitStatus, text: String, told: String) {
    let recorder = Recorder()
    let request = try CheckRequest(
      inventory: ["\(folder.path)/site"], policies: ["\(folder.path)/policy.yaml"],
      profile: "\(folder.path)/profile.yaml", asOf: "2026-01-15", formats: formats, failOn: nil, allowsUnknown: false,
      language: language, threads: 2, showsAll: true, overwrites: true, records: bundle == nil ? "findings" : "all",
      bundle: bundle, auditor: bundle.map { _ in "X, mật khẩu: Za1secret" }, redact: redact, redactKey: key)
    let status = Command.check(request, console: recorder.console)
    return (status, recorder.text, recorder.told)
  }

  private func everything(in folder: String) throws -> String {
    var text = ""
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
      guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(name)")) else { continue }
      text += String(decoding: data, as: UTF8.self)
    }
    return text
  }

  @Test(arguments: ["vi", "en"])
  func `no planted secret reaches a report, a bundle or a message`(language: String) throws {
    try withSite(broken: false) { folder in
      let checked = try check(
        folder, language: language, formats: CheckRequest.formatNames, bundle: "\(folder.path)/out")
      let bundle = try everything(in: "\(folder.path)/out")
      #expect(bundle.contains(Redaction.mark))
      // Each kind of source was read: else nothing planted in it could be found.
      for tag in ["C1", "C5", "C6", "C8", "C10", "C11"] { #expect(bundle.contains("\"id\":\"\(tag)\""), "\(tag)") }
      for secret in Self.secrets + ["Za1secret"] {
        #expect(!checked.text.contains(secret), "\(secret) on the standard output")
        #expect(!checked.told.contains(secret), "\(secret) in a message")
        #expect(!bundle.contains(secret), "\(secret) in the bundle")
      }
      #expect(!bundle.contains("Nguyễn Thị Lúa@"))
    }
  }

  @Test func `no planted secret reaches a message about what cannot be read`() throws {
    try withSite(broken: true) { folder in
      let checked = try check(folder, language: "vi", formats: [], bundle: nil)
      #expect(!checked.told.isEmpty)
      for secret in Self.secrets { #expect(!(checked.told + checked.text).contains(secret), "\(secret)") }
    }
  }

  @Test func `personal data is committed to under a key, and can be disclosed`() throws {
    try withSite(broken: false) { folder in
      try folder.write("key", String(repeating: "k", count: 32))
      try folder.write("other", String(repeating: "o", count: 40))
      try folder.write("short", "short")
      let key = "\(folder.path)/key"
      let names = ["Nguyễn Thị Lúa", "nguyễn thị lúa", "Trần Văn Gạo", "lua.nguyen", "gao.tran"]
      func bundle(_ name: String, key: String) throws -> String {
        let path = "\(folder.path)/\(name)"
        _ = try check(folder, language: "vi", formats: ["json"], bundle: path, redact: "personal", key: key)
        return try everything(in: path)
      }
      let text = try bundle("a", key: key)
      for name in names { #expect(!text.contains(name), "\(name)") }
      #expect(text.contains("[personal:"))
      #expect(try bundle("b", key: key) == text, "the same key makes the same commitments")
      #expect(try bundle("c", key: "\(folder.path)/other") != text)

      func verify(_ value: String?, key: String? = nil, opening: String? = nil) throws -> (Workflow.ExitStatus, String)
      {
        let recorder = Recorder()
        let request = try VerifyRequest(
          bundle: "\(folder.path)/a", inputs: value == nil ? ["\(folder.path)/site"] : [],
          policies: ["\(folder.path)/policy.yaml"], profile: "\(folder.path)/profile.yaml", redactKey: key,
          reveal: value, opening: opening)
        return (Command.verify(request, console: recorder.console), recorder.text + recorder.told)
      }
      let shown = try verify("NGUYỄN THỊ LÚA ", key: key)
      #expect(shown.0 == .passed, "\(shown.1)")
      let opening = String(try #require(shown.1.firstMatch(of: /alone: ([0-9a-f]{64})/)?.1))
      #expect(try verify("Nguyễn Thị Lúa", opening: opening).0 == .passed)
      #expect(try verify("Trần Văn Gạo", opening: opening).0 == .failed)
      #expect(try verify("Ai khác", key: key).0 == .failed)
      #expect(try verify(nil, key: key) == (.passed, try verify(nil, key: key).1))
      #expect(try verify(nil, key: "\(folder.path)/other").0 == .failed)
      #expect(try verify(nil).1.contains("need their key"))
      let short = try check(
        folder, language: "en", formats: [], bundle: nil, redact: "personal", key: "\(folder.path)/short")
      #expect(short.status == .unusableData && short.told.contains("has 5 bytes"))
    }
  }

  @Test func `personal data is shown to the unit itself`() throws {
    try withSite(broken: false) { folder in
      let checked = try check(folder, language: "vi", formats: ["records"], bundle: nil, redact: "secrets")
      #expect(checked.text.contains("Nguyễn Thị Lúa"))
      for secret in Self.secrets { #expect(!checked.text.contains(secret), "\(secret)") }
    }
  }
}
