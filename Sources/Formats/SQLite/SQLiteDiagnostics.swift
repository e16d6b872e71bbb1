import Diagnostics

/// The words of everything that can be wrong with a database. Its file has no lines, so places are told in words.
enum SQLiteDiagnostics {
  private static func found(
    _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ message: String, _ source: Source, _ help: String
  ) -> Diagnostic {
    Diagnostic(code, severity, message, at: Span(source: source, range: 0..<0), help: [help])
  }

  private static func table(_ name: String) -> String { "the table \(Diagnostic.quote(name))" }

  static func notADatabase(_ source: Source) -> Diagnostic {
    found(.databaseFormat, .error, "the file is no SQLite database", source, "is it cut short, or encrypted?")
  }

  static func fault(_ source: Source, table name: String?, _ fault: SQLiteFault) -> Diagnostic {
    let what = name.map(table) ?? "the database"
    switch fault.kind {
    case .notADatabase: return notADatabase(source)
    case .corrupt:
      return found(
        .databaseCorrupt, .error, "\(what) is damaged, or its schema is none", source,
        "rows that stand before the damage are read; export the database again, or repair it with `.recover`")
    case .limit:
      return found(
        .inputTooLarge, .error, "\(what) takes more work or memory to read than the limit", source,
        "rows before that are read; export the rows that matter")
    case .refused:
      return found(
        .databaseRefused, .error, "reading \(what) would run what the file says", source,
        "nothing found in a file is run; export the table as CSV")
    case .other(let code):
      return found(
        .databaseCorrupt, .error, "\(what) cannot be read: \(SQLiteFault.words(code))", source,
        "export the database again")
    }
  }

  static func cut(_ source: Source) -> Diagnostic {
    found(
      .databaseCorrupt, .error, "the database is shorter than it says", source,
      "what is there is read; copy or export the database again")
  }

  static func log(_ source: Source) -> Diagnostic {
    found(
      .databaseLog, .warning, "the database is written with a log beside it, which is not read", source,
      "rows in the log are missing here, so nothing counts as complete; make a copy with `VACUUM INTO`")
  }

  static func leftOut(_ source: Source, _ count: Int) -> Diagnostic {
    found(
      .databaseRefused, .note, "\(count) views and virtual tables of the database are not read", source,
      "reading them would run what the file says; the tables that they are made of are read")
  }

  static func computed(_ source: Source, _ name: String, _ count: Int) -> Diagnostic {
    found(
      .databaseRefused, .note, "\(count) computed columns of \(table(name)) are not read", source,
      "reading them would run what the file says")
  }

  static func tooManyTables(_ source: Source, limit: Int) -> Diagnostic {
    found(
      .inputTooLarge, .error, "the database has more tables than the limit of \(limit)", source,
      "export the tables that matter")
  }

  static func tooManyValues(_ source: Source, _ name: String) -> Diagnostic {
    found(
      .inputTooLarge, .error, "the database has more values than the limit, reached in \(table(name))", source,
      "export the rows that matter")
  }

  static func tooManyBytes(_ source: Source, _ name: String, limit: Int) -> Diagnostic {
    found(
      .inputTooLarge, .error,
      "the database's values have more than the limit of \(limit) bytes, reached in \(table(name))",
      source, "export the rows that matter")
  }

  static func unreadable(_ source: Source, _ name: String, _ column: String, _ reason: String) -> Diagnostic {
    found(
      .databaseValue, .warning,
      "a value of the column \(Diagnostic.quote(column)) of \(table(name)) cannot be read: \(reason)",
      source, "the value counts as unreadable")
  }
}
