import Synchronization

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
    var start = 0
    var word = 0
    var index = 0
    var isInNames = true
    var isFound = false
    while index <= table.count {
      let byte = index < table.count ? table[index] : UInt8(ascii: "\n")
      if byte == UInt8(ascii: "\n") {
        if isFound { return start..<index }
        (start, word, isInNames) = (index + 1, index + 1, true)
      } else if isInNames, byte == UInt8(ascii: " ") || byte == UInt8(ascii: ";") {
        isFound = isFound || (index - word == name.count && table[word..<index].elementsEqual(name))
        (word, isInNames) = (index + 1, byte == UInt8(ascii: " "))
      }
      index += 1
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
