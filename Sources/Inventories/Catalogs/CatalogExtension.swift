import Diagnostics
import Formats
import Schema
import Values

/// The catalogs of a run with the rows that files of the inventory supply: vulnerabilities, ends of support, firmware.
///
/// A supplied row bears the day and the place of its file. Of rows with one key the newer day wins, the catalog's own
/// where a file tells no day; rows of the same day that differ stay both, so that looking them up is a `conflict`.
/// What the newer row leaves out is taken from the catalog's own, with the older of both days. Rows of vulnerabilities
/// never replace each other; those that tell of exploitation tell it of every row with their id.
public enum CatalogExtension {
  /// What came of it.
  public struct Result: Sendable {
    /// In the order given.
    public var catalogs: [CatalogDeclaration]
    public var diagnostics = DiagnosticList()
    /// The names of the catalogs that took rows.
    public var extended: Set<String> = []
  }

  /// - Complexity: O(rows · columns)
  public static func extend(_ catalogs: [CatalogDeclaration], with references: [AdaptedReference]) -> Result {
    var result = Result(catalogs: catalogs)
    guard !references.isEmpty else { return result }
    let supplied = Dictionary(grouping: references) { $0.catalog }
    for (index, catalog) in catalogs.enumerated() {
      guard let references = supplied[catalog.name] else { continue }
      var reader = SuppliedRows(catalog)
      for reference in references { reader.read(reference) }
      result.catalogs[index].rows =
        catalog.listsVulnerabilities
        ? exploited(catalog.rows + reader.rows) : merged(catalog.rows, reader.rows, key: catalog.key)
      result.diagnostics.add(contentsOf: reader.diagnostics)
      result.extended.insert(catalog.name)
    }
    return result
  }

  // MARK: Keys

  private static func merged(_ own: [CatalogRow], _ supplied: [CatalogRow], key: [String]) -> [CatalogRow] {
    func text(_ row: CatalogRow) -> [String] { key.map { row.value($0).flatMap(LookupText.folded) ?? "" } }
    var newcomers = Dictionary(grouping: supplied, by: text)
    var rows: [CatalogRow] = []
    for row in own {
      let rivals = newcomers.removeValue(forKey: text(row)) ?? []
      rows += settled([row], rivals)
    }
    var seen: Set<[String]> = []
    for row in supplied where newcomers[text(row)] != nil && seen.insert(text(row)).inserted {
      rows += settled([], newcomers[text(row)] ?? [])
    }
    return rows
  }

  /// The rows of one key that stand.
  private static func settled(_ own: [CatalogRow], _ rivals: [CatalogRow]) -> [CatalogRow] {
    // A file without a day loses to a dated row of the catalog; among files nobody can tell which is newer.
    let undated = own.isEmpty ? rivals.filter { $0.asOf == nil } : []
    let dated = (own + rivals).filter { $0.asOf != nil }
    guard let newest = dated.compactMap(\.asOf).max() else { return own.isEmpty ? undated : own }
    let standing = dated.filter { $0.asOf == newest }
    guard let shipped = own.first, let day = shipped.asOf, day < newest else { return standing + undated }
    return standing.map { row in
      var row = row
      let kept = shipped.cells.filter { row.cells[$0.key] == nil }
      guard !kept.isEmpty else { return row }
      row.cells.merge(kept) { mine, _ in mine }
      row.asOf = day
      row.isUnchecked = row.isUnchecked || shipped.isUnchecked
      return row
    }
  }

  // MARK: Vulnerabilities

  private static func exploited(_ rows: [CatalogRow]) -> [CatalogRow] {
    func id(_ row: CatalogRow) -> String { row.value("id").flatMap(LookupText.folded) ?? "" }
    var mark: [String: CatalogCell] = [:]
    for row in rows {
      if let cell = row.cells["exploited"], cell.value == .bool(true) { mark[id(row)] = cell }
    }
    return rows.map { row in
      guard row.cells["exploited"] == nil, let cell = mark[id(row)] else { return row }
      var row = row
      row.cells["exploited"] = cell
      return row
    }
  }
}

/// Reads rows of reference data as a catalog's columns have them.
private struct SuppliedRows {
  private let catalog: CatalogDeclaration
  private let readers: [(column: CatalogColumn, reader: AttributeReader)]
  private(set) var rows: [CatalogRow] = []
  private var unreadable: [Fault: Int] = [:]

  private struct Fault: Hashable {
    var path: String
    /// Empty for a row that cannot be used.
    var column: String
  }

  init(_ catalog: CatalogDeclaration) {
    self.catalog = catalog
    readers = catalog.columns.map { ($0, DocumentValue.reader(for: $0.type)) }
  }

  mutating func read(_ reference: AdaptedReference) {
    var cells: [String: CatalogCell] = [:]
    for cell in reference.cells {
      guard let (column, reader) = readers.first(where: { $0.column.name == cell.column }) else { continue }
      switch DocumentValue.read(cell.value, as: column.type, reader: reader) {
      case .value(let value):
        var found = CatalogCell(value: value, texts: texts(value), span: catalog.span)
        (found.header, found.raw) = (cell.header, cell.value.spelling)
        cells[column.name] = found
      case .null, .missing: break
      case .unreadable: unreadable[Fault(path: reference.path, column: column.name), default: 0] += 1
      }
    }
    guard reference.problem == nil, catalog.key.allSatisfy({ cells[$0] != nil }) else {
      unreadable[Fault(path: reference.path, column: ""), default: 0] += 1
      return
    }
    let place = reference.pointer.isEmpty ? ":\(reference.line)" : "#\(reference.pointer)"
    var row = CatalogRow(
      cells: cells, asOf: reference.asOf, origin: reference.path + place, isSupplied: true, span: catalog.span)
    row.supplied = CatalogRow.SuppliedPlace(
      path: reference.path, digest: reference.digest, row: reference.row, line: reference.line,
      pointer: reference.pointer)
    rows.append(row)
  }

  private func texts(_ value: Value) -> [LocatedText] {
    LookupText.scalars(value).map { scalar in
      LocatedText(
        text: LookupText.display(scalar), map: .identity(catalog.span.source, length: 0), span: catalog.span)
    }
  }

  var diagnostics: [Diagnostic] {
    unreadable.sorted { ($0.key.path, $0.key.column) < ($1.key.path, $1.key.column) }.map { fault, count in
      CatalogDiagnostics.supplied(fault.path, fault.column, count: count, catalog: catalog.name)
    }
  }
}
