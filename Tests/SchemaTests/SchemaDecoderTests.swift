import Diagnostics
import Schema
import Testing
import Values

@Suite struct `Schema decoder` {
  static let text = """
    schema: inventory
    version: 1.0.0
    words: {missing: [unknown, "?"], none: [không có], yes: ["yes", có], no: ["no"]}
    entities:
      unit:
        identity: {keys: [[id]]}
        attributes: {id: text, name: text}
        relations:
          cameras: {many: camera, closed_by: [camera]}
          meetings: {many: meeting, closed_by: [meeting], window: started_at}
      camera:
        identity: {keys: [[serial], [name, unit]]}
        attributes:
          name: text
          serial: {type: string, synonyms: [serial_number]}
          password.state: {type: enum, values: {default: [], changed: [đã đổi]}, sensitive: personal}
          password.changed_at: date
          stream_url: {type: string, sensitive: secret}
          origin.supplier: {type: text, missing: []}
          purposes: {type: list<text>, values: [egov, none]}
          labels: "map<string, text>"
        relations:
          unit: {one: unit}
          recorder: {one: camera}
          channels: {many: camera, via: recorder, closed_by: [camera.channel], observed_every: parent}
      meeting:
        identity: {row: [unit, started_at]}
        attributes: {started_at: date}
        relations: {unit: {one: unit, synonyms: [đơn vị]}}
    """

  func decode(_ text: String) throws -> (schema: InventorySchema, diagnostics: String) {
    let log = DecodingLog()
    let schema = try #require(SchemaDecoder(log: log).decode(document(text)))
    return (schema, table(log.diagnostics.all))
  }

  @Test func `everything a schema says is read`() throws {
    let (schema, diagnostics) = try decode(Self.text)
    #expect(diagnostics.isEmpty)
    #expect(schema.entities.map(\.name) == ["unit", "camera", "meeting"])
    #expect(schema.words.missing == ["unknown", "?"])
    let camera = try #require(schema["camera"])
    #expect(camera.identity == .keys([["serial"], ["name", "unit"]]))
    #expect(camera.identity.members == ["serial", "name", "unit"])
    #expect(camera.attribute("password.state")?.type == .vocabulary(["default", "changed"]))
    #expect(camera.attribute("password.state")?.wordSynonyms == [.init("đã đổi", means: "changed")])
    #expect(camera.attribute("password.state")?.sensitivity == .personal)
    #expect(camera.attribute("serial")?.synonyms == ["serial_number"])
    #expect(camera.attribute("origin.supplier")?.missing == [])
    #expect(camera.attribute("name")?.missing == nil)
    #expect(camera.attribute("purposes")?.type.valueType == .list(.vocabulary(["egov", "none"])))
    #expect(camera.attribute("labels")?.type == .map(.string, .text))
    #expect(camera.relation("recorder")?.entity == "camera")
    #expect(camera.relation("channels")?.many?.observedEvery == .parent)
    #expect(schema["meeting"]?.identity == .row(["unit", "started_at"]))
    #expect(schema["meeting"]?.relation("unit")?.synonyms == ["đơn vị"])
  }

  @Test func `dotted attributes make groups`() throws {
    let camera = try #require(try decode(Self.text).schema["camera"])
    #expect(camera.isGroup(["password"]))
    #expect(!camera.isGroup(["serial"]))
    #expect(!camera.isGroup(["password", "state"]))
    #expect(camera.members(ofGroup: ["password"]) == ["state", "changed_at"])
    #expect(
      camera.members(ofGroup: []) == [
        "name", "serial", "password", "stream_url", "origin", "purposes", "labels", "unit", "recorder", "channels",
      ])
  }

  @Test func `relations know their way back and their parents`() throws {
    let schema = try decode(Self.text).schema
    let camera = try #require(schema["camera"])
    #expect(schema["unit"]?.relation("cameras")?.many?.via == "unit")
    let unit = try #require(camera.relation("unit"))
    #expect(schema.reverse(ofToOne: unit, on: camera)?.relation.name == "cameras")
    let recorder = try #require(camera.relation("recorder"))
    #expect(schema.reverse(ofToOne: recorder, on: camera)?.relation.name == "channels")
    #expect(schema.parents(of: "camera").map(\.owner.name) == ["unit", "camera"])
    #expect(schema.parent(of: "camera", named: nil) == nil)
    #expect(schema.parent(of: "camera", named: "unit")?.relation.name == "cameras")
    #expect(schema.parent(of: "meeting", named: nil)?.owner.name == "unit")
  }

  @Test func `sections are entities and what closes relations`() throws {
    let schema = try decode(Self.text).schema
    #expect(schema.sections == ["unit", "camera", "meeting", "camera.channel"])
    #expect(schema.entity(ofSection: "camera.channel")?.name == "camera")
    #expect(schema.entity(ofSection: "software.machine") == nil)
    #expect(schema.sections(of: "camera") == ["camera", "camera.channel"])
  }

  @Test func `every mistake of a schema is told at its place`() throws {
    let diagnostics = try decode(
      """
      schema: inventory
      version: 1
      entities:
        unit:
          identity: {keys: [[idd]]}
          attributes: {id: txt, kind: enum, size: {type: int, values: [a, A]}}
          relations:
            cameras: {many: camra, closed_by: [camera]}
            people: {many: person, closed_by: [persons.all], window: name}
            guests: {many: person, via: home}
        person:
          identity: {row: [name], keys: [[name]]}
          attributes: {name: text, while: text, home.town: text}
          relations: {unit: {one: unit, closed_by: [x]}, work: {one: unit}, home: {one: unit}, both: {}}
        person2: {identity: {keys: []}, attribute: {}}
      """
    ).diagnostics
    #expect(
      diagnostics == """
        6:22 KIEM2030 there is no type `txt`
          did you mean `text`?
          types: `text`, `string`, `enum`, `bool`, `int`, `double`, `date`, `timestamp`, `version`, `pattern`, `data`, `list<T>`, `map<K, V>`
        6:33 KIEM2035 an `enum` needs its `values`
        6:69 KIEM2007 two words of one vocabulary are named `a`
          also 6:66 first here
        6:52 KIEM2035 `values` belongs to `enum` and `text`, not to `int`
        10:16 KIEM2003 a to-many relation needs the key `closed_by`
        12:16 KIEM2038 an identity has either `keys` or `row`
          `keys: [[serial], [hostname, unit]]` for things, `row: [device, name]` for records
        13:30 KIEM2006 `while` cannot be an attribute: expressions could not write it
          `while` is a reserved word of CEL
        14:35 KIEM2002 unknown key `closed_by` in a to-one relation
          known here: `one`
        14:96 KIEM2003 the relation `both` needs either `one` or `many`
          `{one: unit}` or `{many: account, closed_by: [account.camera]}`
        14:71 KIEM2059 `home` is a member and a group of attributes at once
          also 13:43 makes it a group
        15:24 KIEM2038 an identity has either `keys` or `row`
          `keys: [[serial], [hostname, unit]]` for things, `row: [device, name]` for records
        15:35 KIEM2002 unknown key `attribute` in the entity `person2`
          did you mean `attributes`?
        5:24 KIEM2032 there is no attribute or to-one relation of `unit` named `idd`
          did you mean `id`?
        8:23 KIEM2031 there is no entity `camra`
        9:7 KIEM2034 `person` has several to-one relations to `unit`, so `people` must name one
          add `via: unit` or one of: `unit`, `work`, `home`
        9:64 KIEM2038 a window is a date or a timestamp, but `name` is of type `text`
          also 13:18 declared here
        9:42 KIEM2033 the section `persons.all` does not hold records of `person`
          a section is an entity's name, or begins with one and a dot: `person`, `person.register`
        """)
  }

  @Test(arguments: [
    ("list<text>", "list<text>"), ("list< list<int> >", "list<list<int>>"),
    ("map<text, list<date>>", "map<text, list<date>>"),
    ("list<list<list<list<list<text>>>>>", "text"), ("map<int, text>", "text"), ("list<", "text"), ("", "text"),
  ])
  func `types nest a little`(text: String, expected: String) throws {
    let log = DecodingLog()
    let type = log.attributeType(try document("'\(text)'")) ?? .text
    #expect(type.description == expected)
    #expect(log.diagnostics.hasErrors == (expected == "text"))
  }
}

@Suite struct `Redaction of values` {
  @Test func `secrets are withheld, personal data unless asked for`() throws {
    let schema = try `Schema decoder`().decode(`Schema decoder`.text).schema
    let redaction = Redaction(schema: schema)
    #expect(redaction.shown("rtsp://a:b@10.0.0.1", of: "camera.stream_url") == ("[redacted]", true))
    #expect(redaction.shown("changed", of: "camera.password.state") == ("[redacted]", true))
    #expect(
      Redaction(schema: schema, showsPersonal: true).shown("changed", of: "camera.password.state") == ("changed", false)
    )
    #expect(redaction.shown("C1", of: "camera.name") == ("C1", false))
    #expect(redaction.shown("C1", of: "camera.nowhere") == ("C1", false))
  }

  @Test(arguments: [
    ("rtsp://admin:p4ss@10.0.0.1:554/s1", "rtsp://[redacted]@10.0.0.1:554/s1"),
    ("see rtsp://u:p@h and http://x:y@z.", "see rtsp://[redacted]@h and http://[redacted]@z."),
    ("rtsp://admin:p@ss@host/", "rtsp://[redacted]@host/"),
    ("rtsp://admin:p/ss@host/", "rtsp://[redacted]@host/"),
    ("rtsp://admin:p@/x@host/", "rtsp://[redacted]@host/"),
    ("https://example.org:8080/@user", "https://example.org:8080/@user"),
    ("https://example.org/a@b", "https://example.org/a@b"),
    ("a@b.vn ://", "a@b.vn ://"),
    ("phòng họp", "phòng họp"),
  ])
  func `credentials in URLs are taken out of every text`(text: String, expected: String) {
    #expect(Redaction.withoutCredentials(text) == expected)
  }
}
