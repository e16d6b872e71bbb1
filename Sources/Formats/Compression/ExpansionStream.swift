/// Something compressed, read in pieces.
public protocol ExpansionStream: Sendable {
  /// Appends the next piece; false if the end had been reached before. An error may come after pieces that were good:
  /// only at the end is it known that all of them are what they should be.
  mutating func append(to output: inout [UInt8]) throws(ExpansionError) -> Bool
}

extension ExpansionStream {
  /// All of it.
  /// - Complexity: O(bytes)
  public mutating func all(reserving count: Int = 0) throws(ExpansionError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(max(0, min(count, 64 << 20)))
    while try append(to: &output) {}
    return output
  }
}

/// Numbers of one to eight bytes, lowest byte first, anywhere in some bytes; nil where the bytes end.
struct LittleEndian: Sendable {
  let bytes: [UInt8]

  func number(_ count: Int, at place: Int) -> UInt64? {
    guard place >= 0, place <= bytes.count, bytes.count - place >= count else { return nil }
    var value: UInt64 = 0
    for offset in 0..<count { value |= UInt64(bytes[place + offset]) << UInt64(8 * offset) }
    return value
  }

  func word(at place: Int) -> Int? { number(2, at: place).map { Int($0) } }
  func double(at place: Int) -> UInt32? { number(4, at: place).map { UInt32($0) } }
}
