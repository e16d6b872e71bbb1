import Diagnostics
import Policies
import Schema
import Testing

@Suite struct `Policy library` {
  static let catalog = """
    catalog: makers
    as_of: 2026-01-05
    columns: {id: text}
    key: [id]
    classify: {camera: [{kind: id}]}
    rows: [{id: axis}]
    """

  static let advisory = "thay đổi mật khẩu mặc định, độ an toàn cao, nghiêm túc"

  static var files: [String: String] {
    [
      "policies/cameras/policy.yaml": `Policy decoder`.text,
      "policies/cameras/advisory.txt": advisory,
      "policies/cameras/tests.yaml":
        "tests: cameras\nas_of: 2026-01-15\ncases: [{name: a, given: {camera: [{name: C1}]}, expect: {strong: {C1: pass}}}]",
      "policies/shared/schema/inventory.yaml": schemaText,
      "policies/shared/catalogs/makers.yaml": catalog,
      "policies/shared/catalogs/others.yaml": "catalog: broken",
    ]
  }

  func load(_ paths: [String], _ changes: [String: String?] = [:], shared: [String] = []) -> PolicyLibrary {
    var files = Self.files
    for (path, text) in changes { files[path] = text }
    return PolicyLibrary.load(paths, shared: shared, files: DocumentFiles(files))
  }

  @Test(arguments: ["policies", "policies/", "policies/cameras", "policies/cameras/policy.yaml", "."])
  func `a policy is found with everything that it refers to`(path: String) throws {
    let library = load([path])
    #expect(table(library.diagnostics.all).isEmpty)
    let loaded = try #require(library.policy("cameras"))
    #expect(loaded.folder == "policies/cameras")
    #expect(loaded.schema.name == "inventory")
    #expect(loaded.catalogs.map(\.name) == ["makers"])
    #expect(loaded.tests.map { $0.cases.count } == [1])
    #expect(loaded.advisoryText?.path == "policies/cameras/advisory.txt")
    #expect(library.catalogs.map(\.name) == ["makers"])
  }

  @Test func `only what is used is read`() {
    let read = load(["policies/cameras/policy.yaml"]).sources.map(\.path)
    #expect(!read.contains("policies/shared/catalogs/others.yaml"))
    #expect(read.count == Set(read).count)
  }

  @Test func `a policy's own folder is asked before the shared one`() throws {
    let own = Self.catalog.replacing("axis", with: "own")
    let library = load(["policies"], ["policies/cameras/makers.yaml": own])
    #expect(table(library.diagnostics.all).isEmpty)
    #expect(library.catalogs[0].rows[0].cells["id"]?.texts[0].text == "own")
  }

  @Test func `the shared folders given are asked last`() {
    let moved: [String: String?] = [
      "policies/shared/catalogs/makers.yaml": nil, "shipped/catalogs/makers.yaml": Self.catalog,
    ]
    #expect(load(["policies"], moved, shared: ["shipped"]).catalogs.map(\.name) == ["makers"])
    let without = load(["policies"], moved)
    #expect(without.diagnostics.all.contains { $0.code == .unresolvedUse && $0.message.contains("`makers`") })
  }

  @Test func `adapters of a shared folder given are for policies under its schema`() {
    let adapter = """
      adapter: sheet
      version: 1.0.0
      recognise: {format: csv, headers: [A]}
      records: [{entity: camera, columns: {name: A}}]
      """
    let shipped: [String: String?] = [
      "shipped/adapters/sheet.yaml": adapter, "shipped/schema/inventory.yaml": schemaText,
    ]
    let moved = shipped.merging(["policies/shared/schema/inventory.yaml": nil]) { $1 }
    #expect(load(["policies"], moved, shared: ["shipped"]).adapters.map(\.name.value) == ["sheet"])
    #expect(load(["policies"], shipped, shared: ["shipped"]).adapters.isEmpty)
    #expect(load(["policies"], ["policies/shared/adapters/own.yaml": adapter]).adapters.count == 1)
  }

  @Test func `what does not fit together is told`() {
    let text = `Policy decoder`.text
      .replacing("account.camera: 90", with: "account.camra: 90")
      .replacing("subject: account", with: "subject: accuont")
      .replacing("    live:", with: "    kind:")
      .replacing("whole: unit", with: "whole: unti")
      .replacing("text: advisory.txt", with: "text: ../advisory.txt")
      .replacing("uses: [inventory, makers]", with: "uses: [inventory, maker]")
      .replacing("    of: camera\n", with: "")
    let library = load(
      ["policies"], ["policies/cameras/policy.yaml": text, "policies/shared/catalogs/others.yaml": nil])
    #expect(
      table(library.diagnostics.all) == """
        8:9 KIEM2093 `../advisory.txt` lies outside of the document's folder, and nothing outside is read
        14:19 KIEM2090 there is no schema or catalog `maker`
          did you mean `makers`?
          looked for in: `policies/cameras`, `policies/shared/schema`, `policies/shared/catalogs`
        15:13 KIEM2033 there is no section `account.camra`
          did you mean `account.camera`?
        23:5 KIEM2059 `camera.kind` is a member of the schema already
          also 10:30 declared here
        38:14 KIEM2031 there is no entity `accuont`
          did you mean `account`?
        46:48 KIEM2031 there is no entity `unti`
          did you mean `unit`?
        """)
  }

  @Test func `what an attestation covers whole must hold the subject`() {
    let text = `Policy decoder`.text.replacing("whole: unit", with: "whole: account")
    let library = load(["policies"], ["policies/cameras/policy.yaml": text])
    #expect(
      library.diagnostics.all.map(\.message) == ["there is no whole of a `unit` named `account`"])
  }

  @Test func `a rule about an entity of several parents names one`() {
    let text = `Policy decoder`.text.replacing("    of: camera\n", with: "")
    let wrong = `Policy decoder`.text.replacing("    of: camera\n", with: "    of: camra\n")
    #expect(
      table(load(["policies"], ["policies/cameras/policy.yaml": text]).diagnostics.all) == """
        38:14 KIEM2056 `account` belongs to several entities, so the rule `strong` must name one
          add `of: unit` or one of: `unit`, `camera`
        """)
    #expect(
      table(load(["policies"], ["policies/cameras/policy.yaml": wrong]).diagnostics.all) == """
        39:9 KIEM2031 there is no parent of `account` `camra`
          did you mean `camera`?
        """)
  }

  @Test func `tests are held against the policy and the schema`() {
    let tests = """
      tests: cameras
      as_of: 2026-01-15
      cases:
        - name: a
          given: {camera: [{nmae: C1, password.state: default}], camra: []}
          complete: [account.camra]
          parameters: {min_lenght: 3, since: soon}
          expect: {strnog: {C1: pass}}
      """
    #expect(
      table(load(["policies"], ["policies/cameras/tests.yaml": tests]).diagnostics.all) == """
        5:23 KIEM2032 there is no attribute or to-one relation of `camera` named `nmae`
          did you mean `name`?
        5:60 KIEM2031 there is no entity `camra`
          did you mean `camera`?
        6:16 KIEM2033 there is no section `account.camra`
          did you mean `account.camera`?
        7:18 KIEM2074 there is no parameter `min_lenght`
          did you mean `min_length`?
        7:40 KIEM2054 this is no value of the parameter `since` (date): not an ISO date
        8:14 KIEM2073 there is no rule `strnog`
          did you mean `strong`?
        """)
  }

  @Test func `paths without policies, missing files and doubles are told`() {
    #expect(
      table(load(["policies/shared"], ["policies/shared/catalogs/others.yaml": nil]).diagnostics.all) == """
        - KIEM2094 there is no policy in `policies/shared`
          a policy's first key is `policy`
        """)
    #expect(
      table(load(["policies"], ["policies/cameras/advisory.txt": nil]).diagnostics.all) == """
        8:9 KIEM2093 the file `advisory.txt` cannot be read: it is not there
        """)
    #expect(
      table(load(["policies"], ["policies/copy/policy.yaml": `Policy decoder`.text]).diagnostics.all) == """
        1:9 KIEM2091 there are two documents `policy: cameras`
          also 1:9 first here
        """)
    let moved: [String: String?] = [
      "policies/cameras/policy.yaml": nil, "policies/camera/policy.yaml": `Policy decoder`.text,
      "policies/camera/advisory.txt": Self.advisory,
    ]
    let diagnostics = load(["policies"], moved).diagnostics
    #expect(!diagnostics.hasErrors)
    #expect(
      table(diagnostics.all) == """
        1:9 KIEM2092 the policy `cameras` lies in the folder `camera`
          a policy's folder bears its id: rename one of them
        """)
    #expect(table(load(["policies", "policies/cameras"]).diagnostics.all).isEmpty)
  }

  @Test func `a profile comes with what it names`() {
    let parts = `Profiles, waivers, attestations`.text.components(separatedBy: "---\n")
    let files = DocumentFiles([
      "site/profile.yaml": parts[0] + "---\n" + parts[1], "site/attestations.yaml": parts[2],
      "site/broken.yaml": parts[0].replacing("waivers-2026", with: "waivers-2025"),
    ])
    let loaded = LoadedProfile.load("site/profile.yaml", files: files)
    #expect(table(loaded.diagnostics.all).isEmpty)
    #expect(loaded.waivers.map(\.id) == ["waivers-2026"])
    #expect(loaded.attestations.map(\.id) == ["ward-2026"])
    let policies = load(["policies"]).policies.map(\.policy)
    #expect(table(loaded.diagnostics(of: policies)).isEmpty)
    #expect(
      table(LoadedProfile.load("site/broken.yaml", files: files).diagnostics.all) == """
        6:11 KIEM2090 there is no document `waivers` named `waivers-2025`
          did you mean `waivers-2026`?
          looked for in this file and in `site`
        """)
  }

  @Test func `what a profile names must be there`() {
    let text = `Profiles, waivers, attestations`.text
      .replacing("min_length: 10, scope: [egov]", with: "min_len: 10, since: [a]")
      .replacing("cameras/strong", with: "cameras/strnog")
      .replacing("cameras/told", with: "cameras/strong")
      .replacing("policies: [cameras]", with: "policies: [camera]")
    let loaded = LoadedProfile.load("p.yaml", files: DocumentFiles(["p.yaml": text]))
    #expect(table(loaded.diagnostics.all).isEmpty)
    #expect(
      table(loaded.diagnostics(of: load(["policies"]).policies.map(\.policy))) == """
        3:12 KIEM2072 there is no policy in this run `camera`
          did you mean `cameras`?
        4:24 KIEM2074 there is no parameter `min_len`
          did you mean `min_length`?
        4:45 KIEM2054 this is no value of the parameter `since` (date): a list where one value is expected
        5:15 KIEM2073 there is no rule `strnog`
          did you mean `strong`?
        23:11 KIEM2076 the rule `cameras/strong` asks nobody, so this attestation decides nothing
          also 36:9 the rule, without `attest`
        """)
  }
}

@Suite struct `Shipped policies` {
  @Test func `both advisories, the schema and the catalogs are without a mistake`() {
    let library = PolicyLibrary.load([packageRoot + "/policies"], files: .disk)
    #expect(table(library.diagnostics.all).isEmpty)
    #expect(library.policies.map(\.policy.id) == ["cam-pha-2020-online-meetings", "ninh-binh-2699-cameras"])
    #expect(library.policies.allSatisfy { $0.advisoryText != nil })
  }
}
