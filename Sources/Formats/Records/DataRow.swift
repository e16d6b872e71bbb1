/// Tells a table that has no header: its first row is a record like those below it.
public enum DataRow {
  /// Whether a row is of the same kinds as the rows below it, so that it is a record and no header: an address above
  /// addresses, or at least a third of its cells numbers above numbers, or codes of one shape (`PC-01` above `PC-02`).
  /// - Complexity: O(cells)
  public static func isData(_ row: [String], below: some Collection<[String]>) -> Bool {
    var filled = 0
    var weak = 0
    for (column, cell) in row.enumerated() where !cell.isEmpty {
      filled += 1
      let kind = CellKind(cell)
      let others = below.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
      guard kind != .words, !others.isEmpty else { continue }
      switch kind {
      case .words: break
      case .number:
        // Years head columns of numbers.
        let isYear = cell.utf8.count == 4 && (cell.hasPrefix("19") || cell.hasPrefix("20"))
        if !isYear, others.count(where: { CellKind($0) == .number }) * 2 >= others.count { weak += 1 }
      case .code:
        let shape = CellKind.shape(cell)
        if others.count > 1, others.count(where: { CellKind.shape($0) == shape }) * 5 >= others.count * 3 { weak += 1 }
      default:
        if others.count(where: { CellKind($0) == kind }) * 2 >= others.count { return true }
      }
    }
    return weak > 0 && weak * 3 >= filled
  }

  /// Whether a row below the header numbers the columns, as official forms do: `(1)`, `(2)`, `(3)`.
  public static func numbersColumns(_ row: [String]) -> Bool {
    let cells = row.filter { !$0.isEmpty }
    return cells.count > 1 && cells.enumerated().allSatisfy { $0.element == "(\($0.offset + 1))" }
  }
}

/// What sort of text stands in a cell, as far as its characters tell.
enum CellKind: Hashable {
  /// Words, or anything else.
  case words
  /// Letters and digits without a space: `PC-01`.
  case code
  case number, version, date, address, hardwareAddress, mail, link

  init(_ text: String) {
    let bytes = Array(text.utf8)
    let digits = bytes.count { (0x30...0x39).contains($0) }
    func isMade(of others: String) -> Bool {
      bytes.allSatisfy { (0x30...0x39).contains($0) || others.utf8.contains($0) }
    }
    func count(_ byte: UInt8) -> Int { bytes.count { $0 == byte } }
    let isHexadecimal = bytes.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) || $0 == 0x3A || $0 == 0x2D
    }
    if bytes.count == 17, isHexadecimal, count(0x3A) == 5 || count(0x2D) == 5 {
      self = .hardwareAddress
    } else if bytes.contains(0x3A), text.contains("://") {
      self = .link
    } else if digits == 0 {
      self = count(0x40) == 1 && count(0x2E) > 0 && count(0x20) == 0 ? .mail : .words
    } else if isMade(of: "."), count(0x2E) == 3 {
      self = .address
    } else if digits >= 6, isMade(of: "-/:. TZ+"), count(0x2D) >= 2 || count(0x2F) == 2 || count(0x2E) == 2 {
      self = .date
    } else if isMade(of: "."), count(0x2E) >= 2 {
      self = .version
    } else if isMade(of: "., -+%") {
      self = .number
    } else if count(0x40) == 1, count(0x2E) > 0, count(0x20) == 0 {
      self = .mail
    } else {
      self = count(0x20) == 0 ? .code : .words
    }
  }

  /// A text with each run of letters as `a` and each run of digits as `9`: `PC-01` is `a-9`.
  static func shape(_ text: String) -> [UInt8] {
    var shape: [UInt8] = []
    for byte in text.utf8 {
      let isLetter = byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20)
      let mark: UInt8 = isLetter ? 0x61 : (0x30...0x39).contains(byte) ? 0x39 : byte
      if mark != shape.last || (mark != 0x61 && mark != 0x39) { shape.append(mark) }
    }
    return shape
  }
}

extension TotalsRow {
  /// Whether a row has no first cell, and of each column that it fills the sum of those above.
  public static func isSum(_ cells: [String], of above: [[String]]) -> Bool {
    guard cells.first == "", above.count > 1, cells.contains(where: { !$0.isEmpty }) else { return false }
    for (column, cell) in cells.enumerated() where !cell.isEmpty {
      guard let stated = whole(cell) else { return false }
      var sum = 0
      for row in above where column < row.count && !row[column].isEmpty {
        guard let number = whole(row[column]) else { return false }
        let (next, overflow) = sum.addingReportingOverflow(number)
        if overflow { return false }
        sum = next
      }
      guard sum == stated, sum > 0 else { return false }
    }
    return true
  }

  private static func whole(_ text: String) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }
}
