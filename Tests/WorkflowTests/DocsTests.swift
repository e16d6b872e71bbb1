import Authoring
import FoundationEssentials
import Inventories
import Policies
import Schema
import Testing
import Values

@testable import Workflow

@Suite struct DocsTests {
  private static let policy = """
    policy: small
    version: 1.2.0
    title: {vi: Camera an toàn, en: Safe cameras}
    doc: {vi: Một thí dụ., en: An example; a|b <c>.}
    advisory:
      number: 12/CV
      issuer: Sở A
      date: 2026-01-02
      text: advisory.txt
      clauses:
        - id: A
          force: mandatory
          quote: Phải đổi mật khẩu
          title: {vi: Đổi mật khẩu, en: Change passwords}
          limits: {vi: Không biết mật khẩu mạnh hay yếu., en: Does not know how strong one is.}
        - {id: B, force: recommended, quote: nên tuyên truyền, encoded: none, reason: {vi: Không đo được., en: Cannot be measured.}}
    valid: {from: 2026-01-02}
    uses: [inventory, makers]
    freshness: {account: 90}
    parameters:
      min_length: {type: int, default: 12, doc: {vi: Số ký tự ít nhất., en: The least number of characters.}}
    facts:
      camera:
        known: makers.row(camera.vendor).good
    rules:
      - id: changed
        clause: A
        subject: camera
        severity: high
        title: {vi: Đã đổi mật khẩu, en: The password was changed}
        when: camera.known
        check: |
          camera.state == 'changed'  // as the sheet says
            && camera.accounts.all(a, a.length >= params.min_length)
        attest: {ask: {vi: Đã đổi chưa?, en: Was it changed?}, whole: camera, max_age_days: 365}
        remediation: {vi: Đổi mật khẩu., en: Change it.}
        rationale: {vi: Ai cũng biết mật khẩu mặc định., en: Everybody knows the default.}
        references: [ETSI EN 303 645 5.1-1]

    """
  private static let schema = """
    schema: inventory
    version: 1.0.0
    words: {missing: [không rõ], yes: ["yes", có], no: ["no", không]}
    entities:
      camera:
        identity: {keys: [[name]]}
        attributes:
          name: {type: text, synonyms: [tên camera]}
          vendor: {type: text, synonyms: [hãng], doc: {vi: Nhà sản xuất, en: Its maker}}
          state: {type: enum, sensitive: secret, values: {default: [mặc định], changed: [đã đổi]}, synonyms: [mật khẩu]}
          unread: text
        relations:
          accounts: {many: account, closed_by: [account]}
      account:
        identity: {keys: [[uid, camera]]}
        attributes: {uid: {type: text, synonyms: [tài khoản]}, length: int}
        relations: {camera: {one: camera}}

    """
  private static let makers = """
    catalog: makers
    doc: {vi: Các hãng., en: Makers.}
    as_of: 2025-12-01
    origin: an example
    columns: {id: text, good: bool}
    key: [id]
    rows: [{id: axis, good: true}, {id: other, good: false, unchecked: true, as_of: 2025-06-01}]

    """

  private func withPack<T>(_ body: (Folder) throws -> T) throws -> T {
    try Project.withFolder { folder in
      for inner in ["small", "shared", "shared/schema", "shared/catalogs"] {
        try FileManager.default.createDirectory(atPath: folder.path + "/" + inner, withIntermediateDirectories: true)
      }
      try folder.write("small/policy.yaml", Self.policy)
      try folder.write("small/advisory.txt", "Phải đổi mật khẩu, nên tuyên truyền.\n")
      try folder.write("shared/schema/inventory.yaml", Self.schema)
      try folder.write("shared/catalogs/makers.yaml", Self.makers)
      return try body(folder)
    }
  }

  private func docs(
    _ policies: String, to folder: String? = nil, language: String = "en", overwrites: Bool = false
  ) throws -> (status: Workflow.ExitStatus, recorder: Recorder) {
    let recorder = Recorder()
    let request = try DocsRequest(
      policies: [policies], folder: folder, language: language, asOf: "2026-01-15", overwrites: overwrites)
    return (Command.docs(request, console: recorder.console), recorder)
  }

  @Test(arguments: ["en", "vi"])
  func `a policy's page tells what is asked, and what to collect`(language: String) throws {
    try withPack { folder in
      let run = try docs(folder.path + "/small", language: language)
      #expect(run.status == .passed)
      #expect(run.recorder.told == "")
      Snapshot.expect(run.recorder.text, "docs-small-\(language).md")
    }
  }

  @Test func `pages and sheets are written, and nothing is written over unless asked`() throws {
    try withPack { folder in
      let target = folder.path + "/out/docs"
      let run = try docs(folder.path + "/small", to: target, language: "vi")
      #expect(run.status == .passed)
      let files = ["small.md", "templates/camera.csv", "templates/account.csv"]
      #expect(run.recorder.text == files.map { "\(target)/\($0)\n" }.joined())
      #expect(try folder.text("out/docs/templates/camera.csv") == "\u{FEFF}Tên camera,Hãng,Mật khẩu\r\n")
      #expect(try folder.text("out/docs/templates/account.csv") == "\u{FEFF}Tài khoản,camera,length\r\n")

      try folder.write("out/docs/small.md", "mine")
      let again = try docs(folder.path + "/small", to: target)
      #expect(again.status == .inputOutput)
      #expect(again.recorder.told.contains("is already there"))
      #expect(try folder.text("out/docs/small.md") == "mine")
      #expect(try folder.text("out/docs/templates/camera.csv").contains("Hãng"))
      #expect(try docs(folder.path + "/small", to: target, overwrites: true).status == .passed)
      #expect(try folder.text("out/docs/templates/camera.csv") == "\u{FEFF}name,vendor,state\r\n")
    }
  }

  @Test func `a policy with mistakes has no page`() throws {
    try withPack { folder in
      try folder.write("small/policy.yaml", Self.policy.replacing("camera.vendor", with: "camera.vendr"))
      let run = try docs(folder.path + "/small")
      #expect(run.status == .unusableData)
      #expect(run.recorder.told.contains("vendr"))
      #expect(run.recorder.text == "")
    }
  }

  @Test(arguments: Language.allCases)
  func `a sheet that was filled in is recognised and mapped completely`(language: Language) throws {
    let library = PolicyLibrary.load([Project.policies], files: .disk)
    let asOf = try #require(CalendarDate(parsing: "2026-01-15"))
    let documentation = PolicyDocumentation(library.policies, asOf: asOf, language: language)
    let schema = try #require(library.schema)
    #expect(documentation.templates.count > 5)
    for template in documentation.templates {
      try Project.withFolder { folder in
        try folder.write(template.fileName, bytes: template.filled)
        let loaded = InventoryLoader.load(
          paths: [folder.path], schema: schema, options: .init(adapters: library.adapters))
        #expect(!loaded.diagnostics.hasErrors, "\(template.entity): \(loaded.diagnostics.all.map(\.message))")
        let source = try #require(loaded.report.sources.first { $0.path == template.fileName }, "\(template.entity)")
        #expect(source.entity == template.entity)
        #expect(source.tool == nil)
        #expect(source.dropped.map(\.header) == [], "\(template.entity)")
        #expect(source.mapped.map(\.member) == template.columns.map(\.member), "\(template.entity)")
        #expect(source.records == 1)
        // What a sheet may say can be read as what it is for.
        let reader = ValueReader(words: schema.words)
        for column in template.columns {
          guard let attribute = schema[template.entity]?.attribute(column.member) else { continue }
          for text in column.words + [column.example] {
            switch reader.read(.string(text), as: attribute) {
            case .value, .null: break
            default: Issue.record("\(template.entity).\(column.member): \(text)")
            }
          }
        }
      }
    }
    if language == .vi {
      let headers = documentation.templates.flatMap(\.columns).map(\.header)
      #expect(headers.contains("Hãng") && headers.contains("Tình trạng"))
    }
  }

  @Test func `every attribute that a rule reads has its column`() throws {
    let library = PolicyLibrary.load([Project.policies], files: .disk)
    let asOf = try #require(CalendarDate(parsing: "2026-01-15"))
    let documentation = PolicyDocumentation(library.policies, asOf: asOf, language: .vi)
    let rules = Set(documentation.templates.flatMap(\.columns).flatMap(\.rules))
    let checked = library.policies.flatMap(\.policy.rules).filter { $0.check != nil }
    for rule in checked { #expect(rules.contains(rule.id), "\(rule.id)") }
  }
}
