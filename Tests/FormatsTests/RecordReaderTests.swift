import Diagnostics
import Formats
import Testing

@Suite struct RecordReaderTests {
  private func read(_ text: String, _ format: RecordFormat, at pointer: String? = nil) -> RecordFile {
    RecordReader.read(Source(path: "a", text: text), format: format, at: pointer)
  }

  @Test(arguments: [
    ("[{\"a\": 1}, {\"b\": null}]", nil, ["1 line 1 /0: a=1", "2 line 1 /1: b=null"]),
    ("{\"count\": 1, \"devices\": [\n{\"a\": 1}]}", nil, ["1 line 2 /devices/0: a=1"]),
    ("{\"host\": \"x\", \"software\": [{\"a\": 1}]}", nil, ["1 line 1: host='x' software=[{a: 1}]"]),
    ("{\"a\": [{\"x\": 1}], \"b\": [{\"y\": 2}]}", nil, ["1 line 1: a=[{x: 1}] b=[{y: 2}]"]),
    ("{\"a\": [{\"x\": 1}], \"b\": [{\"y\": 2}]}", "/b", ["1 line 1 /b/0: y=2"]),
    (
      "{\"d\": {\"x\": {\"y\": 1, \"z\": [1, {\"w\": {}}]}, \"e\": {}}}", "/d",
      ["1 line 1 /d: x.y=1 x.z=[1, {w: {}}] e={}"]
    ),
    ("[{\"a\": {\"b\": 1}, \"a.b\": 2}]", nil, ["1 line 1 /0: a.b=?'1' (the record has `a.b` twice)"]),
    ("[{\"password\": {\"state\": \"changed\"}}]", nil, ["1 line 1 /0: password.state='changed'"]),
    ("[]", nil, []),
    (
      "{\n \"a\": 1\n}\n{\n \"a\": 2\n}[{\"a\": 3}]", nil,
      ["1 line 1 /0: a=1", "2 line 4 /1: a=2", "3 line 6 /2/0: a=3"]
    ),
    ("{\"a\": 1}{\"a\": 2}", nil, ["1 line 1 /0: a=1", "2 line 1 /1: a=2"]),
  ])
  func `JSON has these records`(text: String, pointer: String?, records: [String]) {
    let file = read(text, .json, at: pointer)
    #expect(dump(file) == records)
    #expect(file.diagnostics.all.map(dump) == [])
    #expect(file.isWhole)
  }

  @Test(arguments: [
    (
      "[{\"a\": 1}, 2]", nil, ["1 line 1 /0: a=1", "2 line 1 /1: !not an object"],
      ["1:12-1:13 KIEM1401 an item that is not an object"], true
    ),
    ("3", nil, [], ["1:1-1:2 KIEM1401 the file holds no object and no list of objects"], true),
    ("{}", "/x", [], ["1:1-1:1 KIEM1401 nothing stands at `/x`"], false),
    (
      "[{\"a\": 1}, {\"a\": 2, \"b\": tru", nil, ["1 line 1 /0: a=1", "2 line 1 /1: a=2 !the record breaks off"],
      ["1:26-1:29 KIEM1301 `tru` begins no JSON value"], false
    ),
    (
      "{\"a\": 1}\n{\"a\": 2,}", nil, ["1 line 1 /0: a=1", "2 line 2 /1: a=2 !the record breaks off"],
      ["2:8-2:9 KIEM1301 a comma with nothing after it"], false
    ),
    (
      "{\"a\": 1}\n{\"a\": NaN}", nil, ["1 line 1 /0: a=1", "2 line 2 /1: !the record breaks off"],
      ["2:7-2:10 KIEM1301 `NaN` begins no JSON value"], false
    ),
    (
      "{\"a\": 1} x", nil, ["1 line 1: a=1 !the record breaks off"],
      ["1:10-1:10 KIEM1301 text after the end of the value"], false
    ),
    (
      "[{\"a\": 1, \"a\": 2}]", nil, ["1 line 1 /0: a=?'1' (the record has `a` twice)"],
      ["1:11-1:14 KIEM1302 the name `a` stands twice in this object"], true
    ),
  ])
  func `broken JSON keeps what can be read`(
    text: String, pointer: String?, records: [String], problems: [String], isWhole: Bool
  ) {
    let file = read(text, .json, at: pointer)
    #expect(dump(file) == records)
    #expect(file.diagnostics.all.map(dump) == problems)
    #expect(file.isWhole == isWhole)
  }

  @Test func `a bad line of NDJSON is a record with a problem`() {
    let file = read("{\"a\": 1}\r\n\n  \n{\"a\": 2, b}\n[3]\n{\"a\": 4} x\n{\"a\": 5}", .ndjson)
    #expect(
      dump(file) == [
        "1 line 1: a=1", "2 line 4: a=2 !the record breaks off", "3 line 5: !not an object",
        "4 line 6: a=4 !the record breaks off", "5 line 7: a=5",
      ])
    #expect(
      file.diagnostics.all.map(dump) == [
        "4:10-4:11 KIEM1301 a name in double quotes was expected, not `b`",
        "5:1-5:4 KIEM1401 an item that is not an object",
        "6:10-6:10 KIEM1301 text after the end of the value",
      ])
    // A row is lost, as a short row of CSV is: no reason to call the whole file unusable.
    #expect(file.diagnostics.all.allSatisfy { $0.severity == .warning })
  }

  @Test(arguments: [
    ("a.csv", "a,b\n1\u{0},2\n" + String(repeating: "3,4\n", count: 100), RecordFormat.csv as RecordFormat?),
    ("a.csv", String(repeating: "\u{0}\u{1}a", count: 100), nil),
    ("a", "a,b\n1\u{0},2\n" + String(repeating: "3,4\n", count: 100), nil),
    ("a.yaml", "- a: \"\u{0}\"\n" + String(repeating: "- b\n", count: 100), nil),
  ])
  func `a stray NUL spoils its cell, many are no text`(path: String, text: String, format: RecordFormat?) {
    #expect(RecordReader.recognise(path: path, bytes: Array(text.utf8)) == format)
  }

  @Test func `YAML records keep the spelling of numbers`() {
    let file = read("- a: 9.80\n  b: {c: yes, d: 0x1F, e: ~, f: .inf}\n- a: !!str 1\n- x\n", .yaml)
    #expect(
      dump(file) == [
        "1 line 1 /0: a=9.80 b.c='yes' b.d=31 b.e=null b.f='.inf'", "2 line 3 /1: a='1'", "3 line 4 /2: !not an object",
      ])
  }

  @Test func `an alias bomb of records is refused`() {
    var text = "a0: &a0 [{x: 1}]\n"
    for level in 1...40 {
      text +=
        "a\(level): &a\(level) [" + [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
    }
    let file = read(text, .yaml)
    #expect(file.diagnostics.hasErrors)
  }

  @Test func `columns beyond the limit mark their record`() {
    let members = (0..<10_001).map { "\"c\($0)\": 1" }.joined(separator: ", ")
    let file = read("[{\(members)}]", .json)
    #expect(file.columns.count == 10_000)
    #expect(file.records.first?.problem == "more columns than the limit of 10000")
    #expect(!file.isWhole)
  }

  @Test(arguments: [
    ("x.csv", "a,b\n1,2", RecordFormat.csv), ("x.tsv", "a", .csv), ("x.txt", "a;b\n1;2\n", .csv),
    ("x", "a\tb\n1\t2", .csv),
    ("x.txt", "some words, and more\nother words\n", nil), ("a.md", "---\na: 1\n---\n# Title\n", nil),
    ("README.md", "# Title\n\ntext\n", nil),
    ("x.json", "{\"a\": 1}", .json), ("x.csv", "[{\"a\": 1}]", .json), ("x.log", "{\"a\": 1}\n{\"a\": 2}\n", .ndjson),
    ("x.json", "{\"a\": 1}\n{\"a\": 2}\n", .ndjson), ("x.jsonl", "{\"a\": 1}\n", .ndjson), ("x.ndjson", "", .ndjson),
    ("x.json", "{\n\"a\": 1}\n", .json), ("x.json", "{\"a\": 1}{\"a\": 2}\n", .json),
    ("x.json", "{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n", .json), ("x.json", "{\"a\": 1, b}\r\n{\"a\": 2}\r\n", .ndjson),
    ("x.json", "{\"x\": [\n{\"a\": 1}\n],\n\"y\": [\n{\"b\": 1}\n]}", .json), ("x.csv.gz", "a", .csv),
    ("x", "a|b\n1|2\n", .csv), ("x.yaml", "[{\"a\": 1}]", .yaml), ("x.yml", "a: 1", .yaml),
    ("x", "---\na: 1", .yaml),
    ("x.xml", "<a/>", nil), ("x.csv", "PK\u{3}\u{4}", nil), ("x.csv", "\u{0}\u{1}\u{2}", nil), ("x", "", nil),
    ("a.b/x", "", nil),
  ])
  func `a file is recognised`(path: String, text: String, format: RecordFormat?) {
    #expect(RecordReader.recognise(path: path, bytes: Array(text.utf8)) == format)
  }
}
