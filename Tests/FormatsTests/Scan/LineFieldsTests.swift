import Diagnostics
import Testing

@testable import Formats

struct LineFieldsTests {
  private func scan(_ text: String, chunk: Int, threads: Int = 2) throws -> (Scanned, [String]) {
    let head = try #require(TableHead.lines(Array(text.utf8)))
    var layout = ScanLayout(format: head.format, start: head.start, fields: head.columns.map { .member($0) })
    layout.chunkBytes = chunk
    layout.lookAhead = 16
    return (try Scanned.scan(try ScanFile(text), layout, threads: threads), head.columns)
  }

  private func expected(_ text: String) -> [[RawValue?]] {
    let file = RecordReader.read(Source(path: "t.ndjson", bytes: Array(text.utf8)), format: .ndjson)
    return file.records.map { record in
      file.columns.indices.map { column in record.fields.first { $0.column == column }?.value }
    }
  }

  @Test(arguments: [
    "{\"a\":\"x\",\"b\":1}\n{\"a\":\"y\",\"b\":2.50}\n",
    "{\"a\":\"x\"}\n{\"b\":true,\"a\":null}\n{}\n{\"b\":false}",
    "{\"a\":\"say \\\"hi\\\"\",\"b\":\"\\\\\"}\n{\"a\":\"\\u00e9\\n\",\"b\":\"\\\\\\\\\"}\n{\"a\":\"\\\\\\\"\",\"b\":\"\"}\n",
    "{ \"a\" : [\"x\", \"y]\"] , \"b\" : [] }\r\n{\"a\":[1,2],\"b\":\"{\"}\r\n",
    // Members left out, in another order, with other spaces, with long names, between others that nobody asks for.
    "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6}\n{\"a\":1,\"f\":6}\n{\"c\":3,\"e\":5}\n{\"f\":\"x\"}\n{\"a\":7}\n",
    "{\"a\":1,\"b\":\"y\"}\n{\"b\":\"x\",\"a\":2}\n{\"a\":3,\"b\":\"\"}\n{ \"a\":4 ,\"b\" : \"z\" }\n{\"a\":5,\"b\":6}\n",
    "{\"a\":\"x\",\"b\":1}\n{\"a\": \"y\",\"b\":\t2}\n{\"a\":  [],\"b\": \"z\"}\n{\"a\":\"\",\"b\":3}\n",
    "{\"a\": \"x\", \"b\": 1}\n{\"a\": \"y\", \"b\": 2}\n{\"b\": 3, \"a\": \"z\"}\n",
    "{\"a name of more than thirty-two bytes\":1,\"b\":2}\n{\"b\":3,\"a name of more than thirty-two bytes\":4}\n",
    "{\"ab\":1,\"a\":2,\"abc\":3}\n{\"a\":4,\"ab\":5,\"abc\":6}\n{\"abc\":7,\"a\":8}\n",
    "{\"a\":\"phòng họp\",\"b\":\"đường\"}\n{\"a\":\"\",\"b\":-1e5}\n",
  ])
  func `lines read as the general reader reads them`(text: String) throws {
    for chunk in 1...60 {
      let (scanned, _) = try scan(text, chunk: chunk)
      #expect(scanned == Scanned(rows: expected(text)), "chunks of \(chunk)")
    }
  }

  @Test func `backslashes across blocks of 64 escape as they do within`() throws {
    for length in 40...80 {
      let text =
        "{\"a\":\"" + String(repeating: "x", count: length)
        + "\\\\\\\"y\",\"b\":\"\\\\\"}\n{\"a\":\"\\\\\",\"b\":\"z\"}\n"
      let (scanned, _) = try scan(text, chunk: 1 << 20)
      #expect(scanned == Scanned(rows: expected(text)), "after \(length) letters")
    }
  }

  @Test func `texts of any length end where they end`() throws {
    for length in [0, 1, 30, 31, 32, 33, 62, 63, 64, 65, 127, 128, 129, 500] {
      let long = String(repeating: "x", count: length)
      let text = "{\"a\":\"\(long)\",\"b\":\"\(long)\\\\\"}\n{\"a\":\"\\\"\(long)\",\"b\":[\"\(long)\"]}\n"
      for chunk in [1, 40, 64, 1 << 20] {
        let (scanned, _) = try scan(text, chunk: chunk)
        #expect(scanned == Scanned(rows: expected(text)), "\(length) letters, chunks of \(chunk)")
      }
    }
  }

  @Test(arguments: [
    "{\"a\":1}\n{\"a\":\"x\ny\"}\n", "{\"a\":1}\n{\"a\":\"x\\\ny\"}\n", "{\"a\":1}\n{\"a\":\"x\n",
    "{\"a\":1}\n{\"\\u0061\":1}\n", "{\"a\":1}\n{\"a\":1,}\n", "{\"a\":1}\n{,\"a\":1}\n", "{\"a\":1}\n{\"a\":",
    "{\"a\":1}\n[1]\n", "{\"a\":1}\n{\"a\":1,\"a\":2}\n", "{\"a\":{\"b\":1}}\n{\"a\":1}\n", "{\"a\":1}\n{\"a\":1\n",
    "{\"a\":1}\n{\"a\" 1}\n", "{\"a\":1}\n\n{\"a\":2}\n", "{\"a\":1}\n{\"a\":1} x\n", "{\"a\":1}\n{\"a\":[[1]]}\n",
  ])
  func `what is out of the ordinary is left to the general reader`(text: String) throws {
    // The head holds the first line only, so that what is wrong with the others is met while scanning.
    let layoutText = String(text.prefix { $0 != "\n" }) + "\n"
    guard let head = TableHead.lines(Array(layoutText.utf8)) else { return }
    var layout = ScanLayout(format: head.format, start: 0, fields: head.columns.map { .member($0) })
    layout.chunkBytes = 8
    #expect(try Scanned.scan(try ScanFile(text), layout, threads: 2).fault != nil)
  }

  @Test func `a name that the head does not have ends the scan`() throws {
    let layout = ScanLayout(format: .lines(names: ["a"]), start: 0, fields: [.member("a")])
    let scanned = try Scanned.scan(try ScanFile("{\"a\":1}\n{\"b\":2}\n"), layout, threads: 1)
    #expect(scanned.fault == .odd("a name that no record before it has"))
  }
}
