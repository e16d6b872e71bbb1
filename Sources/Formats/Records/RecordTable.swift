import Diagnostics

/// One of the tables of a file: a sheet of a workbook, a table of a database.
public struct RecordTable: Sendable {
  /// The sheet's or table's name.
  public var name: String
  /// Whether people do not see it when they open the file.
  public var isHidden: Bool
  /// Its rows.
  public var file: RecordFile
  /// For each column what people call its place, such as the letters of a sheet's column; empty where it has none.
  public var letters: [String]

  /// Makes a table of its parts.
  public init(name: String, isHidden: Bool = false, file: RecordFile, letters: [String] = []) {
    self.name = name
    self.isHidden = isHidden
    self.file = file
    self.letters = letters
  }

  /// What a file with tables holds.
  public struct List: Sendable {
    /// The tables in the file's order; of a workbook those that hold something.
    public var tables: [RecordTable]
    /// What was wrong with the file and its tables.
    public var diagnostics: DiagnosticList
    /// False if there may be tables or rows that are not here.
    public var isWhole: Bool
  }

  /// The tables of a file; none where the format has no tables.
  ///
  /// - Parameter headerRow: the number of the header's row in a workbook's sheets, where somebody knows it; 0 for none.
  /// - Complexity: O(bytes, expanded)
  public static func tables(of source: Source, format: RecordFormat, headerRow: Int? = nil) -> List {
    switch format {
    case .csv, .json, .ndjson, .yaml: return List(tables: [], diagnostics: DiagnosticList(), isWhole: true)
    case .sqlite: return SQLiteReader.read(source)
    case .xlsx:
      let book = XLSXReader.read(source, options: XLSXOptions(headerRow: headerRow))
      let tables = book.sheets.map {
        RecordTable(name: $0.name, isHidden: $0.isHidden, file: $0.file, letters: $0.letters)
      }
      return List(tables: tables, diagnostics: book.diagnostics, isWhole: book.isWhole)
    }
  }

  /// The first table as a file of its own, with what was wrong in all of them.
  static func first(of list: List, _ source: Source, _ format: RecordFormat) -> RecordFile {
    var file =
      list.tables.first?.file
      ?? RecordFile(
        source: source, columns: [], records: [], diagnostics: DiagnosticList(), format: format, isWhole: false)
    file.diagnostics = list.diagnostics
    if !list.isWhole { file.isWhole = false }
    return file
  }
}
