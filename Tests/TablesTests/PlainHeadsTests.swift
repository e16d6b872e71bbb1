import Testing

@testable import Formats
@testable import Tables

struct PlainHeadsTests {
  private static let texts = [
    "", "abc", "abcd", "Zoom", "Zoom Rooms", " Zoom", "Z oom", "Zoo ", "Zoo m", "!Zoo", "\"Zoom\"", "#Zoo", "Zo\tom",
    "Zoom\t",
    "Zoom\u{7F}", "Zöom", "Zoom é", "Zoom \\u00e9", "\\Zoom", "C:\\x", String(repeating: "x", count: 63),
    String(repeating: "x", count: 64), String(repeating: "x", count: 65), String(repeating: "x", count: 63) + "é",
    String(repeating: "x", count: 61) + "é", "~~~~", "-1.5", "Zoom  Rooms ", "????",
  ]

  /// What `take` is to write, by the letter.
  private static func head(_ text: String, isJSON: Bool) -> UInt32 {
    let bytes = Array(text.utf8)
    guard (4...64).contains(bytes.count), bytes.allSatisfy({ (0x20..<0x80).contains($0) }),
      !isJSON || !bytes.contains(UInt8(ascii: "\\")), bytes.prefix(4).allSatisfy({ $0 > UInt8(ascii: "\"") })
    else { return 0 }
    return bytes.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  @Test(arguments: [true, false], [16, 64] as [Int32])
  func `only plain texts have a head`(isJSON: Bool, width: Int32) {
    guard width <= ByteHash.width else { return }
    var bytes: [UInt8] = []
    var positions: [UInt32] = [.max]
    for text in Self.texts {
      if isJSON {
        bytes.append(UInt8(ascii: "\""))
        positions[positions.count - 1] = UInt32(bytes.count - 1)
      }
      bytes += Array(text.utf8)
      positions.append(UInt32(bytes.count))
      bytes.append(isJSON ? UInt8(ascii: "\"") : 0x0A)
      if isJSON { positions.append(0) }
    }
    bytes += [UInt8](repeating: 0xEE, count: 128)
    let rows = Self.texts.count
    var heads = [UInt32](repeating: 7, count: 64)
    bytes.withUnsafeBufferPointer { bytes in
      positions.withUnsafeBufferPointer { positions in
        let stride = isJSON ? 2 : 1
        let block = RowBlock(
          base: bytes.baseAddress!, rows: rows, positions: positions.baseAddress! + 1, stride: stride, ends: [0],
          trims: [0],
          delimiter: isJSON ? nil : UInt8(ascii: ","), offset: 0, end: 0)
        var selection: UInt64 = 1 << UInt64(rows) - 1
        selection &= ~2
        PlainHeads.take(block, 0, &selection, into: &heads, width: width)
      }
    }
    for (row, text) in Self.texts.enumerated() where row != 1 {
      #expect(heads[row] == Self.head(text, isJSON: isJSON), "\(text)")
    }
    #expect(heads[1] == 7, "a row that was not asked for")
  }
}
