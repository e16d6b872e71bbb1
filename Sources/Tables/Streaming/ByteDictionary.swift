import CScan
import Formats

/// Numbers byte strings from 0 on, by first occurrence, without making Strings of them.
///
/// Open addressing, at most half full. A slot says where the bytes stand in one arena:
///
///     slots   | 0 (free) | tag and length, offset, code | …       16 bytes each
///     arena   Microsoft Edge⏐Zoom⏐Zalo PC⏐… 64 bytes of slack
///
/// Strings of up to 64 bytes are hashed and compared as 64 bytes, whatever their length: that branches on nothing but what
/// is almost always so. For that 64 bytes from the first on must be readable, in the arena and in what is looked up;
/// nothing read behind a string has an influence. Inputs may be hostile: the hash is seeded anew in each process, and
/// nothing that is written depends on it.
public final class ByteDictionary {
  struct Slot {
    /// A tag and the length with its kind; 0 where the slot is free.
    var key: UInt64
    var offset: UInt32
    var code: UInt32
  }

  /// Up to 64 fields that go through several steps together, a piece of memory for each of their properties.
  private struct Batch {
    let rows: UnsafeMutablePointer<UInt32> = .allocate(capacity: 64)
    /// Where each begins in the block, and its bytes.
    let from: UnsafeMutablePointer<UInt32> = .allocate(capacity: 64)
    let lengths: UnsafeMutablePointer<UInt32> = .allocate(capacity: 64)
    let kinds: UnsafeMutablePointer<UInt32> = .allocate(capacity: 64)
    /// Sums, and then hashes.
    let hashes: UnsafeMutablePointer<UInt64> = .allocate(capacity: 64)
    /// What the slot holds that is looked at first.
    let offsets: UnsafeMutablePointer<UInt32> = .allocate(capacity: 64)
    let codes: UnsafeMutablePointer<UInt32> = .allocate(capacity: 64)

    func deallocate() {
      for memory in [rows, from, lengths, kinds, offsets, codes] { memory.deallocate() }
      hashes.deallocate()
    }
  }

  private let batch = Batch()
  @exclusivity(unchecked) private var slots: UnsafeMutablePointer<Slot>
  @exclusivity(unchecked) private var mask: Int
  @exclusivity(unchecked) private var arena: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var arenaCount = 0
  @exclusivity(unchecked) private var arenaCapacity: Int
  @exclusivity(unchecked) private var places: [(offset: UInt32, length: UInt32)] = []

  /// How many bytes can be read from the first one of a string on, however short it is.
  public static let room = 64
  private static let slack = room

  /// How many strings there are: their numbers are below.
  public var count: Int { places.count }

  /// The memory that its strings take, in bytes.
  public var bytes: Int { places.count * 40 + arenaCount }

  public init(capacity: Int = 512) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Slot(key: 0, offset: 0, code: 0), count: size)
    mask = size - 1
    arenaCapacity = 4096
    arena = .allocate(capacity: arenaCapacity + ByteDictionary.slack)
    arena.initialize(repeating: 0, count: arenaCapacity + ByteDictionary.slack)
  }

  deinit {
    batch.deallocate()
    slots.deallocate()
    arena.deallocate()
  }

  /// The highest bit of a length tells strings of another kind apart: JSON texts from JSON as written.
  public static let otherKind: UInt32 = 1 << 31

  // MARK: Looking up

  /// The number of a string, or nil. `kind` is 0 or `otherKind`.
  /// - Precondition: `room` bytes from the first on can be read, and as many behind 64 and more.
  public func find(_ bytes: UnsafePointer<UInt8>, _ length: Int, kind: UInt32 = 0) -> UInt32? {
    find(bytes, length, kind, ByteHash.hash(bytes, length, ByteHash.keys))
  }

  @inline(__always)
  private func find(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ kind: UInt32, _ hash: UInt64) -> UInt32? {
    let key = ByteDictionary.key(hash, UInt32(truncatingIfNeeded: length) | kind)
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].key != 0 {
      let slot = slots[index]
      if slot.key == key, ByteHash.isSame(bytes, arena + Int(slot.offset), length) { return slot.code }
      index = (index &+ 1) & mask
    }
    return nil
  }

  /// What a slot is found by: never 0.
  @inline(__always)
  private static func key(_ hash: UInt64, _ size: UInt32) -> UInt64 {
    (hash | 1 &<< 32) & 0xFFFF_FFFF_0000_0000 | UInt64(size)
  }

  /// The number of a string, a new one if it has none.
  /// - Precondition: `room` bytes from the first on can be read, and as many behind 64 and more.
  public func code(_ bytes: UnsafePointer<UInt8>, _ length: Int, kind: UInt32 = 0) -> UInt32 {
    let hash = ByteHash.hash(bytes, length, ByteHash.keys)
    return find(bytes, length, kind, hash)
      ?? insert(bytes, length, ByteDictionary.key(hash, UInt32(truncatingIfNeeded: length) | kind), hash)
  }

  /// Asks for the memory where a string of some hash would be found.
  func prefetch(_ hash: UInt64) { kiem_scan_prefetch(slots + Int(truncatingIfNeeded: hash) & mask) }

  /// The number of a string of which the hash is known, a new one if it has none.
  /// - Precondition: `room` bytes from the first on can be read, and as many behind 64 and more.
  func code(_ bytes: UnsafePointer<UInt8>, _ length: Int, hash: UInt64) -> UInt32 {
    find(bytes, length, 0, hash)
      ?? insert(bytes, length, ByteDictionary.key(hash, UInt32(truncatingIfNeeded: length)), hash)
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
  /// Up to 64 rows go through three steps together, so that memory is waited for together, and wide processors have much to
  /// do at once: hash and ask for the slot, look at the slot and ask for its string, compare.
  ///
  /// - Parameters:
  ///   - selection: a bit per row.
  ///   - codes: written for the rows selected: one more than the number, or 0 where a record does not have the field.
  /// - Complexity: O(bytes of the fields)
  public func code(
    _ block: RowBlock, _ column: Int, _ selection: UnsafePointer<UInt64>,
    into codes: UnsafeMutablePointer<UInt32>
  ) {
    code(block, column, selection, into: codes, width: ByteHash.width)
  }

  /// The same with registers of a width.
  func code(
    _ block: RowBlock, _ column: Int, _ selection: UnsafePointer<UInt64>,
    into codes: UnsafeMutablePointer<UInt32>, width: Int32
  ) {
    let isJSON = block.delimiter == nil
    let (positions, stride, end, trim) = (block.positions, block.stride, block.ends[column], block.trims[column])
    let (base, keys, batch) = (block.base, ByteHash.keys, batch)
    for wordIndex in 0..<((block.rows + 63) >> 6) {
      var rest = selection[wordIndex]
      if rest == 0 { continue }
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
        batch.rows[count] = UInt32(truncatingIfNeeded: row)
        batch.from[count] = from
        batch.lengths[count] = UInt32(truncatingIfNeeded: length)
        let isOther = isJSON && base[Int(from) &- 1] != UInt8(ascii: "\"")
        batch.kinds[count] = isOther ? ByteDictionary.otherKind : 0
        count &+= 1
      }
      let some = UInt32(truncatingIfNeeded: count)
      kiem_scan_sums(width, base, batch.from, batch.lengths, some, keys, batch.hashes)
      let (slots, mask, arena) = (self.slots, self.mask, self.arena)
      for index in 0..<count {
        let length = Int(batch.lengths[index])
        let hash =
          length > 64
          ? ByteHash.long(base + Int(batch.from[index]), length, keys)
          : ByteHash.hash(sum: batch.hashes[index], length, keys)
        batch.hashes[index] = hash
        kiem_scan_prefetch(slots + Int(truncatingIfNeeded: hash) & mask)
      }
      var same: UInt64 = 0
      for index in 0..<count {
        let hash = batch.hashes[index]
        let slot = slots[Int(truncatingIfNeeded: hash) & mask]
        let key = ByteDictionary.key(hash, batch.lengths[index] | batch.kinds[index])
        same |= (slot.key == key ? 1 : 0) &<< UInt64(truncatingIfNeeded: index)
        batch.offsets[index] = slot.offset
        batch.codes[index] = slot.code
        kiem_scan_prefetch(arena + Int(slot.offset))
      }
      same &= kiem_scan_same(
        width, base, batch.from, arena, batch.offsets, batch.lengths, some)
      for index in 0..<count {
        let isFound = same &>> UInt64(truncatingIfNeeded: index) & 1 != 0
        codes[Int(batch.rows[index])] = (isFound ? batch.codes[index] : code(base, index)) &+ 1
      }
    }
  }

  /// The number of a field of the batch that does not stand where it is looked for first; a new one if it has none.
  @inline(never)
  private func code(_ base: UnsafePointer<UInt8>, _ index: Int) -> UInt32 {
    let (bytes, length) = (base + Int(batch.from[index]), Int(batch.lengths[index]))
    let (kind, hash) = (batch.kinds[index], batch.hashes[index])
    return find(bytes, length, kind, hash)
      ?? insert(bytes, length, ByteDictionary.key(hash, UInt32(truncatingIfNeeded: length) | kind), hash)
  }

  // MARK: Growing

  /// - Parameter home: a number whose low bits say where the slot would best be.
  @inline(never)
  private func insert(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ key: UInt64, _ home: UInt64) -> UInt32 {
    if arenaCount + length > arenaCapacity { growArena(by: length) }
    (arena + arenaCount).update(from: bytes, count: length)
    let code = UInt32(truncatingIfNeeded: places.count)
    let offset = UInt32(truncatingIfNeeded: arenaCount)
    places.append((offset, UInt32(truncatingIfNeeded: key)))
    arenaCount += length
    place(Slot(key: key, offset: offset, code: code), home)
    if places.count * 2 > mask { growSlots(to: (mask + 1) * 2) }
    return code
  }

  private func place(_ slot: Slot, _ home: UInt64) {
    var index = Int(truncatingIfNeeded: home) & mask
    while slots[index].key != 0 { index = (index + 1) & mask }
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

  private func growSlots(to size: Int) {
    slots.deallocate()
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Slot(key: 0, offset: 0, code: 0), count: size)
    mask = size - 1
    let keys = ByteHash.keys
    for (code, string) in places.enumerated() {
      let hash = ByteHash.hash(arena + Int(string.offset), Int(string.length & ~ByteDictionary.otherKind), keys)
      place(
        Slot(
          key: ByteDictionary.key(hash, string.length), offset: string.offset, code: UInt32(truncatingIfNeeded: code)),
        hash)
    }
  }

  /// Makes room for so many strings.
  public func reserve(_ count: Int) {
    var size = mask + 1
    while count * 2 >= size { size *= 2 }
    if size > mask + 1 { growSlots(to: size) }
  }

  /// Forgets every string; the memory for as many is kept.
  public func removeAll() {
    places.removeAll(keepingCapacity: true)
    arenaCount = 0
    slots.initialize(repeating: Slot(key: 0, offset: 0, code: 0), count: mask + 1)
  }
}
