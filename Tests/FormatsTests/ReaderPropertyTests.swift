import Diagnostics
import Formats
import Testing

/// Every reader on mutated small inputs: it must return, and what it returns must hold together.
@Suite struct ReaderPropertyTests {
  private static let seeds: [String: [String]] = [
    "csv": [
      "a,b,c\n1,\"x\ny\",3\n\"\"\"q\"\"\",,\n", "sep=;\r\nTên;Hãng\r\n\"a\";b\r\n", "\u{FEFF}a\tb\n1\t2\n",
    ],
    "json": [
      "{\"count\": 2, \"devices\": [{\"a\": {\"b\": [1, -2.5e3, null]}}, {\"a\": \"\\u1EA5\\uD83D\\uDE00\"}]}",
      "[{\"x\": true, \"y\": false, \"x\": \"\\\\ \\n\"}]",
    ],
    "ndjson": ["{\"a\": 1}\n\n{\"b\": [{}]}\r\n{\"c\": \"x\"}\n"],
    "yaml": [
      "a: &x !t {b: [1, 'it''s', \"q\\x41\\\n  z\"]}\nc: |2-\n    one\n   two\n\nd: >+\n  fold\n  ed\n\n   more\n\ne: *x\n",
      "- ? k\n  : v\n- !!int 3 # c\n---\n%YAML 1.2\n--- >\n x\n y\n...\n",
      "<<: *a\nấ: {日: \"\\u65E5\"}\na:\n- b\n- - c\n",
    ],
  ]

  private static let pieces: [[UInt8]] =
    [
      "\"", "'", "\n", "\r", "\r\n", ",", ";", "\t", ":", ": ", "- ", "[", "]", "{", "}", "&a ", "*a", "!", "!!str ",
      "|", ">", "|+\n", "#", "%", "\\", "\\u", "---\n", "? ", "\u{FEFF}", "\u{2028}", "\u{85}", "0x", "1e", "\"\"",
      "<<",
    ].map { Array($0.utf8) } + [
      [0], [0xFF], [0xC3], [0xE1, 0xBB], [0xF0, 0x9F], [0xED, 0xA0, 0x80], [0xFF, 0xFE], [0x7F],
    ]

  /// A few random deletions, insertions, swaps, doublings and cuts.
  private func mutated(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 0...8, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes.removeSubrange(place..<end)
      case 1, 2: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
      case 3: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
      case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: if Bool.random(using: &random) { bytes.removeSubrange(end...) }
      }
    }
    return bytes
  }

  /// What does not hold together in a file of records.
  private func broken(_ file: RecordFile) -> [String] {
    var found: [String] = []
    for (index, record) in file.records.enumerated() {
      if record.row != index + 1 { found.append("row \(record.row) is number \(index + 1)") }
      if record.range.upperBound > file.source.bytes.count { found.append("a range beyond the end") }
      if file.source.line(at: record.range.lowerBound) != record.line { found.append("line \(record.line)") }
      let columns = record.fields.map(\.column)
      if columns.contains(where: { !file.columns.indices.contains($0) }) { found.append("a column that is not there") }
      if Set(columns).count != columns.count { found.append("a column twice") }
      // Columns without a name at the end of the header are often those that the rows do not have.
      let needed = (file.columns.lastIndex { $0.contains { !$0.isWhitespace } } ?? -1) + 1
      if file.format == .csv, record.problem == nil, columns.count < needed {
        found.append("a short row without a problem")
      }
    }
    if file.format == .csv, !file.isWhole, file.diagnostics.isEmpty { found.append("broken off in silence") }
    if file.records.contains(where: { $0.problem != nil }), file.diagnostics.isEmpty {
      found.append("a silent problem")
    }
    let text = DiagnosticRenderer().render(file.diagnostics) + DiagnosticRenderer(.short).render(file.diagnostics)
    if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" }) { found.append("a control character") }
    return found
  }

  @Test(arguments: RecordFormat.allCases)
  func `a reader survives anything and what it returns holds together`(format: RecordFormat) {
    let seeds = (Self.seeds[format.rawValue] ?? []) + Self.seeds.values.flatMap { $0 }.sorted()
    for seed in 0..<4000 as Range<UInt64> {
      var random = Seeded(seed)
      let original = seeds[Int(seed) % seeds.count]
      let bytes = mutated(Array(original.utf8), &random)
      let file = RecordReader.read(Source(path: "fuzz", bytes: bytes), format: format)
      let problems = broken(file)
      #expect(problems == [], "seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      _ = RecordReader.recognise(path: "fuzz", bytes: bytes)
    }
  }

  @Test func `JSON that was written is read back`() throws {
    let letters = ["a", "\"", "\\", "\n", "\u{1}", "ấ", "😀", "/", "\u{7f}", "\u{2028}"]
    func random(_ depth: Int, _ generator: inout Seeded) -> JSONValue {
      func text(_ generator: inout Seeded) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...5, using: &generator) { text += letters.randomElement(using: &generator) ?? "" }
        return text
      }
      switch Int.random(in: 0..<(depth > 4 ? 5 : 7), using: &generator) {
      case 0: return .null
      case 1: return .bool(Bool.random(using: &generator))
      case 2: return .int(Int64.random(in: -1_000_000...1_000_000, using: &generator))
      case 3: return .double(Double(bitPattern: UInt64.random(in: 0..<(0x7FF << 52), using: &generator)))
      case 4: return .string(text(&generator))
      case 5: return .array((0..<3).map { _ in random(depth + 1, &generator) })
      default: return .object((0..<3).map { ("\($0)" + text(&generator), random(depth + 1, &generator)) })
      }
    }
    func same(_ value: JSONValue, _ node: JSONNode) -> Bool {
      switch (value, node.kind) {
      case (.null, .null): true
      case (.bool(let a), .bool(let b)): a == b
      case (.int(let a), .number(let b)): String(a) == b
      case (.double(let a), .number(let b)): Double(b) == a
      case (.string(let a), .string(let b)): Array(a.utf8) == Array(b.utf8)
      case (.array(let a), .array(let b)): a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
      case (.object(let a), .object(let b)):
        a.count == b.count && a.allSatisfy { name, value in node[name].map { same(value, $0) } ?? false }
      default: false
      }
    }
    for seed in 0..<1000 as Range<UInt64> {
      var generator = Seeded(seed)
      let value = random(0, &generator)
      for bytes in [JSONWriter.canonical(value), JSONWriter.pretty(value)] {
        let (root, diagnostics) = JSONReader.read(Source(path: "a", bytes: bytes))
        let node = try #require(root)
        #expect(diagnostics.isEmpty && same(value, node), "seed \(seed)")
      }
    }
  }

  @Test(arguments: RecordFormat.allCases)
  func `ten times the input takes about ten times as long`(format: RecordFormat) {
    let pieces = [
      "\"", "[", "{\"a\":", "- ", "a: ", "[1,", "\"\\", "a,\"b\n", "? ", "&a [*a, ", "{a: ", "|\n ", "'\n", "\n\n", " ",
      "%TAG ! a\n",
      "\u{2028}", "- |\n  x\n", "a: b: ", "\"a\": 1, ", "!a ", "#\n",
    ]
    let clock = ContinuousClock()
    for piece in pieces {
      func time(_ count: Int) -> Duration {
        let source = Source(path: "a", text: String(repeating: piece, count: count))
        return clock.measure { _ = RecordReader.read(source, format: format) }
      }
      let (small, large) = (time(2_000), time(20_000))
      // Quadratic time would be a hundredfold; noise on a busy machine is left room.
      #expect(large < small * 50 + .milliseconds(400), "\(piece.debugDescription): \(small), then \(large)")
    }
  }
}
