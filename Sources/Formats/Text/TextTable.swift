import Diagnostics

/// Builds records of a text that is a table in its own way: fixed columns, paragraphs, `key=value` lines.
public struct TextTable {
  private let source: Source
  private var columns: [String]
  private var columnOf: [String: Int] = [:]
  private var records: [Record] = []
  /// False if the text breaks off.
  public var isWhole = true
  /// How many columns a table may have.
  private let limit = 10_000

  public init(_ source: Source, columns: [String]) {
    self.source = source
    self.columns = columns
    for (index, column) in columns.enumerated() { columnOf[column] = index }
  }

  /// Adds a row of cells in the order of the columns; of more cells than columns the rest is left out.
  public mutating func append(_ cells: [RawValue], line: Int, problem: String? = nil) {
    let fields = cells.prefix(columns.count).enumerated().map { Record.Field(column: $0.offset, value: $0.element) }
    add(fields, line, problem)
  }

  public mutating func append(_ cells: [String], line: Int, problem: String? = nil) {
    append(cells.map { RawValue.string($0) }, line: line, problem: problem)
  }

  /// Adds a row of named values; new names become columns.
  public mutating func append(_ names: [String], _ values: [String], line: Int, problem: String? = nil) {
    var fields: [Record.Field] = []
    var fieldOf: [Int: Int] = [:]
    var problem = problem
    for (name, value) in zip(names, values) {
      guard let column = column(name) else {
        problem = problem ?? "more columns than the limit of \(limit)"
        isWhole = false
        continue
      }
      if let known = fieldOf[column] {
        fields[known].value = .unreadable(value, reason: "the record has \(Diagnostic.quote(name)) twice")
      } else {
        fieldOf[column] = fields.count
        fields.append(Record.Field(column: column, value: .string(value)))
      }
    }
    add(fields, line, problem)
  }

  private mutating func column(_ name: String) -> Int? {
    if let known = columnOf[name] { return known }
    guard columns.count < limit else { return nil }
    columnOf[name] = columns.count
    columns.append(name)
    return columns.count - 1
  }

  private mutating func add(_ fields: [Record.Field], _ line: Int, _ problem: String?) {
    records.append(Record(row: records.count + 1, line: line, fields: fields, problem: problem))
  }

  /// The table as a file of records.
  public var file: RecordFile {
    RecordFile(
      source: source, columns: columns, records: records, diagnostics: DiagnosticList(), format: .csv, isWhole: isWhole)
  }
}
