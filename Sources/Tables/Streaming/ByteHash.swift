import CScan

/// Hashes bytes and compares them, with a seed of its own for each process: nobody who writes a file can know which texts
/// of it collide. Whoever hashes may only tell texts apart by it; no output may depend on it.
public enum ByteHash {
  /// Random words: 16 for the sums of short texts, then those that everything is mixed with.
  ///
  /// INVARIANT: written once, before anybody reads it.
  nonisolated(unsafe) static let keys: UnsafePointer<UInt32> = {
    let keys = UnsafeMutablePointer<UInt32>.allocate(capacity: 18)
    for index in 0..<18 { keys[index] = .random(in: .min ... .max) }
    return UnsafePointer(keys)
  }()

  /// How many bytes the processor takes at once.
  static let width = kiem_scan_width()

  @inline(__always)
  private static func word(_ bytes: UnsafePointer<UInt8>, _ offset: Int = 0) -> UInt64 {
    UnsafeRawPointer(bytes + offset).loadUnaligned(as: UInt64.self)
  }

  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  @inline(__always)
  private static func seed(_ keys: UnsafePointer<UInt32>) -> UInt64 {
    UnsafeRawPointer(keys + 16).load(as: UInt64.self)
  }

  /// The hash of some bytes.
  ///
  /// - Parameter keys: `ByteHash.keys`, which a loop looks up once.
  /// - Precondition: `ByteDictionary.room` bytes from the first on can be read, and as many behind 64 and more.
  @inline(__always)
  static func hash(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ keys: UnsafePointer<UInt32>) -> UInt64 {
    if length > 64 { return long(bytes, length, keys) }
    return hash(sum: kiem_scan_sum64(bytes, UInt64(truncatingIfNeeded: length), keys), length, keys)
  }

  /// The hash of a text of up to 64 bytes, of which the sum is known.
  @inline(__always)
  static func hash(sum: UInt64, _ length: Int, _ keys: UnsafePointer<UInt32>) -> UInt64 {
    mix(sum ^ seed(keys), UInt64(truncatingIfNeeded: length) &* 2 &+ 0x9E37_79B9_7F4A_7C15)
  }

  /// The hash of some bytes.
  /// - Precondition: `ByteDictionary.room` bytes from the first on can be read, and as many behind 64 and more.
  public static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    bytes.baseAddress.map { hash($0, bytes.count, keys) } ?? 0
  }

  /// 64 bytes after the other: what came before is mixed with the sum of what follows.
  static func long(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ keys: UnsafePointer<UInt32>) -> UInt64 {
    if width == 64 { return kiem_scan_long_512(bytes, UInt64(truncatingIfNeeded: length), keys, seed(keys)) }
    return narrowLong(bytes, length, keys)
  }

  static func narrowLong(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ keys: UnsafePointer<UInt32>) -> UInt64 {
    var state = seed(keys) &+ UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index &+ 64 < length {
      state = mix(kiem_scan_sum64(bytes + index, 64, keys) ^ state, 0xA076_1D64_78BD_642F)
      index &+= 64
    }
    let sum = kiem_scan_sum64(bytes + index, UInt64(truncatingIfNeeded: length &- index), keys)
    return mix(sum ^ state, 0xE703_7ED1_A0B4_28DB)
  }

  /// Whether two texts of one length are equal.
  /// - Precondition: `ByteDictionary.room` bytes from the first on can be read, of both.
  @inline(__always)
  static func isSame(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    if length <= 16 { return kiem_scan_same16(a, b, UInt64(truncatingIfNeeded: length)) }
    if length <= 64 { return kiem_scan_same64(a, b, UInt64(truncatingIfNeeded: length)) }
    var difference = pair(a, b, length &- 16)
    var index = 0
    while index &+ 16 < length {
      difference |= pair(a, b, index)
      index &+= 16
    }
    return difference == 0
  }

  @inline(__always)
  private static func pair(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
    (word(a, offset) ^ word(b, offset)) | (word(a, offset &+ 8) ^ word(b, offset &+ 8))
  }
}
