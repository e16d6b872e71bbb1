/// The offsets of one zone of the tz database through time.
final class ZoneRules: Sendable {
  /// Seconds since 1970, ascending.
  let instants: [Int64]
  /// The offset from each instant on, and before the first one.
  let offsets: [Int32]
  let first: Int32
  /// What holds from the last instant on.
  let footer: ZoneFooter?

  init(instants: [Int64], offsets: [Int32], first: Int32, footer: ZoneFooter?) {
    self.instants = instants
    self.offsets = offsets
    self.first = first
    self.footer = footer
  }

  /// - Complexity: O(log n)
  func offset(at second: Int64) -> Int {
    guard let last = instants.last, second < last else {
      return footer?.offset(at: second) ?? Int(offsets.last ?? first)
    }
    var low = 0
    var high = instants.count
    while low < high {
      let middle = (low + high) / 2
      if instants[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return Int(low == 0 ? first : offsets[low - 1])
  }
}

extension ZoneRules {
  /// Reads a line of the table: names, footer and payload, as `.ci/zone-table.py` describes them.
  /// - Returns: nil if it is not written so.
  convenience init?(line: Substring) {
    let fields = line.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { Substring($0) }
    guard fields.count == 3 else { return nil }
    var payload = ZonePayload(fields[2])
    guard let count = payload.next() else { return nil }
    var palette: [Int32] = []
    for _ in 0..<min(count, 256) {
      guard let coded = payload.next() else { return nil }
      palette.append(Int32(truncatingIfNeeded: coded & 1 == 0 ? coded >> 1 : -(coded >> 1) - 1))
    }
    guard let start = payload.next(), palette.indices ~= Int(start) else { return nil }
    var instants: [Int64] = []
    var offsets: [Int32] = []
    var instant: Int64 = -(1 << 33)
    while let step = payload.next() {
      guard let index = payload.next(), palette.indices ~= Int(index) else { return nil }
      instant += step & 1 == 0 ? (step >> 1) * 3600 : step >> 1
      instants.append(instant)
      offsets.append(palette[Int(index)])
    }
    self.init(instants: instants, offsets: offsets, first: palette[Int(start)], footer: ZoneFooter(fields[1]))
  }
}

/// Numbers in LEB128 in base64.
private struct ZonePayload {
  private var bytes: [UInt8] = []
  private var position = 0

  init(_ text: Substring) {
    bytes.reserveCapacity(text.utf8.count * 3 / 4)
    var bits: UInt32 = 0
    var count = 0
    for character in text.utf8 {
      bits = bits << 6 | ZonePayload.sextet(character)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
  }

  private static func sextet(_ byte: UInt8) -> UInt32 {
    switch byte {
    case 0x41...0x5A: UInt32(byte) - 0x41
    case 0x61...0x7A: UInt32(byte) - 0x61 + 26
    case 0x30...0x39: UInt32(byte) - 0x30 + 52
    case 0x2B: 62
    default: 63
    }
  }

  mutating func next() -> Int64? {
    var value: Int64 = 0
    var shift: Int64 = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      value |= Int64(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 { return value }
    }
    return nil
  }
}
