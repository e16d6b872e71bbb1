#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that are appended, a few at a time and very often.
///
/// INVARIANT: used by one thread at a time; that is why it may go from one to another.
public final class ByteBuffer: @unchecked Sendable {
  // Checking for overlapping accesses would cost more than most appends.
  @exclusivity(unchecked) public private(set) var base: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) public private(set) var count = 0
  @exclusivity(unchecked) private var capacity: Int

  public init(capacity: Int = 1024) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// The bytes, until the next change.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  public func removeAll() { count = 0 }

  @inline(__always)
  public func reserve(_ more: Int) {
    if count &+ more > capacity { grow(more) }
  }

  @inline(never)
  private func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    new.update(from: base, count: count)
    base.deallocate()
    base = new
  }

  @inline(__always)
  public func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count &+= 1
  }

  @inline(__always)
  public func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    memcpy(base + count, bytes, length)
    count &+= length
  }

  public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let start = bytes.baseAddress { append(start, bytes.count) }
  }

  public func append(_ bytes: [UInt8]) {
    reserve(bytes.count)
    bytes.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { memcpy(base + count, start, source.count) }
    }
    count &+= bytes.count
  }

  /// A number in decimal digits.
  public func append(decimal number: Int) {
    if number >= 0, number < 10 { return append(UInt8(truncatingIfNeeded: number) &+ UInt8(ascii: "0")) }
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var rest = UInt64(number.magnitude)
    var place = 20
    repeat {
      place &-= 1
      digits[place] = UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
      rest /= 10
    } while rest != 0
    if number < 0 { append(UInt8(ascii: "-")) }
    reserve(20)
    for index in place..<20 {
      base[count] = digits[index]
      count &+= 1
    }
  }

  /// A cell of comma-separated text, quoted where it must be (RFC 4180).
  public func append(cell bytes: UnsafeBufferPointer<UInt8>) {
    let needsQuotes = bytes.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
    guard needsQuotes else { return append(bytes) }
    append(UInt8(ascii: "\""))
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }

  public func append(cell text: String) {
    var text = text
    text.withUTF8 { append(cell: $0) }
  }
}
