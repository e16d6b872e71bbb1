import CScan
import Formats

/// The first bytes of texts that are as they are written, by which most texts are told apart from the few that somebody
/// looks for.
public enum PlainHeads {
  /// How many bytes a head has.
  public static let length = 4

  /// Writes, for the rows of a selection, the first four bytes of a text that is plain, the first lowest; 0 for any other
  /// value, and for none.
  ///
  /// A text is plain if it has 4 to 64 bytes, all of ASCII and none of them a control character, if it begins with four
  /// that are no spaces, exclamation or quotation marks, and if nothing in it is escaped. Whatever folds texts leaves the
  /// first four of it as they are, but for their case.
  ///
  /// - Parameter selection: a bit per row.
  /// - Complexity: O(rows selected)
  public static func take(
    _ block: RowBlock, _ column: Int, _ selection: UnsafePointer<UInt64>, into heads: UnsafeMutablePointer<UInt32>
  ) {
    take(block, column, selection, into: heads, width: ByteHash.width)
  }

  /// The same with registers of a width.
  static func take(
    _ block: RowBlock, _ column: Int, _ selection: UnsafePointer<UInt64>, into heads: UnsafeMutablePointer<UInt32>,
    width: Int32
  ) {
    let fields = kiem_scan_column(
      base: block.base, positions: block.positions, stride: Int64(block.stride), end: Int64(block.ends[column]),
      trim: Int64(block.trims[column]), is_json: block.delimiter == nil)
    for word in 0..<((block.rows + 63) >> 6) where selection[word] != 0 {
      kiem_scan_heads(width, fields, selection[word], Int64(word &<< 6), heads)
    }
  }
}
