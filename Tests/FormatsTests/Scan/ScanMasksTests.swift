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

  @Test func `a text of JSON is searched for the first byte that may end it`() {
    for place in 0...64 {
      for byte in [0x22, 0x5C, 0x0A] as [UInt8] {
        var bytes = [UInt8](repeating: 0x61, count: 128)
        for index in place..<128 { bytes[index] = index == place ? byte : 0x22 }
        bytes.withUnsafeBufferPointer { #expect(Int(kiem_scan_text_stop($0.baseAddress!)) == place) }
      }
    }
  }

  @Test func `short strings are compared up to their length and no further`() {
    let bytes = (0..<64).map { UInt8($0) }
    for length in 0...64 {
      var other = bytes
      for index in length..<64 { other[index] = 0xFF }
      #expect(same(bytes, other, length), "\(length) bytes")
      for index in 0..<length {
        var different = other
        different[index] ^= 0x80
        #expect(!same(bytes, different, length), "\(length) bytes, another at \(index)")
      }
    }
  }

  private func same(_ a: [UInt8], _ b: [UInt8], _ length: Int) -> Bool {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        let result = kiem_scan_same64(a.baseAddress!, b.baseAddress!, UInt64(length))
        if length <= 32 { #expect(kiem_scan_same32(a.baseAddress!, b.baseAddress!, UInt64(length)) == result) }
        return result
      }
    }
  }

  @Test func `sums of short strings depend on all their bytes and on nothing behind`() {
    let keys = (0..<16).map { UInt32($0) &* 0x9E37_79B9 &+ 1 }
    func sum(_ bytes: [UInt8], _ length: Int) -> UInt64 {
      bytes.withUnsafeBufferPointer { kiem_scan_sum64($0.baseAddress!, UInt64(length), keys) }
    }
    let bytes = (0..<64).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
    for length in 0...64 {
      var other = bytes
      for index in length..<64 { other[index] = 0xFF }
      #expect(sum(bytes, length) == sum(other, length), "\(length) bytes")
      for index in 0..<length {
        var different = bytes
        different[index] ^= 1
        #expect(sum(bytes, length) != sum(different, length), "\(length) bytes, another at \(index)")
      }
    }
  }
}
