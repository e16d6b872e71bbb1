import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The tz database as it is compiled in.
enum ZoneTable {
  /// Every zone that was asked for once, by each of its names.
  private static let decoded = Mutex<[String: ZoneRules]>([:])

  static let names: [String] = [americas, others].flatMap { part in
    part.utf8.split(separator: UInt8(ascii: "\n")).flatMap { line in
      line.prefix { $0 != UInt8(ascii: ";") }.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }
  }.sorted()

  /// The line that a name is on. A run needs one zone or two: looking for it in the bytes costs a tenth of an index of
  /// all names.
  private static func line(of name: String) -> Substring? {
    for part in [americas, others] {
      let found = part.utf8.withContiguousStorageIfAvailable { line(of: Array(name.utf8), in: $0) } ?? nil
      guard let found else { continue }
      let start = part.utf8.index(part.startIndex, offsetBy: found.lowerBound)
      return part[start..<part.utf8.index(start, offsetBy: found.count)]
    }
    return nil
  }

  /// - Complexity: O(bytes of the table)
  private static func line(of name: [UInt8], in table: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    let (feed, space, semicolon) = (UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: ";"))
    guard let first = name.first, let base = table.baseAddress,
      !name.contains(where: { $0 == feed || $0 == space || $0 == semicolon })
    else { return nil }
    var place = 0
    while place + name.count < table.count,
      let found = memchr(base + place, Int32(first), table.count - place)
    {
      let begin = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      let end = begin + name.count
      place = begin + 1
      guard end < table.count, table[end] == space || table[end] == semicolon, memcmp(found, name, name.count) == 0,
        begin == 0 || table[begin - 1] == space || table[begin - 1] == feed
      else { continue }
      // Names stand before a line's first semicolon.
      let start = table[..<begin].lastIndex(of: feed).map { $0 + 1 } ?? 0
      guard !table[start..<begin].contains(semicolon) else { continue }
      return start..<(table[end...].firstIndex(of: feed) ?? table.count)
    }
    return nil
  }

  /// - Complexity: O(1), but for the first time a zone is asked for
  static func rules(of name: String) -> ZoneRules? {
    decoded.withLock { decoded in
      if let rules = decoded[name] { return rules }
      guard let line = line(of: name) else { return nil }
      let rules = ZoneRules(line: line)
      decoded[name] = rules
      return rules
    }
  }
}
