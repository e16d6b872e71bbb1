#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds out how a CSV file is written.
enum CSVDialect {
  /// How many bytes of a file are looked at.
  static let sample = 128 << 10

  /// The delimiters that are looked for; among equals the first wins.
  static let delimiters = Array(",;\t|".utf8)

  /// The delimiter by which most rows fall into the same number of cells.
  ///
  /// A comma may stand in every number of a file whose cells are divided by semicolons, so one that divides words in
  /// the first row that it divides as it does most rows goes before one that first divides data.
  /// - Complexity: O(1): at most `sample` bytes, four times
  static func delimiter(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt8 {
    var best = (delimiter: delimiters[0], isWords: false, score: 0)
    let head = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<min(bytes.count, start + sample)])
    for delimiter in delimiters {
      guard let base = head.baseAddress, memchr(base, Int32(delimiter), head.count) != nil else { continue }
      let rows = rows(bytes, from: start, delimiter: delimiter, limit: 200)
      var counts: [Int: Int] = [:]
      for row in rows where row.count > 1 { counts[row.count, default: 0] += 1 }
      guard let most = counts.max(by: { ($0.value * ($0.key - 1), $0.key) < ($1.value * ($1.key - 1), $1.key) }) else {
        continue
      }
      let first = rows.first { $0.count == most.key } ?? []
      let isWords = first.count { $0.utf8.contains { (0x30...0x39).contains($0) } } * 3 < first.count
      let score = most.value * (most.key - 1)
      if (isWords ? 1 : 0, score) > (best.isWords ? 1 : 0, best.score) { best = (delimiter, isWords, score) }
    }
    return best.delimiter
  }

  /// The first rows of a file, their cells trimmed; a row that the sample cuts is left out.
  static func rows(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, delimiter: UInt8, limit: Int
  ) -> [[String]] {
    let end = min(bytes.count, start + sample)
    let head = UnsafeBufferPointer(rebasing: bytes[..<end])
    var scanner = CSVRowScanner(head, from: start, line: 1, delimiter: delimiter, cellLimit: 4096)
    var rows: [[String]] = []
    var row = CSVRow()
    while rows.count < limit, scanner.next(&row, cellCap: 1000) {
      if row.range.upperBound == end, end < bytes.count { break }
      let cells = row.cells.map { cell in trimmed(String(decoding: head[cell.range], as: UTF8.self)) }
      if cells.contains(where: { !$0.isEmpty }) { rows.append(cells) }
    }
    return rows
  }

  /// A text without the space around it, its own runs of space folded to one.
  static func trimmed(_ text: String) -> String {
    var text = text
    if text.withUTF8(isTrimmed) { return text }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a text is certainly as `trimmed` leaves it: most are, and characters take long to look at.
  private static func isTrimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var wasSpace = true
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x21...0x7E: wasSpace = false
      case 0x20:
        if wasSpace { return false }
        wasSpace = true
      // Latin letters up to U+02BF: no spaces, and no marks, which would make one character with a space before them.
      case 0xC3...0xCA:
        wasSpace = false
        index += 1
      // U+1E80 to U+1EFF: the rest of Vietnamese.
      case 0xE1 where index < bytes.count && (bytes[index] == 0xBA || bytes[index] == 0xBB):
        wasSpace = false
        index += 2
      default: return false
      }
    }
    return !wasSpace || bytes.isEmpty
  }
}
