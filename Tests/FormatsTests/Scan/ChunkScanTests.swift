import Diagnostics
import Testing

@testable import Formats

struct ChunkScanTests {
  /// What the general reader makes of it.
  private func expected(_ text: String) -> [[RawValue?]] {
    let file = CSVReader.read(Source(path: "t.csv", bytes: Array(text.utf8)))
    return file.records.map { record in
      file.columns.indices.map { column in record.fields.first { $0.column == column }?.value }
    }
  }

  private func layout(_ text: String, chunk: Int, ahead: Int = 16) throws -> ScanLayout {
    // What is odd in the rows is to be met while scanning, and not in the head.
    let end = try #require(text.utf8.firstIndex(of: 0x0A))
    let header = text.utf8[..<end]
    let delimiter = header.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
    let count = header.count { $0 == delimiter } + 1
    var layout = ScanLayout(
      format: .cells(delimiter: delimiter, count: count), start: header.count + 1,
      fields: (0..<count).map { .cell($0) })
    layout.chunkBytes = chunk
    layout.lookAhead = ahead
    return layout
  }

  private static let tables: [(name: String, text: String)] = [
    ("plain", "a,b,c\n1,2,3\n4,5,6\n7,8,9\n"),
    ("no final newline", "a,b,c\n1,2,3\n4,5,"),
    ("empty cells", "a,b,c\n,x,\nx,,\n,,x\n"),
    ("quotes around line ends", "a,b\n1,\"x\ny\"\n2,\"\n\n\n\"\n3,\"a,b\nc,d\ne,f\"\n4,z\n"),
    ("doubled quotes", "a,b\n\"\"\"\",\"a\"\"b\"\n\"\",\"\"\"x\"\"\"\n1,\"\"\"\n\"\"\"\n"),
    ("carriage returns", "a,b\r\n1,\"x\"\r\n\"2\",y\r\n3,\"\"\r\n4,\"a\r\nb\"\r\n"),
    ("semicolons", "a;b\n1;\"x;y\"\n2;3,4\n"),
    ("a mark", "\u{FEFF}a,b\n1,2\n3,4\n"),
    ("one row", "a,b\n1,2"),
    ("a long cell", "a,b\n1,\"" + String(repeating: "x\n,", count: 400) + "\"\n2,3\n"),
    ("Vietnamese", "tên,hãng\nphòng họp,\"Sở Y tế, Hà Nội\"\nđường,phố\n"),
  ]

  @Test(arguments: tables.indices)
  func `a file cut anywhere reads as a whole one`(index: Int) throws {
    let (name, text) = Self.tables[index]
    let file = try ScanFile(text)
    var wanted = expected(text)
    // Only where every line ends so is a carriage return no character of its own.
    let isTold = name != "carriage returns" || !text.contains("a\r\nb")
    if !isTold { wanted = [] }
    for chunk in 1...min(text.utf8.count + 1, 90) {
      for threads in [1, 2, 3, 8] {
        let scanned = try Scanned.scan(file, try layout(text, chunk: chunk), threads: threads)
        if isTold {
          #expect(scanned == Scanned(rows: wanted), "\(name), chunks of \(chunk), \(threads) threads")
        } else {
          #expect(scanned.fault != nil, "\(name), chunks of \(chunk), \(threads) threads")
        }
      }
    }
  }

  @Test(arguments: [
    "a,b\n1,2\n3\n", "a,b\n1,2,3\n", "a,b\n1,2\n\n3,4\n", "a,b\n1,\"x\n", "a,b\n1,x\"y\n", "a,b\n1,\"x\"y\n",
    "a,b\n1,2\r3,4\n", "a,b\n1,2\n\n", "a,b\n1\n2,3,4\n", "a,b\n1, \"x\"\n", "a,b\n1,\"x\" \n",
  ])
  func `what is out of the ordinary is left to the general reader`(text: String) throws {
    let file = try ScanFile(text)
    for chunk in [1, 2, 3, 5, 8, 64, 1 << 20] {
      for threads in [1, 2] {
        let scanned = try Scanned.scan(file, try layout(text, chunk: chunk), threads: threads)
        #expect(scanned.fault != nil, "chunks of \(chunk), \(threads) threads")
      }
    }
  }

  @Test func `random tables read as the general reader reads them, or not at all`() throws {
    var state: UInt64 = 99
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let cells = [
      "", "x", "ab", "é", " ", "\"a,b\"", "\"\"", "\"\"\"\"", "\"\n\"", "\"x\n,y\"", "\"\"\"q\"\"\"", "\",\"",
    ]
    let odd = ["a\"b", "\"", " \"x\"", "\"x\"y", "\r", "1,2"]
    var read = 0
    for round in 0..<400 {
      var text = "a,b\n"
      for _ in 0..<(1 + next(9)) {
        let one = next(60) == 0 ? odd[next(odd.count)] : cells[next(cells.count)]
        text += "\(one),\(cells[next(cells.count)])\(next(40) == 0 ? "" : "\n")"
      }
      let file = try ScanFile(text)
      let source = CSVReader.read(Source(path: "t.csv", bytes: Array(text.utf8)))
      let scanned = try Scanned.scan(file, try layout(text, chunk: 1 + next(12)), threads: 1 + next(3))
      guard scanned.fault == nil else { continue }
      read += 1
      #expect(scanned.rows == expected(text), "round \(round): \(text.debugDescription)")
      #expect(source.diagnostics.isEmpty, "round \(round): \(text.debugDescription)")
    }
    #expect(read > 100 && read < 400)
  }

  @Test func `processors of all widths index alike`() {
    var state: UInt64 = 5
    let letters: [UInt8] = [0x22, 0x22, 0x2C, 0x2C, 0x0A, 0x0D, 0x61, 0x62, 0xC3]
    for round in 0..<600 {
      let count = round % 300
      // From texts that are all structure to such as hardly have any.
      let kinds = round % 5 == 0 ? 2 : letters.count
      var bytes = (0..<count).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let isPlain = round % 2 == 0 && state >> 60 != 0
        return isPlain ? 0x61 : letters[Int(state >> 33) % kinds]
      }
      bytes += [UInt8](repeating: 0, count: 64)
      func index(_ width: Int32) -> (CSVIndex.Findings, [UInt32]) {
        var positions = [UInt32](repeating: 0, count: count + 80)
        let found = bytes.withUnsafeBufferPointer { buffer in
          CSVIndex.scan(buffer.baseAddress!, count: count, delimiter: 0x2C, into: &positions, width: width)
        }
        return (found, Array(positions.prefix(found.count)))
      }
      let narrow = index(16)
      for width in [32, 64] where width <= CSVIndex.width {
        #expect(index(Int32(width)) == narrow, "round \(round), registers of \(width) bytes")
      }
    }
  }

  @Test func `a record longer than the limit is odd`() throws {
    let text = "a,b\n1,\"" + String(repeating: "x", count: 5000) + "\"\n2,3\n"
    var layout = try layout(text, chunk: 64)
    layout.recordBytes = 256
    let scanned = try Scanned.scan(try ScanFile(text), layout, threads: 2)
    #expect(scanned.fault != nil)
  }
}
