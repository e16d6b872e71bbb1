/// How rows may be called, each worked out once: records about one subject touch the same rows again and again.
///
/// It belongs to one thread.
final class ShownRows {
  /// A row as records show it.
  struct Row {
    /// The id of its subject.
    let id: String
    /// What a person calls it.
    let name: String
    /// Its withheld spellings and those of the rows that it names.
    let needles: [Needle]
  }

  /// So many rows are kept; then it begins anew.
  private static let limit = 4096

  private let redactor: Redactor
  private var known: [TouchedRow: Row] = [:]

  init(_ redactor: Redactor) { self.redactor = redactor }

  subscript(row: Int, of entity: String) -> Row { self[TouchedRow(entity: entity, row: row)] }

  subscript(touched: TouchedRow) -> Row {
    if let row = known[touched] { return row }
    if known.count >= ShownRows.limit { known = [:] }
    let needles = redactor.closure(of: touched.row, entity: touched.entity)
    let row = Row(
      id: redactor.subject(touched.row, of: touched.entity, needles),
      name: redactor.name(touched.row, of: touched.entity, needles), needles: needles)
    known[touched] = row
    return row
  }
}
