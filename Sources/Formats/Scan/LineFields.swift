import CScan

/// Finds the members asked for in lines of JSON objects, skipping everything else.
///
/// Most writers repeat themselves: the same members in the same order with the same spaces. So each name is expected
/// where it stood before, as it was written, and compared as a whole; between two names only the end of a value is looked
/// for. Whatever is written otherwise is read by the letter, and expected so the next time.
///
///     {"id":"TB-1","name":"Zoom","size":3}⏎
///      ~~~~~      ,~~~~~~~      ,~~~~~~~    expected: from behind the brace or comma to the value
///            ----         ----         -    searched
///
/// Values stay as written: a text with escapes, a list, an object are raw JSON, read when a distinct one is met for the
/// first time.
final class LineFields {
  /// The members asked for, then all others that are known: their names, one after the other.
  private let names: UnsafeMutablePointer<UInt8>
  /// Where each name begins; the last is where all end.
  private let begins: UnsafeMutablePointer<Int>
  private let count: Int
  private let planned: Int
  @exclusivity(unchecked) private var places: PositionBuffer
  private let ends: [Int]
  /// By member: what stands before its value, as it was written the last time; `headBytes` for each.
  private let heads: UnsafeMutablePointer<UInt8>
  /// By member; 0 where it was never met, or is too long.
  private let headLengths: UnsafeMutablePointer<Int>
  /// By member: the one that followed, -1 where none did yet; the last is the first of a record.
  private let following: UnsafeMutablePointer<Int>

  private static let headBytes = 32
  /// How many members may be left out before one that is expected.
  private static let hops = 4

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
    heads = .allocate(capacity: (all.count + 1) * LineFields.headBytes)
    heads.initialize(repeating: 0, count: (all.count + 1) * LineFields.headBytes)
    headLengths = .allocate(capacity: all.count + 1)
    headLengths.initialize(repeating: 0, count: all.count + 1)
    following = .allocate(capacity: all.count + 1)
    following.initialize(repeating: -1, count: all.count + 1)
    planned = wanted.count
    ends = wanted.indices.map { 2 * $0 + 1 }
    places = PositionBuffer(bytes: 1 << 12)
  }

  deinit {
    names.deallocate()
    begins.deallocate()
    heads.deallocate()
    headLengths.deallocate()
    following.deallocate()
  }

  /// - Parameter base: the first byte of a record; behind the last one a line end must stand, and 64 bytes more be readable.
  /// - Returns: nil where the last record does not end within the bytes.
  func rows(
    _ base: UnsafePointer<UInt8>, count: Int, limit: Int, at offset: Int, isWhole: Bool
  ) throws(ScanFault) -> RowBlock? {
    // Behind the members of a record the end of its line.
    let width = planned * 2 + 1
    var rows = 0
    var begin = 0
    var room = 4096
    places.reserve(bytes: room * width)
    while begin < min(limit, count) {
      if rows == room { room = grow(rows: rows, room, width) }
      let end: Int
      do throws(ScanFault) {
        end = try record(base, begin, places.positions + rows * width)
      } catch {
        guard lineEnd(base, begin) < count else { return try unfinished(isWhole) }
        throw error
      }
      guard end < count else { return try unfinished(isWhole) }
      places.positions[rows * width + width - 1] = UInt32(truncatingIfNeeded: end)
      rows += 1
      begin = end + 1
    }
    return RowBlock(
      base: base, rows: rows, positions: places.positions, stride: width, ends: ends,
      trims: ends.map { _ in 0 }, delimiter: nil, offset: offset, end: offset + begin)
  }

  private func unfinished(_ isWhole: Bool) throws(ScanFault) -> RowBlock? {
    if isWhole { throw .odd("a line that does not end") }
    return nil
  }

  private func lineEnd(_ base: UnsafePointer<UInt8>, _ begin: Int) -> Int {
    var place = begin
    while base[place] != 0x0A { place += 1 }
    return place
  }

  private func grow(rows: Int, _ room: Int, _ width: Int) -> Int {
    let old = places
    places = PositionBuffer(bytes: room * 2 * width)
    places.positions.update(from: old.positions, count: rows * width)
    return room * 2
  }

  // MARK: Records

  /// Reads one object: where each planned member's value begins and ends.
  /// - Returns: the place of its line's end.
  @inline(__always)
  private func record(
    _ base: UnsafePointer<UInt8>, _ begin: Int, _ places: UnsafeMutablePointer<UInt32>
  ) throws(ScanFault) -> Int {
    // A member that is not there has an end before its beginning.
    for column in 0..<planned {
      places[2 &* column] = 1
      places[2 &* column &+ 1] = 0
    }
    var place = skip(base, begin)
    guard base[place] == UInt8(ascii: "{") else { throw .odd("a line that is no object") }
    place &+= 1
    let first = skip(base, place)
    if base[first] == UInt8(ascii: "}") { return try finish(base, first &+ 1) }
    var previous = count
    var seen: UInt64 = 0
    while true {
      let column = try member(base, &place, after: previous)
      if base[place] <= 0x20 { place = skip(base, place) }
      let begin: Int
      let end: Int
      if base[place] == UInt8(ascii: "\"") {
        begin = place &+ 1
        end = try textEnd(base, begin)
        place = end &+ 1
      } else {
        begin = place
        end = try valueEnd(base, begin)
        place = end
      }
      // Of two members with one name nobody can tell which is meant.
      let bit: UInt64 = column < 64 ? 1 &<< UInt64(truncatingIfNeeded: column) : 0
      guard seen & bit == 0 else { throw .odd("a name twice in a record") }
      seen |= bit
      if column < planned {
        places[2 &* column] = UInt32(truncatingIfNeeded: begin &- 1)
        places[2 &* column &+ 1] = UInt32(truncatingIfNeeded: end)
      }
      previous = column
      if base[place] != UInt8(ascii: ",") {
        place = skip(base, place)
        if base[place] == UInt8(ascii: "}") { return try finish(base, place &+ 1) }
        guard base[place] == UInt8(ascii: ",") else { throw .odd("no comma between members") }
      }
      place &+= 1
    }
  }

  /// Goes past a member's name to its value.
  /// - Returns: the number of the member.
  @inline(__always)
  private func member(
    _ base: UnsafePointer<UInt8>, _ place: inout Int, after previous: Int
  ) throws(ScanFault) -> Int {
    var column = following[previous]
    var hops = 0
    // Members that are left out are passed over.
    while column >= 0, hops < LineFields.hops {
      let length = headLengths[column]
      if length > 0, kiem_scan_same32(base + place, heads + column &* LineFields.headBytes, UInt64(length)) {
        place &+= length
        return column
      }
      column = following[column]
      hops &+= 1
    }
    return try spelledMember(base, &place, after: previous)
  }

  @inline(never)
  private func spelledMember(
    _ base: UnsafePointer<UInt8>, _ place: inout Int, after previous: Int
  ) throws(ScanFault) -> Int {
    let begin = place
    let name = skip(base, begin) + 1
    guard base[name - 1] == UInt8(ascii: "\"") else { throw .odd("a member without a name") }
    let end = stop(base, name)
    // A name with an escape is none that is known: those are written without.
    guard
      let column = (0..<count).first(where: { base[end] == UInt8(ascii: "\"") && isName($0, base + name, end - name) })
    else { throw .odd("a name that no record before it has") }
    place = skip(base, end + 1)
    guard base[place] == UInt8(ascii: ":") else { throw .odd("a member without a value") }
    place = skip(base, place + 1)
    // What is cut off here by the end of the bytes is not to be expected again.
    guard base[place] != 0x0A else { throw .odd("a member without a value") }
    let length = place - begin
    headLengths[column] = length <= LineFields.headBytes ? length : 0
    (heads + column * LineFields.headBytes).update(from: base + begin, count: headLengths[column])
    following[previous] = column
    return column
  }

  private func isName(_ column: Int, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    let begin = begins[column]
    guard begins[column + 1] - begin == length else { return false }
    return (0..<length).allSatisfy { bytes[$0] == names[begin + $0] }
  }

  // MARK: Values

  /// The place of the quote that ends a text.
  @inline(__always)
  private func textEnd(_ base: UnsafePointer<UInt8>, _ begin: Int) throws(ScanFault) -> Int {
    let end = stop(base, begin)
    return base[end] == UInt8(ascii: "\"") ? end : try escapedTextEnd(base, end)
  }

  @inline(never)
  private func escapedTextEnd(_ base: UnsafePointer<UInt8>, _ begin: Int) throws(ScanFault) -> Int {
    var place = begin
    while base[place] != UInt8(ascii: "\"") {
      guard base[place] == UInt8(ascii: "\\"), base[place + 1] != 0x0A else { throw .odd("a text that does not end") }
      place = stop(base, place + 2)
    }
    return place
  }

  /// Where a value that is no text ends: a number, a word, a list of such and of texts.
  private func valueEnd(_ base: UnsafePointer<UInt8>, _ begin: Int) throws(ScanFault) -> Int {
    var place = begin
    switch base[begin] {
    case UInt8(ascii: "{"): throw .odd("an object within a record")
    case UInt8(ascii: "["): break
    case 0x0A: throw .odd("a member without a value")
    default:
      while !isEnd(base[place]) { place += 1 }
      return place
    }
    while true {
      place += 1
      switch base[place] {
      case UInt8(ascii: "\""): place = try textEnd(base, place + 1)
      case UInt8(ascii: "]"): return place + 1
      case UInt8(ascii: "["), UInt8(ascii: "{"): throw .odd("a list within a list")
      case 0x0A: throw .odd("a list that does not end")
      default: continue
      }
    }
  }

  private func finish(_ base: UnsafePointer<UInt8>, _ begin: Int) throws(ScanFault) -> Int {
    let end = skip(base, begin)
    guard base[end] == 0x0A else { throw .odd("something behind an object") }
    return end
  }

  /// The next quote, backslash or line end.
  @inline(__always)
  private func stop(_ base: UnsafePointer<UInt8>, _ begin: Int) -> Int {
    var place = begin
    while true {
      let distance = Int(kiem_scan_text_stop(base + place))
      place &+= distance
      if distance < 64 { return place }
    }
  }

  @inline(__always)
  private func skip(_ base: UnsafePointer<UInt8>, _ begin: Int) -> Int {
    var place = begin
    while base[place] == 0x20 || base[place] == 0x09 || base[place] == 0x0D { place &+= 1 }
    return place
  }

  @inline(__always)
  private func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}")
      || byte <= 0x20
        && (byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A)
  }
}
