/// A canonical prefix code of DEFLATE (RFC 1951, 3.2.2), ready for decoding by table.
///
/// The low bits of the input index the first 2^`bits` entries; a code that is longer leads to a second table behind
/// them. An entry is 32 bits wide:
///
///     31        16 15        8 7         0
///     [  value   ] [  action  ] [ length  ]
///
/// *length* is how many bits the whole code has; *action* says what the value is.
struct HuffmanTable: Sendable {
  /// What an entry's value is, in the place of an entry's action.
  enum Action {
    /// A byte of the text.
    static let literal: UInt32 = 0x8000
    /// The end of the block.
    static let end: UInt32 = 0x4000
    /// Where a second table begins; the action's low bits tell how many bits index it.
    static let table: UInt32 = 0x2000
    /// No code begins with these bits.
    static let none: UInt32 = 0x1000
    /// Anything but a literal, or a base to which as many further bits are added as the action's low bits say.
    static let special: UInt32 = end | table | none
  }

  /// What the symbols of a code stand for.
  enum Alphabet {
    case literals, distances, lengths
  }

  private(set) var entries: [UInt32]
  /// How many bits index the first table.
  let bits: Int

  /// Makes the table of the code whose symbols have these lengths, 0 for a symbol that does not occur.
  ///
  /// Nil if no such code exists: too many short codes, or too few codes to fill the space. As other readers do, it
  /// allows a single code of one bit, and no code at all where nothing uses it.
  /// - Complexity: O(symbols + 2^bits)
  init?(_ lengths: some Collection<UInt8>, _ alphabet: Alphabet) {
    bits = alphabet == .literals ? 10 : alphabet == .distances ? 8 : 7
    var counts = [Int](repeating: 0, count: 16)
    var longest = 0
    for length in lengths where length > 0 {
      guard length < 16 else { return nil }
      counts[Int(length)] += 1
      longest = max(longest, Int(length))
    }
    var space = 1
    for length in 1...15 {
      space = space << 1 - counts[length]
      if space < 0 { return nil }
    }
    if space > 0, longest > 1 || alphabet == .lengths { return nil }

    // The first code of each length (RFC 1951), its bits in the order in which the input has them.
    var next = [Int](repeating: 0, count: 16)
    for length in 2...15 { next[length] = (next[length - 1] + counts[length - 1]) << 1 }
    let size = 1 << bits
    entries = [UInt32](repeating: Action.none, count: size)
    var codes: [(code: Int, length: Int, symbol: Int)] = []
    codes.reserveCapacity(lengths.count)
    var depths = [UInt8](repeating: 0, count: longest > bits ? size : 0)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let length = Int(length)
      let code = Self.reversed(next[length], length)
      next[length] += 1
      codes.append((code, length, symbol))
      if length > bits { depths[code & (size - 1)] = max(depths[code & (size - 1)], UInt8(length - bits)) }
    }
    for (prefix, depth) in depths.enumerated() where depth > 0 {
      entries[prefix] = UInt32(entries.count) << 16 | Action.table | UInt32(depth) << 8
      entries.append(contentsOf: repeatElement(Action.none, count: 1 << Int(depth)))
    }
    for (code, length, symbol) in codes {
      let entry = Self.meaning(symbol, alphabet) | UInt32(length)
      var place = code
      var end = size
      var step = 1 << length
      if length > bits {
        let prefix = code & (size - 1)
        let start = Int(entries[prefix] >> 16)
        place = start + code >> bits
        end = start + 1 << Int(depths[prefix])
        step = 1 << (length - bits)
      }
      while place < end {
        entries[place] = entry
        place += step
      }
    }
  }

  private static func reversed(_ code: Int, _ length: Int) -> Int {
    var code = code
    var result = 0
    for _ in 0..<length {
      result = result << 1 | code & 1
      code >>= 1
    }
    return result
  }

  /// Action and value of a symbol (RFC 1951, 3.2.5).
  private static func meaning(_ symbol: Int, _ alphabet: Alphabet) -> UInt32 {
    switch alphabet {
    case .lengths: return UInt32(symbol) << 16
    case .literals:
      if symbol < 256 { return UInt32(symbol) << 16 | Action.literal }
      if symbol == 256 { return Action.end }
      if symbol == 285 { return 258 << 16 }
      if symbol > 285 { return Action.none }
      let (index, extra) = (symbol - 257, max(0, (symbol - 257) / 4 - 1))
      let base = index < 8 ? 3 + index : 3 + (4 + index % 4) << extra
      return UInt32(base) << 16 | UInt32(extra) << 8
    case .distances:
      if symbol > 29 { return Action.none }
      let extra = max(0, symbol / 2 - 1)
      let base = symbol < 4 ? 1 + symbol : 1 + (2 + symbol % 2) << extra
      return UInt32(base) << 16 | UInt32(extra) << 8
    }
  }

  /// The codes of a block with fixed codes (RFC 1951, 3.2.6).
  static let fixed: (literals: HuffmanTable, distances: HuffmanTable)? = {
    var lengths = [UInt8](repeating: 8, count: 288)
    for symbol in 144..<256 { lengths[symbol] = 9 }
    for symbol in 256..<280 { lengths[symbol] = 7 }
    guard let literals = HuffmanTable(lengths, .literals),
      let distances = HuffmanTable([UInt8](repeating: 5, count: 32), .distances)
    else { return nil }
    return (literals, distances)
  }()
}
