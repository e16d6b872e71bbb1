import CScan
import Formats

/// Numbers byte strings from 0 on, by first occurrence, without making Strings of them.
///
/// Open addressing, at most half full. A slot says where the bytes stand in one arena:
///
///     slots   | tag 0 (free) | tag, length, offset, code | …       16 bytes each
///     arena   Microsoft Edge⏐Zoom⏐Zalo PC⏐… 16 bytes of slack
///
/// Reading runs past the end of a string by up to 15 bytes, in the arena and in what is looked up; nothing read there has
/// an influence. Inputs may be hostile: the hash is seeded anew in each process, and nothing that is written depends on it.
public final class ByteDictionary {
  @usableFromInline struct Slot {
    var tag: UInt32
    var length: UInt32
    var offset: UInt32
    var code: UInt32
  }

  /// A field that was hashed and waits for memory.
  private struct Waiting {
    var hash: UInt64
    var from: UInt32
    var length: UInt32
    var row: UInt32
  }

  private let waiting: UnsafeMutablePointer<Waiting> = .allocate(capacity: 64)
  @exclusivity(unchecked) private var slots: UnsafeMutablePointer<Slot>
  @exclusivity(unchecked) private var mask: Int
  @exclusivity(unchecked) private var arena: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var arenaCount = 0
  @exclusivity(unchecked) private var arenaCapacity: Int
  @exclusivity(unchecked) private var places: [(offset: UInt32, length: UInt32)] = []

  private static let slack = 16
  private static let seed = UInt64.random(in: .min ... .max)

  /// How many strings there are: their numbers are below.
  public var count: Int { places.count }

  /// The memory that its strings take, in bytes.
  public var bytes: Int { places.count * 40 + arenaCount }

  public init(capacity: Int = 512) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Slot(tag: 0, length: 0, offset: 0, code: 0), count: size)
    mask = size - 1
    arenaCapacity = 4096
    arena = .allocate(capacity: arenaCapacity + ByteDictionary.slack)
    arena.initialize(repeating: 0, count: arenaCapacity + ByteDictionary.slack)
  }

  deinit {
    waiting.deallocate()
    slots.deallocate()
    arena.deallocate()
  }

  /// The highest bit of a length tells strings of another kind apart: JSON texts from JSON as written.
  public static let otherKind: UInt32 = 1 << 31

  // MARK: Hashing

  @inline(__always)
  private static func word(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
  }

  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  /// A hash of bytes, for whoever only wants to tell them apart: seeded anew in each process.
  /// - Precondition: 16 bytes behind the last can be read.
  public static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    bytes.baseAddress.map { hash($0, bytes.count, seed) } ?? 0
  }

  /// Two loads and one multiplication for up to 16 bytes.
  @inline(__always)
  private static func hash(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ seed: UInt64) -> UInt64 {
    let start = (UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15) ^ seed
    if length <= 16 {
      var a = word(bytes)
      var b: UInt64 = 0
      if length > 8 {
        b = word(bytes + (length &- 8))
      } else {
        a = length == 0 ? 0 : a & (.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* length))
      }
      return mix(a ^ 0xA076_1D64_78BD_642F ^ start, b ^ 0xE703_7ED1_A0B4_28DB ^ seed)
    }
    // Both halves at once; a seed in each factor, so that no text makes a product vanish.
    if length <= 32 {
      let first = mix(word(bytes) ^ 0xA076_1D64_78BD_642F ^ start, word(bytes + 8) ^ 0xE703_7ED1_A0B4_28DB ^ seed)
      let last = mix(
        word(bytes + (length &- 16)) ^ 0x8EBC_6AF0_9C88_C6E3 ^ start,
        word(bytes + (length &- 8)) ^ 0x5899_65CC_7537_4CC3 ^ seed)
      return first ^ (last &<< 32 | last &>> 32)
    }
    return longHash(bytes, length, start, seed)
  }

  private static func longHash(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ start: UInt64, _ seed: UInt64) -> UInt64
  {
    var state = start
    var index = 0
    while index &+ 16 < length {
      state = mix(
        word(bytes + index) ^ 0xA076_1D64_78BD_642F ^ state, word(bytes + index + 8) ^ 0xE703_7ED1_A0B4_28DB ^ seed)
      index &+= 16
    }
    return mix(
      word(bytes + (length &- 16)) ^ state ^ 0x8EBC_6AF0_9C88_C6E3,
      word(bytes + (length &- 8)) ^ 0x5899_65CC_7537_4CC3 ^ seed)
  }

  /// Whether two strings of one length are equal. Short ones are compared as a whole, without a loop to be guessed wrong.
  @inline(__always)
  private static func isEqual(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    if length <= 16 {
      if length >= 8 { return difference(a, b, 0) | difference(a, b, length &- 8) == 0 }
      if length == 0 { return true }
      return (word(a) ^ word(b)) & (.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* length)) == 0
    }
    let ends =
      difference(a, b, 0) | difference(a, b, 8) | difference(a, b, length &- 16) | difference(a, b, length &- 8)
    if length <= 32 { return ends == 0 }
    var inner: UInt64 = ends
    var index = 16
    while index &+ 16 < length {
      inner |= difference(a, b, index) | difference(a, b, index &+ 8)
      index &+= 16
    }
    return inner == 0
  }

  @inline(__always)
  private static func difference(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
    word(a + offset) ^ word(b + offset)
  }

  // MARK: Looking up

  /// The number of a string, or nil. `kind` is 0 or `otherKind`.
  /// - Precondition: 16 bytes behind the string can be read.
  public func find(_ bytes: UnsafePointer<UInt8>, _ length: Int, kind: UInt32 = 0) -> UInt32? {
    find(bytes, length, kind, ByteDictionary.hash(bytes, length, ByteDictionary.seed))
  }

  @inline(__always)
  private func find(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ kind: UInt32, _ hash: UInt64) -> UInt32? {
    let tag = UInt32(truncatingIfNeeded: hash &>> 32) | 1
    let size = UInt32(truncatingIfNeeded: length) | kind
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].tag != 0 {
      let slot = slots[index]
      if slot.tag == tag, slot.length == size, ByteDictionary.isEqual(bytes, arena + Int(slot.offset), length) {
        return slot.code
      }
      index = (index &+ 1) & mask
    }
    return nil
  }

  /// The number of a string, a new one if it has none.
  /// - Precondition: 16 bytes behind the string can be read.
  public func code(_ bytes: UnsafePointer<UInt8>, _ length: Int, kind: UInt32 = 0) -> UInt32 {
    let hash = ByteDictionary.hash(bytes, length, ByteDictionary.seed)
    return find(bytes, length, kind, hash) ?? insert(bytes, length, kind, hash)
  }

  /// The bytes of a number's string, and its kind.
  public func string(_ code: UInt32) -> (bytes: UnsafeBufferPointer<UInt8>, kind: UInt32) {
    let place = places[Int(code)]
    let length = Int(place.length & ~ByteDictionary.otherKind)
    return (
      UnsafeBufferPointer(start: arena + Int(place.offset), count: length), place.length & ByteDictionary.otherKind
    )
  }

  /// Numbers the fields of a column for the rows of a selection.
  ///
  /// Up to 64 rows go through three steps together, so that memory is waited for together: hash and ask for the slot, look
  /// at the slot and ask for its string, compare.
  ///
  /// - Parameters:
  ///   - selection: a bit per row.
  ///   - codes: written for the rows selected: one more than the number, or 0 where a record does not have the field.
  /// - Complexity: O(bytes of the fields)
  public func code(
    _ block: RowBlock, _ column: Int, _ selection: UnsafePointer<UInt64>,
    into codes: UnsafeMutablePointer<UInt32>
  ) {
    let isJSON = block.delimiter == nil
    let (positions, stride, end, trim) = (block.positions, block.stride, block.ends[column], block.trims[column])
    let (base, seed, waiting) = (block.base, ByteDictionary.seed, self.waiting)
    for wordIndex in 0..<((block.rows + 63) >> 6) {
      var rest = selection[wordIndex]
      if rest == 0 { continue }
      let (slots, mask, arena) = (self.slots, self.mask, self.arena)
      var count = 0
      while rest != 0 {
        let row = wordIndex &<< 6 | rest.trailingZeroBitCount
        rest &= rest &- 1
        let place = row &* stride &+ end
        let from = positions[place &- 1] &+ 1
        let length = Int(positions[place]) &- trim &- Int(from)
        guard length >= 0 else {
          codes[row] = 0
          continue
        }
        let bytes = base + Int(from)
        let kind: UInt32 = isJSON && bytes[-1] != UInt8(ascii: "\"") ? ByteDictionary.otherKind : 0
        let hash = ByteDictionary.hash(bytes, length, seed)
        kiem_scan_prefetch(slots + Int(truncatingIfNeeded: hash) & mask)
        waiting[count] = Waiting(
          hash: hash, from: from, length: UInt32(truncatingIfNeeded: length) | kind,
          row: UInt32(truncatingIfNeeded: row))
        count &+= 1
      }
      for index in 0..<count {
        let slot = slots[Int(truncatingIfNeeded: waiting[index].hash) & mask]
        kiem_scan_prefetch(arena + Int(slot.offset))
      }
      for index in 0..<count {
        let field = waiting[index]
        let length = Int(field.length & ~ByteDictionary.otherKind)
        codes[Int(field.row)] = code(base + Int(field.from), length, field.length, field.hash) &+ 1
      }
    }
  }

  /// The number of a string whose hash is known, a new one if it has none.
  @inline(__always)
  private func code(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ size: UInt32, _ hash: UInt64) -> UInt32 {
    let (slots, mask, arena) = (self.slots, self.mask, self.arena)
    let tag = UInt32(truncatingIfNeeded: hash &>> 32) | 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[index]
      if slot.tag == tag, slot.length == size, ByteDictionary.isEqual(bytes, arena + Int(slot.offset), length) {
        return slot.code
      }
      if slot.tag == 0 { return insert(bytes, length, size & ByteDictionary.otherKind, hash) }
      index = (index &+ 1) & mask
    }
  }

  // MARK: Growing

  @inline(never)
  private func insert(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ kind: UInt32, _ hash: UInt64) -> UInt32 {
    if arenaCount + length > arenaCapacity { growArena(by: length) }
    (arena + arenaCount).update(from: bytes, count: length)
    let code = UInt32(truncatingIfNeeded: places.count)
    let size = UInt32(truncatingIfNeeded: length) | kind
    let offset = UInt32(truncatingIfNeeded: arenaCount)
    places.append((offset, size))
    arenaCount += length
    let slot = Slot(tag: UInt32(truncatingIfNeeded: hash &>> 32) | 1, length: size, offset: offset, code: code)
    place(slot, hash)
    if places.count * 2 > mask { growSlots() }
    return code
  }

  private func place(_ slot: Slot, _ hash: UInt64) {
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].tag != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private func growArena(by length: Int) {
    let capacity = max(arenaCapacity * 2, arenaCount + length)
    precondition(capacity < 1 << 32, "a dictionary of less than 4 GB")
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + ByteDictionary.slack)
    new.update(from: arena, count: arenaCount)
    (new + arenaCount).initialize(repeating: 0, count: capacity + ByteDictionary.slack - arenaCount)
    arena.deallocate()
    (arena, arenaCapacity) = (new, capacity)
  }

  private func growSlots() {
    let size = (mask + 1) * 2
    slots.deallocate()
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Slot(tag: 0, length: 0, offset: 0, code: 0), count: size)
    mask = size - 1
    for (code, string) in places.enumerated() {
      let length = Int(string.length & ~ByteDictionary.otherKind)
      let hash = ByteDictionary.hash(arena + Int(string.offset), length, ByteDictionary.seed)
      place(
        Slot(
          tag: UInt32(truncatingIfNeeded: hash &>> 32) | 1, length: string.length, offset: string.offset,
          code: UInt32(truncatingIfNeeded: code)), hash)
    }
  }

  /// Makes room for so many strings.
  public func reserve(_ count: Int) {
    while count * 2 > mask { growSlots() }
  }

  /// Forgets every string; the memory for as many is kept.
  public func removeAll() {
    places.removeAll(keepingCapacity: true)
    arenaCount = 0
    slots.initialize(repeating: Slot(tag: 0, length: 0, offset: 0, code: 0), count: mask + 1)
  }
}
