import CSQLite
import Diagnostics

/// What a database may cost.
public struct SQLiteLimits: Sendable {
  /// How many tables are read.
  public var tables: Int
  /// How many values all tables may have together.
  public var values: Int
  /// How many bytes all values may have together.
  public var bytes: Int
  /// How many bytes one value may have.
  public var valueBytes: Int
  /// How many of SQLite's own instructions may run, in thousands.
  public var steps: Int

  /// Limits of one's own.
  public init(
    tables: Int = 1_000, values: Int = 20_000_000, bytes: Int = 512 << 20, valueBytes: Int = 16 << 20,
    steps: Int = 1_000_000
  ) {
    self.tables = tables
    self.values = values
    self.bytes = bytes
    self.valueBytes = valueBytes
    self.steps = steps
  }

  /// The limits that hold unless others are asked for.
  public static let standard = SQLiteLimits()
}

/// SQLite databases to tables.
///
/// The bytes are handed to SQLite as they were read: no path is opened, so nothing beside the file is touched, and what
/// is read is what the file's digest stands for. Only what is stored is read: real tables, in the order in which they are
/// stored, without an index. Views, triggers, virtual tables and computed columns would run what the file says, and a
/// hostile file may say anything; they are left out, with a note.
///
/// A record's row counts the rows of its table in the order in which they are stored.
public enum SQLiteReader {
  /// Whether a file begins as a database.
  public static func begins(_ bytes: some Sequence<UInt8>) -> Bool { bytes.starts(with: "SQLite format 3\0".utf8) }

  /// Reads the tables that have rows or columns to tell them by.
  ///
  /// A database that is written with a log beside it (`-wal`) may lack what the log holds, and counts as not whole.
  /// - Complexity: O(bytes)
  public static func read(_ source: Source, limits: SQLiteLimits = .standard) -> RecordTable.List {
    var found = LimitedDiagnostics()
    guard begins(source.bytes), source.bytes.count >= 512 else {
      found.add(SQLiteDiagnostics.notADatabase(source))
      return RecordTable.List(tables: [], diagnostics: found.finished(), isWhole: false)
    }
    var image = source.bytes
    let isLogged = image[18] == 2 || image[19] == 2
    if isLogged {
      found.add(SQLiteDiagnostics.log(source))
      // SQLite would look for the log: told that there is none, it reads what is there.
      (image[18], image[19]) = (1, 1)
    }
    let isCut = statedSize(image).map { $0 > image.count } ?? false
    if isCut { found.add(SQLiteDiagnostics.cut(source)) }
    var reading = SQLiteReading(source, limits: limits, found: found)
    let count = image.count
    image.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      reading.read(start, count: count)
    }
    return RecordTable.List(
      tables: reading.tables, diagnostics: reading.found.finished(), isWhole: reading.isWhole && !isLogged && !isCut)
  }

  /// How many bytes the header says that the file has; nil where it does not say (file format, 1.3.7).
  private static func statedSize(_ bytes: [UInt8]) -> Int? {
    func number(_ place: Int, _ count: Int) -> Int { bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) } }
    guard number(24, 4) == number(92, 4) else { return nil }
    let page = number(16, 2)
    return number(28, 4) * (page == 1 ? 65_536 : page)
  }
}

/// A database while it is read.
struct SQLiteReading {
  private let source: Source
  private let limits: SQLiteLimits
  var found: LimitedDiagnostics
  private(set) var tables: [RecordTable] = []
  private(set) var isWhole = true
  private var valuesLeft: Int
  private var bytesLeft: Int

  init(_ source: Source, limits: SQLiteLimits, found: LimitedDiagnostics) {
    self.source = source
    self.limits = limits
    self.found = found
    valuesLeft = limits.values
    bytesLeft = limits.bytes
  }

  private mutating func lose(_ diagnostic: Diagnostic) {
    isWhole = false
    found.add(diagnostic)
  }

  /// Reads a database out of memory, which must stay as it is meanwhile.
  mutating func read(_ start: UnsafeMutablePointer<UInt8>, count: Int) {
    let connection: SQLiteConnection
    do throws(SQLiteFault) {
      connection = try SQLiteConnection(start, count: count, limits: limits)
    } catch {
      return lose(SQLiteDiagnostics.fault(source, table: nil, error))
    }
    do throws(SQLiteFault) {
      let entries = try connection.entries()
      let left = entries.count { !$0.isStored }
      if left > 0 { found.add(SQLiteDiagnostics.leftOut(source, left)) }
      let stored = entries.filter(\.isStored)
      if stored.count > limits.tables { lose(SQLiteDiagnostics.tooManyTables(source, limit: limits.tables)) }
      for entry in stored.prefix(limits.tables) { read(entry.name, connection) }
    } catch {
      lose(SQLiteDiagnostics.fault(source, table: nil, error))
    }
  }

  private mutating func read(_ table: String, _ connection: SQLiteConnection) {
    var columns: [String] = []
    var records: [Record] = []
    var isWholeTable = true
    do throws(SQLiteFault) {
      let (names, computed) = try connection.columns(of: table)
      columns = names
      if computed > 0 { found.add(SQLiteDiagnostics.computed(source, table, computed)) }
      guard !columns.isEmpty else { return }
      let rows = try connection.rows(of: table, columns)
      while try rows.next() {
        guard let fields = fields(of: rows, columns, table) else {
          isWholeTable = false
          break
        }
        records.append(Record(row: records.count + 1, line: records.count + 1, fields: fields))
      }
    } catch {
      isWholeTable = false
      found.add(SQLiteDiagnostics.fault(source, table: table, error))
    }
    if !isWholeTable { isWhole = false }
    let file = RecordFile(
      source: source, columns: columns, records: records, diagnostics: DiagnosticList(), format: .sqlite,
      isWhole: isWholeTable)
    tables.append(RecordTable(name: table, file: file))
  }

  /// The values of a row; nil where no more may be read.
  private mutating func fields(
    of rows: SQLiteRows, _ columns: [String], _ table: String
  ) -> [Record.Field]? {
    guard valuesLeft >= columns.count else {
      lose(SQLiteDiagnostics.tooManyValues(source, table))
      return nil
    }
    valuesLeft -= columns.count
    var fields: [Record.Field] = []
    fields.reserveCapacity(columns.count)
    for column in columns.indices {
      let (value, size) = rows.value(column)
      bytesLeft -= size
      if case .unreadable(_, let reason) = value, reason != SQLiteRows.binary {
        found.add(SQLiteDiagnostics.unreadable(source, table, columns[column], reason))
      }
      fields.append(Record.Field(column: column, value: value))
    }
    guard bytesLeft >= 0 else {
      lose(SQLiteDiagnostics.tooManyBytes(source, table, limit: limits.bytes))
      return nil
    }
    return fields
  }
}
