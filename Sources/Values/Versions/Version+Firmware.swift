/// Camera firmware: numbers, then a build that decides only where both tell one.
extension VersionKey {
  /// Hikvision: `V5.7.17 build 240606`, `V5.7.17`, `5.8.11`, `V4.30.097`. The build is the day, yymmdd.
  init?(hikvision text: String) {
    self.init()
    var cursor = VersionCursor(text)
    cursor.skipPrefix()
    let numbers = cursor.dottedNumbers()
    guard 2...5 ~= numbers.count else { return nil }
    append(release: numbers)
    guard !cursor.isAtEnd else { return }
    cursor.skip { [UInt8](" ,_-".utf8).contains($0) }
    guard cursor.takeWord("build") || cursor.bytes[cursor.position - 1] == UInt8(ascii: "_") else { return nil }
    cursor.skip { $0 == 0x20 || $0 == 0x3A }
    guard let day = VersionKey.day(cursor.digits()), cursor.isAtEnd else { return nil }
    build = day
  }

  /// Dahua: `2.800.0000016.0.R,build:2020-06-05`, `5.001.0000000.2.R`, and as the NVD writes it
  /// `2.820.0000000.18.r.210705`. The letter (R release, T test) does not take part.
  init?(dahua text: String) {
    self.init()
    var cursor = VersionCursor(text)
    cursor.skipPrefix()
    let numbers = cursor.dottedNumbers()
    guard 2...6 ~= numbers.count else { return nil }
    append(release: numbers)
    if cursor.take(UInt8(ascii: ".")) {
      guard cursor.letters().count == 1 else { return nil }
      if cursor.take(UInt8(ascii: ".")) {
        guard let day = VersionKey.day(cursor.digits()) else { return nil }
        build = day
      }
    }
    guard !cursor.isAtEnd else { return }
    cursor.skip { $0 == 0x20 || $0 == UInt8(ascii: ",") }
    guard build == nil, cursor.takeWord("build") else { return nil }
    cursor.skip { $0 == 0x20 || $0 == 0x3A }
    let written = cursor.run { ByteCursor.isDigit($0) || $0 == UInt8(ascii: "-") }
    let digits = written.filter(ByteCursor.isDigit)
    guard let day = VersionKey.day(digits[...]), cursor.isAtEnd else { return nil }
    build = day
  }

  /// Axis: numbers only, `5.55.1.2`, `9.80.3`.
  init?(axis text: String) {
    self.init()
    var cursor = VersionCursor(text)
    cursor.skipPrefix()
    let numbers = cursor.dottedNumbers()
    guard 2...6 ~= numbers.count, cursor.isAtEnd else { return nil }
    append(release: numbers)
  }

  /// A day as yymmdd or yyyymmdd, as a number; vendors of cameras built none before 2000.
  private static func day(_ digits: ArraySlice<UInt8>) -> UInt64? {
    guard digits.count == 6 || digits.count == 8 else { return nil }
    let number = digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
    return digits.count == 6 ? number + 20_000_000 : number
  }
}

extension VersionCursor {
  /// Steps over a word, whatever its case.
  fileprivate mutating func takeWord(_ word: String) -> Bool {
    let end = position + word.utf8.count
    guard end <= bytes.count, zip(word.utf8, bytes[position..<end]).allSatisfy({ $0 == $1 | 0x20 }) else {
      return false
    }
    position = end
    return true
  }
}
