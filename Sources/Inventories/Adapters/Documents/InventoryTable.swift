import Diagnostics
import Formats

/// Rows under headers: a CSV file, a sheet, a database table, or a text form that was read into one.
final class InventoryTable {
  let file: RecordFile
  /// The sheet or table; nil where the file is the table.
  let part: DocumentPart?
  /// Whether whoever opens the file does not see it.
  let isHidden: Bool
  /// The letters of columns, by header.
  let letters: [String: String]
  private let columnOf: [String: Int]

  init(_ file: RecordFile, part: DocumentPart? = nil, isHidden: Bool = false, letters: [String] = []) {
    self.isHidden = isHidden
    self.letters = Self.letters(letters, of: file.columns)
    self.file = file
    self.part = part
    let names = file.columns.enumerated().map { (HeaderNames.canonical($0.element), $0.offset) }
    columnOf = Dictionary(names, uniquingKeysWith: { first, _ in first })
  }

  var columns: [String] { file.columns }

  /// The letters of columns by header; none for headers that stand over several.
  static func letters(_ letters: [String], of columns: [String]) -> [String: String] {
    guard letters.count == columns.count else { return [:] }
    var found: [String: String] = [:]
    var doubled: Set<String> = []
    for (header, letter) in zip(columns, letters) where !letter.isEmpty {
      if found.updateValue(letter, forKey: header) != nil { doubled.insert(header) }
    }
    return found.filter { !doubled.contains($0.key) }
  }

  /// The column of a header: case, spaces and punctuation between words do not count.
  func column(_ header: String) -> Int? { columnOf[HeaderNames.canonical(header)] }

  /// Whether it has all of some headers.
  func has(_ headers: String...) -> Bool { has(headers) }
  func has(_ headers: [String]) -> Bool { headers.allSatisfy { column($0) != nil } }
  /// Whether it has one of some headers.
  func hasAny(_ headers: [String]) -> Bool { headers.contains { column($0) != nil } }

  var rows: some Sequence<TableRow> { file.records.lazy.map { TableRow(table: self, record: $0) } }
}

/// A row of a table.
struct TableRow: RecordSite {
  let table: InventoryTable
  let record: Record

  /// The value under a header; nil where the row has no such cell.
  subscript(header: String) -> Cell? {
    guard let column = table.column(header) else { return nil }
    let fields = record.fields
    let field =
      fields.indices.contains(column) && fields[column].column == column
      ? fields[column] : fields.first { $0.column == column }
    return field.map { Cell($0.value, under: table.columns[column]) }
  }

  var row: Int? { record.row }
  var line: Int { record.line }
  var pointer: String { record.pointer }
  var problem: String? { record.problem }
  var part: DocumentPart? { table.part }
  var headers: [String] { table.columns }

  /// Whether every cell is empty.
  var isBlank: Bool { record.fields.allSatisfy { Cell($0.value).isEmpty } }
}
