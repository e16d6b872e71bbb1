import Synchronization

/// The tz database as it is compiled in.
enum ZoneTable {
  /// Every zone that was asked for once, by each of its names.
  private static let decoded = Mutex<[String: ZoneRules]>([:])

  /// The line of every name.
  private static let lines: [String: Substring] = {
    var lines = [String: Substring](minimumCapacity: 700)
    for part in [americas, others] {
      // By bytes: by characters it takes twenty times as long, and a run that needs one zone would wait for it.
      for line in part.utf8.split(separator: UInt8(ascii: "\n")) {
        let names = line.prefix { $0 != UInt8(ascii: ";") }
        for name in names.split(separator: UInt8(ascii: " ")) { lines[String(Substring(name))] = Substring(line) }
      }
    }
    return lines
  }()

  static let names: [String] = lines.keys.sorted()

  /// - Complexity: O(1), but for the first time a zone is asked for
  static func rules(of name: String) -> ZoneRules? {
    guard let line = lines[name] else { return nil }
    return decoded.withLock { decoded in
      if let rules = decoded[name] { return rules }
      let rules = ZoneRules(line: line)
      decoded[name] = rules
      return rules
    }
  }
}
