import Formats
import Tables
import Values

/// The codes of one column of the block at hand, as far as anybody asked for them; one for each thread and column.
///
/// Code 0 stands for a record that does not have the member. Where a column has very many distinct values its dictionary
/// is emptied between blocks, and with it everything that was decided by code.
final class ColumnCoder {
  let member: StreamedTable.Member
  let column: Int
  private let isJSON: Bool
  private let dictionary = ByteDictionary()
  private(set) var codes: UnsafeMutablePointer<UInt32>
  private var done: UnsafeMutablePointer<UInt64>
  private var rows = 0
  /// The first bytes of rows' texts, as far as anybody asked for them; room for none until somebody does.
  private var heads: UnsafeMutablePointer<UInt32>?
  private var headsDone: UnsafeMutablePointer<UInt64>
  private var entries: [Column.Entry?] = [nil]
  /// Of codes beyond those that are kept, what the block at hand asked for.
  private var recent: [UInt32: Column.Entry] = [:]
  private let absent: Column.Entry
  /// Counts how often codes were given anew: what was noted by code under another number is void.
  private(set) var generation = 0

  /// A dictionary larger than this, in bytes, is emptied.
  private let limit: Int
  /// Entries are kept of so many codes: a value of a column with more of them is mostly read once, when it is decided.
  private static let mostEntries = 4096

  init(_ member: StreamedTable.Member, column: Int, entity: String, isJSON: Bool, limit: Int = 24 << 20) {
    self.member = member
    self.column = column
    self.isJSON = isJSON
    self.limit = limit
    let name = "\(entity).\(member.name)"
    absent = Column.Entry(raw: "", value: .unknown(Unknown(.attributeAbsent, name)), presence: .absent)
    codes = .allocate(capacity: 1)
    done = .allocate(capacity: 1)
    headsDone = .allocate(capacity: 1)
  }

  deinit {
    codes.deallocate()
    done.deallocate()
    heads?.deallocate()
    headsDone.deallocate()
  }

  /// How many codes there are, the one of absence included.
  var count: Int { dictionary.count + 1 }

  /// Forgets the last block.
  func begin(_ block: RowBlock) {
    if dictionary.bytes > limit {
      dictionary.removeAll()
      entries = [nil]
      generation += 1
    }
    if !recent.isEmpty { recent.removeAll(keepingCapacity: true) }
    let words = (block.rows + 63) >> 6
    if block.rows > rows {
      codes.deallocate()
      done.deallocate()
      heads?.deallocate()
      headsDone.deallocate()
      rows = words * 64
      codes = .allocate(capacity: rows)
      done = .allocate(capacity: words)
      heads = nil
      headsDone = .allocate(capacity: words)
    }
    done.initialize(repeating: 0, count: words)
    headsDone.initialize(repeating: 0, count: words)
  }

  /// The first bytes of the texts of the rows wanted (`PlainHeads`); of others it says nothing.
  /// - Parameter missing: room for a word per 64 rows.
  func heads(
    _ block: RowBlock, _ wanted: UnsafePointer<UInt64>, _ missing: UnsafeMutablePointer<UInt64>
  ) -> UnsafePointer<UInt32> {
    let heads = self.heads ?? .allocate(capacity: rows)
    self.heads = heads
    if ColumnCoder.claim(wanted, headsDone, rows: block.rows, missing) {
      PlainHeads.take(block, column, missing, into: heads)
    }
    return UnsafePointer(heads)
  }

  /// Makes sure that the rows wanted have codes.
  /// - Parameter missing: room for a word per 64 rows.
  func code(_ block: RowBlock, _ wanted: UnsafePointer<UInt64>, _ missing: UnsafeMutablePointer<UInt64>) {
    if ColumnCoder.claim(wanted, done, rows: block.rows, missing) {
      dictionary.code(block, column, missing, into: codes)
    }
  }

  /// Notes rows as done and writes which of them were not.
  /// - Returns: whether there are any.
  @inline(__always)
  private static func claim(
    _ wanted: UnsafePointer<UInt64>, _ done: UnsafeMutablePointer<UInt64>, rows: Int,
    _ missing: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    var any: UInt64 = 0
    for word in 0..<((rows + 63) >> 6) {
      missing[word] = wanted[word] & ~done[word]
      any |= missing[word]
      done[word] |= wanted[word]
    }
    return any != 0
  }

  /// Calls the body with the bytes of a code that is not 0, their count and their kind.
  func bytes<Result>(of code: UInt32, _ body: (UnsafePointer<UInt8>, Int, UInt32) -> Result) -> Result {
    let (bytes, kind) = dictionary.string(code - 1)
    // The arena of a dictionary is never without an address.
    return body(bytes.baseAddress!, bytes.count, kind)
  }

  /// What a code stands for: read when it is asked for the first time.
  func entry(_ code: UInt32) throws(ScanFault) -> Column.Entry {
    if code == 0 { return absent }
    let isKept = code < ColumnCoder.mostEntries
    if isKept {
      while entries.count <= Int(code) { entries.append(nil) }
      if let known = entries[Int(code)] { return known }
    } else if let known = recent[code] {
      return known
    }
    let (bytes, kind) = dictionary.string(code - 1)
    guard let value = StreamedValue.read(bytes, kind: kind, isJSON: isJSON) else {
      throw .odd("a value that is no JSON")
    }
    let entry = member.read(value)
    if isKept { entries[Int(code)] = entry } else { recent[code] = entry }
    return entry
  }
}
