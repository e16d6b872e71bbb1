/// The generic scheme: what most programs, sheets and vendors write.
///
/// - A `v` in front is left out. Then numbers with dots, or with commas as Windows file versions have them. Missing
///   numbers are zero. Zoom's builds in parentheses go on as numbers: `5.12.0 (8964)`, `5.0.4 (25694.0524)`, as does
///   what `build` introduces.
/// - A suffix of words and numbers follows, compared word by word. The words of a version yet to come rank below
///   none, in this order: dev (nightly, snapshot), alpha, beta, pre (preview, milestone), rc. Any other word, and a
///   further number, ranks above none: `1.0.2 < 1.0.2b < 1.0.2p1`, `1.2.3 < 1.2.3-4`. `a`, `b` and `c` are alpha, beta
///   and rc where digits stand before and after them (`115.0b3`). `final`, `ga` and `release` say nothing.
/// - What follows a `+` is no part of the order (as in SemVer), nor is a remark in parentheses that is not a number.
/// - No version is what does not begin with a digit ("latest", "unknown"), has a wildcard (`5.x`, `1.*`), or goes on in
///   words that name no kind of version ("5 or later").
extension VersionKey {
  init?(generic text: String) {
    self.init()
    var cursor = VersionCursor(text)
    cursor.skipPrefix()
    guard let numbers = VersionKey.release(&cursor) else { return nil }
    append(release: numbers)
    while let byte = cursor.here {
      switch byte {
      case UInt8(ascii: "+"): cursor.position = cursor.bytes.count
      case UInt8(ascii: "("):
        guard VersionKey.remark(&cursor) else { return nil }
      case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: " "):
        cursor.position += 1
        if byte == 0x20, let next = cursor.here, ByteCursor.isDigit(next) { return nil }
        if byte == 0x20 && !VersionKey.isQualifier(ahead: cursor) { return nil }
      case let byte where ByteCursor.isDigit(byte): append(number: cursor.digits())
      case let byte where ByteCursor.isLetter(byte):
        guard append(word: &cursor) else { return nil }
      default: return nil
      }
    }
    append(0x08)
  }

  /// The numbers up to the suffix, with those in parentheses and after `build`.
  private static func release(_ cursor: inout VersionCursor) -> [ArraySlice<UInt8>]? {
    var numbers = cursor.dottedNumbers()
    guard !numbers.isEmpty else { return nil }
    while cursor.here == UInt8(ascii: ",") {
      cursor.position += 1
      cursor.skip { $0 == 0x20 }
      let number = cursor.digits()
      guard !number.isEmpty else { return nil }
      numbers.append(number)
    }
    var ahead = cursor
    ahead.skip { $0 == 0x20 || $0 == 0x2D || $0 == 0x2E }
    let isInParentheses = ahead.take(UInt8(ascii: "("))
    let word = ahead.letters()
    guard isInParentheses && word.isEmpty || isWord(word, ["build"]) else { return numbers }
    ahead.skip { $0 == 0x20 || $0 == 0x3A }
    let build = ahead.dottedNumbers()
    guard !build.isEmpty, !isInParentheses || ahead.take(UInt8(ascii: ")")) else { return numbers }
    cursor = ahead
    return numbers + build
  }

  /// Steps over a remark in parentheses: `(64-bit)`, `(x64)`, `(16A366)`.
  private static func remark(_ cursor: inout VersionCursor) -> Bool {
    cursor.skip { $0 != UInt8(ascii: ")") }
    return cursor.take(UInt8(ascii: ")"))
  }

  /// A word of the suffix. A wildcard is none.
  private mutating func append(word cursor: inout VersionCursor) -> Bool {
    let start = cursor.position
    let word = cursor.letters()
    let isAfterDigit = start > 0 && ByteCursor.isDigit(cursor.bytes[start - 1])
    let isBeforeDigit = cursor.here.map(ByteCursor.isDigit) ?? false
    if VersionKey.isWord(word, ["x"]) && !isAfterDigit && !isBeforeDigit { return false }
    if VersionKey.isWord(word, ["final", "ga", "release"]) { return true }
    var rank = VersionKey.preliminary.firstIndex { VersionKey.isWord(word, $0) }
    if isAfterDigit && isBeforeDigit && word.count == 1 {
      rank = VersionKey.isWord(word, ["a"]) ? 1 : VersionKey.isWord(word, ["b"]) ? 2 : rank
      rank = VersionKey.isWord(word, ["c"]) ? 4 : rank
    }
    if let rank {
      append(UInt8(rank) + 1)
    } else {
      append(0x0A)
      append(word: word.map { $0 | 0x20 })
    }
    return true
  }

  /// By rank, below "no suffix".
  private static let preliminary: [[String]] = [
    ["dev", "nightly", "snapshot", "canary"], ["alpha"], ["beta"], ["pre", "preview", "milestone", "insider"],
    ["rc", "cr"],
  ]

  /// What may follow a space; anything else is a sentence.
  private static let qualifiers: [String] = [
    "build", "rev", "revision", "r", "rel", "release", "patch", "p", "sp", "hotfix", "hf", "update", "u", "fix",
    "final",
    "ga", "lts", "stable", "esr", "bit", "bits", "amd", "arm",
  ]

  private static func isQualifier(ahead cursor: VersionCursor) -> Bool {
    var ahead = cursor
    if let byte = ahead.here, byte == UInt8(ascii: "(") || byte == UInt8(ascii: "-") { return true }
    let word = ahead.letters()
    if isWord(word, ["x"]) { return !ahead.digits().isEmpty }
    return isWord(word, qualifiers) || preliminary.contains { isWord(word, $0) }
  }

  private static func isWord(_ letters: ArraySlice<UInt8>, _ words: [String]) -> Bool {
    words.contains { word in
      word.utf8.count == letters.count && zip(word.utf8, letters).allSatisfy { $0 == $1 | 0x20 }
    }
  }
}
