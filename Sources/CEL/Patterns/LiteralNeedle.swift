/// Bytes that every match of a pattern contains, letters of either case where the pattern does not mind.
///
/// A search for them is what answers most calls, since most patterns are the name of a product and most texts do not
/// have it.
struct LiteralNeedle: Sendable {
  /// Letters in lower case where case is ignored.
  let bytes: [UInt8]
  /// `0x20` where case is ignored (only ever at letters, of which that bit is the case), otherwise 0.
  let masks: [UInt8]
  /// Nothing of the text is taken before it: a match can only begin where it does.
  let isPrefix: Bool
  /// It is the whole pattern: where it is, there is a match.
  let isWhole: Bool

  /// The first occurrence at or after `start`. Linear in the text times the needle at worst, as a needle is short.
  ///
  /// Two bytes of the needle are looked for in eight places at once; where both are found the rest is compared.
  func firstIndex(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let count = bytes.count
    guard count > 0, start >= 0, start <= text.count - count, let base = text.baseAddress else { return nil }
    let last = text.count - count
    return bytes.withUnsafeBufferPointer { bytes in
      masks.withUnsafeBufferPointer { masks in
        let raw = UnsafeRawPointer(base)
        let head = Self.spread(bytes[0])
        let headMask = Self.spread(masks[0])
        let tail = Self.spread(bytes[count - 1])
        let tailMask = Self.spread(masks[count - 1])
        var index = start
        // INVARIANT: the eight bytes read at the needle's end for `index...index + 7` lie within the text.
        while index + 7 <= last {
          let heads = Self.word(raw + index) | headMask
          let tails = Self.word(raw + index + count - 1) | tailMask
          var candidates = Self.zeroBytes(heads ^ head) & Self.zeroBytes(tails ^ tail)
          while candidates != 0 {
            let place = index + candidates.trailingZeroBitCount / 8
            if Self.occurs(bytes, masks, at: base + place) { return place }
            candidates &= candidates &- 1
          }
          // The last step overlaps the one before rather than going byte by byte.
          index = index + 8 > last ? index + 8 : min(index + 8, max(last - 7, index + 1))
        }
        while index <= last {
          if Self.occurs(bytes, masks, at: base + index) { return index }
          index += 1
        }
        return nil
      }
    }
  }

  @inline(__always)
  private static func occurs(
    _ bytes: UnsafeBufferPointer<UInt8>, _ masks: UnsafeBufferPointer<UInt8>, at place: UnsafePointer<UInt8>
  ) -> Bool {
    for index in bytes.indices where place[index] | masks[index] != bytes[index] { return false }
    return true
  }

  @inline(__always)
  private static func word(_ place: UnsafeRawPointer) -> UInt64 {
    UInt64(littleEndian: place.loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private static func spread(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The highest bit of every byte that is zero; perhaps also of a byte 1 after one that is, so a hit is verified.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
