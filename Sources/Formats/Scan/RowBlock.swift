/// Rows of a file in memory, with the places of their fields.
///
/// A field is two positions next to each other: it begins one behind the first and ends before the second. For delimited
/// text that is the index of the cells' ends itself; for JSON two positions are written for each column asked for.
///
///     position   p[-1]        p[0]      p[1]
///     bytes            a b c   ,   d e   \n
///
/// The last position of a row is its line's end, in both.
public struct RowBlock {
  /// The first byte of the first row.
  public let base: UnsafePointer<UInt8>
  public let rows: Int
  public let positions: UnsafePointer<UInt32>
  /// Positions per row.
  public let stride: Int
  /// The place of each planned column's end among the positions of a row.
  public let ends: [Int]
  /// Which planned columns stand before a carriage return, and so end one byte earlier.
  public let trims: [Int]
  /// The byte between cells; nil for JSON.
  public let delimiter: UInt8?
  /// Where the first row begins in the file.
  public let offset: Int
  /// Where the row behind the last one begins in the file.
  public let end: Int

  /// The bytes of a planned column, as written: with quotes where they are quoted. Nothing where a record of JSON does
  /// not have it.
  @inlinable @inline(__always)
  public func field(_ column: Int, _ row: Int) -> UnsafeBufferPointer<UInt8>? {
    let place = row &* stride &+ ends[column]
    let start = Int(positions[place &- 1] &+ 1)
    let end = Int(positions[place]) &- trims[column]
    return end < start ? nil : UnsafeBufferPointer(start: base + start, count: end &- start)
  }

  /// The bytes of a row, without its line end.
  @inlinable @inline(__always)
  public func line(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    let start = Int(positions[row &* stride &- 1] &+ 1)
    return UnsafeBufferPointer(start: base + start, count: Int(positions[row &* stride &+ stride &- 1]) &- start)
  }

  /// The bytes of any cell of a row of delimited text, whether it is planned or not; of the last one a carriage return
  /// that ends the line is among them.
  public func cell(_ cell: Int, _ row: Int) -> UnsafeBufferPointer<UInt8> {
    let place = row &* stride &+ cell
    let start = Int(positions[place &- 1] &+ 1)
    return UnsafeBufferPointer(start: base + start, count: Int(positions[place]) &- start)
  }

  /// Whether a row of delimited text has nothing in any cell.
  public func isBlank(_ row: Int) -> Bool {
    let first = Int(positions[row &* stride &- 1] &+ 1)
    let last = Int(positions[row &* stride &+ stride &- 1])
    return !(first..<last).contains { index in
      let byte = base[index]
      return byte != delimiter && byte != 0x20 && byte != 0x0D && byte != 0x22 && byte != 0x09
    }
  }
}

/// Why a file cannot be scanned, or not this way.
public enum ScanFault: Error, Equatable, Sendable {
  /// A chunk did not begin where the one before it ended: read again with exact borders.
  case misguessed
  /// The file holds something that only the general reader can tell about.
  case odd(String)
  /// The file could not be read to its end.
  case unreadable(String)
}
