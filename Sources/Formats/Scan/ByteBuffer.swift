/// Bytes that are appended, a few at a time and very often.
///
/// INVARIANT: used by one thread at a time; that is why it may go from one to another.
public final class ByteBuffer: @unchecked Sendable {
  // Checking for overlapping accesses would cost more than most appends.
  @exclusivity(unchecked) @usableFromInline var memory: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) @usableFromInline var used = 0
  @exclusivity(unchecked) @usableFromInline var capacity: Int

  public init(capacity: Int = 1024) {
    self.capacity = max(capacity, 64)
    memory = .allocate(capacity: self.capacity)
  }

  deinit { memory.deallocate() }

  /// The first byte, until the next change.
  @inlinable public var base: UnsafeMutablePointer<UInt8> { memory }

  /// How many bytes there are.
  @inlinable public var count: Int { used }

  /// The bytes, until the next change.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: used) }

  public func removeAll() { used = 0 }

  @inlinable @inline(__always)
  public func reserve(_ more: Int) {
    if used &+ more > capacity { grow(more) }
  }

  @inline(never) @usableFromInline
  func grow(_ more: Int) {
    capacity = max(capacity * 2, used + more)
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    new.update(from: memory, count: used)
    memory.deallocate()
    memory = new
  }

  @inlinable @inline(__always)
  public func append(_ byte: UInt8) {
    reserve(1)
    memory[used] = byte
    used &+= 1
  }

  @inlinable @inline(__always)
  public func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    (memory + used).update(from: bytes, count: length)
    used &+= length
  }

  @inlinable
  public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let start = bytes.baseAddress { append(start, bytes.count) }
  }

  @inlinable
  public func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
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
      memory[used] = digits[index]
      used &+= 1
    }
  }

  /// A cell of comma-separated text, quoted where it must be (RFC 4180), and made harmless where a spreadsheet would take
  /// it for a formula (`CSVWriter`).
  public func append(cell bytes: UnsafeBufferPointer<UInt8>) {
    guard ByteBuffer.isHarmless(bytes) else {
      var text = CSVWriter.harmless(String(decoding: bytes, as: UTF8.self))
      return text.withUTF8 { append(plainCell: $0) }
    }
    append(plainCell: bytes)
  }

  /// Whether a cell is certainly none that a spreadsheet would calculate, or cut: by its first byte. Cells that begin with
  /// a space, a mark or in a script of full width are looked at more closely.
  @inline(__always)
  public static func isHarmless(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = cell.first else { return true }
    let isLetterOrFigure = first >= UInt8(ascii: "0") && first != UInt8(ascii: "=") && first != UInt8(ascii: "@")
    return isLetterOrFigure && first != 0xC2 && first != 0xEF && cell.count <= CSVWriter.cellLimit
  }

  private func append(plainCell bytes: UnsafeBufferPointer<UInt8>) {
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
