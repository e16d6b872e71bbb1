import CEL
import Diagnostics
import Schema
import Values

/// A pattern of a catalog: matches a whole folded text, whatever its case.
struct CatalogPattern: Sendable {
  private let pattern: Pattern

  /// - Throws: what is wrong with the text as RE2 syntax.
  init(_ text: String) throws(PatternError) {
    pattern = try Pattern(text, ignoresCase: true)
  }

  func matches(_ folded: String) -> Bool { pattern.matchesWhole(folded) }
}

/// Compiles the patterns of a catalog, and says which of them cannot be used.
struct CatalogPatterns {
  private(set) var diagnostics = DiagnosticList()
  /// Columns already compiled: a classifier of another entity shares them, and their errors are told once.
  private var compiled: [String: [CatalogClassification.RowPattern]] = [:]

  mutating func compile(_ rows: [CatalogRowValue], column: String) -> [CatalogClassification.RowPattern] {
    if let patterns = compiled[column] { return patterns }
    var patterns: [CatalogClassification.RowPattern] = []
    for row in rows {
      for text in row.row.cells[column]?.texts ?? [] {
        do throws(PatternError) {
          patterns.append(CatalogClassification.RowPattern(row: row.position, pattern: try CatalogPattern(text.text)))
        } catch {
          diagnostics.add(CatalogDiagnostics.pattern(error, in: text))
        }
      }
    }
    compiled[column] = patterns
    return patterns
  }
}
