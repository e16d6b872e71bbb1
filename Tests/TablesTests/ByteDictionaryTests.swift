import Testing

@testable import Formats
@testable import Tables

struct ByteDictionaryTests {
  private func padded(_ text: String) -> [UInt8] {
    Array(text.utf8) + [UInt8](repeating: 0xEE, count: ByteDictionary.room)
  }

  @Test func `numbers strings as a dictionary of strings does`() {
    let dictionary = ByteDictionary(capacity: 4)
    var known: [String: UInt32] = [:]
    var state: UInt64 = 3
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Int(state >> 40) % 6_000
      let text =
        String(repeating: "abcdefghijklmnop", count: number % 4) + "\(number)"
        + String(repeating: "z", count: number % 9)
      let bytes = padded(text)
      let code = bytes.withUnsafeBufferPointer { dictionary.code($0.baseAddress!, text.utf8.count) }
      let wanted = known[text] ?? UInt32(known.count)
      known[text] = wanted
      #expect(code == wanted)
    }
    #expect(dictionary.count == known.count)
    for (text, code) in known {
      #expect(String(decoding: dictionary.string(code).bytes, as: UTF8.self) == text)
    }
  }

  @Test func `more than 65536 strings, and the empty one, keep their numbers`() {
    let dictionary = ByteDictionary()
    for round in 0..<2 {
      for number in 0..<70_000 {
        let text = number == 0 ? "" : "TB-\(number)"
        let bytes = padded(text)
        let code = bytes.withUnsafeBufferPointer { dictionary.code($0.baseAddress!, text.utf8.count) }
        #expect(Int(code) == number, "round \(round)")
      }
    }
  }

  @Test func `strings of two kinds differ`() {
    let dictionary = ByteDictionary()
    let bytes = padded("true")
    let codes = bytes.withUnsafeBufferPointer { buffer in
      (dictionary.code(buffer.baseAddress!, 4), dictionary.code(buffer.baseAddress!, 4, kind: ByteDictionary.otherKind))
    }
    #expect(codes.0 == 0 && codes.1 == 1)
    #expect(dictionary.string(1).kind == ByteDictionary.otherKind)
  }

  @Test func `what was forgotten gets new numbers`() {
    let dictionary = ByteDictionary()
    let (first, second) = (padded("first"), padded("second"))
    _ = first.withUnsafeBufferPointer { dictionary.code($0.baseAddress!, 5) }
    dictionary.removeAll()
    #expect(dictionary.count == 0)
    #expect(second.withUnsafeBufferPointer { dictionary.code($0.baseAddress!, 6) } == 0)
    #expect(first.withUnsafeBufferPointer { dictionary.find($0.baseAddress!, 5) } == nil)
  }

  @Test(arguments: [16, 32, 64] as [Int32])
  func `fields of a block have the numbers that they have one by one`(width: Int32) {
    guard width <= ByteHash.width else { return }
    let texts = (0..<1000).map { row in String(repeating: "abc", count: row * 7 % 31) + "\(row * 13 % 97)" }
    var bytes: [UInt8] = []
    var positions: [UInt32] = [.max]
    for text in texts {
      bytes += Array(text.utf8)
      positions.append(UInt32(bytes.count))
      bytes.append(0x0A)
    }
    bytes += [UInt8](repeating: 0xEE, count: 2 * ByteDictionary.room)
    let (together, single) = (ByteDictionary(capacity: 4), ByteDictionary(capacity: 4))
    var codes = [UInt32](repeating: 0, count: texts.count)
    var selection = [UInt64](repeating: 0x7FFF_F0F0_FFFF_FFFF, count: (texts.count + 63) / 64)
    selection[selection.count - 1] &= 1 << UInt64(texts.count % 64) - 1
    bytes.withUnsafeBufferPointer { bytes in
      positions.withUnsafeBufferPointer { positions in
        let block = RowBlock(
          base: bytes.baseAddress!, rows: texts.count, positions: positions.baseAddress! + 1, stride: 1, ends: [0],
          trims: [0], delimiter: UInt8(ascii: ","), offset: 0, end: 0)
        together.code(block, 0, selection, into: &codes, width: width)
        for row in texts.indices where selection[row / 64] >> UInt64(row % 64) & 1 != 0 {
          let field = block.line(row)
          #expect(codes[row] == single.code(field.baseAddress!, field.count) + 1, "\(texts[row])")
        }
      }
    }
  }

  @Test func `long texts hash alike whatever the processor takes at once`() {
    for length in 65..<400 {
      let bytes = (0..<(length + ByteDictionary.room)).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ length) }
      bytes.withUnsafeBufferPointer { bytes in
        let base = bytes.baseAddress!
        let long = ByteHash.long(base, length, ByteHash.keys)
        #expect(long == ByteHash.narrowLong(base, length, ByteHash.keys))
      }
    }
  }
}
