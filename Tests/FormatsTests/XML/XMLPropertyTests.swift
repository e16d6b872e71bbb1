import Diagnostics
import Formats
import Testing

/// The XML reader on mutated small inputs: it must return, and what it returns must hold together.
@Suite struct XMLPropertyTests {
  private static let seeds = XMLReaderTests.wellFormed.map(\.text) + XMLReaderTests.broken.map(\.text)

  private static let pieces: [[UInt8]] =
    [
      "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE a [", "]>", "<!ENTITY x 'y'>",
      "&", "&#", ";", "&x;", "'", "\"", "=", " xmlns='u'", " xmlns:p='v'", "p:", ":", "\r", "\n", "<a>", "</a>", "ấ",
    ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xE1, 0xBB], [0xED, 0xA0, 0x80], [0xFF, 0xFE]]

  private func broken(_ node: XMLNode, in parent: Range<Int>) -> Bool {
    let range = node.span.range
    return range.lowerBound < parent.lowerBound || range.upperBound > parent.upperBound || node.name.local.isEmpty
      || node.children.contains { broken($0, in: range) || (node.isWhole && !$0.isWhole) }
  }

  private func check(_ bytes: [UInt8], _ name: String) {
    let document = XMLReader.read(Source(path: "fuzz", bytes: bytes))
    let whole = 0..<document.source.bytes.count
    let holds = document.root.map { !broken($0, in: whole) && ($0.isWhole || !document.isWhole) } ?? !document.isWhole
    #expect(holds, "\(name): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    if !document.isWhole { #expect(!document.diagnostics.isEmpty, "\(name) in silence") }
    _ = document.root.map { RawValue(JSONNode($0)) }
    _ = DiagnosticRenderer().render(document.diagnostics)
  }

  @Test func `a file that is cut anywhere is read as far as it goes`() {
    for seed in Self.seeds {
      let bytes = Array(seed.utf8)
      for length in 0...bytes.count { check(Array(bytes.prefix(length)), "cut at \(length)") }
    }
  }

  @Test func `the reader survives anything and what it returns holds together`() {
    for seed in 0..<6_000 as Range<UInt64> {
      var random = Seeded(seed)
      var bytes = Array(Self.seeds[Int(seed) % Self.seeds.count].utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 0...8, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
        default: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
        }
      }
      check(bytes, "seed \(seed)")
    }
  }

  @Test func `ten times the input takes about ten times as long`() {
    let pieces = [
      "<a>", "<a b='", "<a b='1' c='2'/>", "&amp;", "&", "&#", "<!--", "<!-- -->", "<![CDATA[]]>", "<?p?>", "</a>",
      "]]>",
      "<!ENTITY x 'y'>", " xmlns:a='b'", "x='y' ", "<a xmlns:b='c'/>",
    ]
    let clock = ContinuousClock()
    for piece in pieces {
      for start in ["<a>", "<!DOCTYPE a [", "<a b='", "<a "] {
        func time(_ count: Int) -> Duration {
          let source = Source(path: "a", text: start + String(repeating: piece, count: count))
          return clock.measure { _ = XMLReader.read(source) }
        }
        let (small, large) = (time(2_000), time(20_000))
        // Quadratic time would be a hundredfold; noise on a busy machine is left room.
        #expect(large < small * 50 + .milliseconds(400), "\(start)\(piece): \(small), then \(large)")
      }
    }
  }
}
