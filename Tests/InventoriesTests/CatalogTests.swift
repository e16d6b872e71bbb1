import CEL
import Diagnostics
import Formats
import Schema
import Testing
import Values

@testable import Inventories

/// An entity of given values.
struct Entity: ObjectValue {
  var type: ObjectType
  var members: [String: Value]

  init(_ name: String, _ members: [String: Value], path: [String] = []) {
    type = ObjectType(name, path: path)
    self.members = members
  }

  var identity: String { type.name }
  func member(_ name: String) -> Value { members[name] ?? .unknown(Unknown(.attributeAbsent, "\(type).\(name)")) }
  func has(_ name: String) -> Value { .bool(members[name] != nil) }
}

@Suite struct CatalogTests {
  private static let text = #"""
    catalog: products
    as_of: 2026-01-05
    columns: {id: text, codes: list<text>, names: list<pattern>, look_alikes: list<pattern>, suspect: list<pattern>, minimum: version, supported: bool}
    key: [id]
    classify:
      software: [{upgrade_code: codes}, {name: names}]
      meeting: [{app: names}, {link: codes}]
    rows:
      - {id: zoom, codes: ["{C8}"], names: ['zoom( workplace)?'], look_alikes: ['zoomit.*', 'zoom'' cam'], suspect: ['.*zoom.*'], minimum: "5.0.4"}
      - {id: meet, codes: ["{C9}"], names: ['google meet', 'zoom workplace'], supported: true}
    ---
    catalog: vendors
    as_of: 2026-01-05
    columns: {id: text, aliases: list<text>, scheme: text}
    key: [id]
    aliases: aliases
    rows:
      - {id: hikvision, aliases: [Hangzhou Hikvision, hik], scheme: hikvision}
      - {id: dahua, aliases: [hik, imou], scheme: dahua}
    ---
    catalog: releases
    as_of: 2026-01-05
    columns: {vendor: text, model: text, line: text, version: text}
    key: [vendor, model, line]
    rows:
      - {vendor: axis, model: P3245-V, line: "9.80", version: "9.80.107"}
      - {vendor: axis, model: P3245-V, line: "", version: "1"}
    ---
    catalog: places
    as_of: 2026-01-05
    columns: {id: text, phrases: list<text>, sensitive: bool, look_alikes: list<pattern>}
    key: [id]
    classify: {location: [{name: phrases, by: phrase}]}
    rows:
      - {id: bedroom, phrases: [phòng ngủ, nhà vệ sinh], sensitive: true, look_alikes: ['không phải .*']}
      - {id: common, phrases: [hành lang, phòng ngữ văn, phòng ngủ mẫu], sensitive: false}
    """#

  private static func catalogs() throws -> (catalogs: [String: Catalog], diagnostics: [Diagnostic]) {
    let source = Source(path: "catalogs.yaml", text: text)
    var catalogs: [String: Catalog] = [:]
    var diagnostics = DiagnosticList()
    for document in YAMLReader.read(source).documents {
      let log = DecodingLog()
      let declaration = try #require(CatalogDecoder(log: log).decode(document), "\(log.diagnostics.all.map(\.message))")
      let catalog = Catalog(declaration, diagnostics: &diagnostics)
      catalogs[declaration.name] = catalog
    }
    return (catalogs, diagnostics.all)
  }

  private func shown(_ value: Value) -> String {
    switch value {
    case .object(let object):
      "\(object.type) \(LoadedInventory.text(object.member(object.type.name == "row:releases" ? "version" : "id")))"
    case .unknown(let unknown): "?\(unknown.code.rawValue) \(unknown.attributes.joined(separator: ","))"
    case .failure(let failure): "! \(failure.message)"
    case .text(let text): "'\(text.display)'"
    default: LoadedInventory.text(value)
    }
  }

  private func call(_ catalog: String, _ method: String, _ arguments: Value...) throws -> String {
    let catalog = try #require(try Self.catalogs().catalogs[catalog])
    return shown(try #require(catalog.call(method, arguments)))
  }

  private func text(_ text: String) -> Value { .text(Text(text)) }

  private let missing = Value.unknown(Unknown(.valueMissing, "software.name"))

  @Test func `a row is found by its folded key or an alias`() throws {
    #expect(try call("vendors", "row", text("  HIKVISION ")) == "row:vendors hikvision")
    #expect(try call("vendors", "row", .string("Imou")) == "row:vendors dahua")
    #expect(try call("vendors", "row", text("Sony")) == "?no-reference vendors")
    #expect(try call("vendors", "row", text("hik")) == "?conflict vendors")
    #expect(try call("vendors", "row", missing) == "?value-missing software.name")
    #expect(try call("vendors", "row") == "! `vendors.row` takes 1 arguments, not 0")
  }

  @Test func `an alias of two rows is told where it stands`() throws {
    let found = try Self.catalogs().diagnostics
    #expect(found.map(\.message) == ["`hik` names two rows that differ"])
    #expect(found[0].secondary.count == 1)
  }

  @Test func `a composite key takes all its parts, an empty one matches nothing said`() throws {
    #expect(try call("releases", "row", text("Axis"), text("p3245-v"), text("9.80")) == "row:releases 9.80.107")
    #expect(try call("releases", "row", text("Axis"), text("p3245-v"), text("10.12")) == "?no-reference releases")
    #expect(try call("releases", "row", text("Axis"), text("p3245-v"), .null) == "row:releases 1")
  }

  @Test func `what a row leaves out is no reference`() throws {
    let catalog = try #require(try Self.catalogs().catalogs["products"])
    guard case .object(let row)? = catalog.call("row", [text("zoom")]) else {
      Issue.record("no row")
      return
    }
    #expect(shown(row.member("supported")) == "?no-reference products.supported")
    #expect(shown(row.member("minimum")) == "5.0.4")
    #expect(shown(row.member("as_of")) == "2026-01-05")
    #expect(shown(row.member("foo")) == "! no such column: `foo` of `products`")
    #expect(shown(catalog.member("as_of")) == "2026-01-05")
  }

  @Test(arguments: [
    ("{c8}", "anything", "'zoom'"), ("", "Zoom", "'zoom'"), ("{XX}", "ZOOM", "'zoom'"), ("", "Google Meet", "'meet'"),
    ("{C9}", "Zoom", "'meet'"), ("", "ZoomIt 9", "''"), ("", "Zoom' cam", "''"), ("", "My zoom", "?undecided products"),
    ("", "Notepad", "''"), ("{C8}", "?", "'zoom'"), ("{XX}", "?", "?value-missing software.name"),
    ("", "Zoom Workplace", "?conflict products"), ("none", "Notepad", "''"), ("none", "none", "''"),
  ])
  func `the first rank that answers wins`(code: String, name: String, result: String) throws {
    func value(_ text: String, _ attribute: String) -> Value {
      switch text {
      case "", "?": .unknown(Unknown(.valueMissing, "software.\(attribute)"))
      case "none": .null
      default: .text(Text(text))
      }
    }
    let software = Entity("software", ["upgrade_code": value(code, "upgrade_code"), "name": value(name, "name")])
    #expect(try call("products", "classify", .object(software)) == result)
  }

  @Test func `a better identifier that cannot be trusted keeps from saying none of them`() throws {
    let conflict = Value.unknown(Unknown(.conflict, "software.upgrade_code"))
    let other = Entity("software", ["upgrade_code": conflict, "name": text("Notepad")])
    #expect(try call("products", "classify", .object(other)) == "?conflict software.upgrade_code")
    let zoom = Entity("software", ["upgrade_code": conflict, "name": text("Zoom")])
    #expect(try call("products", "classify", .object(zoom)) == "'zoom'")
  }

  @Test func `the first pattern names, whatever comes after it`() throws {
    let meeting = Entity("meeting", ["app": text("Jitsi"), "link": .unknown(Unknown(.valueMissing, "meeting.link"))])
    #expect(try call("products", "classify", .object(meeting)) == "''")
    let nameless = Entity("meeting", ["app": .unknown(Unknown(.valueMissing, "meeting.app")), "link": text("x")])
    #expect(try call("products", "classify", .object(nameless)) == "?value-missing meeting.app")
  }

  @Test(arguments: [
    ("Phòng ngủ số 2", "row:places bedroom"), ("PHO\u{300}NG NGU\u{309}", "row:places bedroom"),
    ("Phòng Ngữ văn", "row:places common"), ("Phòng ngủ mẫu tầng 1", "row:places common"),
    ("Hành lang trước phòng ngủ", "?conflict places"), ("Sân", "?no-reference places"),
    ("không phải phòng ngủ", "?no-reference places"),
  ])
  func `a phrase counts as whole words, the longest at its place`(name: String, result: String) throws {
    #expect(try call("places", "match", .object(Entity("location", ["name": text(name)]))) == result)
  }

  @Test func `what is no entity of the catalog is an error, an unknown one unknown`() throws {
    #expect(try call("places", "match", .object(Entity("camera", [:]))) == "! `places` cannot tell a `camera`")
    #expect(try call("places", "match", missing) == "?value-missing software.name")
    #expect(try call("places", "match", .null) == "?no-reference places")
  }

  @Test func `a pattern that cannot be used is told at its place`() throws {
    let source = Source(
      path: "c.yaml",
      text: """
        catalog: c
        as_of: 2026-01-05
        columns: {id: text, names: list<pattern>}
        key: [id]
        classify: {software: [{name: names}]}
        rows: [{id: a, names: ['ok', 'a(b']}]
        """)
    let document = try #require(YAMLReader.read(source).documents.first)
    let declaration = try #require(CatalogDecoder(log: DecodingLog()).decode(document))
    var diagnostics = DiagnosticList()
    _ = Catalog(declaration, diagnostics: &diagnostics)
    let found = try #require(diagnostics.all.first)
    #expect(found.code == .catalogPattern)
    #expect(found.primary?.span.start.line == 6)
    #expect(diagnostics.all.count == 1)
  }
}
