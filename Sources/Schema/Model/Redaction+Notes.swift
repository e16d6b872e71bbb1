/// Secrets that people write down in remarks: `mật khẩu wifi: Abc@123`, `user/pass: admin/12345`, `PW = x`.
///
/// What follows a telling word and a colon or an equals sign is taken out up to the end of the line or of the item; after
/// `là` and `is`, or nothing at all, only what looks like a password. Too much is rather taken out than too little: it is
/// a remark. Vietnamese is found with or without diacritics.
struct SecretNotes {
  /// A space stands for none, one or several of space, `_` and `-`.
  private static let words: [[UInt8]] = [
    "mat khau", "mat ma", "mk", "ma pin", "ma truy cap", "ma bao ve", "khoa bi mat", "password", "passwd", "passcode",
    "passphrase", "pass", "pwd", "psw", "pw", "secret", "token", "api key", "access key", "private key", "pin code",
    "authorization", "bearer", "otp", "community", "credentials", "credential",
  ].map { Array($0.utf8) }

  /// How a word begins, the third letters as bits by the first two: whatever begins no word like that is passed over
  /// fast. The last bit stands for whatever is no letter.
  private static let beginnings: [UInt32] = words.reduce(into: Array(repeating: 0, count: 26 * 26)) {
    beginnings, word in
    let pair = Int(word[0] - 0x61) * 26 + Int(word[1] - 0x61)
    let third = word.count > 2 ? word[2] : 0x20
    beginnings[pair] |= 1 << thirdBit(third)
    // The space may be left out.
    if third == 0x20, word.count > 3 { beginnings[pair] |= 1 << thirdBit(word[3]) }
  }

  private static func thirdBit(_ letter: UInt8) -> UInt32 {
    (0x61...0x7A).contains(letter) ? UInt32(letter - 0x61) : 26
  }

  private static func isBeginning(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    let letters: ClosedRange<UInt8> = 0x61...0x7A
    guard letters.contains(first), letters.contains(second) else { return false }
    return beginnings[Int(first - 0x61) * 26 + Int(second - 0x61)] >> thirdBit(third) & 1 == 1
  }

  /// What tells the state of a password, not the password.
  private static let states: Set<String> = [
    "mac dinh", "da doi", "chua doi", "da dat", "chua dat", "khong", "co", "khong co", "khong biet", "khong ro", "manh",
    "yeu", "default", "changed", "set", "not set", "none", "yes", "no", "unknown", "null", "true", "false", "n/a", "?",
    "-", "strong", "weak", "any",
  ]

  /// Whether a text is no more than the state of a password.
  static func tellsState(_ text: String) -> Bool {
    let notes = SecretNotes(text)
    return states.contains(String(decoding: notes.letters, as: UTF8.self))
  }

  private let scalars: [Unicode.Scalar]
  /// Each letter without its diacritics and in lower case; other scalars beyond ASCII are 0.
  private var letters: [UInt8] = []
  /// The scalar at which each letter begins.
  private var starts: [Int] = []

  /// A text with the secrets taken out.
  /// - Complexity: O(length)
  static func masked(_ text: String) -> String {
    guard hasBeginning(text) else { return text }
    let notes = SecretNotes(text)
    let found = notes.secrets()
    guard !found.isEmpty else { return text }
    var result = String.UnicodeScalarView()
    var copied = 0
    for range in found {
      result.append(contentsOf: notes.scalars[copied..<range.lowerBound])
      result.append(contentsOf: Redaction.mark.unicodeScalars)
      copied = range.upperBound
    }
    result.append(contentsOf: notes.scalars[copied...])
    return String(result)
  }

  /// Whether a word may begin like one of the telling ones.
  private static func hasBeginning(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      // What stands before a word may be a space beyond ASCII.
      var isApart = true
      for (index, byte) in bytes.enumerated() {
        let isWord = isWord(byte)
        if isApart, isWord, beginsLikeOne(bytes, index) { return true }
        isApart = !isWord
      }
      return false
    }
  }

  private static func beginsLikeOne(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var place = start + 1
    func next() -> UInt8 {
      while place < bytes.count {
        if bytes[place] < 0x80 {
          place += 1
          return letter(Unicode.Scalar(bytes[place - 1]))
        }
        let rest = String(decoding: bytes[place...].prefix(4), as: UTF8.self)
        guard let scalar = rest.unicodeScalars.first else { break }
        place += UTF8.width(scalar)
        if !isMark(scalar) { return letter(scalar) }
      }
      return 0x20
    }
    return isBeginning(bytes[start] | 0x20, next(), next())
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { (0x300...0x36F).contains(scalar.value) }

  private init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    letters.reserveCapacity(scalars.count)
    for (index, scalar) in scalars.enumerated() where !SecretNotes.isMark(scalar) {
      letters.append(SecretNotes.letter(scalar))
      starts.append(index)
    }
    starts.append(scalars.count)
  }

  // MARK: Finding

  private func secrets() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < letters.count {
      guard index == 0 || !SecretNotes.isWord(letters[index - 1]), let end = wordEnd(at: index) else {
        index += 1
        continue
      }
      index = end
      guard let value = value(after: end), !isHarmless(value) else { continue }
      found.append(starts[value.lowerBound]..<starts[value.upperBound])
      index = value.upperBound
    }
    return found
  }

  /// Where the longest telling word at an index ends.
  private func wordEnd(at start: Int) -> Int? {
    let third = start + 2 < letters.count ? letters[start + 2] : 0x20
    guard start + 1 < letters.count, SecretNotes.isBeginning(letters[start], letters[start + 1], third) else {
      return nil
    }
    return SecretNotes.words.compactMap { word -> Int? in
      var index = start
      for letter in word {
        if letter == 0x20 {
          while index < letters.count, [0x20, 0x5F, 0x2D].contains(letters[index]) { index += 1 }
        } else {
          guard index < letters.count, letters[index] == letter else { return nil }
          index += 1
        }
      }
      return index < letters.count && SecretNotes.isWord(letters[index]) ? nil : index
    }.max()
  }

  /// What is said to be the secret: after up to three more words and a colon or an equals sign, or right behind.
  private func value(after end: Int) -> Range<Int>? {
    var index = end
    if index < letters.count, SecretNotes.isQuote(letters[index]) { index += 1 }
    for word in 0...3 {
      index = skipSpaces(index)
      guard index < letters.count else { return nil }
      if let start = separatorEnd(index) { return item(from: start) }
      if letters[index] == UInt8(ascii: "("), let close = letters[index...].prefix(24).firstIndex(of: 0x29) {
        index = close + 1
        continue
      }
      let token = token(at: index)
      let text = String(decoding: letters[token], as: UTF8.self)
      if text == "la" || text == "is" {
        let next = self.token(at: skipSpaces(token.upperBound))
        return looksLikePassword(next) ? next : nil
      }
      if word == 0, index > end, looksLikeNumberedPassword(token) { return token }
      let qualifier = letters[index...].prefix { SecretNotes.isWord($0) }
      guard (1...12).contains(qualifier.count) else { return nil }
      index = qualifier.endIndex
    }
    return nil
  }

  /// Where a colon or an equals sign ends that is no part of an operator or a URL.
  private func separatorEnd(_ index: Int) -> Int? {
    let next = index + 1 < letters.count ? letters[index + 1] : 0x20
    switch letters[index] {
    case UInt8(ascii: ":"):
      if next == UInt8(ascii: "=") { return index + 2 }
      return next == UInt8(ascii: ":") || next == UInt8(ascii: "/") ? nil : index + 1
    case UInt8(ascii: "="): return next == UInt8(ascii: "=") ? nil : index + 1
    default: return nil
    }
  }

  /// An item: what stands in quotes, or everything up to the end of the line, a semicolon or a comma with a space.
  private func item(from start: Int) -> Range<Int>? {
    var start = skipSpaces(start)
    guard start < letters.count, letters[start] != 0x0A else { return nil }
    if SecretNotes.isQuote(letters[start]) {
      let quote = letters[start]
      start += 1
      let end = letters[start...].firstIndex { $0 == quote || $0 == 0x0A } ?? letters.count
      return start < end ? start..<end : nil
    }
    var end = start
    while end < letters.count, letters[end] != 0x0A {
      let isLast = end + 1 == letters.count || letters[end + 1] <= 0x20
      if isLast, ";,|".utf8.contains(letters[end]) { break }
      end += 1
    }
    while end > start, letters[end - 1] == 0x20 { end -= 1 }
    return start < end ? start..<end : nil
  }

  private func token(at start: Int) -> Range<Int> {
    var end = letters[min(start, letters.count)...].firstIndex { $0 == 0x20 || $0 == 0x0A } ?? letters.count
    while end > start, ".,;)]}\"'".utf8.contains(letters[end - 1]) { end -= 1 }
    return min(start, end)..<end
  }

  // MARK: Judging

  private func isHarmless(_ value: Range<Int>) -> Bool {
    let text = String(decoding: letters[value], as: UTF8.self)
    return SecretNotes.states.contains(text) || text.hasPrefix("[redacted") || text.hasPrefix("[personal")
      || isDay(value)
  }

  private func isDay(_ value: Range<Int>) -> Bool {
    let parts = letters[value].split(whereSeparator: { "/-.".utf8.contains($0) })
    return parts.count == 3 && parts.allSatisfy { $0.count <= 4 && $0.allSatisfy(NumberReading.isDigit) }
  }

  /// At least four characters, not letters alone.
  private func looksLikePassword(_ token: Range<Int>) -> Bool {
    token.count >= 4 && !isDay(token) && letters[token].contains { !(0x61...0x7A).contains($0) && $0 != 0 }
  }

  private func looksLikeNumberedPassword(_ token: Range<Int>) -> Bool {
    token.count >= 4 && !isDay(token) && letters[token].contains(where: NumberReading.isDigit)
  }

  private func skipSpaces(_ start: Int) -> Int {
    var index = start
    while index < letters.count, letters[index] == 0x20 { index += 1 }
    return index
  }

  private static func isQuote(_ letter: UInt8) -> Bool { letter == 0x22 || letter == 0x27 }

  private static func isWord(_ letter: UInt8) -> Bool {
    (0x30...0x39).contains(letter) || (0x61...0x7A).contains(letter | 0x20)
  }

  // MARK: Letters

  private static func letter(_ scalar: Unicode.Scalar) -> UInt8 {
    let value = scalar.value
    if value < 0x80 {
      if (0x41...0x5A).contains(value) { return UInt8(value + 32) }
      return value == 0x0D ? 0x0A : value == 0x09 ? 0x20 : UInt8(value)
    }
    if value == 0xA0 || value == 0x3000 || value == 0x202F { return 0x20 }
    if value == 0xFF1A { return UInt8(ascii: ":") }
    if value == 0xFF1D { return UInt8(ascii: "=") }
    return bases.first { $0.0.contains(value) }?.1 ?? 0
  }

  /// The letters of Vietnamese and their bases; upper and lower case stand side by side in these blocks.
  private static let bases: [(ClosedRange<UInt32>, UInt8)] = [
    (0xC0...0xC5, 0x61), (0xC8...0xCB, 0x65), (0xCC...0xCF, 0x69), (0xD2...0xD6, 0x6F), (0xD9...0xDC, 0x75),
    (0xDD...0xDD, 0x79), (0xE0...0xE5, 0x61), (0xE8...0xEB, 0x65), (0xEC...0xEF, 0x69), (0xF2...0xF6, 0x6F),
    (0xF9...0xFC, 0x75), (0xFD...0xFF, 0x79), (0x102...0x103, 0x61), (0x110...0x111, 0x64), (0x128...0x129, 0x69),
    (0x168...0x169, 0x75), (0x1A0...0x1A1, 0x6F), (0x1AF...0x1B0, 0x75), (0x1EA0...0x1EB7, 0x61),
    (0x1EB8...0x1EC7, 0x65), (0x1EC8...0x1ECB, 0x69), (0x1ECC...0x1EE3, 0x6F), (0x1EE4...0x1EF1, 0x75),
    (0x1EF2...0x1EF9, 0x79),
  ]
}
