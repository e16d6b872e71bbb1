import Schema
import Values

/// A row of a catalog as expressions see it: its columns, and the day on which it was true.
///
/// A column that the row leaves out is unknown (`no-reference`): that a reference is silent says nothing of the world.
public struct CatalogRowValue: ReferenceRow {
  /// The catalog's name.
  public let catalog: String
  /// The key's texts, joined with `/`.
  public let key: String
  /// The row's place in the catalog, from 0.
  public let position: Int
  /// The cells as declared.
  public let row: CatalogRow
  private let declaration: CatalogDeclaration

  init(_ declaration: CatalogDeclaration, position: Int) {
    self.declaration = declaration
    self.position = position
    catalog = declaration.name
    row = declaration.rows[position]
    key = declaration.key.map { LookupText.display(declaration.rows[position].value($0)) }.joined(separator: "/")
  }

  public var type: ObjectType { CatalogDeclaration.rowType(catalog) }

  public var identity: String { "\(catalog)/\(key)#\(position)" }

  public var place: ReferencePlace {
    let column = declaration.key.first ?? ""
    guard let supplied = row.supplied else {
      return ReferencePlace(
        catalog: catalog, key: key, keyColumn: column, path: row.span.source.path, row: position + 1,
        line: row.span.line, asOf: row.asOf ?? declaration.asOf, isUnchecked: row.isUnchecked)
    }
    return ReferencePlace(
      catalog: catalog, key: key, keyColumn: column, path: supplied.path, digest: supplied.digest, row: supplied.row,
      line: supplied.line, pointer: supplied.pointer, asOf: row.asOf, isUnchecked: row.isUnchecked, isSupplied: true)
  }

  public func spelling(of column: String) -> (header: String, raw: String)? {
    guard let cell = row.cells[column] else { return nil }
    return (cell.header ?? column, cell.raw ?? cell.texts.map(\.text).joined(separator: "; "))
  }

  public func member(_ name: String) -> Value {
    if let value = row.value(name) { return value }
    if declaration.column(name) == nil {
      guard name == "as_of" else { return .failure(Failure("no such column: `\(name)` of `\(catalog)`")) }
      if let day = row.asOf ?? (row.isSupplied ? nil : declaration.asOf) { return .date(day) }
    }
    return .unknown(Unknown(.noReference, "\(catalog).\(name)", detail: key))
  }

  /// True where the row says something, false where it says *nothing* (null), unknown where it is silent.
  public func has(_ name: String) -> Value {
    switch member(name) {
    case .null: .false
    case .unknown(let unknown): .unknown(unknown)
    case .failure(let failure): .failure(failure)
    default: .true
    }
  }
}
