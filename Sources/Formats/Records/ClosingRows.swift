/// Tells what people put below a table, its sums and who signed it, from the rows of the table.
///
///     10 | Cổng sau  | Hikvision | 10.0.0.14        the last record
///        | Tổng cộng: 10 camera                     totals
///        |           |           | Sao Mai, ngày 12 tháng 01 năm 2026
///        | NGƯỜI LẬP |           | CHỦ TỊCH
///        |           |           | Nguyễn Văn An
public enum ClosingRows {
  /// How many rows at the end are looked at.
  public static let reach = 16

  /// Whether rows of this kind may begin what stands below a table: sums, the day and place of signing, the word for
  /// whoever signs.
  /// - Complexity: O(cells)
  public static func begins(_ row: [String]) -> Bool { TotalsRow.isTotals(row) || isSigning(row) }

  /// Whether a row may stand below one that `begins`: another such row, or a few words in a wide table, a name for
  /// instance. Words only: a row with a number may be a record of which little is known.
  /// - Parameter width: how many columns the table has.
  /// - Complexity: O(cells)
  public static func continues(_ row: [String], width: Int) -> Bool {
    if begins(row) { return true }
    let cells = filled(row)
    return cells.count <= max(1, min(3, width / 3))
      && cells.allSatisfy { cell in
        !cell.utf8.contains { (0x30...0x39).contains($0) } && cell.utf8.count <= 100
      }
  }

  /// How many of the last rows are none of the table.
  /// - Complexity: O(cells of the last rows)
  public static func count(in rows: [[String]], width: Int) -> Int {
    var count = 0
    for (distance, row) in rows.suffix(reach).reversed().enumerated() {
      guard continues(row, width: width) else { break }
      if begins(row) { count = distance + 1 }
    }
    return count
  }

  /// A row of at most three texts, each of which belongs to a signature.
  private static func isSigning(_ row: [String]) -> Bool {
    let cells = filled(row)
    return !cells.isEmpty && cells.count <= 3 && cells.allSatisfy { isSigning($0.lowercased()) }
  }

  private static let signers = [
    "người lập", "người tổng hợp", "người kiểm kê", "người kiểm tra", "người báo cáo", "người duyệt", "người thống kê",
    "cán bộ lập", "thủ trưởng", "chủ tịch", "phó chủ tịch", "hiệu trưởng", "kế toán trưởng", "trưởng phòng",
    "trưởng ban", "tm. ", "kt. ", "tl. ", "(ký", "(đã ký", "ký tên", "xác nhận của", "nơi nhận", "prepared by",
    "approved by", "signature",
  ]

  /// `Sao Mai, ngày 12 tháng 01 năm 2026`, `NGƯỜI LẬP BIỂU`, `(Ký, ghi rõ họ tên)`.
  private static func isSigning(_ words: String) -> Bool {
    guard words.utf8.count <= 100 else { return false }
    if words.contains("ngày"), words.contains("tháng"), words.contains("năm") { return true }
    return signers.contains { words.hasPrefix($0) }
  }

  private static func filled(_ row: [String]) -> [String] { row.map(HeaderRow.trimmed).filter { !$0.isEmpty } }
}
