import CEL
import Schema
import Values

/// What the checker knows of catalogs: `as_of`, `row`, `match`, `classify`, `affecting`, and the columns
/// of a row.
///
/// A catalog is an object of the type `catalog:NAME`, a row of it one of the type `row:NAME`.
public struct CatalogTypes: ObjectTypes {
  /// By name.
  public let catalogs: [String: CatalogDeclaration]

  /// - Parameter declarations: of two with one name the first counts.
  public init(_ declarations: [CatalogDeclaration]) {
    catalogs = Dictionary(declarations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public func member(_ name: String, of type: ObjectType) -> ObjectMember? {
    guard type.path.isEmpty else { return nil }
    if let catalog = catalog(of: type) {
      return name == "as_of" ? ObjectMember(.date, origin: catalog.span) : nil
    }
    guard let catalog = rowCatalog(of: type) else { return nil }
    if let column = catalog.column(name) { return ObjectMember(column.type.valueType, origin: column.span) }
    return name == "as_of" ? ObjectMember(.date, origin: catalog.span) : nil
  }

  public func memberNames(of type: ObjectType) -> [String] {
    guard type.path.isEmpty else { return [] }
    if catalog(of: type) != nil { return ["as_of"] }
    guard let catalog = rowCatalog(of: type) else { return [] }
    let columns = catalog.columns.map(\.name)
    return columns.contains("as_of") ? columns : columns + ["as_of"]
  }

  public func methods(_ name: String, of type: ObjectType) -> [MethodSignature] {
    guard let catalog = catalog(of: type) else { return [] }
    let row = ValueType.object(catalog.rowType)
    switch name {
    case "row":
      let parameters = catalog.key.map { Self.parameter(catalog.column($0)?.type) }
      return [MethodSignature(parameters, result: row)]
    case "match":
      return catalog.classify.map { MethodSignature([.object(ObjectType($0.entity.value))], result: row) }
    case "classify":
      return catalog.classify.map { MethodSignature([.object(ObjectType($0.entity.value))], result: .text) }
    case "affecting":
      guard catalog.listsVulnerabilities else { return [] }
      return [MethodSignature([.list(.string), .version], result: .list(row))]
    default:
      return []
    }
  }

  public func methodNames(of type: ObjectType) -> [String] {
    guard let catalog = catalog(of: type) else { return [] }
    let names = catalog.classify.isEmpty ? ["row"] : ["row", "match", "classify"]
    return catalog.listsVulnerabilities ? names + ["affecting"] : names
  }

  /// A key of words takes every kind of string: lookups fold whatever they are given.
  private static func parameter(_ type: AttributeType?) -> ValueType {
    switch type {
    case .text, .string, .vocabulary, .pattern: .string
    case .some(let type): type.valueType
    case nil: .dyn
    }
  }

  private func catalog(of type: ObjectType) -> CatalogDeclaration? { declaration(type, prefix: "catalog:") }

  private func rowCatalog(of type: ObjectType) -> CatalogDeclaration? { declaration(type, prefix: "row:") }

  private func declaration(_ type: ObjectType, prefix: String) -> CatalogDeclaration? {
    guard type.path.isEmpty, type.name.hasPrefix(prefix) else { return nil }
    return catalogs[String(type.name.dropFirst(prefix.count))]
  }
}
