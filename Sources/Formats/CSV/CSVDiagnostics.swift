import Diagnostics

/// The words of everything that can be wrong with CSV. Rows are counted from 1 after the header, which is row 0.
enum CSVDiagnostics {
  private static func place(_ row: Int) -> String { row == 0 ? "the header" : "row \(row)" }

  static func empty(_ source: Source) -> Diagnostic {
    Diagnostic(
      .csvEmpty, "the file has no header", at: Span(source: source, range: 0..<0),
      help: ["the first line of a CSV file names its columns"])
  }

  static func noHeader(_ span: Span, isDeclared: Bool) -> Diagnostic {
    Diagnostic(
      .csvNoHeader, isDeclared ? .note : .warning, "the file has no header: its first row is data like those below",
      at: span,
      help: [
        "add a line that names the columns; they are called `column 1`, `column 2` and so on until then",
        "if the first row is the header after all, say so in a manifest: `header: \(span.line)`",
      ])
  }

  static func titles(_ span: Span, count: Int, line: Int, isCertain: Bool) -> Diagnostic {
    let rows = count == 0 ? "" : count == 1 ? ", below one row of titles" : ", below \(count) rows of titles"
    return Diagnostic(
      .csvTitleRows, isCertain ? .note : .warning,
      "the header is taken to stand on line \(line)\(rows)\(isCertain ? "" : ", which is not certain")", at: span,
      help: ["to say so, or otherwise, in a manifest: `header: \(line)`"])
  }

  /// - Parameter isSigned: whether some of the rows are no sums, but tell who signed.
  static func totals(_ source: Source, count: Int, line: Int, isSigned: Bool) -> Diagnostic {
    let rows = count == 1 ? "the last row" : "the last \(count) rows"
    let verb = (isSigned ? "stand" : "add") + (count == 1 ? "s" : "")
    let what = verb + (isSigned ? " below the table" : " up those above")
    let start = source.lineStarts[min(max(line - 1, 0), source.lineStarts.count - 1)]
    return Diagnostic(
      .csvTotalsRow, .note, "\(rows) \(what), and \(count == 1 ? "is no record" : "are no records")",
      at: Span(source: source, range: start..<start))
  }

  static func tooManyColumns(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .inputTooLarge, "the header names more columns than the limit of \(limit)",
      at: Span(source: span.source, range: span.range.lowerBound..<span.range.lowerBound),
      help: ["is this a CSV file with a header?"])
  }

  static func duplicateHeader(_ span: Span, first: Span, _ name: String) -> Diagnostic {
    Diagnostic(
      .csvDuplicateHeader, .warning, "two columns have the name \(Diagnostic.quote(name))", at: span,
      label: "again here", also: [.init(first, "first here")],
      help: ["values in which they differ count as unreadable, since nothing tells which one is meant: rename one"])
  }

  static func emptyHeader(_ span: Span, column: Int) -> Diagnostic {
    Diagnostic(
      .csvEmptyHeader, .warning, "column \(column) has no name", at: span,
      help: ["name the column if its values matter"])
  }

  static func length(_ span: Span, row: Int, cells: Int, columns: Int, lines: Int) -> Diagnostic {
    let isShort = cells < columns
    var help = [
      isShort
        ? "add the missing cells; an empty cell needs its delimiter too" : "text with a delimiter inside must be quoted"
    ]
    if lines > 1 {
      help.insert("the row spans \(lines) lines because of a quote: is its closing quote missing?", at: 0)
    }
    return Diagnostic(
      isShort ? .csvShortRow : .csvLongRow, .warning,
      "row \(row) has \(cells) \(cells == 1 ? "cell" : "cells"), the header has \(columns)", at: span, help: help)
  }

  static func unclosedQuote(_ span: Span, row: Int) -> Diagnostic {
    Diagnostic(
      .csvUnclosedQuote, .warning, "the quote that opens a cell of \(place(row)) is not closed", at: span,
      help: ["close the quote; a quote inside quoted text is written twice", "reading went on with the next line"])
  }

  static func textAfterQuote(_ span: Span, row: Int) -> Diagnostic {
    Diagnostic(
      .csvTextAfterQuote, .warning, "\(place(row)) has text between a closing quote and the next delimiter", at: span,
      help: ["a quote inside quoted text is written twice"])
  }

  static func unreadable(_ span: Span, row: Int, column: String, _ reason: String) -> Diagnostic {
    let what = reason == "NUL byte" ? "a NUL byte" : "bytes that are not UTF-8"
    let cell = row == 0 ? "a name in the header" : "row \(row), column \(Diagnostic.quote(column)),"
    return Diagnostic(
      .csvUnreadableCell, .warning, "\(cell) has \(what)", at: span, help: ["export the file as UTF-8"])
  }

  static func cellTooLarge(_ span: Span, row: Int, bytes: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      .inputTooLarge, .warning, "a cell of \(place(row)) has \(bytes) bytes, beyond the limit of \(limit)", at: span,
      help: ["is this a CSV file?"])
  }
}
