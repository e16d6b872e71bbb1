/// The checksum of gzip and ZIP (RFC 1952, section 8).
public struct CRC32: Sendable {
  private var state: UInt32 = 0xFFFF_FFFF

  /// The checksum of no bytes.
  public init() {}

  /// The checksum of all bytes so far.
  public var value: UInt32 { ~state }

  /// Eight tables of 256: entry `256 * k + b` is the remainder of the byte `b` with `k` zero bytes behind it.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 2048)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
      tables[byte] = value
    }
    for place in 256..<2048 {
      let before = tables[place - 256]
      tables[place] = before >> 8 ^ tables[Int(before & 0xFF)]
    }
    return tables
  }()

  /// Takes in some more bytes, eight at a time.
  /// - Complexity: O(bytes)
  public mutating func add(_ bytes: ArraySlice<UInt8>) {
    var value = state
    Self.tables.withUnsafeBufferPointer { table in
      bytes.withUnsafeBufferPointer { bytes in
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index + 8 <= raw.count {
          let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
          let low = UInt32(truncatingIfNeeded: word) ^ value
          let high = UInt32(truncatingIfNeeded: word >> 32)
          let first = table[1792 + Int(low & 0xFF)] ^ table[1536 + Int(low >> 8 & 0xFF)]
          let second = table[1280 + Int(low >> 16 & 0xFF)] ^ table[1024 + Int(low >> 24)]
          let third = table[768 + Int(high & 0xFF)] ^ table[512 + Int(high >> 8 & 0xFF)]
          let fourth = table[256 + Int(high >> 16 & 0xFF)] ^ table[Int(high >> 24)]
          value = first ^ second ^ third ^ fourth
          index += 8
        }
        while index < raw.count {
          value = value >> 8 ^ table[Int((value ^ UInt32(raw[index])) & 0xFF)]
          index += 1
        }
      }
    }
    state = value
  }

  /// The checksum of some bytes.
  public static func of(_ bytes: [UInt8]) -> UInt32 {
    var sum = CRC32()
    sum.add(bytes[...])
    return sum.value
  }
}
