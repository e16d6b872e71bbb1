import Diagnostics
import Formats
import Testing

@Suite struct CSVReaderTests {
  private func read(_ text: String, _ options: CSVOptions = .init()) -> RecordFile {
    CSVReader.read(Source(path: "a.csv", text: text), options: options)
  }

  @Test(arguments: [
    ("a,b\n1,2\n", ["a", "b"], ["1 line 2: a='1' b='2'"]),
    ("a,b\r\n1,2\r\n3,4", ["a", "b"], ["1 line 2: a='1' b='2'", "2 line 3: a='3' b='4'"]),
    ("a,b\r1,2\r3,4\r", ["a", "b"], ["1 line 2: a='1' b='2'", "2 line 3: a='3' b='4'"]),
    ("\u{FEFF}a;b\n1,5;2\n", ["a", "b"], ["1 line 2: a='1,5' b='2'"]),
    ("a\tb\n1\t\n", ["a", "b"], ["1 line 2: a='1' b=''"]),
    ("sep=;\r\na,x;b\r\n1;2\r\n", ["a,x", "b"], ["1 line 3: a,x='1' b='2'"]),
    ("\"a,;;;\",b\n\"x, y\",\"\"\n", ["a,;;;", "b"], ["1 line 2: a,;;;='x, y' b=''"]),
    ("a,b\n\"he said \"\"hi\"\"\",\"\"\"\"\n", ["a", "b"], ["1 line 2: a='he said \"hi\"' b='\"'"]),
    (
      "a,b\n\"one\ntwo\r\nthree\",x\ny,z\n", ["a", "b"],
      ["1 line 2: a='one\ntwo\r\nthree' b='x'", "2 line 5: a='y' b='z'"]
    ),
    ("\n\na,b\n\n1,2\n   \n\n3,4\n\n", ["a", "b"], ["1 line 5: a='1' b='2'", "2 line 8: a='3' b='4'"]),
    ("a,b\n\"x\" ,y\n", ["a", "b"], ["1 line 2: a='x' b='y'"]),
    ("a,b\nx\"y, z \n", ["a", "b"], ["1 line 2: a='x\"y' b=' z '"]),
    (
      "Tên thiết bị,Hãng\nCam 1,Hikvision\n", ["Tên thiết bị", "Hãng"],
      ["1 line 2: Tên thiết bị='Cam 1' Hãng='Hikvision'"]
    ),
    ("#TYPE System.X,Y\r\na;b\r\n1;2\r\n", ["a", "b"], ["1 line 3: a='1' b='2'"]),
    ("a\n1\n2\n", ["a"], ["1 line 2: a='1'", "2 line 3: a='2'"]),
    ("a,b", ["a", "b"], []),
    ("a,b\n,\n", ["a", "b"], ["1 line 2: a='' b=''"]),
  ])
  func `a text has these records and no problem`(text: String, columns: [String], records: [String]) {
    let file = read(text)
    #expect(file.columns == columns)
    #expect(dump(file) == records)
    #expect(file.diagnostics.all.map(dump) == [])
    #expect(file.isWhole)
  }

  @Test(arguments: [
    (
      "a,b,c\n1,2\n3,4,5\n", ["1 line 2: a='1' b='2' !short row: 2 of 3 cells", "2 line 3: a='3' b='4' c='5'"],
      ["2:1-2:4 KIEM1204 row 1 has 2 cells, the header has 3"]
    ),
    (
      "a,b\n1,2,3,4\n", ["1 line 2: a='1' b='2' !long row: 4 of 2 cells"],
      ["2:1-2:8 KIEM1205 row 1 has 4 cells, the header has 2"]
    ),
    (
      "a,b,a\n1,2,3\n4,5,4\n,6,\n",
      [
        "1 line 2: a=?'1' (duplicate header `a`) b='2' a=?'3' (duplicate header `a`)",
        "2 line 3: a='4' b='5' a='4'", "3 line 4: a='' b='6' a=''",
      ],
      ["1:5-1:6 KIEM1202 two columns have the name `a`"]
    ),
    (
      "Serial No,serial  no \n1,2\n",
      ["1 line 2: Serial No=?'1' (duplicate header `Serial No`) serial  no =?'2' (duplicate header `serial  no `)"],
      ["1:11-1:22 KIEM1202 two columns have the name `serial  no `"]
    ),
    ("a,,b\n1,,3\n", ["1 line 2: a='1' ='' b='3'"], []),
    ("a,b,,\n1,2,,\n3,4\n", ["1 line 2: a='1' b='2' ='' =''", "2 line 3: a='3' b='4'"], []),
    ("a,,b\n1,2,3\n", ["1 line 2: a='1' ='2' b='3'"], ["1:3-1:3 KIEM1203 column 2 has no name"]),
    (
      "a,b\n1,\"x\n2,y\n3,z\n",
      ["1 line 2: a='1' b=?'\"x' (broken quotes) !unclosed quote", "2 line 3: a='2' b='y'", "3 line 4: a='3' b='z'"],
      ["2:3-2:4 KIEM1206 the quote that opens a cell of row 1 is not closed"]
    ),
    (
      "a,b\n1,\"x\n2,y\n3,\"z\"\n",
      ["1 line 2: a='1' b=?'\"x' (broken quotes) !unclosed quote", "2 line 3: a='2' b='y'", "3 line 4: a='3' b='z'"],
      ["2:3-2:4 KIEM1206 the quote that opens a cell of row 1 is not closed"]
    ),
    (
      "a,b\n\"x\" y,z\n1,2\n",
      ["1 line 2: a=?'\"x\" y' (broken quotes) b='z' !text after a closing quote", "2 line 3: a='1' b='2'"],
      ["2:4-2:6 KIEM1207 row 1 has text between a closing quote and the next delimiter"]
    ),
    (
      "a,b\n1\u{0},2\n3,4\n", ["1 line 2: a=?'1\u{0}' (NUL byte) b='2'", "2 line 3: a='3' b='4'"],
      ["2:1-2:3 KIEM1208 row 1, column `a`, has a NUL byte"]
    ),
    (
      "a,b\n\"x\ny,1\nz\",2,3\n",
      ["1 line 2: a='x\ny,1\nz' b='2' !long row: 3 of 2 cells"],
      ["2:1-2:3 KIEM1205 row 1 has 3 cells, the header has 2"]
    ),
    ("", [], ["1:1-1:1 KIEM1201 the file has no header"]),
    ("\n \n", [], ["1:1-1:1 KIEM1201 the file has no header"]),
  ])
  func `a broken row is reported, marked, and the rest goes on`(text: String, records: [String], problems: [String]) {
    let file = read(text)
    #expect(dump(file) == records)
    #expect(file.diagnostics.all.map(dump) == problems)
  }

  @Test func `bytes that are not UTF-8 make their cell unreadable`() {
    let bytes = Array("a,b\nHu".utf8) + [0xE2] + Array(",x\n1,2\n".utf8)
    let file = CSVReader.read(Source(path: "a.csv", bytes: bytes))
    #expect(dump(file) == ["1 line 2: a=?'Hu\u{FFFD}' (not UTF-8) b='x'", "2 line 3: a='1' b='2'"])
    #expect(
      file.diagnostics.all.map(\.message) == [
        "one line has bytes that are not UTF-8", "row 1, column `a`, has bytes that are not UTF-8",
      ])
  }

  @Test(arguments: [true, false])
  func `UTF-16 is decoded`(bigEndian: Bool) {
    let units = Array("\u{FEFF}Tên;b\r\n😀;2\r\n".utf16)
    let bytes = units.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? pair : pair.reversed()
    }
    let file = CSVReader.read(Source(path: "a.csv", bytes: bytes))
    #expect(dump(file) == ["1 line 2: Tên='😀' b='2'"])
    #expect(file.diagnostics.isEmpty)
  }

  @Test func `limits have diagnostics that name them`() {
    let wide = read("a,b,c\n1,2,3\n", CSVOptions(columns: 2))
    #expect(wide.diagnostics.all.map(\.message) == ["the header names more columns than the limit of 2"])
    #expect(!wide.isWhole)
    let long = read("a,b\nxxxxxxxxxx,2\n\"xxxxxxxxx\",2\n3,4\n", CSVOptions(cellBytes: 8))
    #expect(long.records.map(\.problem) == ["cell beyond the size limit", "unclosed quote", nil])
  }

  @Test func `a million short rows are told in a hundred lines`() {
    let file = read("a,b\n" + String(repeating: "1\n", count: 20_000))
    #expect(file.records.count == 20_000)
    #expect(file.diagnostics.all.count == 101)
    #expect(file.diagnostics.all.last?.message == "19900 more of KIEM1204, row with too few cells, in `a.csv`")
  }

  @Test(arguments: ["\"", "\"\"", "\"a\n", "a,\"\n", "\"\"\"\n", ",\"\"\"x\n", "\"x\"y\n", "\",\"\n", "\r", ","])
  func `quotes in any number take linear time`(piece: String) {
    let clock = ContinuousClock()
    let time = clock.measure { _ = read("a,b\n" + String(repeating: piece, count: 20_000)) }
    #expect(time < .seconds(5))
  }

  @Test func `a record knows its bytes`() {
    let file = read("a,b\n1,\"x\ny\"\n2,z\n")
    #expect(file.records.map { file.source.text($0.range) } == ["1,\"x\ny\"", "2,z"])
  }
}
