import Diagnostics

/// The words of everything that can be wrong with a workbook. Its file is an archive, so places are told in words.
enum XLSXDiagnostics {
  /// Where in a workbook something is.
  struct Place {
    var sheet: String
    /// `cell B12`, `row 7`, `column C`.
    var reference: String

    var words: String { "\(reference) of the sheet \(Diagnostic.quote(sheet))" }
  }

  private static func found(
    _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ message: String, _ source: Source, _ help: String
  ) -> Diagnostic {
    Diagnostic(code, severity, message, at: Span(source: source, range: 0..<0), help: [help])
  }

  // MARK: the workbook

  static func otherFormat(_ source: Source, _ kind: XLSXReader.Kind) -> Diagnostic {
    let what =
      switch kind {
      case .compound: "the file is a workbook of Excel 97 to 2003 (`.xls`), or protected by a password"
      case .openDocument: "the file is an OpenDocument sheet (`.ods`)"
      case .binary: "the file is a binary workbook (`.xlsb`)"
      case .xlsx: "the file is another kind of workbook"
      }
    return found(.sheetFormat, .error, what, source, "open it and save it as `.xlsx`, without a password")
  }

  static func noWorkbook(_ source: Source) -> Diagnostic {
    found(.sheetFormat, .error, "the archive holds no workbook", source, "save the file again as `.xlsx`")
  }

  static func noPart(_ source: Source, _ path: String) -> Diagnostic {
    found(
      .sheetPart, .error, "the workbook has no part \(Diagnostic.quote(path: path))", source,
      "open it and save it again as `.xlsx`")
  }

  static func noSheetPart(_ source: Source, _ sheet: String) -> Diagnostic {
    found(
      .sheetPart, .error, "the workbook has no cells for its sheet \(Diagnostic.quote(sheet))", source,
      "open it and save it again as `.xlsx`")
  }

  static func tooManySheets(_ source: Source, limit: Int) -> Diagnostic {
    found(.inputTooLarge, .error, "the workbook has more sheets than the limit of \(limit)", source, "split it")
  }

  static func textLimit(_ source: Source, limit: Int) -> Diagnostic {
    found(
      .inputTooLarge, .error, "the workbook's texts have more bytes than the limit of \(limit)", source,
      "cells with further texts count as unreadable; split the workbook")
  }

  static func tooManyCells(_ source: Source, _ sheet: String) -> Diagnostic {
    found(
      .inputTooLarge, .error,
      "the workbook has more cells than the limit, reached in the sheet \(Diagnostic.quote(sheet))",
      source, "nothing after that is read; split the workbook")
  }

  static func tooManyColumns(_ source: Source, _ sheet: String, limit: Int) -> Diagnostic {
    found(
      .inputTooLarge, .error, "the sheet \(Diagnostic.quote(sheet)) has more columns than the limit of \(limit)",
      source,
      "columns after that are not read")
  }

  static func tooManyMerges(_ source: Source, _ sheet: String) -> Diagnostic {
    found(
      .inputTooLarge, .warning, "the sheet \(Diagnostic.quote(sheet)) has more merged cells than are followed", source,
      "cells merged after that count as empty; undo the merges")
  }

  // MARK: places in a sheet

  static func badPlace(_ source: Source, _ sheet: String) -> Diagnostic {
    found(
      .sheetCell, .error, "the sheet \(Diagnostic.quote(sheet)) has a cell outside of where cells can be", source,
      "open the workbook and save it again as `.xlsx`")
  }

  static func twice(_ source: Source, _ place: Place) -> Diagnostic {
    found(
      .sheetCell, .warning, "the file has \(place.words) twice", source,
      "it counts as unreadable; open the workbook and save it again as `.xlsx`")
  }

  static func unreadable(_ source: Source, _ place: Place, _ reason: String) -> Diagnostic {
    found(
      .sheetCell, .warning, "\(place.words) cannot be read: \(reason)", source,
      reason.hasPrefix("a formula") ? "open the workbook in a program that calculates, and save it" : "correct the cell"
    )
  }

  // MARK: the shape of a table

  static func noHeader(_ source: Source, _ sheet: String, _ row: Int) -> Diagnostic {
    found(
      .sheetHeader, .warning, "row \(row) of the sheet \(Diagnostic.quote(sheet)), said to be its header, is empty",
      source, "the header was looked for instead; give the number that stands beside its row")
  }

  static func uncertainHeader(_ source: Source, _ sheet: String, row: Int) -> Diagnostic {
    found(
      .sheetHeader, .warning,
      "row \(row) of the sheet \(Diagnostic.quote(sheet)) is taken for its header, and may not be it", source,
      "delete what stands above the header, or say in a manifest which row it is: `header: \(row)`")
  }

  static func withoutHeader(_ source: Source, _ sheet: String, row: Int) -> Diagnostic {
    found(
      .sheetHeader, .warning,
      "the sheet \(Diagnostic.quote(sheet)) has no header: row \(row) is data like the rows below it", source,
      "add a row that names the columns; they are called `column A`, `column B` and so on until then")
  }

  static func emptyHeader(_ source: Source, _ place: Place) -> Diagnostic {
    found(.csvEmptyHeader, .warning, "\(place.words) has no name", source, "name the column if its values matter")
  }

  static func duplicateHeader(_ source: Source, _ place: Place, _ name: String) -> Diagnostic {
    found(
      .csvDuplicateHeader, .warning, "\(place.words) have the name \(Diagnostic.quote(name))", source,
      "neither column is used, since nothing tells which one is meant: rename one")
  }

  static func filled(_ source: Source, _ place: Place, _ count: Int) -> Diagnostic {
    found(
      .sheetMerge, .note, "\(place.words) are merged: \(count) of them are read with the value of the first", source,
      "undo the merge if it means something else")
  }

  static func across(_ source: Source, _ place: Place) -> Diagnostic {
    found(
      .sheetMerge, .warning, "\(place.words) are merged over several columns", source,
      "the value counts for the first column, and the others are unreadable; undo the merge")
  }

  static func heading(_ source: Source, _ place: Place) -> Diagnostic {
    found(
      .sheetRow, .note, "\(place.words) is a heading across the table, and is not read as a row of it", source,
      "undo the merge if it is one")
  }

  static func totals(_ source: Source, _ place: Place) -> Diagnostic {
    found(
      .sheetRow, .note, "\(place.words) stands below the table (sums, signatures), and is not read as a row of it",
      source,
      "change its first word if it is one")
  }
}
