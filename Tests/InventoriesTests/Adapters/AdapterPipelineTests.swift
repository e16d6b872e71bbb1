import Diagnostics
import Formats
import Schema
import Tables
import Testing
import Values

@testable import Inventories

/// What the loader makes of adapters: who reads a file, whose it is, what it may prove, and where its values stand.
@Suite struct AdapterPipelineTests {
  private func load(_ files: [String: String], adapters: [AdapterDeclaration] = []) throws -> LoadedInventory {
    let folder = try TestFolder(files)
    let options = InventoryLoader.Options(adapters: adapters)
    return InventoryLoader.load(paths: [folder.path], schema: try AdapterSnapshot.schema(), options: options)
  }

  private func declaration(_ text: String) throws -> AdapterDeclaration {
    let log = DecodingLog()
    let document = try #require(YAMLReader.read(Source(path: "adapter.yaml", text: text)).documents.first)
    let declaration = try #require(AdapterDecoder(log: log).decode(document))
    try #require(log.diagnostics.all.map(\.message) == [])
    return declaration
  }

  private func messages(_ loaded: LoadedInventory, _ code: DiagnosticCode) -> [String] {
    loaded.diagnostics.all.filter { $0.code == code }.flatMap { [$0.message] + $0.help }
  }

  private static let package = "Package: zoom\nStatus: install ok installed\nVersion: 6.3\n"
  private static let tool = """
    adapter: counter
    version: 1.0.0
    recognise: {format: csv, headers: [Machine, Program]}
    records:
      - {entity: software, columns: {device: Machine, name: Program, version: Release}}
    """

  // MARK: Whose it is

  @Test func `a device that the manifest gives is whose the file is`() throws {
    let loaded = try load([
      "inventory.yaml": "inventory: a\nsources:\n  - {path: status, device: PC-1}\n", "status": Self.package,
    ])
    #expect(try loaded.rows("software", "device") == ["PC-1/zoom/machine/deb_packages device=PC-1"])
    #expect(loaded.report.adapted.map(\.host) == [.init(name: "PC-1", origin: .manifest)])
    #expect(messages(loaded, .adapterWithoutDevice) == [])
  }

  @Test(arguments: ["C-1", "S-1", "Cổng"])
  func `a camera that the manifest gives by any of its keys is that camera`(device: String) throws {
    let user = """
      <UserList xmlns="http://www.hikvision.com/ver20/XMLSchema"><User><id>1</id><userName>admin</userName></User></UserList>
      """
    let loaded = try load([
      "inventory.yaml": """
      inventory: a
      unit: u
      sources:
        - {path: so.csv, entity: camera}
        - {path: users.xml, device: \(device)}
      """,
      "so.csv": "asset_tag,serial,name\nC-1,S-1,Cổng\nC-2,S-2,Sân\n", "users.xml": user,
    ])
    #expect(try loaded.rows("camera", "name") == ["C-1 name=Cổng", "C-2 name=Sân"])
    #expect(try loaded.rows("account", "camera").map { $0.split(separator: " ").last } == ["camera=C-1"])
  }

  @Test func `a folder that bears a known device's name is a guess that proves nothing`() throws {
    let claiming = Self.tool.replacing(
      "entity: software, ", with: "entity: software, host: device, claims: {software.machine: complete-where-present}, "
    )
    .replacing("device: Machine, ", with: "")
    let loaded = try load(
      [
        "devices.csv": "hostname,serial\nPC-1.ubnd.example,S-100\n",
        "pc-1/list.csv": "Machine,Program,Release\nx,zoom,6\n",
      ],
      adapters: [try declaration(claiming)])
    #expect(try loaded.rows("software", "device") == ["S-100/zoom/-/- device=S-100"])
    #expect(loaded.report.adapted.map(\.host) == [.init(name: "pc-1", origin: .name)])
    #expect(try loaded.claims().contains { $0.hasPrefix("software.machine/device: complete") } == false)
    #expect(
      messages(loaded, .adapterWithoutDevice).last
        == "say whose it is in `sources` of `inventory.yaml`: - {path: pc-1/list.csv, device: pc-1}")
  }

  @Test func `a file that nobody knows stands for a device of its own`() throws {
    let loaded = try load(["a/status": Self.package, "b/status": Self.package])
    #expect(try loaded.rows("device") == ["a/status (orphan)", "b/status (orphan)"])
    #expect(messages(loaded, .adapterWithoutDevice).count == 4)
  }

  @Test func `a device for a table without such a column is every record's`() throws {
    let manifest = "inventory: a\nsources:\n  - {path: list.csv, entity: software, device: PC-1}\n"
    let loaded = try load(["inventory.yaml": manifest, "list.csv": "name,version\nzoom,6\nzalo,24\n"])
    #expect(try loaded.rows("software", "device").map { $0.suffix(11) } == ["device=PC-1", "device=PC-1"])
    let named = try load(["inventory.yaml": manifest, "list.csv": "device,name\nPC-2,zoom\n"])
    #expect(try named.rows("software", "device") == ["PC-2/zoom/-/- device=PC-2"])
    #expect(messages(named, .deviceUnused).first == "`device` says nothing here: the file names them itself")
  }

  // MARK: Who reads it

  @Test func `two adapters that are both sure of a file are asked about`() throws {
    let other = Self.tool.replacing("counter", with: "other")
    let files = ["list.csv": "Machine,Program,Release\nPC-1,zoom,6\n", "x.csv": "hostname,serial\nPC-1,S-100\n"]
    let loaded = try load(files, adapters: [try declaration(Self.tool), try declaration(other)])
    #expect(try loaded.rows("software") == [])
    #expect(
      messages(loaded, .adapterAmbiguous).dropFirst(2) == [
        "- {path: list.csv, adapter: counter}  # the headers `Machine`, `Program`",
        "- {path: list.csv, adapter: other}  # the headers `Machine`, `Program`",
      ])
    let manifest = "inventory: a\nsources:\n  - {path: list.csv, adapter: other}\n"
    let said = try load(
      files.merging(["inventory.yaml": manifest]) { $1 },
      adapters: [try declaration(Self.tool), try declaration(other)])
    #expect(try said.rows("software") == ["PC-1/zoom/-/-".replacing("PC-1", with: "S-100")])
    #expect(said.report.adapted.map(\.adapter) == ["other"])
  }

  @Test func `the schema's own names go before an adapter that is not sure`() throws {
    let likely = Self.tool.replacing("headers: [Machine, Program]", with: "headers: [name], likely: true")
      .replacing("name: Program", with: "publisher: name")
    let own = try load(["x.csv": "device,name\nPC-1,zoom\n"], adapters: [try declaration(likely)])
    #expect(try own.rows("software", "publisher") == ["PC-1/zoom/-/- publisher=?attribute-absent"])
    let guessed = try load(["x.csv": "Machine,name,a,b,c\nPC-1,zoom,,,\n"], adapters: [try declaration(likely)])
    #expect(try guessed.rows("software", "publisher") == ["PC-1/-/-/- publisher=zoom"])
    #expect(messages(guessed, .adapterLikely).last?.hasSuffix("- {path: x.csv, adapter: counter}") == true)
  }

  @Test func `a manifest's adapter must be one that there is`() throws {
    let manifest = "inventory: a\nsources:\n  - {path: status, adapter: dpgk}\n"
    let loaded = try load(["inventory.yaml": manifest, "status": Self.package])
    #expect(loaded.inventory == nil)
    #expect(messages(loaded, .manifestFormat) == ["there is no adapter `dpgk`", "did you mean `dpkg`?"])
  }

  @Test func `a manifest may bring an adapter of its own`() throws {
    let manifest = "inventory: a\nsources:\n  - {path: list.csv, adapter: tool/counter.yaml}\n"
    let files = ["inventory.yaml": manifest, "list.csv": "Machine,Program,Release\nPC-1,zoom,6\n"]
    let loaded = try load(files.merging(["tool/counter.yaml": Self.tool]) { $1 })
    #expect(try loaded.rows("software", "version") == ["PC-1/zoom/-/- version=6"])
    #expect(loaded.manifests.map(\.path) == ["inventory.yaml", "tool/counter.yaml"])
    let broken = try load(files.merging(["tool/counter.yaml": Self.tool + "    where: row['a'] ==\n"]) { $1 })
    #expect(broken.inventory == nil)
  }

  @Test func `an expression of an adapter is checked before any file is read`() throws {
    let text = Self.tool.replacing("columns:", with: "where: \"size(row) + 1\", columns:")
    let loaded = try load(["x.csv": "hostname,serial\nPC-1,S-100\n"], adapters: [try declaration(text)])
    #expect(loaded.inventory == nil)
    #expect(loaded.diagnostics.all.first?.primary?.span.text == "size(row) + 1")
  }

  // MARK: What it proves

  @Test func `a manifest's word goes before the tool's, and is told where it goes further`() throws {
    let manifest = """
      inventory: a
      sources:
        - {path: status, device: PC-1, coverage: {software.machine: complete-where-present}}
      """
    let loaded = try load(["inventory.yaml": manifest, "status": Self.package])
    #expect(try loaded.claims().contains("software.machine/device: complete-where-present of PC-1"))
    #expect(messages(loaded, .claimBeyondTool).count == 2)
  }

  @Test func `an entity in the manifest narrows what an adapter gives`() throws {
    let two = Self.tool + "\n  - {entity: device, columns: {hostname: Machine}}\n"
    let manifest = "inventory: a\nsources:\n  - {path: list.csv, adapter: counter, entity: device}\n"
    let loaded = try load(
      ["inventory.yaml": manifest, "list.csv": "Machine,Program,Release\nPC-1,zoom,6\n"],
      adapters: [try declaration(two)])
    #expect(loaded.report.sources.map(\.entity) == ["device"])
    #expect(loaded.report.adapted.map(\.ignored) == [["rows of `software`: the manifest asks for `device`": 1]])
  }

  @Test func `columns in the manifest add to what an adapter knows`() throws {
    let manifest = """
      inventory: a
      sources:
        - {path: list.csv, adapter: counter, columns: {Hãng: publisher}}
      """
    let loaded = try load(
      ["inventory.yaml": manifest, "list.csv": "Machine,Program,Hãng\nPC-1,zoom,Zoom Inc\n"],
      adapters: [try declaration(Self.tool)])
    #expect(try loaded.rows("software", "publisher") == ["PC-1/zoom/-/- publisher=Zoom Inc"])
  }

  @Test func `what breaks off closes nothing`() throws {
    let claiming = Self.tool.replacing(
      "format: csv, headers: [Machine, Program]", with: "format: json, pointers: [/hosts]"
    )
    .replacing(
      "entity: software,",
      with: "entity: software, at: /hosts/*/list, claims: {software.machine: complete-where-present},"
    )
    .replacing("Machine", with: "../name").replacing("Program", with: "p")
    let whole = #"{"hosts": [{"name": "PC-1", "list": [{"p": "zoom"}]}, {"name": "PC-2", "list": []}]}"#
    let loaded = try load(["a.json": whole], adapters: [try declaration(claiming)])
    #expect(try loaded.claims().contains("software.machine/device: complete-where-present of PC-1"))
    let broken = try load(["a.json": String(whole.dropLast(20))], adapters: [try declaration(claiming)])
    #expect(try broken.rows("software") == ["PC-1/zoom/-/-"])
    #expect(try broken.claims().contains { $0.contains("complete") } == false)
  }

  // MARK: Where it stands

  @Test func `a value's place is that of its own record, whatever the others have`() throws {
    let json = #"""
      [{"bundle_identifier": "a", "bundle_executable": "a", "name": "A.app", "display_name": "", "path": "/A"},
       {"bundle_identifier": "b", "bundle_executable": "b", "name": "B.app", "display_name": "Bee", "path": "/B"}]
      """#
    let loaded = try load(["apps.json": json])
    let inventory = try #require(loaded.inventory)
    let table = try #require(inventory.table("software"))
    let places = table.records.map { record in
      let source = inventory.sources[Int(record.source)]
      return
        "\(record.pointer) \(source.header(of: "name", in: record) ?? "-") \(source.header(of: "scope", in: record) ?? "-")"
    }
    #expect(places == ["/0 /name /path", "/1 /display_name /path"])
    #expect(table.column("name")[0].raw == "A.app")
    #expect(inventory.sources[0].tool?.adapter == "osquery")
  }

  @Test func `a derived value names the columns it was read from`() throws {
    let text = Self.tool.replacing(
      "columns:", with: "derive: {scope: \"row['U'] == '' ? 'machine' : 'user'\"}, columns:")
    let loaded = try load(
      ["a.csv": "Machine,Program,U\nPC-1,zoom,lan\nPC-1,zalo,\n"], adapters: [try declaration(text)])
    let inventory = try #require(loaded.inventory)
    let table = try #require(inventory.table("software"))
    #expect((0..<2).map { LoadedInventory.text(table.column("scope")[$0].value) } == ["user", "machine"])
    #expect((0..<2).map { table.column("scope")[$0].raw } == ["lan", ""])
    #expect(inventory.sources[0].headers["scope"] == "U")
  }

  @Test func `rows whose condition cannot be decided stay, and nobody trusts them`() throws {
    let text = Self.tool.replacing("columns:", with: "where: \"row['N'] == 'yes'\", columns:")
    let loaded = try load(
      ["a.csv": "Machine,Program,Release\nPC-1,zoom,6\n"], adapters: [try declaration(text)])
    #expect(try loaded.rows("software", "version") == ["PC-1/zoom/-/- version=?value-unreadable"])
  }

  @Test func `pretty-printed values behind each other are a log too`() throws {
    let entry =
      #"{"action": "added",\#n "columns": {"name": "zoom", "version": "6", "arch": "amd64", "maintainer": "z"},"#
    let entries = [1, 2].map {
      "\(entry) \"name\": \"deb\", \"hostIdentifier\": \"pc\($0)\", \"unixTime\": 176817960\($0)}"
    }
    let loaded = try load(["log.json": entries.joined(separator: "\n")])
    #expect(
      try loaded.rows("software") == ["pc1/zoom/machine/deb_packages", "pc2/zoom/machine/deb_packages"])
  }
}
