import Formats
import Testing

@Suite struct InflaterTests {
  private static let streams = ["stored", "fast", "best", "fixed", "huffman", "runs", "flushed"]

  private func inflate(_ bytes: [UInt8], limits: ExpansionLimits = .standard) throws(ExpansionError) -> [UInt8] {
    var inflater = Inflater(bytes, limits: limits)
    var output: [UInt8] = []
    while try inflater.append(to: &output) {}
    return output
  }

  @Test(arguments: streams)
  func `a stream holds its text, and ends where it ends`(name: String) throws {
    let bytes = CompressionFixtures.bytes(name)
    var inflater = Inflater([1, 2] + bytes + [3, 4, 5], from: 2)
    var output: [UInt8] = []
    while try inflater.append(to: &output) {}
    #expect(String(decoding: output, as: UTF8.self) == CompressionFixtures.text)
    #expect(inflater.position == bytes.count + 2)
    #expect(inflater.produced == output.count)
  }

  @Test(arguments: streams)
  func `a stream cut anywhere is truncated, and what came out is its beginning`(name: String) {
    let bytes = CompressionFixtures.bytes(name)
    let text = Array(CompressionFixtures.text.utf8)
    for length in 0..<bytes.count {
      var inflater = Inflater(bytes, to: length)
      var output: [UInt8] = []
      #expect(throws: ExpansionError.truncated) { while try inflater.append(to: &output) {} }
      #expect(text.starts(with: output), "\(length) bytes")
      #expect(throws: Never.self) { try inflater.append(to: &output) }
    }
  }

  @Test(
    arguments: [
      ([7], InflateFault.blockType), ([1, 1, 0, 0xFE, 0xFE, 0], .storedLength),
      // A match of three bytes before anything stands there.
      ([0x03, 0x02, 0, 0], .distance), ([0x4B, 0x04, 0x42, 0], .distance),
      // Length symbol 286 of the fixed code; distance symbol 30.
      ([0x4B, 0x1C, 3, 0, 0, 0, 0, 0, 0], .symbol), ([0x4B, 0x04, 0x3E, 0, 0, 0, 0, 0, 0], .symbol),
      // 288 literal codes; 19 lengths of 1; a repetition before the first length.
      ([0xFD, 0xFF, 0xFF, 0, 0, 0, 0, 0], .codes), ([5, 0xE0, 0x49, 0x92, 0x24, 0x49, 0x92, 0x24, 0x49, 0x92], .codes),
      ([5, 0, 0x12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], .codes),
    ] as [([UInt8], InflateFault)])
  func `what is no DEFLATE says what is wrong`(bytes: [UInt8], fault: InflateFault) {
    do {
      _ = try inflate(bytes)
      Issue.record("it was read")
    } catch {
      guard case .damaged(fault, _) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func `a limit ends a stream before it is exceeded by more than a piece`() {
    let bytes = CompressionFixtures.bytes("best")
    #expect(throws: ExpansionError.memberLimit(1000)) { try inflate(bytes, limits: .init(memberBytes: 1000)) }
    let narrow = ExpansionLimits(ratio: 5, ratioFloor: 100)
    #expect(throws: ExpansionError.ratioLimit(5)) { try inflate(bytes, limits: narrow) }
    #expect(throws: Never.self) { try inflate(bytes, limits: ExpansionLimits(ratio: 5)) }
  }

  @Test func `long matches over many pieces are right`() throws {
    // A stored block of 1,000 bytes, then a fixed block of matches of length 258 and distance 1,000.
    var random = Seeded(1)
    let seed = (0..<1000).map { _ in UInt8.random(in: 0...255, using: &random) }
    var bits: [Bool] = []
    func put(_ value: Int, _ count: Int) { for bit in 0..<count { bits.append(value >> bit & 1 == 1) } }
    func code(_ value: Int, _ count: Int) { for bit in (0..<count).reversed() { bits.append(value >> bit & 1 == 1) } }
    put(3, 3)
    for _ in 0..<8_000 {
      code(0b1100_0101, 8)
      code(19, 5)
      put(1000 - 769, 8)
    }
    code(0, 7)
    while bits.count % 8 != 0 { bits.append(false) }
    let packed = stride(from: 0, to: bits.count, by: 8).map { start in
      (0..<8).reduce(UInt8(0)) { $0 | (bits[start + $1] ? 1 << UInt8($1) : 0) }
    }
    let output = try inflate([0, 0xE8, 3, 0x17, 0xFC] + seed + packed)
    #expect(output.count == 1000 + 8_000 * 258)
    #expect(output.indices.allSatisfy { output[$0] == seed[$0 % 1000] })
  }

  @Test func `random bytes and changed bytes never do more than fail`() {
    for seed in 0..<3000 as Range<UInt64> {
      var random = Seeded(seed)
      var bytes = CompressionFixtures.bytes(Self.streams[Int(seed) % Self.streams.count])
      if seed % 3 == 0 {
        bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        if !bytes.isEmpty, seed % 2 == 0 { bytes[0] = bytes[0] & 0xF8 | 5 }
      } else {
        for _ in 0..<Int.random(in: 1...5, using: &random) {
          bytes[Int.random(in: 0..<min(bytes.count, 120), using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
      }
      var inflater = Inflater(bytes, limits: ExpansionLimits(memberBytes: 5000))
      var output: [UInt8] = []
      do { while try inflater.append(to: &output) {} } catch {}
      #expect(output.count <= 5000, "seed \(seed)")
    }
  }

  @Test(
    arguments: [
      ("", 0), ("a", 0xE8B7_BE43), ("123456789", 0xCBF4_3926),
      ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
    ] as [(String, UInt32)])
  func `a checksum is the known one`(text: String, sum: UInt32) {
    #expect(CRC32.of(Array(text.utf8)) == sum)
    var parts = CRC32()
    for byte in text.utf8 { parts.add([byte]) }
    #expect(parts.value == sum)
  }
}
