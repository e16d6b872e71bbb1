import Diagnostics
import Values

/// Catalogs, and rows of them, whose day is long past.
struct OldCatalogRow: Lint {
  /// After a year somebody ought to have looked again.
  static let days = 365

  let name = "old-catalog-row"
  let code = DiagnosticCode.oldCatalogRow
  let summary = "A catalog, or a row of one, whose `as_of` is more than a year old."
  let reason = """
    Products are renamed, makers end them, firmware moves on; a row says what was true on its day. Look again, and \
    write the new day. Counted is from `--as-of`. A row that states its own day is judged by that.
    """
  private static func files(_ day: String, row: String = "") -> String {
    """
    uses: [inventory, vendors]
    \(ConstantCondition.policy("vendors.row(camera.vendor).good"))
    ---
    catalog: vendors
    as_of: \(day)
    origin: an example
    columns: {id: text, good: bool}
    key: [id]
    rows:
      - {id: axis, good: true\(row)}
    """
  }
  let examples = [
    LintExample(files("2024-06-01"), finds: ["vendors"]),
    LintExample(files("2025-12-01", row: ", as_of: 2023-02-03"), finds: ["id"]),
    LintExample(files("2025-12-01")),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    context.loaded.catalogs.flatMap { catalog -> [LintFinding] in
      var found: [LintFinding] = []
      let undated = catalog.rows.count { $0.asOf == catalog.asOf }
      if let asOf = catalog.asOf, asOf.days(to: context.asOf) > Self.days, undated > 0 {
        let rows = undated == 1 ? "1 row" : "\(undated) rows"
        found.append(
          LintFinding(
            self, "\(rows) of the catalog `\(catalog.name)` say what was true on \(asOf)", at: catalog.span,
            label: "\(asOf.days(to: context.asOf)) days before \(context.asOf)"))
      }
      for row in catalog.rows {
        guard let asOf = row.asOf, asOf != catalog.asOf, asOf.days(to: context.asOf) > Self.days else { continue }
        found.append(
          LintFinding(
            self, "this row of `\(catalog.name)` says what was true on \(asOf)", at: row.span,
            label: "\(asOf.days(to: context.asOf)) days before \(context.asOf)"))
      }
      return found
    }
  }
}
