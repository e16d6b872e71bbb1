import CEL
import Diagnostics
import Schema

/// The words of what can be wrong with a catalog that decoded well.
enum CatalogDiagnostics {
  static func pattern(_ error: PatternError, in text: LocatedText) -> Diagnostic {
    let place = text.map.span(error.range.clamped(to: 0..<text.text.utf8.count))
    return Diagnostic(
      .catalogPattern, "this pattern cannot be used: \(error.message)", at: place, help: error.help.map { [$0] } ?? [])
  }

  static func supplied(_ path: String, _ column: String, count: Int, catalog: String) -> Diagnostic {
    let what =
      column.isEmpty
      ? "rows that lack a key or break off: \(count)" : "values of `\(column)` that cannot be read: \(count)"
    return Diagnostic(
      .catalogSupplied, .warning, "\(Diagnostic.quote(path: path)) is reference data for `\(catalog)`, with \(what)",
      help: [
        column.isEmpty ? "these rows count for nothing" : "the rows count, without these values"
      ])
  }

  static func ambiguousAlias(_ name: String, _ row: CatalogRow, also first: CatalogRow) -> Diagnostic {
    Diagnostic(
      .catalogAmbiguousAlias, .warning, "\(Diagnostic.quote(name)) names two rows that differ", at: row.span,
      also: [Diagnostic.Label(first.span, "the other row")],
      help: ["a lookup of it is unknown (`conflict`), never the first of the two"])
  }
}
