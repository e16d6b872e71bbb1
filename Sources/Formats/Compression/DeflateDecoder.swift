/// DEFLATE (RFC 1951) from bytes in memory into a buffer, in pieces: it stops between two symbols when the buffer is
/// full, and goes on with the next one.
struct DeflateDecoder: Sendable {
  /// What a stream may be found to be.
  enum Outcome {
    /// The buffer is full; there may be more.
    case more
    /// The stream has ended.
    case finished
    case fault(InflateFault)
  }

  /// How much room a step may need: the longest match, and what a copy by words writes beyond it.
  static let room = 258 + 8
  /// How far back a match may reach.
  static let window = 32_768

  private enum Phase {
    case header
    case stored(Int)
    case codes
    case finished
  }

  private var phase = Phase.header
  private var isLast = false
  /// Bits that were taken from the input and are not used yet, the next one lowest. Above `count` there may be bits of
  /// the bytes at `position` already.
  private var buffer: UInt64 = 0
  private var count = 0
  /// The next byte of the input. After the end of the stream, the first one behind it.
  private(set) var position: Int
  private var literals: HuffmanTable?
  private var distances: HuffmanTable?

  init(position: Int) { self.position = position }

  /// Decodes until the stream ends or fewer than `room` bytes are left in the buffer.
  ///
  /// - Parameters:
  ///   - end: where the buffer's content ends; all of it before there counts as history. Moved forward.
  mutating func decode(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, _ end: inout Int
  ) -> Outcome {
    while true {
      switch phase {
      case .header:
        if let fault = header(input) { return .fault(fault) }
      case .stored(let left):
        let length = min(left, output.count - end, input.count - position)
        if length > 0, let to = output.baseAddress, let from = input.baseAddress {
          (to + end).update(from: from + position, count: length)
        }
        position += length
        end += length
        if length == left {
          phase = isLast ? .finished : .header
        } else {
          if position == input.count { return .fault(.truncated) }
          phase = .stored(left - length)
          return .more
        }
      case .codes:
        guard let literals, let distances else { return .fault(.blockType) }
        let outcome = literals.entries.withUnsafeBufferPointer { first in
          distances.entries.withUnsafeBufferPointer { second in
            symbols(input, output, &end, first, second, literals.bits, distances.bits)
          }
        }
        guard case .finished = outcome else { return outcome }
        phase = isLast ? .finished : .header
      case .finished:
        // Whole bytes in the buffer belong to what follows the stream.
        position -= count >> 3
        (buffer, count) = (0, 0)
        return .finished
      }
    }
  }

  // MARK: blocks

  private mutating func header(_ input: UnsafeBufferPointer<UInt8>) -> InflateFault? {
    guard let head = take(3, input) else { return .truncated }
    isLast = head & 1 == 1
    switch head >> 1 {
    case 0:
      position -= count >> 3
      (buffer, count) = (0, 0)
      guard position + 4 <= input.count else { return .truncated }
      let length = Int(input[position]) | Int(input[position + 1]) << 8
      let check = Int(input[position + 2]) | Int(input[position + 3]) << 8
      guard length == check ^ 0xFFFF else { return .storedLength }
      position += 4
      phase = .stored(length)
    case 1:
      (literals, distances) = (HuffmanTable.fixed?.literals, HuffmanTable.fixed?.distances)
      phase = .codes
    case 2:
      if let fault = dynamicCodes(input) { return fault }
      phase = .codes
    default: return .blockType
    }
    return nil
  }

  /// The order in which a block tells the lengths of its length codes.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private mutating func dynamicCodes(_ input: UnsafeBufferPointer<UInt8>) -> InflateFault? {
    guard let head = take(14, input) else { return .truncated }
    let (literalCount, distanceCount) = (257 + Int(head & 31), 1 + Int(head >> 5 & 31))
    guard literalCount <= 286, distanceCount <= 30 else { return .codes }
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for place in Self.order.prefix(4 + Int(head >> 10)) {
      guard let length = take(3, input) else { return .truncated }
      codeLengths[place] = UInt8(length)
    }
    guard let table = HuffmanTable(codeLengths, .lengths) else { return .codes }
    var lengths: [UInt8] = []
    lengths.reserveCapacity(literalCount + distanceCount)
    while lengths.count < literalCount + distanceCount {
      refill(input)
      let entry = table.entries[Int(truncatingIfNeeded: buffer) & 127]
      guard entry & HuffmanTable.Action.special == 0 else { return count < 7 ? .truncated : .codes }
      guard drop(Int(entry & 0xFF)) else { return .truncated }
      let symbol = entry >> 16
      guard symbol >= 16 else {
        lengths.append(UInt8(symbol))
        continue
      }
      let (base, bits) = symbol == 16 ? (3, 2) : symbol == 17 ? (3, 3) : (11, 7)
      guard let extra = take(bits, input) else { return .truncated }
      let times = base + Int(extra)
      guard lengths.count + times <= literalCount + distanceCount else { return .codes }
      guard symbol != 16 || !lengths.isEmpty else { return .codes }
      lengths.append(contentsOf: repeatElement(symbol == 16 ? lengths[lengths.count - 1] : 0, count: times))
    }
    guard lengths[256] > 0 else { return .codes }
    guard let literals = HuffmanTable(lengths[..<literalCount], .literals),
      let distances = HuffmanTable(lengths[literalCount...], .distances)
    else { return .codes }
    (self.literals, self.distances) = (literals, distances)
    return nil
  }

  // MARK: bits

  /// Fills the buffer to more than 55 bits, or with all there are.
  private mutating func refill(_ input: UnsafeBufferPointer<UInt8>) {
    while count < 56, position < input.count {
      buffer |= UInt64(input[position]) << UInt64(count)
      position += 1
      count += 8
    }
  }

  private mutating func drop(_ bits: Int) -> Bool {
    guard bits <= count else { return false }
    buffer >>= UInt64(bits)
    count -= bits
    return true
  }

  private mutating func take(_ bits: Int, _ input: UnsafeBufferPointer<UInt8>) -> UInt64? {
    refill(input)
    let value = buffer & (1 << UInt64(bits) - 1)
    return drop(bits) ? value : nil
  }

  // MARK: symbols

  /// Decodes the symbols of a block. One step needs at most 48 bits: 15 and 5 of a length, 15 and 13 of a distance.
  private mutating func symbols(
    _ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>, _ end: inout Int,
    _ literals: UnsafeBufferPointer<UInt32>, _ distances: UnsafeBufferPointer<UInt32>, _ literalBits: Int,
    _ distanceBits: Int
  ) -> Outcome {
    guard let base = output.baseAddress, let codes = literals.baseAddress, let places = distances.baseAddress,
      output.count >= Self.room
    else { return .more }
    let start = input.baseAddress.map { UnsafeRawPointer($0) }
    let (wordEnd, limit) = (input.count - 8, output.count - Self.room)
    let (literalMask, distanceMask) = (UInt64(1) << UInt64(literalBits) - 1, UInt64(1) << UInt64(distanceBits) - 1)
    var (bits, left, next, out) = (buffer, count, position, end)
    defer { (buffer, count, position, end) = (bits, left, next, out) }
    while out <= limit {
      if let start, next <= wordEnd {
        let word = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: next, as: UInt64.self))
        bits |= word &<< UInt64(truncatingIfNeeded: left)
        next &+= (63 &- left) &>> 3
        left |= 56
      } else {
        while left < 56, next < input.count {
          bits |= UInt64(input[next]) &<< UInt64(truncatingIfNeeded: left)
          next &+= 1
          left &+= 8
        }
      }
      var entry = codes[Int(truncatingIfNeeded: bits & literalMask)]
      if entry & HuffmanTable.Action.table != 0 { entry = second(entry, bits, literalBits, codes) }
      bits &>>= UInt64(entry & 0xFF)
      left &-= Int(entry & 0xFF)
      if entry & HuffmanTable.Action.literal != 0 {
        if left < 0 { return .fault(.truncated) }
        base[out] = UInt8(truncatingIfNeeded: entry &>> 16)
        out &+= 1
        continue
      }
      if entry & HuffmanTable.Action.special != 0 {
        if left < 0 { return .fault(.truncated) }
        if entry & HuffmanTable.Action.end != 0 { return .finished }
        return .fault(left < 15 && next >= input.count ? .truncated : .symbol)
      }
      let length = Int(entry &>> 16) &+ extra(entry, &bits, &left)
      entry = places[Int(truncatingIfNeeded: bits & distanceMask)]
      if entry & HuffmanTable.Action.table != 0 { entry = second(entry, bits, distanceBits, places) }
      if entry & HuffmanTable.Action.special != 0 {
        return .fault(left < 15 && next >= input.count ? .truncated : .symbol)
      }
      bits &>>= UInt64(entry & 0xFF)
      left &-= Int(entry & 0xFF)
      let distance = Int(entry &>> 16) &+ extra(entry, &bits, &left)
      if left < 0 { return .fault(.truncated) }
      guard distance <= out else { return .fault(.distance) }
      Self.copy(base + out, distance, length)
      out &+= length
    }
    return .more
  }

  @inline(__always)
  private func second(_ entry: UInt32, _ bits: UInt64, _ first: Int, _ table: UnsafePointer<UInt32>) -> UInt32 {
    let mask = UInt64(1) &<< UInt64(entry &>> 8 & 0xF) &- 1
    return table[Int(entry &>> 16) &+ Int(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: first) & mask)]
  }

  @inline(__always)
  private func extra(_ entry: UInt32, _ bits: inout UInt64, _ left: inout Int) -> Int {
    let count = UInt64(entry &>> 8 & 0xF)
    let value = Int(truncatingIfNeeded: bits & (1 &<< count &- 1))
    bits &>>= count
    left &-= Int(truncatingIfNeeded: count)
    return value
  }

  /// Repeats what stands `distance` bytes back; up to seven bytes beyond the length may be overwritten.
  @inline(__always)
  private static func copy(_ place: UnsafeMutablePointer<UInt8>, _ distance: Int, _ length: Int) {
    if distance >= 8 {
      let (from, to) = (UnsafeRawPointer(place - distance), UnsafeMutableRawPointer(place))
      var offset = 0
      repeat {
        to.storeBytes(
          of: from.loadUnaligned(fromByteOffset: offset, as: UInt64.self), toByteOffset: offset, as: UInt64.self)
        offset &+= 8
      } while offset < length
    } else {
      for offset in 0..<length { place[offset] = place[offset - distance] }
    }
  }
}
