import Diagnostics
import Schema

/// The words of what can be wrong with sheets of waivers and attestations. They name the row and the cell; what stands
/// there is shown only where it is an id.
extension Diagnostic {
  // MARK: Files

  static func registerNoSheet(_ path: String, _ kind: RegisterKind, at span: Span) -> Diagnostic {
    let needs = kind.needs.map { $0.map { "`\($0.rawValue)`" }.joined(separator: " or ") }.joined(separator: ", ")
    return Diagnostic(
      .registerColumns, "\(quote(path: path)) holds no sheet of \(kind.rawValue)", at: span,
      help: ["it is a CSV file or a workbook with the columns \(needs), or Vietnamese headers that say the same"])
  }

  static func registerBreaksOff(_ path: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .registerColumns, "\(quote(path: path)) could not be read to its end: rows of it may be missing", at: span)
  }

  static func registerHidden(_ path: String, _ sheet: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .registerColumns, "the sheet \(quote(sheet)) of \(quote(path: path)) is hidden, so nothing in it counts",
      at: span, help: ["show the sheet, or delete it: what is decided must be there to see"])
  }

  static func registerColumns(_ sheet: RegisterSheet, _ missing: [RegisterColumn]) -> Diagnostic {
    let kind = sheet.headers.kind
    let names = missing.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    let place = quote(path: sheet.table.name.isEmpty ? sheet.path : "\(sheet.path)[\(sheet.table.name)]")
    let count = sheet.rows.count
    return Diagnostic(
      .registerColumns,
      "\(place) has no column for \(names), so its \(count) \(count == 1 ? "row counts" : "rows count") for nothing",
      help: [
        kind == .waivers
          ? "a waiver says whom it is for, why, who asked for it, who else approved it, and from when until when"
          : "an attestation says whom it is about, what is answered, by whom, in which role and on which day"
      ])
  }

  static func registerColumnTwice(_ sheet: RegisterSheet, _ column: RegisterColumn, _ headers: [String]) -> Diagnostic {
    let shown = headers.map { quote($0) }.joined(separator: " and ")
    return Diagnostic(
      .registerColumns, "the columns \(shown) of \(quote(path: sheet.path)) both mean `\(column.rawValue)`",
      help: ["rename one of them"])
  }

  static func registerWithoutRows(_ sheet: RegisterSheet) -> Diagnostic {
    Diagnostic(.nothingSelected, "\(quote(path: sheet.path)) has no rows of \(sheet.headers.kind.rawValue)")
  }

  // MARK: Rows

  private static func register(
    _ code: DiagnosticCode, _ row: RegisterRow, _ message: String, help: [String] = []
  ) -> Diagnostic {
    Diagnostic(code, "\(row.place): \(message)", at: row.span, help: help)
  }

  static func registerRow(_ row: RegisterRow, _ problem: String) -> Diagnostic {
    register(.registerCell, row, "the row cannot be read: \(problem)")
  }

  static func registerMissing(_ row: RegisterRow, _ column: RegisterColumn) -> Diagnostic {
    register(.missingKey, row, "\(row.cell(column)) is empty, and `\(column.rawValue)` is needed")
  }

  static func registerCell(
    _ row: RegisterRow, _ column: RegisterColumn, reason: String, asksOrder: Bool = false
  ) -> Diagnostic {
    register(
      .registerCell, row, "\(row.cell(column)) cannot be read as `\(column.rawValue)`: \(reason)",
      help: asksOrder ? ["write YYYY-MM-DD, or say `date_order: dmy` in the document that names the sheet"] : [])
  }

  static func registerNames(_ row: RegisterRow, _ column: RegisterColumn, _ count: Int) -> Diagnostic {
    let why = count == 0 ? "names nobody" : "names \(count), and a cell may name \(RegisterSelector.nameLimit)"
    return register(.registerCell, row, "\(row.cell(column)) \(why)")
  }

  static func registerNobody(_ row: RegisterRow) -> Diagnostic {
    register(
      .missingKey, row, "it does not say whom it is for",
      help: ["name a subject or a unit, or write `toàn bộ` or `all`"])
  }

  static func registerSamePerson(_ row: RegisterRow, _ name: String) -> Diagnostic {
    register(.samePerson, row, "\(quote(name)) cannot approve what they requested themselves")
  }

  static func registerInterval(_ row: RegisterRow, _ from: RegisterColumn, _ until: RegisterColumn) -> Diagnostic {
    register(.emptyInterval, row, "\(row.cell(until)) lies before \(row.cell(from))")
  }

  static func registerUnknown(
    _ code: DiagnosticCode, _ row: RegisterRow, _ column: RegisterColumn, what: String, known: [String]
  ) -> Diagnostic {
    let name = row.text(column) ?? ""
    let near = NameSuggestions.nearest(to: name, among: known.prefix(600)).map { ["did you mean `\($0)`?"] }
    return register(code, row, "\(row.cell(column)): there is no \(what) \(quote(name))", help: near ?? [])
  }

  static func registerAmbiguous(_ row: RegisterRow, _ column: RegisterColumn, _ policies: [String]) -> Diagnostic {
    let names = policies.map { "`\($0)`" }.joined(separator: " and ")
    return register(
      .registerCell, row, "\(row.cell(column)) is in \(names)",
      help: ["add a column `policy`, or write `policy/rule` in a column `rule`"])
  }

  static func registerClauseWithoutRule(_ row: RegisterRow) -> Diagnostic {
    register(.nothingSelected, row, "\(row.cell(.clause)): no rule decides the clause")
  }

  static func registerNotAsked(_ row: RegisterRow) -> Diagnostic {
    let column: RegisterColumn = row.text(.rule) == nil ? .clause : .rule
    return register(.nothingSelected, row, "\(row.cell(column)): nobody is asked, so this attestation decides nothing")
  }

  static func registerNoSelector(_ row: RegisterRow, _ rule: Rule) -> Diagnostic {
    register(
      .registerCell, row,
      "whom it is for cannot be told: `\(rule.subject.value)`, the subject of `\(rule.id)`, has no such name")
  }
}
