import CScan
import Testing

@testable import Formats

struct ScanMasksTests {
  @Test func `plain Swift and the processor find the same bytes`() {
    var state: UInt64 = 7
    for round in 0..<500 {
      let bytes = (0..<64).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let letters: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x5C, 0x00, 0x80, 0x2B, 0x2D, 0xA2, 0xFF, 0x23]
        return letters[Int(state >> 33) % letters.count]
      }
      bytes.withUnsafeBufferPointer { buffer in
        let base = buffer.baseAddress!
        let cells = kiem_scan_cells_at(base, 0x2C)
        #expect(cells.quotes == ScanMasks.equal(base, 0x22), "round \(round)")
        #expect(cells.delimiters == ScanMasks.equal(base, 0x2C), "round \(round)")
        #expect(cells.newlines == ScanMasks.equal(base, 0x0A), "round \(round)")
        #expect(cells.returns == ScanMasks.equal(base, 0x0D), "round \(round)")
        let json = kiem_scan_json_at(base)
        #expect(json.backslashes == ScanMasks.equal(base, 0x5C), "round \(round)")
        #expect(json.quotes == ScanMasks.equal(base, 0x22), "round \(round)")
        #expect(json.newlines == ScanMasks.equal(base, 0x0A), "round \(round)")
        for (index, byte) in bytes.enumerated() {
          #expect((cells.quotes >> UInt64(index) & 1 == 1) == (byte == 0x22))
        }
      }
    }
  }

  @Test func `prefix xor sets the bits between quotes`() {
    #expect(ScanMasks.prefixXor(0b0001_0010) == 0b0000_1110)
    #expect(ScanMasks.prefixXor(1) == .max)
    #expect(ScanMasks.prefixXor(0) == 0)
  }
}
