import CScan

/// Which of 64 bytes are the ones that the structure of a file hangs on, a bit per byte.
///
/// The scanner takes them from `CScan`, which has them by SSE2 or NEON; the functions here are the same in plain Swift:
/// what the others are tested against.
enum ScanMasks {
  /// The bytes of 64 that equal one byte.
  static func equal(_ bytes: UnsafePointer<UInt8>, _ byte: UInt8) -> UInt64 {
    var mask: UInt64 = 0
    for index in 0..<8 {
      let word = UnsafeRawPointer(bytes + index * 8).loadUnaligned(as: UInt64.self)
      mask |= UInt64(zeroBytes(of: word.littleEndian ^ (0x0101_0101_0101_0101 &* UInt64(byte)))) &<< UInt64(index &* 8)
    }
    return mask
  }

  /// The bytes of a word that are zero, a bit per byte. Exact: no borrow crosses a byte.
  private static func zeroBytes(of word: UInt64) -> UInt8 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let isZero = ~(((word & low) &+ low) | word | low) &>> 7
    // Gathers bit 8·i into bit i.
    return UInt8(truncatingIfNeeded: (isZero &* 0x0102_0408_1020_4080) &>> 56)
  }

  /// A bit is set where an odd number of bits stands at or below it: from each opening quote to before its closing one.
  @inline(__always)
  static func prefixXor(_ mask: UInt64) -> UInt64 {
    var bits = mask
    bits ^= bits &<< 1
    bits ^= bits &<< 2
    bits ^= bits &<< 4
    bits ^= bits &<< 8
    bits ^= bits &<< 16
    bits ^= bits &<< 32
    return bits
  }
}

/// Positions of bytes, written by a scanner: room for one per byte scanned, and one before the first.
public final class PositionBuffer {
  /// `positions[-1]` is there too: one before the first byte, so that what follows it starts at 0.
  @exclusivity(unchecked) public private(set) var positions: UnsafeMutablePointer<UInt32>
  private var storage: UnsafeMutablePointer<UInt32>
  private var capacity: Int

  public init(bytes: Int) {
    capacity = bytes + PositionBuffer.slack
    storage = .allocate(capacity: capacity)
    storage[0] = .max
    positions = storage + 1
  }

  deinit { storage.deallocate() }

  /// Makes room for the positions of so many bytes; what was there is lost.
  public func reserve(bytes: Int) {
    guard bytes + PositionBuffer.slack > capacity else { return }
    storage.deallocate()
    capacity = bytes + PositionBuffer.slack
    storage = .allocate(capacity: capacity)
    storage[0] = .max
    positions = storage + 1
  }

  /// Writing goes four at a time and may pass the last position by a block of 64.
  private static let slack = 72

  /// Appends an offset for each bit of a mask; returns the new count.
  @inline(__always)
  static func append(
    _ mask: UInt64, at offset: UInt32, to positions: UnsafeMutablePointer<UInt32>, _ count: Int
  ) -> Int {
    var rest = mask
    var next = positions + count
    while rest != 0 {
      next[0] = offset &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
      rest &= rest &- 1
      next[1] = offset &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
      rest &= rest &- 1
      next[2] = offset &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
      rest &= rest &- 1
      next[3] = offset &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
      rest &= rest &- 1
      next += 4
    }
    return count &+ mask.nonzeroBitCount
  }
}
