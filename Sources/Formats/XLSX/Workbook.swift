import Diagnostics

/// A workbook, read: each of its sheets as a table.
public struct Workbook: Sendable {
  /// The file. It is an archive, so places in it say nothing; sheets, rows and column letters do.
  public var source: Source
  /// The sheets that hold something, hidden ones too, in the workbook's order.
  public var sheets: [SheetTable]
  /// What was wrong.
  public var diagnostics: DiagnosticList
  /// False if there may be sheets or rows that are not here.
  public var isWhole: Bool

  /// Makes a workbook of its parts.
  public init(source: Source, sheets: [SheetTable], diagnostics: DiagnosticList, isWhole: Bool) {
    self.source = source
    self.sheets = sheets
    self.diagnostics = diagnostics
    self.isWhole = isWhole
  }
}

/// A sheet of a workbook, as a table.
///
/// Rows and lines of its records are the sheet's own row numbers, as a person sees them beside the sheet.
///
/// A merged cell holds its value in its upper left corner only. Cells merged down a column mean that value in each of
/// their rows, since that is what a person sees: the rows below are filled with it, and reported. Of cells merged across
/// columns nobody knows which column is meant besides the first: those are unreadable.
public struct SheetTable: Sendable {
  /// The sheet's name.
  public var name: String
  /// Whether the workbook hides it.
  public var isHidden: Bool
  /// The rows below the header. Every record has a field for every column that the header names; an empty cell is the
  /// empty string. Its `layout` names the header's row (of several, the last one), and
  /// what stands above it and adds up below.
  public var file: RecordFile
  /// The letters of each of the file's columns: `A`, `AB`.
  public var letters: [String]
  /// False if the header may be another row than the one that `file.layout` names.
  public var isHeaderCertain: Bool

  /// Makes a table of its parts.
  public init(
    name: String, isHidden: Bool, file: RecordFile, letters: [String], isHeaderCertain: Bool
  ) {
    self.name = name
    self.isHidden = isHidden
    self.file = file
    self.letters = letters
    self.isHeaderCertain = isHeaderCertain
  }
}

/// What a workbook may cost, and what is known about it beforehand.
public struct XLSXOptions: Sendable {
  /// How many cells with a value all sheets may have together.
  public var cells: Int
  /// How many bytes all shared texts may have together.
  public var textBytes: Int
  /// How many columns a table may have.
  public var columns: Int
  /// How many sheets are read.
  public var sheets: Int
  /// The number of the header's row, where somebody knows it; 0 for none.
  public var headerRow: Int?
  /// What the archive may become.
  public var expansion: ExpansionLimits

  /// Options of one's own.
  public init(
    cells: Int = 10_000_000, textBytes: Int = 256 << 20, columns: Int = 10_000, sheets: Int = 1_000,
    headerRow: Int? = nil, expansion: ExpansionLimits = ExpansionLimits(memberBytes: 1 << 30, totalBytes: 2 << 30)
  ) {
    self.cells = cells
    self.textBytes = textBytes
    self.columns = columns
    self.sheets = sheets
    self.headerRow = headerRow
    self.expansion = expansion
  }
}
