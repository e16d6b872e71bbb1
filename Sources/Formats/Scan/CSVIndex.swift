import CScan

/// Finds the ends of all cells in a stretch of delimited text that begins with a row.
///
/// Only text in which quotes are used by the book is taken: a quote stands at the beginning or the end of a cell, or
/// doubled within a quoted one. Anything else is a fault, and somebody else's work: `CSVReader` says what is wrong.
///
///     bytes       a , " b , c " \n
///     inside      . . 1 1 1 1 . .      from each opening quote to before the closing one
///     positions     1             7
public enum CSVIndex {
  /// What was found besides the positions.
  public struct Findings: Equatable, Sendable {
    /// How many positions were written: delimiters and line ends outside quotes.
    public var count = 0
    /// How many of them are line ends.
    public var newlines = 0
    /// Whether there is a carriage return anywhere.
    public var hasReturns = false
    /// Whether a quote stands where none may.
    public var hasStrayQuote = false
    /// Whether the text ends within quotes.
    public var endsInQuotes = false
  }

  /// - Parameters:
  ///   - base: the first byte of a row; up to 63 bytes behind the last are read, and must be zero.
  ///   - positions: room for a position per byte and 64 more.
  /// - Complexity: O(bytes)
  public static func scan(
    _ base: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, into positions: UnsafeMutablePointer<UInt32>
  ) -> Findings {
    scan(base, count: count, delimiter: delimiter, into: positions, width: width)
  }

  /// Bytes in the registers of this processor, as far as they are put to use.
  static let width = kiem_scan_width()

  /// The same with registers of a width.
  static func scan(
    _ base: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, into positions: UnsafeMutablePointer<UInt32>,
    width: Int32
  ) -> Findings {
    let found: kiem_scan_index
    switch width {
    case 64: found = kiem_scan_index_512(base, UInt64(count), delimiter, positions)
    case 32: found = kiem_scan_index_256(base, UInt64(count), delimiter, positions)
    default: return scanNarrow(base, count: count, delimiter: delimiter, into: positions)
    }
    return Findings(
      count: Int(found.count), newlines: Int(found.newlines), hasReturns: found.has_returns,
      hasStrayQuote: found.has_stray_quote, endsInQuotes: found.ends_in_quotes)
  }

  /// The same for processors with registers of 16 bytes, and what the other is tested against.
  private static func scanNarrow(
    _ base: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, into positions: UnsafeMutablePointer<UInt32>
  ) -> Findings {
    var found = 0
    var newlines = 0
    var returns: UInt64 = 0
    var stray: UInt64 = 0
    /// All ones inside quotes.
    var carry: UInt64 = 0
    /// Bit 0: whether a quoted cell may begin with the next byte.
    var mayOpen: UInt64 = 1
    /// Bit 0: whether the last byte was a closing quote.
    var closed: UInt64 = 0
    var offset = 0
    while offset < count {
      let masks = kiem_scan_cells_at(base + offset, delimiter)
      var ends = masks.delimiters | masks.newlines
      var lines = masks.newlines
      if masks.quotes | carry | closed != 0 {
        let inside = ScanMasks.prefixXor(masks.quotes) ^ carry
        carry = UInt64(bitPattern: Int64(bitPattern: inside) &>> 63)
        let closing = masks.quotes & ~inside
        // What lies behind the last byte is told by the next stretch.
        let valid = count &- offset >= 64 ? .max : (UInt64(1) &<< UInt64(truncatingIfNeeded: count &- offset)) &- 1
        stray |= ((closing &<< 1) | closed) & ~(ends | masks.quotes | masks.returns) & valid
        closed = closing &>> 63
        ends &= ~inside
        lines &= ~inside
        let before = ((ends | masks.quotes) &<< 1) | mayOpen
        stray |= masks.quotes & inside & ~before
        mayOpen = (ends | masks.quotes) &>> 63
      } else {
        mayOpen = ends &>> 63
      }
      returns |= masks.returns
      newlines &+= lines.nonzeroBitCount
      found = PositionBuffer.append(ends, at: UInt32(truncatingIfNeeded: offset), to: positions, found)
      offset &+= 64
    }
    return Findings(
      count: found, newlines: newlines, hasReturns: returns != 0, hasStrayQuote: stray != 0, endsInQuotes: carry != 0)
  }
}
