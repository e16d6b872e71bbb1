/// How the records of a file stand in it, and how it is cut into chunks.
public struct ScanLayout: Sendable {
  public enum Format: Sendable, Equatable {
    /// Delimited text: the byte between cells, and how many cells a row has.
    case cells(delimiter: UInt8, count: Int)
    /// A JSON object per line, and every name that a member may have: a name that is not among them may mean something
    /// that nobody has thought of.
    case lines(names: [String])
  }

  /// What is read of each record.
  public enum Field: Sendable, Equatable {
    /// The position of a cell.
    case cell(Int)
    /// The name of a member.
    case member(String)
  }

  public var format: Format
  /// Where the first record begins.
  public var start: Int
  /// What is asked for; a column of a block is a place in this list.
  public var fields: [Field]
  /// Bytes in a chunk. The cut depends on it and the size of the file only, never on threads.
  public var chunkBytes = ScanLayout.largestChunk
  /// How far behind its end a chunk is read at first, for the record that begins in it and ends behind it.
  public var lookAhead = 8 << 10
  /// The longest record.
  public var recordBytes = 16 << 20

  /// Whether records are JSON.
  public var isJSON: Bool { format.isJSON }

  /// Larger chunks fall out of the processor's caches between two steps.
  public static let largestChunk = 512 << 10
  private static let smallestChunk = 64 << 10

  /// Bytes in a chunk of a file of some size: small enough that several threads have something to do, and learn from each
  /// other what values mean.
  public static func chunkBytes(size: Int) -> Int { min(largestChunk, max(smallestChunk, size / 64)) }

  public init(format: Format, start: Int, fields: [Field]) {
    self.format = format
    self.start = start
    self.fields = fields
  }

  /// The chunks of a file of some size: chunk `k` owns the records that begin in `bounds(k)`.
  public func chunks(size: Int) -> Int { size <= start ? 0 : (size - start + chunkBytes - 1) / chunkBytes }

  func bounds(_ chunk: Int, size: Int) -> Range<Int> {
    let first = start + chunk * chunkBytes
    return first..<min(first + chunkBytes, size)
  }
}

extension ScanLayout.Format {
  /// Whether records are JSON.
  public var isJSON: Bool { if case .lines = self { true } else { false } }
}
