import CScan

/// Finds the members asked for in lines of JSON objects, skipping everything else.
///
/// The index holds the quotes that stand outside of escapes, and the line ends; members are looked for in the order of
/// the record before, which most writers repeat. Values stay as written: a text with escapes, a list, an object are raw
/// JSON, read when a distinct one is met for the first time.
final class LineFields {
  /// The members asked for, then all others that are known: their names, one after the other.
  private let names: UnsafeMutablePointer<UInt8>
  /// Where each name begins; the last is where all end.
  private let begins: UnsafeMutablePointer<Int>
  private let count: Int
  private let planned: Int
  private let index: PositionBuffer
  @exclusivity(unchecked) private var places: PositionBuffer
  private let ends: [Int]
  /// The name that stood there the last time, by the member's position; -1 where none did.
  private let order: UnsafeMutablePointer<Int>
  /// Members of a record whose order is remembered.
  private static let remembered = 256

  init(_ fields: [ScanLayout.Field], names known: [String]) {
    let wanted = fields.map { field in
      if case .member(let name) = field { name } else { "" }
    }
    let all = (wanted + known.filter { !wanted.contains($0) }).map { Array($0.utf8) }
    count = all.count
    names = .allocate(capacity: max(1, all.reduce(0) { $0 + $1.count }))
    begins = .allocate(capacity: all.count + 1)
    begins[0] = 0
    for (number, name) in all.enumerated() {
      for (offset, byte) in name.enumerated() { names[begins[number] + offset] = byte }
      begins[number + 1] = begins[number] + name.count
    }
    order = .allocate(capacity: LineFields.remembered)
    order.initialize(repeating: -1, count: LineFields.remembered)
    planned = wanted.count
    ends = wanted.indices.map { 2 * $0 + 1 }
    index = PositionBuffer(bytes: 1 << 16)
    places = PositionBuffer(bytes: 1 << 12)
  }

  deinit {
    names.deallocate()
    begins.deallocate()
    order.deallocate()
  }

  /// nil where the last record does not end within the bytes.
  func rows(
    _ base: UnsafePointer<UInt8>, count: Int, limit: Int, at offset: Int, isWhole: Bool
  ) throws(ScanFault) -> RowBlock? {
    index.reserve(bytes: count + 64)
    let found = scan(base, count: count)
    // Behind the members of a record the end of its line.
    let width = planned * 2 + 1
    let positions = index.positions
    var rows = 0
    var next = 0
    var begin = 0
    var room = 4096
    places.reserve(bytes: room * width)
    while begin < limit, next < found {
      var last = next
      while last < found, base[Int(positions[last])] != 0x0A { last += 1 }
      guard last < found else { break }
      if rows == room { room = grow(rows: rows, room, width) }
      let end = Int(positions[last])
      try record(base, begin, end, positions + next, last - next, places.positions + rows * width)
      places.positions[rows * width + width - 1] = UInt32(truncatingIfNeeded: end)
      rows += 1
      begin = end + 1
      next = last + 1
    }
    if begin < limit, begin < count {
      if isWhole { throw .odd("a line that does not end") }
      return nil
    }
    return RowBlock(
      base: base, rows: rows, positions: places.positions, stride: width, ends: ends,
      trims: ends.map { _ in 0 }, delimiter: nil, offset: offset, end: offset + begin)
  }

  private func grow(rows: Int, _ room: Int, _ width: Int) -> Int {
    let old = places
    places = PositionBuffer(bytes: room * 2 * width)
    places.positions.update(from: old.positions, count: rows * width)
    return room * 2
  }

  /// The positions of quotes that no backslash escapes, and of line ends.
  private func scan(_ base: UnsafePointer<UInt8>, count: Int) -> Int {
    let positions = index.positions
    var found = 0
    /// Bit 0: whether the first byte is escaped by a backslash before it.
    var escaped: UInt64 = 0
    var offset = 0
    while offset < count {
      let masks = kiem_scan_json_at(base + offset)
      var quotes = masks.quotes
      if masks.backslashes | escaped != 0 {
        // Backslashes in pairs escape each other: walk them one by one, there are few.
        var escapes = escaped
        var rest = masks.backslashes & ~escaped
        escaped = 0
        while rest != 0 {
          let place = rest.trailingZeroBitCount
          if place == 63 {
            escaped = 1
            break
          }
          escapes |= 1 &<< UInt64(place + 1)
          rest &= ~(3 &<< UInt64(place))
        }
        quotes &= ~escapes
      }
      found = PositionBuffer.append(
        quotes | masks.newlines, at: UInt32(truncatingIfNeeded: offset), to: positions, found)
      offset &+= 64
    }
    return found
  }

  /// Reads one object: where each planned member's value begins and ends.
  private func record(
    _ base: UnsafePointer<UInt8>, _ begin: Int, _ end: Int, _ quotes: UnsafePointer<UInt32>, _ count: Int,
    _ places: UnsafeMutablePointer<UInt32>
  ) throws(ScanFault) {
    // A member that is not there has an end before its beginning.
    for column in 0..<planned {
      places[2 * column] = 1
      places[2 * column + 1] = 0
    }
    try members(base, begin, end, quotes, count, places)
  }

  private func members(
    _ base: UnsafePointer<UInt8>, _ begin: Int, _ end: Int, _ quotes: UnsafePointer<UInt32>, _ count: Int,
    _ places: UnsafeMutablePointer<UInt32>
  ) throws(ScanFault) {
    var place = skip(base, begin, end)
    guard place < end, base[place] == UInt8(ascii: "{") else { throw .odd("a line that is no object") }
    place = skip(base, place + 1, end)
    var next = 0
    var member = 0
    var seen: UInt64 = 0
    if place < end, base[place] == UInt8(ascii: "}") { return try finish(base, place + 1, end) }
    while true {
      guard next + 1 < count, Int(quotes[next]) == place else { throw .odd("a member without a name") }
      let name = (Int(quotes[next]) + 1)..<Int(quotes[next + 1])
      let column = self.column(base + name.lowerBound, name.count, member)
      guard column >= 0 else { throw .odd("a name that no record before it has") }
      place = skip(base, Int(quotes[next + 1]) + 1, end)
      next += 2
      guard place < end, base[place] == UInt8(ascii: ":") else { throw .odd("a member without a value") }
      place = skip(base, place + 1, end)
      guard place < end else { throw .odd("a member without a value") }
      var value = place..<place
      switch base[place] {
      case UInt8(ascii: "\""):
        guard next + 1 < count, Int(quotes[next]) == place else { throw .odd("a text that does not end") }
        value = (place + 1)..<Int(quotes[next + 1])
        place = value.upperBound + 1
        next += 2
      case UInt8(ascii: "["):
        (place, next) = try list(base, place, end, quotes, next, count)
        value = value.lowerBound..<place
      case UInt8(ascii: "{"): throw .odd("an object within a record")
      default:
        while place < end, !isEnd(base[place]) { place += 1 }
        value = value.lowerBound..<place
      }
      // Of two members with one name nobody can tell which is meant.
      guard column >= 64 || seen & (1 &<< UInt64(column)) == 0 else { throw .odd("a name twice in a record") }
      seen |= column < 64 ? 1 &<< UInt64(column) : 0
      if column < planned {
        places[2 * column] = UInt32(truncatingIfNeeded: value.lowerBound - 1)
        places[2 * column + 1] = UInt32(truncatingIfNeeded: value.upperBound)
      }
      member += 1
      place = skip(base, place, end)
      guard place < end else { throw .odd("an object that does not end") }
      if base[place] == UInt8(ascii: "}") { return try finish(base, place + 1, end) }
      guard base[place] == UInt8(ascii: ",") else { throw .odd("no comma between members") }
      place = skip(base, place + 1, end)
    }
  }

  /// The number of a member's name, -1 for one that is not known. The one that stood here last is tried first.
  @inline(__always)
  private func column(_ name: UnsafePointer<UInt8>, _ length: Int, _ member: Int) -> Int {
    if member < LineFields.remembered {
      let likely = order[member]
      if likely >= 0, isName(likely, name, length) { return likely }
    }
    return otherColumn(name, length, member)
  }

  @inline(never)
  private func otherColumn(_ name: UnsafePointer<UInt8>, _ length: Int, _ member: Int) -> Int {
    guard let column = (0..<count).first(where: { isName($0, name, length) }) else { return -1 }
    if member < LineFields.remembered { order[member] = column }
    return column
  }

  @inline(__always)
  private func isName(_ column: Int, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    let begin = begins[column]
    guard begins[column &+ 1] &- begin == length else { return false }
    for index in 0..<length where bytes[index] != names[begin &+ index] { return false }
    return true
  }

  /// Behind a list, whose texts are skipped by their quotes.
  private func list(
    _ base: UnsafePointer<UInt8>, _ begin: Int, _ end: Int, _ quotes: UnsafePointer<UInt32>, _ first: Int, _ count: Int
  ) throws(ScanFault) -> (place: Int, next: Int) {
    var place = begin + 1
    var next = first
    while place < end {
      switch base[place] {
      case UInt8(ascii: "\""):
        guard next + 1 < count, Int(quotes[next]) == place else { throw .odd("a text that does not end") }
        place = Int(quotes[next + 1]) + 1
        next += 2
      case UInt8(ascii: "]"): return (place + 1, next)
      case UInt8(ascii: "["), UInt8(ascii: "{"): throw .odd("a list within a list")
      default: place += 1
      }
    }
    throw .odd("a list that does not end")
  }

  private func finish(_ base: UnsafePointer<UInt8>, _ begin: Int, _ end: Int) throws(ScanFault) {
    guard skip(base, begin, end) == end else { throw .odd("something behind an object") }
  }

  @inline(__always)
  private func skip(_ base: UnsafePointer<UInt8>, _ begin: Int, _ end: Int) -> Int {
    var place = begin
    while place < end, base[place] == 0x20 || base[place] == 0x09 || base[place] == 0x0D { place += 1 }
    return place
  }

  @inline(__always)
  private func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == 0x20 || byte == 0x09 || byte == 0x0D
  }
}
