import CSQLite

/// What SQLite says is wrong.
struct SQLiteFault: Error, Hashable {
  enum Kind: Hashable {
    /// No database, or one that is encrypted.
    case notADatabase
    /// Pages or a schema that cannot be.
    case corrupt
    /// More work than is allowed, or a value longer than is.
    case limit
    /// Something that reading a table has no business with.
    case refused
    case other(Int32)
  }

  var kind: Kind

  init(_ code: Int32) {
    switch code & 0xFF {
    case SQLITE_NOTADB: kind = .notADatabase
    case SQLITE_CORRUPT: kind = .corrupt
    case SQLITE_INTERRUPT, SQLITE_TOOBIG, SQLITE_NOMEM: kind = .limit
    case SQLITE_AUTH, SQLITE_READONLY: kind = .refused
    // A schema that does not parse is a plain error for SQLite.
    case SQLITE_ERROR: kind = .corrupt
    default: kind = .other(code)
    }
  }

  /// SQLite's own words for a code.
  static func words(_ code: Int32) -> String { sqlite3_errstr(code).map { String(cString: $0) } ?? "code \(code)" }
}

/// A connection to a database in memory that can do nothing but read what is stored.
///
/// A class, so that the connection is closed exactly once.
final class SQLiteConnection {
  /// Something of type `table` in the schema.
  struct Entry {
    var name: String
    /// False for a virtual table, and for those that SQLite keeps for itself.
    var isStored: Bool
  }

  private let database: OpaquePointer
  private let budget: Budget

  /// How many more times SQLite may report that it has done a thousand steps.
  private final class Budget {
    var left: Int

    init(_ left: Int) { self.left = left }
  }

  /// - Parameter start: the database's bytes, which must stay as they are until the connection is gone.
  init(_ start: UnsafeMutablePointer<UInt8>, count: Int, limits: SQLiteLimits) throws(SQLiteFault) {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
    let status = sqlite3_open_v2(":memory:", &opened, flags, nil)
    guard status == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw SQLiteFault(status)
    }
    database = opened
    budget = Budget(limits.steps)
    configure(limits)
    let size = sqlite3_int64(count)
    let loaded = sqlite3_deserialize(
      database, "main", start, size, size, UInt32(SQLITE_DESERIALIZE_READONLY))
    guard loaded == SQLITE_OK else { throw SQLiteFault(loaded) }
    sqlite3_progress_handler(
      database, 1_000,
      { context in
        guard let context else { return 1 }
        let budget = Unmanaged<Budget>.fromOpaque(context).takeUnretainedValue()
        budget.left -= 1
        return budget.left < 0 ? 1 : 0
      }, Unmanaged.passUnretained(budget).toOpaque())
    try run("PRAGMA cell_size_check = ON")
    allowReadingOnly()
  }

  deinit { sqlite3_close_v2(database) }

  private func configure(_ limits: SQLiteLimits) {
    for (option, value) in [
      (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
      (SQLITE_DBCONFIG_ENABLE_VIEW, 0), (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
      (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0),
    ] as [(Int32, Int32)] {
      _ = csqlite_set_flag(database, option, value)
    }
    for (limit, value) in [
      (SQLITE_LIMIT_LENGTH, limits.valueBytes), (SQLITE_LIMIT_SQL_LENGTH, 1 << 20), (SQLITE_LIMIT_COLUMN, 2_000),
      (SQLITE_LIMIT_EXPR_DEPTH, 100), (SQLITE_LIMIT_COMPOUND_SELECT, 10), (SQLITE_LIMIT_VDBE_OP, 100_000),
      (SQLITE_LIMIT_FUNCTION_ARG, 20), (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
      (SQLITE_LIMIT_VARIABLE_NUMBER, 10), (SQLITE_LIMIT_TRIGGER_DEPTH, 1), (SQLITE_LIMIT_WORKER_THREADS, 0),
    ] as [(Int32, Int)] {
      sqlite3_limit(database, limit, Int32(clamping: value))
    }
  }

  /// From now on SQLite refuses everything but selecting, reading columns, and telling a table's columns.
  private func allowReadingOnly() {
    sqlite3_set_authorizer(
      database,
      { _, action, first, _, _, _ in
        switch action {
        case SQLITE_SELECT, SQLITE_READ: return SQLITE_OK
        case SQLITE_PRAGMA:
          return first.map { String(cString: $0) } == "table_xinfo" ? SQLITE_OK : SQLITE_DENY
        default: return SQLITE_DENY
        }
      }, nil)
  }

  private func run(_ sql: String) throws(SQLiteFault) {
    let status = sqlite3_exec(database, sql, nil, nil, nil)
    guard status == SQLITE_OK else { throw SQLiteFault(status) }
  }

  private func prepare(_ sql: String) throws(SQLiteFault) -> SQLiteRows {
    var statement: OpaquePointer?
    let status = sqlite3_prepare_v2(database, sql, -1, &statement, nil)
    guard status == SQLITE_OK, let statement else { throw SQLiteFault(status) }
    return SQLiteRows(statement)
  }

  /// The tables that the schema names, virtual ones too, in the schema's order.
  func entries() throws(SQLiteFault) -> [Entry] {
    let rows = try prepare("SELECT name, rootpage, type FROM sqlite_master")
    var entries: [Entry] = []
    while try rows.next() {
      guard case .string(let type) = rows.value(2).value, type == "table" || type == "view",
        case .string(let name) = rows.value(0).value
      else { continue }
      if name.lowercased().hasPrefix("sqlite_") { continue }
      var isStored = type == "table"
      if case .number(let page) = rows.value(1).value { isStored = isStored && page != "0" } else { isStored = false }
      entries.append(Entry(name: name, isStored: isStored))
    }
    return entries
  }

  /// The names of a table's stored columns, and how many more it has that are computed.
  func columns(of table: String) throws(SQLiteFault) -> (names: [String], computed: Int) {
    let rows = try prepare("PRAGMA table_xinfo(\(Self.quoted(table)))")
    var names: [String] = []
    var computed = 0
    while try rows.next() {
      guard case .string(let name) = rows.value(1).value else { continue }
      // 0 is a column, 1 a hidden one of a virtual table, 2 is computed when it is read, 3 when it was written.
      if case .number(let hidden) = rows.value(6).value, hidden == "0" || hidden == "3" {
        names.append(name)
      } else {
        computed += 1
      }
    }
    return (names, computed)
  }

  /// The rows of a table as they are stored: an index that says otherwise is not asked.
  func rows(of table: String, _ columns: [String]) throws(SQLiteFault) -> SQLiteRows {
    let list = columns.map(Self.quoted).joined(separator: ", ")
    return try prepare("SELECT \(list) FROM \(Self.quoted(table)) NOT INDEXED")
  }

  private static func quoted(_ name: String) -> String {
    var quoted = "\""
    for scalar in name.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}

/// The rows of a question, one after the other.
///
/// A class, so that the statement is finalised exactly once.
final class SQLiteRows {
  static let binary = "binary data"
  private let statement: OpaquePointer

  init(_ statement: OpaquePointer) { self.statement = statement }

  deinit { sqlite3_finalize(statement) }

  /// Goes to the next row; false at the end.
  func next() throws(SQLiteFault) -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw SQLiteFault(code)
    }
  }

  /// A value of the row, and how many bytes it has.
  func value(_ column: Int) -> (value: RawValue, size: Int) {
    let column = Int32(column)
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return (.number(String(sqlite3_column_int64(statement, column))), 8)
    case SQLITE_FLOAT:
      let number = sqlite3_column_double(statement, column)
      return (number.isFinite ? .number("\(number)") : .unreadable("\(number)", reason: "not a number"), 8)
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(statement, column) else { return (.unreadable("", reason: "no memory"), 0) }
      let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
      if bytes.contains(0) {
        return (.unreadable(String(decoding: bytes, as: UTF8.self), reason: "NUL byte"), bytes.count)
      }
      if let text = String(validating: bytes, as: UTF8.self) { return (.string(text), bytes.count) }
      return (.unreadable(String(decoding: bytes, as: UTF8.self), reason: "not UTF-8"), bytes.count)
    case SQLITE_BLOB:
      let count = Int(sqlite3_column_bytes(statement, column))
      return (.unreadable("\(count) bytes", reason: Self.binary), count)
    default: return (.null, 0)
    }
  }
}
