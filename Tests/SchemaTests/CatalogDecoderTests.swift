import Diagnostics
import Schema
import Testing
import Values

@Suite struct `Catalog decoder` {
  func decode(_ text: String) throws -> (catalog: CatalogDeclaration, diagnostics: String) {
    let log = DecodingLog()
    let catalog = try #require(CatalogDecoder(log: log).decode(document(text)))
    return (catalog, table(log.diagnostics.all))
  }

  @Test func `everything a catalog says is read`() throws {
    let (catalog, diagnostics) = try decode(
      """
      catalog: meeting_products
      as_of: 2026-01-05
      origin: winget-pkgs
      columns: {id: text, names: list<pattern>, suspect: list<pattern>, signers: list<text>, minimum: version, until: date, ok: bool}
      key: [id]
      aliases: signers
      classify:
        software: [{package_id: signers}, {name: names}]
        location: [{name: signers, by: phrase}]
      rows:
        - id: zoom
          names: ['zoom( rooms)?', zoom cloud meetings]
          suspect: ['.*zoom.*']
          signers: Zoom Communications, Inc.
          minimum: 5.10
          until: 2026-02-03
          ok: true
          as_of: 2026-01-09
        - {id: meet, ok: , unchecked: true, origin: a guess}
      """)
    #expect(diagnostics.isEmpty)
    #expect(catalog.name == "meeting_products")
    #expect(catalog.key == ["id"])
    #expect(catalog.suspectColumn?.name == "suspect")
    #expect(catalog.lookAlikesColumn == nil)
    #expect(catalog.classifier(of: "software")?.ranks.map(\.column.value) == ["signers", "names"])
    #expect(catalog.classifier(of: "location")?.ranks.map(\.match) == [.phrase])
    let zoom = catalog.rows[0]
    #expect(zoom.value("signers").map(shown) == "[text 'Zoom Communications, Inc.']")
    #expect(zoom.value("minimum").map(shown) == "version 5.10")
    #expect(zoom.value("until").map(shown) == "date 2026-02-03")
    #expect(zoom.asOf?.description == "2026-01-09")
    #expect(zoom.cells["names"]?.texts.map(\.text) == ["zoom( rooms)?", "zoom cloud meetings"])
    #expect(zoom.cells["names"]?.texts.map { "\($0.map.span(0..<4).start)" } == ["12:14", "12:30"])
    let meet = catalog.rows[1]
    #expect(meet.value("ok") == nil)
    #expect(meet.isUnchecked)
    #expect(meet.origin == "a guess")
    #expect(meet.asOf?.description == "2026-01-05")
  }

  @Test func `every mistake of a catalog is told at its place`() throws {
    let diagnostics = try decode(
      """
      catalog: c
      columns: {id: text, names: list<pattern>, n: int, origin: text, look_alikes: text}
      key: [id, naem]
      aliases: n
      classify: {software: [{name: nams}, {a: id, b: id}, {x: names, by: phrase}, {x: id, by: prase}]}
      rows:
        - {id: a, n: many, Names: [x]}
        - {id: A, naem: 1}
        - {n: 2}
        - {id: " a "}
      """
    ).diagnostics
    #expect(
      diagnostics == """
        1:1 KIEM2003 the catalog `c` does not say when it was true
          add `as_of: 2026-01-05`, the day on which its rows were checked
        2:51 KIEM2038 `origin` is a mark that any row may have, and cannot be a column
          name the column after what it holds: `checked_on`
        3:11 KIEM2032 there is no column `naem`
        4:10 KIEM2038 expected a list of texts, but the column `n` is of type `int`
          also 2:43 declared here
        4:10 KIEM2038 aliases stand for a key of one column, and this key has several
        2:65 KIEM2038 expected a list of patterns, but the column `look_alikes` is of type `text`
          also 2:65 declared here
        5:30 KIEM2032 there is no column `nams`
          did you mean `names`?
        5:38 KIEM2004 expected one `attribute: column`, found a mapping
        5:57 KIEM2038 expected texts, but the column `names` is of type `list<pattern>`
          also 2:21 declared here
        5:89 KIEM2005 `prase` is not allowed for `by`
          did you mean `phrase`?
          allowed: `whole`, `phrase`
        7:16 KIEM2036 this is no value of the column `n` (int): not a whole number
        7:22 KIEM2002 unknown key `Names` in a row
          did you mean `names`?
        8:13 KIEM2002 unknown key `naem` in a row
          known here: `id`, `names`, `n`, `look_alikes`, `as_of`, `origin`, `unchecked`
        9:6 KIEM2003 a row needs the key `id`
        """)
  }

  @Test func `two rows of one key are pointed out`() throws {
    let (_, diagnostics) = try decode(
      """
      catalog: c
      as_of: 2026-01-05
      columns: {id: text, line: text}
      key: [id, line]
      rows:
        - {id: a, line: 9.80}
        - {id: A, line: "9.80"}
        - {id: a, line: 9.8}
      """)
    #expect(
      diagnostics == """
        7:6 KIEM2037 two rows of the catalog have the key `A`, `9.80`
          also 6:6 first here
        """)
  }

  @Test func `classification is checked against the schema`() throws {
    let schema = try `Schema decoder`().decode(`Schema decoder`.text).schema
    let catalog = try decode(
      """
      catalog: c
      as_of: 2026-01-05
      columns: {id: text}
      key: [id]
      classify: {camera: [{nme: id}, {password.changed_at: id}, {password.state: id}], camra: [{name: id}]}
      rows: [{id: a}]
      """
    ).catalog
    #expect(
      table(catalog.diagnostics(under: schema))
        == """
        5:22 KIEM2032 there is no attribute of `camera` named `nme`
          did you mean `name`?
        5:33 KIEM2038 a catalog classifies by texts, but `password.changed_at` is of type `date`
          also 17:7 declared here
        5:82 KIEM2031 there is no entity `camra`
          did you mean `camera`?
        """)
  }
}

@Suite struct `Manifest decoder` {
  func decode(_ text: String) throws -> (manifest: InventoryManifest, diagnostics: String) {
    let log = DecodingLog()
    let manifest = try #require(ManifestDecoder(log: log).decode(document(text)))
    return (manifest, table(log.diagnostics.all))
  }

  @Test func `everything a manifest says is read`() throws {
    let (manifest, diagnostics) = try decode(
      """
      inventory: tam-diep-2026-01
      zone: Asia/Ho_Chi_Minh
      date_order: dmy
      unit: {id: tam-diep, name: UBND phường Tam Điệp}
      absent: [camera.channel]
      sources:
        - {path: so-camera.csv, entity: camera, collected: 2026-01-10, coverage: {camera: complete}, columns: {Tên: name, "Mật khẩu": password.state}, delimiter: ";"}
        - path: hop.json
          entity: meeting
          coverage: {meeting: complete-where-present}
          period: {from: 2025-01-01, to: 2025-12-31}
          subjects: [tam-diep]
          delimiter: "\\t"
      """)
    #expect(diagnostics.isEmpty)
    #expect(manifest.unit?.name == "UBND phường Tam Điệp")
    #expect(manifest.dateOrder == .dmy)
    #expect(manifest.sources.map(\.path.value) == ["so-camera.csv", "hop.json"])
    #expect(
      manifest.sources[0].columns.map { "\($0.header.value)=\($0.member.value)" } == [
        "Tên=name", "Mật khẩu=password.state",
      ])
    #expect(manifest.sources[0].coverage.map(\.coverage) == [.complete])
    #expect(manifest.sources[0].subjects == nil)
    #expect(manifest.sources[1].subjects?.map(\.value) == ["tam-diep"])
    #expect(manifest.sources[1].period?.from?.description == "2025-01-01")
    #expect(manifest.sources.map(\.delimiter) == [";", "\t"])
    let schema = try `Schema decoder`().decode(`Schema decoder`.text).schema
    #expect(table(manifest.diagnostics(under: schema)).isEmpty)
  }

  @Test func `how a source was obtained is its own or its manifest's`() throws {
    let (manifest, diagnostics) = try decode(
      """
      inventory: x
      obtained: {by: Trần Thị Bưởi, at: 2026-01-10}
      sources:
        - {path: a.csv}
        - {path: b.csv, obtained: {by: Kiều Văn Nhãn, how: osqueryi --json}}
      """)
    #expect(diagnostics.isEmpty)
    #expect(manifest.sources.map { $0.obtained?.by } == ["Trần Thị Bưởi", "Kiều Văn Nhãn"])
    #expect(manifest.sources.map { $0.obtained?.at?.description } == ["2026-01-10", nil])
    #expect(manifest.sources.map { $0.obtained?.how } == [nil, "osqueryi --json"])
  }

  @Test func `every mistake of a manifest is told at its place`() throws {
    let (manifest, diagnostics) = try decode(
      """
      inventory: x
      zone: Asia/Saigong
      date_order: dym
      sources:
        - {path: a.csv, entity: camra, colected: 2026-01-10}
        - {entity: camera, path: b.csv, collected: 10/01/2026, coverage: {cameras: compleat}, columns: {A: nam, B: nam}, delimiter: "::"}
      """)
    #expect(
      diagnostics == """
        2:7 KIEM2005 there is no time zone `Asia/Saigong`
          did you mean `Asia/Saigon`?
          write a name such as `Asia/Ho_Chi_Minh`, or an offset such as `+07:00`
        3:13 KIEM2005 `dym` is not allowed for `date_order`
          did you mean `dmy`?
          allowed: `ymd`, `dmy`, `mdy`
        5:34 KIEM2002 unknown key `colected` in a source
          did you mean `collected`?
        6:46 KIEM2008 `10/01/2026` for `collected` is not a date
          write year-month-day: `2026-01-15`
        6:78 KIEM2005 `compleat` is not allowed for a section's coverage
          did you mean `complete`?
          allowed: `complete`, `complete-where-present`, `partial`, `failed`, `absent`
        6:110 KIEM2007 two columns are named `nam`
          also 6:102 first here
        6:127 KIEM2005 `::` is no delimiter
          one character: `;`, `,`, `|` or a tab
        """)
    let schema = try `Schema decoder`().decode(`Schema decoder`.text).schema
    #expect(
      table(manifest.diagnostics(under: schema)) == """
        5:27 KIEM2031 there is no entity `camra`
          did you mean `camera`?
        6:102 KIEM2032 there is no attribute or to-one relation of `camera` named `nam`
          did you mean `name`?
        6:110 KIEM2032 there is no attribute or to-one relation of `camera` named `nam`
          did you mean `name`?
        """)
  }
}
