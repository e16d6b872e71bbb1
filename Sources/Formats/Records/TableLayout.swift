/// How a table lies in its file: what was taken for its header, and what for neither header nor record.
public struct TableLayout: Sendable, Hashable {
  /// A row that is no record.
  public struct Row: Sendable, Hashable {
    /// The line on which it begins, from 1.
    public var line: Int
    /// Its cells that are not empty.
    public var cells: [String]

    public init(line: Int, cells: [String]) {
      self.line = line
      self.cells = cells
    }
  }

  /// The byte between cells, in text formats.
  public var delimiter: UInt8?
  /// The line on which the header begins; nil if there is none, and the columns are called by their number.
  public var headerLine: Int?
  /// Whether nothing else could be the header.
  public var isHeaderCertain = true
  /// The lines of records that whoever opens the file does not see.
  public var hiddenRows: [Int] = []
  /// Rows above the header, and a row of column numbers below it.
  public var titles: [Row] = []
  /// Rows at the end that add up those above.
  public var totals: [Row] = []

  /// By column the label that stands above its own over several columns (*Hệ điều hành* over *Tên* and *Phiên bản*), empty
  /// where there is none; empty where no column has one.
  public var groups: [String] = []

  /// Whether a workbook's numbers of days count from 1904.
  public var countsFrom1904 = false

  public init() {}
}
