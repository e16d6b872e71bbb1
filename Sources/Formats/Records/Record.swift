import Diagnostics

/// One row of a CSV file, one object of a JSON array, one line of NDJSON, one item of a YAML sequence.
///
/// Nested objects are flattened to dotted column names (`{"password": {"state": "changed"}}` is the column
/// `password.state`); lists stay lists.
public struct Record: Sendable {
  /// The number of the record in its file, from 1, as one counts the rows below the header: neither the header nor
  /// titles above it count, nor blank lines. What a text editor shows is `line`.
  public var row: Int
  /// The line on which it begins, from 1.
  public var line: Int
  /// The JSON pointer of the record (RFC 6901), in formats that have one; empty otherwise.
  public var pointer: String
  /// The fields that the record has. A column that is not among them is not in the record at all.
  public var fields: [Field]
  /// Why the record as a whole cannot be trusted (a short row, an unclosed quote); its fields are as far as they go.
  public var problem: String?
  /// The bytes of the record in the file's source.
  public var range: Range<Int>

  public struct Field: Sendable {
    /// Index into the reader's columns.
    public var column: Int
    public var value: RawValue

    public init(column: Int, value: RawValue) {
      self.column = column
      self.value = value
    }
  }

  public init(
    row: Int, line: Int, pointer: String = "", fields: [Field], problem: String? = nil, range: Range<Int> = 0..<0
  ) {
    self.row = row
    self.line = line
    self.pointer = pointer
    self.fields = fields
    self.problem = problem
    self.range = range
  }
}

/// A file of records, read.
public struct RecordFile: Sendable {
  /// The text that places refer to: the file's, or what was decoded from its UTF-16.
  public var source: Source
  /// Column names in the order in which they were first seen, as written.
  public var columns: [String]
  public var records: [Record]
  public var diagnostics: DiagnosticList
  /// What was read.
  public var format: RecordFormat
  /// False if the file may hold records that are not here: reading broke off at a syntax error or a limit.
  public var isWhole: Bool
  /// How the file's bytes stood for characters, and what told so.
  public var encoding = TextEncoding.utf8
  public var encodingOrigin = DecodedText.Origin.standard
  /// How the table lies in the file, in formats that have tables.
  public var layout: TableLayout?

  public init(
    source: Source, columns: [String], records: [Record], diagnostics: DiagnosticList, format: RecordFormat,
    isWhole: Bool = true
  ) {
    self.isWhole = isWhole
    self.source = source
    self.columns = columns
    self.records = records
    self.diagnostics = diagnostics
    self.format = format
  }
}

/// The formats that hold records.
public enum RecordFormat: String, Sendable, CaseIterable {
  case csv, json, ndjson, yaml
  /// A workbook; each of its sheets is a table.
  case xlsx
  /// An SQLite database.
  case sqlite

  /// Whether a file holds tables with names, of which `RecordTable` tells.
  public var hasTables: Bool { self == .xlsx || self == .sqlite }
}
