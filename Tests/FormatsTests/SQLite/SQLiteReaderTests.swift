import CSQLite
import Diagnostics
import Formats
import Testing

/// A database that SQLite makes of some statements, as the bytes of its file.
private func database(_ sql: String) throws -> [UInt8] {
  var connection: OpaquePointer?
  try #require(sqlite3_open(":memory:", &connection) == SQLITE_OK)
  defer { sqlite3_close(connection) }
  var message: UnsafeMutablePointer<CChar>?
  let status = sqlite3_exec(connection, sql, nil, nil, &message)
  try #require(status == SQLITE_OK, "\(message.map { String(cString: $0) } ?? "")")
  var size: sqlite3_int64 = 0
  let start = try #require(sqlite3_serialize(connection, "main", &size, 0))
  defer { sqlite3_free(start) }
  return Array(UnsafeBufferPointer(start: start, count: Int(size)))
}

@Suite struct SQLiteReaderTests {
  private func read(_ bytes: [UInt8], _ limits: SQLiteLimits = .standard) -> RecordTable.List {
    SQLiteReader.read(Source(path: "a.db", bytes: bytes), limits: limits)
  }

  /// `name: column=value ...` for each row.
  private func rows(_ list: RecordTable.List) -> [String] {
    list.tables.flatMap { table in
      table.file.records.map { record in
        "\(table.name) \(record.row):"
          + record.fields.map { " \(table.file.columns[$0.column])=\(dump($0.value))" }.joined()
      }
    }
  }

  private func messages(_ list: RecordTable.List) -> [String] {
    list.diagnostics.all.map { "\($0.code) \($0.message)" }
  }

  @Test func `tables are read as they are stored`() throws {
    let list = read(
      try database(
        """
        CREATE TABLE phan_mem(id INTEGER PRIMARY KEY, [tên "x"] TEXT, v, n REAL, b BLOB);
        INSERT INTO phan_mem VALUES (7, 'Zoom ấ', '5.10', 1.5, x'0001'), (3, NULL, 12, 2, NULL),
          (9, CAST(x'e9' AS TEXT), CAST(x'610062' AS TEXT), 9223372036854775807, '');
        CREATE INDEX i ON phan_mem(v);
        CREATE TABLE k(a TEXT PRIMARY KEY, b) WITHOUT ROWID;
        INSERT INTO k VALUES ('z', 1), ('a', 2);
        CREATE TABLE empty(a, b);
        """))
    #expect(
      rows(list) == [
        "phan_mem 1: id=3 tên \"x\"=null v=12 n=2.0 b=null",
        "phan_mem 2: id=7 tên \"x\"='Zoom ấ' v='5.10' n=1.5 b=?'2 bytes' (binary data)",
        "phan_mem 3: id=9 tên \"x\"=?'\u{FFFD}' (not UTF-8) v=?'a\u{0}b' (NUL byte) n=9.223372036854776e+18 b=''",
        "k 1: a='a' b=2", "k 2: a='z' b=1",
      ])
    #expect(list.isWhole && list.tables.map(\.name) == ["phan_mem", "k", "empty"])
    #expect(list.tables.last?.file.columns == ["a", "b"])
    #expect(
      messages(list) == [
        "KIEM1805 a value of the column `tên \"x\"` of the table `phan_mem` cannot be read: not UTF-8",
        "KIEM1805 a value of the column `v` of the table `phan_mem` cannot be read: NUL byte",
      ])
  }

  @Test func `texts in UTF-16 are texts`() throws {
    let list = read(try database("PRAGMA encoding='UTF-16le'; CREATE TABLE t(a); INSERT INTO t VALUES ('ấ😀');"))
    #expect(rows(list) == ["t 1: a='ấ😀'"] && messages(list) == [])
  }

  @Test func `what would run something is left out`() throws {
    let list = read(
      try database(
        """
        CREATE TABLE t(a, b AS (a || hex(zeroblob(4))) VIRTUAL, c AS (a + 1) STORED, d DEFAULT (random()));
        INSERT INTO t(a, d) VALUES (1, 5);
        CREATE VIEW w AS SELECT load_extension('x') FROM t;
        CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;
        CREATE VIRTUAL TABLE f USING fts5(x);
        INSERT INTO f VALUES ('hello');
        """))
    #expect(rows(list).first == "t 1: a=1 c=2 d=5")
    #expect(list.tables.map(\.name).first == "t" && !list.tables.contains { $0.name == "w" || $0.name == "f" })
    #expect(list.isWhole)
    #expect(
      messages(list) == [
        "KIEM1803 2 views and virtual tables of the database are not read",
        "KIEM1803 1 computed columns of the table `t` are not read",
      ])
  }

  @Test func `a schema that was tampered with is refused or harmless`() throws {
    // The text of the schema stands in the file as it was written, so that it can be changed in place.
    let honest = try database("CREATE TABLE t(a, b CHECK (length(a) < 9)); INSERT INTO t VALUES ('x', 'y');")
    func changed(_ from: String, _ to: String) -> [UInt8] {
      var bytes = honest
      let (old, new) = (Array(from.utf8), Array(to.utf8))
      precondition(old.count == new.count)
      for place in 0...(bytes.count - old.count) where Array(bytes[place..<place + old.count]) == old {
        bytes.replaceSubrange(place..<place + old.count, with: new)
      }
      return bytes
    }
    let broken = read(changed("CREATE TABLE t(a, b", "CREATE TABLE t(a, ("))
    #expect(!broken.isWhole && messages(broken) == ["KIEM1802 the database is damaged, or its schema is none"])
    let view = read(changed("CREATE TABLE t(a, b CHECK (length(a) < 9))", "CREATE VIEW  t(a, b)AS SELECT 1,randomblob"))
    #expect(rows(view) == [] && (!view.isWhole || !view.diagnostics.isEmpty))
  }

  @Test func `a database with a log beside it is not whole`() throws {
    var bytes = try database("CREATE TABLE t(a); INSERT INTO t VALUES (1);")
    (bytes[18], bytes[19]) = (2, 2)
    let list = read(bytes)
    #expect(rows(list) == ["t 1: a=1"] && !list.isWhole)
    #expect(messages(list) == ["KIEM1804 the database is written with a log beside it, which is not read"])
  }

  @Test func `each limit has its diagnostic`() throws {
    let many = String(repeating: "INSERT INTO t VALUES ('xxxxxxxxxx', 2);", count: 50)
    let bytes = try database("CREATE TABLE t(a, b);" + many + "CREATE TABLE u(a);")
    let values = read(bytes, SQLiteLimits(values: 5))
    #expect(rows(values).count == 2 && !values.isWhole && !values.tables[0].file.isWhole)
    #expect(messages(values).first == "KIEM1002 the database has more values than the limit, reached in the table `t`")
    let size = read(bytes, SQLiteLimits(bytes: 100))
    #expect(rows(size).count == 5 && !size.isWhole)
    let tables = read(bytes, SQLiteLimits(tables: 1))
    #expect(tables.tables.map(\.name) == ["t"] && !tables.isWhole)
    let steps = read(
      try database(
        "CREATE TABLE t(a); WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r LIMIT 5000) INSERT INTO t SELECT x FROM r;"
      ), SQLiteLimits(steps: 3))
    #expect(
      !steps.isWhole && messages(steps) == ["KIEM1002 the table `t` takes more work or memory to read than the limit"])
    let long = read(
      try database("CREATE TABLE t(a); INSERT INTO t VALUES (1), (zeroblob(5000));"), SQLiteLimits(valueBytes: 1_000))
    #expect(!long.isWhole && rows(long) == ["t 1: a=1"])
  }

  @Test func `a file that is no database, cut or changed anywhere, is told and does no harm`() throws {
    let bytes = try database(
      "PRAGMA page_size=512; CREATE TABLE t(a, b); WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r LIMIT 300)"
        + " INSERT INTO t SELECT x, hex(randomblob(20)) FROM r; CREATE INDEX i ON t(b);")
    for length in [0, 5, 16, 100, 511] {
      #expect(messages(read(Array(bytes.prefix(length)))) == ["KIEM1801 the file is no SQLite database"])
    }
    for length in stride(from: 512, to: bytes.count, by: 300) {
      let list = read(Array(bytes.prefix(length)))
      #expect(!list.isWhole && list.diagnostics.hasErrors, "cut at \(length)")
    }
    for seed in 0..<400 as Range<UInt64> {
      var random = Seeded(seed)
      var changed = bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        // Half of the changes are made where the structure stands.
        let end = Bool.random(using: &random) ? 1_024 : bytes.count
        changed[Int.random(in: 16..<end, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let list = read(changed, SQLiteLimits(values: 100_000, steps: 10_000))
      #expect(list.isWhole || !list.diagnostics.isEmpty, "seed \(seed)")
    }
  }

  @Test func `a database is recognised by what it holds`() throws {
    let bytes = try database("CREATE TABLE t(a);")
    #expect(RecordReader.recognise(path: "a.csv", bytes: bytes) == .sqlite)
    #expect(RecordReader.read(Source(path: "a", bytes: bytes), format: .sqlite).columns == ["a"])
  }
}
