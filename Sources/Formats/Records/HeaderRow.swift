/// Finds the header of a table that people keep by hand: below title rows, if there are any.
///
///     SỔ THEO DÕI CAMERA                          title row
///     Đơn vị: Công an phường X                    title row
///     STT | Tên | Hãng | Địa chỉ IP | Ghi chú     header
///     1   | Cổng chính | Hikvision | 10.0.0.5 |
public enum HeaderRow {
  /// Where the header was found.
  public struct Place: Sendable, Hashable {
    /// The number of rows above it that hold something.
    public var titles: Int
    /// False if another row might be meant: then a manifest should say it.
    public var isCertain: Bool
  }

  /// How many rows need to be looked at.
  public static let reach = 40

  /// Finds the header among the first rows that hold something.
  ///
  /// The first row is the header unless it, and all rows down to a later one, look like titles (one cell, or a third of
  /// the table's width at most), and that later row has nothing but labels, each once, over most of the width. A row of
  /// data that looks like labels is thus never taken for one while something wider than a title stands above it.
  /// - Parameter rows: the cells' texts, empty ones included; rows without any text left out.
  /// - Complexity: O(cells)
  public static func find(in rows: some Sequence<[String]>) -> Place {
    let rows = Array(rows.prefix(reach))
    let widths = rows.map { row in row.count { !isBlank($0) } }
    guard let width = widths.max(), width >= 2 else { return Place(titles: 0, isCertain: true) }
    let titleWidth = max(1, width / 3)
    for (index, row) in rows.enumerated() {
      let isWide = widths[index] * 5 >= width * 3 && widths[index] >= 2
      if isWide, isAllLabels(row) { return Place(titles: index, isCertain: isFollowed(index, widths)) }
      if widths[index] > titleWidth { break }
    }
    // Nothing looks like a header: the first row is one by convention, and hardly so if it looks like a title.
    return Place(titles: 0, isCertain: widths[0] > titleWidth || rows.count == 1)
  }

  /// Whether a row of titles only stands above, and rows at least half as wide below.
  private static func isFollowed(_ header: Int, _ widths: [Int]) -> Bool {
    guard header > 0 else { return true }
    let below = widths[(header + 1)...]
    return below.first.map { $0 * 2 >= widths[header] } ?? false
  }

  /// Whether every text is one that a header could have, and no two are equal.
  private static func isAllLabels(_ row: [String]) -> Bool {
    var seen: Set<String> = []
    for cell in row where !isBlank(cell) {
      guard isLabel(cell), seen.insert(cell.lowercased()).inserted else { return false }
    }
    return true
  }

  /// Words in place of values, which no header is made of.
  private static let values: Set<String> = [
    "có", "không", "true", "false", "yes", "no", "x", "n/a", "null", "none", "đúng", "sai", "unknown", "không rõ",
  ]

  /// Whether a text may name a column: it has letters, more of them than figures, and is no address of any kind.
  public static func isLabel(_ text: String) -> Bool {
    let text = trimmed(text)
    if text == "#" { return true }
    if text.utf8.count > 200 || text.utf8.count <= longestValue && values.contains(text.lowercased()) { return false }
    var (letters, figures, hasColon) = (0, 0, false)
    for scalar in text.unicodeScalars {
      if isLetter(scalar) { letters += 1 }
      if (0x30...0x39).contains(scalar.value) { figures += 1 }
      if scalar == ":" { hasColon = true }
      if scalar == "@" { return false }
    }
    return letters > figures && !(hasColon && text.contains("://"))
  }

  /// Bytes of a value at most, with its marks apart from their letters or not.
  private static let longestValue = 3 * (values.map(\.utf8.count).max() ?? 0)

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x80: (0x61...0x7A).contains(scalar.value | 0x20)
    // Latin letters as Vietnamese has them.
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x1BF, 0x1EA0...0x1EF9: true
    default: scalar.properties.isAlphabetic
    }
  }

  static func isBlank(_ text: String) -> Bool {
    if let first = text.utf8.first, (0x21...0x7E).contains(first) { return false }
    return text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  static func trimmed(_ text: String) -> String {
    let isTrimmed = text.utf8.withContiguousStorageIfAvailable(isTrimmed) ?? false
    return isTrimmed ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether there are no spaces but single ones between words, for certain.
  private static func isTrimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var before: UInt8 = 0x20
    for byte in bytes {
      switch byte {
      case 0..<0x20, 0x7F: return false
      case 0x20 where before == 0x20: return false
      // What some spaces beyond ASCII begin with.
      case 0xC2, 0xE2, 0xE3: return false
      case 0x9A where before == 0xE1: return false
      default: before = byte
      }
    }
    return before != 0x20
  }
}

/// Tells the row of sums that people put below a table, or between its parts, from the rows of the table.
public enum TotalsRow {
  private static let words: Set<String> = [
    "tổng", "tổng cộng", "tổng số", "cộng", "total", "totals", "grand total", "subtotal", "sub total", "sum",
  ]

  /// Whether a row is one of sums: its first text says so and nothing else, and whatever else it has are numbers, with
  /// the word for what was counted or without (`5 cuộc`); or it has but one text, which begins so and goes on with a
  /// number (`Tổng cộng: 12 camera`).
  ///
  /// A row that is none by this rule is a row of the table. A row that is, is none of it: the caller reports it.
  /// - Complexity: O(cells)
  public static func isTotals(_ row: [String]) -> Bool {
    let cells = row.lazy.map(HeaderRow.trimmed).filter { !$0.isEmpty }
    guard let first = cells.first else { return false }
    let rest = cells.dropFirst()
    let words = first.lowercased()
    if Self.words.contains(withoutColon(words)) { return !rest.isEmpty && rest.allSatisfy(isCount) }
    guard rest.isEmpty else { return false }
    for word in Self.words where words.hasPrefix(word) {
      let after = words.dropFirst(word.count).drop { $0 == " " || $0 == ":" }
      if let figure = after.utf8.first, (0x30...0x39).contains(figure) { return true }
    }
    return false
  }

  private static func withoutColon(_ text: String) -> String {
    HeaderRow.trimmed(String(text.reversed().drop { $0 == ":" || $0 == " " }.reversed()))
  }

  /// A number, or one and at most three words behind it.
  private static func isCount(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard let number = words.first, isNumber(String(number)), words.count <= 4 else { return false }
    return isNumber(text) || words.dropFirst().allSatisfy { $0.allSatisfy(\.isLetter) }
  }

  private static func isNumber(_ text: String) -> Bool {
    text.utf8.contains { (0x30...0x39).contains($0) }
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || " .,-%".utf8.contains($0) }
  }
}
