import Diagnostics
import Formats
import Schema
import Values

/// A file with sheets of waivers or attestations, read and not yet held against policies.
public struct RegisterFile: Sendable {
  public let kind: RegisterKind
  /// The file's bytes, whose digest is part of what names a run.
  public let source: Source
  /// Those of its tables that have the columns of such a sheet.
  public private(set) var sheets: [RegisterSheet] = []
  public private(set) var diagnostics = DiagnosticList()

  /// How its cells are written.
  public struct Convention: Sendable {
    /// nil reads ISO dates only, so that a day is never guessed.
    public var dateOrder: DateOrder?
    public var zone: Zone
    /// How a text file's bytes stand for characters; nil finds it out.
    public var encoding: TextEncoding?

    public init(dateOrder: DateOrder? = nil, zone: Zone = .vietnam, encoding: TextEncoding? = nil) {
      self.dateOrder = dateOrder
      self.zone = zone
      self.encoding = encoding
    }
  }

  /// The ends of names that sheets have: what bears one is a file, and no document's id.
  static let suffixes = [".csv", ".tsv", ".xlsx", ".xlsm"]

  /// Whether a profile that names this means a file.
  static func isFile(_ name: String) -> Bool { suffixes.contains { name.lowercased().hasSuffix($0) } }

  /// Reads the file as what a profile or a manifest says it is. What cannot be read is in `diagnostics`; a file without
  /// such a sheet, one that breaks off and a sheet that lacks a column are errors, since whoever named it relies on it.
  ///
  /// - Complexity: O(bytes, expanded)
  public init(_ source: Source, as kind: RegisterKind, _ convention: Convention, namedAt span: Span) {
    self.kind = kind
    self.source = source
    let confidential = source.isConfidential ? source : source.confidential
    var tables: [RecordTable] = []
    switch RecordReader.recognise(path: source.path, bytes: source.bytes) {
    case .csv:
      let file = CSVReader.read(confidential, options: CSVOptions(encoding: convention.encoding))
      diagnostics.add(contentsOf: file.diagnostics.all)
      tables = [RecordTable(name: "", file: file)]
    case .xlsx:
      let list = RecordTable.tables(of: confidential, format: .xlsx)
      diagnostics.add(contentsOf: list.diagnostics.all)
      tables = list.tables
      if !list.isWhole { diagnostics.add(.registerBreaksOff(source.path, at: span)) }
    case .json, .ndjson, .yaml, .sqlite, nil:
      diagnostics.add(.registerNoSheet(source.path, kind, at: span))
      return
    }
    for table in tables {
      if table.name.isEmpty, !table.file.isWhole { diagnostics.add(.registerBreaksOff(source.path, at: span)) }
      // A file with one table can only mean that one; of a workbook's sheets those that look it.
      guard let headers = RegisterHeaders(table.file.columns), headers.kind == kind else {
        if tables.count == 1 { append(table, RegisterHeaders(table.file.columns, as: kind), convention) }
        continue
      }
      if table.isHidden {
        diagnostics.add(.registerHidden(source.path, table.name, at: span))
      } else {
        append(table, headers, convention)
      }
    }
    if sheets.isEmpty, !diagnostics.hasErrors {
      diagnostics.add(.registerNoSheet(source.path, kind, at: span))
    }
  }

  private mutating func append(_ table: RecordTable, _ headers: RegisterHeaders, _ convention: Convention) {
    sheets.append(RegisterSheet(table, headers, of: source, convention))
  }
}

/// One table of such a file.
public struct RegisterSheet: Sendable {
  let headers: RegisterHeaders
  let table: RecordTable
  let convention: RegisterFile.Convention
  let path: String
  /// What places in it are shown by: the text itself, or one line for each row of a workbook's sheet.
  private let places: Source

  init(_ table: RecordTable, _ headers: RegisterHeaders, of source: Source, _ convention: RegisterFile.Convention) {
    self.table = table
    self.headers = headers
    self.convention = convention
    path = source.path
    if table.name.isEmpty {
      places = table.file.source
    } else {
      let last = min(table.file.records.map(\.line).max() ?? 0, 1_048_576)
      let lines = [UInt8](repeating: UInt8(ascii: "\n"), count: max(0, last))
      places = Source(path: source.path, bytes: lines, isConfidential: true)
    }
  }

  /// Its rows that say anything.
  var rows: [RegisterRow] {
    table.file.records.filter { record in
      record.problem != nil || record.fields.contains { !Text($0.value.written).isEmpty }
    }.map { RegisterRow(sheet: self, record: $0) }
  }

  func span(of record: Record) -> Span {
    guard !table.name.isEmpty else { return Span(source: places, range: record.range) }
    let line = min(max(record.line, 1), places.lineStarts.count)
    let start = places.lineStarts[line - 1]
    return Span(source: places, range: start..<start)
  }
}

/// A row of such a sheet.
struct RegisterRow {
  let sheet: RegisterSheet
  let record: Record

  /// What stands under a column; nil where there is no such column, or nothing stands there.
  func value(_ column: RegisterColumn) -> RawValue? {
    guard let index = sheet.headers.columns[column]?.first else { return nil }
    guard let value = record.fields.first(where: { $0.column == index })?.value else { return nil }
    return Text(value.written).isEmpty ? nil : value
  }

  func text(_ column: RegisterColumn) -> String? { value(column).map { Text($0.written).display } }

  var span: Span { sheet.span(of: record) }

  /// Where the row stands: `ngoai-le.xlsx[Ngoại lệ]:5`.
  var place: RegisterPlace {
    RegisterPlace(path: sheet.path, part: sheet.table.name, line: record.line)
  }

  /// The cell of a column, as people find it: `F5` in a workbook, else the header.
  func cell(_ column: RegisterColumn) -> String {
    guard let index = sheet.headers.columns[column]?.first, index < sheet.table.file.columns.count else {
      return Diagnostic.quote(column.rawValue)
    }
    let header = Diagnostic.quote(sheet.table.file.columns[index])
    guard index < sheet.table.letters.count, !sheet.table.letters[index].isEmpty else { return header }
    return "`\(sheet.table.letters[index])\(record.line)` (\(header))"
  }
}

/// A row of a sheet, by which what is made of it belongs together.
public struct RegisterPlace: Sendable, Hashable, CustomStringConvertible {
  public var path: String
  /// The sheet; empty where the file is the table.
  public var part: String
  public var line: Int

  public init(path: String, part: String, line: Int) {
    self.path = path
    self.part = part
    self.line = line
  }

  /// As diagnostics show it.
  public var description: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return Diagnostic.quote(path: part.isEmpty ? "\(name):\(line)" : "\(name)[\(part)]:\(line)")
  }
}

extension RawValue {
  /// What stands in a cell, as far as it is one value.
  var written: String {
    switch self {
    case .string(let text), .number(let text), .unreadable(let text, _): text
    case .bool(let value): value ? "true" : "false"
    case .converted(_, let text): text
    case .null, .list, .map: ""
    }
  }
}
