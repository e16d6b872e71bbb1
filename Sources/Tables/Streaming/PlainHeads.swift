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
    let isJSON = block.delimiter == nil
    let escape: UInt8 = isJSON ? UInt8(ascii: "\\") : 0
    let (base, positions, stride) = (block.base, block.positions, block.stride)
    let (end, trim) = (block.ends[column], block.trims[column])
    for word in 0..<((block.rows + 63) >> 6) {
      var rest = selection[word]
      while rest != 0 {
        let row = word &<< 6 | rest.trailingZeroBitCount
        rest &= rest &- 1
        let place = row &* stride &+ end
        let from = Int(positions[place &- 1] &+ 1)
        let length = Int(positions[place]) &- trim &- from
        let bytes = base + from
        let isText = !isJSON || bytes[-1] == UInt8(ascii: "\"")
        // A value that is not there has a negative length, which is far too long.
        heads[row] = isText ? kiem_scan_plain_head(bytes, UInt64(truncatingIfNeeded: length), escape) : 0
      }
    }
  }
}
