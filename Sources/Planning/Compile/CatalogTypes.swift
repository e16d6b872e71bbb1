import CEL
import Schema
import Values

/// The static types of catalogs and their rows, and what a catalog reads of the entities given to it.
///
/// A catalog named `places` is a variable of the object type `catalog:places`; its rows are of `row:places`.
public struct CatalogTypes: Sendable {
  public let catalogs: [String: CatalogDeclaration]

  public init(_ catalogs: [CatalogDeclaration]) {
    self.catalogs = Dictionary(catalogs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public static func catalogType(_ name: String) -> ObjectType { ObjectType("catalog:\(name)") }
  public static func rowType(_ name: String) -> ObjectType { ObjectType("row:\(name)") }

  func member(_ name: String, of type: ObjectType) -> ObjectMember? {
    if let catalog = catalog(of: type, prefix: "catalog:") {
      return name == "as_of" ? ObjectMember(.date, origin: catalog.span) : nil
    }
    guard let catalog = catalog(of: type, prefix: "row:") else { return nil }
    if let column = catalog.column(name) { return ObjectMember(column.type.valueType, origin: column.span) }
    return name == "as_of" ? ObjectMember(.date, origin: catalog.span) : nil
  }

  func memberNames(of type: ObjectType) -> [String] {
    if let catalog = catalog(of: type, prefix: "row:") { return catalog.columns.map(\.name) + ["as_of"] }
    return catalog(of: type, prefix: "catalog:") == nil ? [] : ["as_of"]
  }

  func methods(_ name: String, of type: ObjectType) -> [MethodSignature] {
    guard let catalog = catalog(of: type, prefix: "catalog:") else { return [] }
    let row = ValueType.object(CatalogTypes.rowType(catalog.name))
    switch name {
    case "row":
      let keys = catalog.key.map { catalog.column($0)?.type.valueType ?? .dyn }
      return [MethodSignature(keys, result: row)]
    case "match":
      return catalog.classify.map { MethodSignature([.object(ObjectType($0.entity.value))], result: row) }
    case "classify":
      return catalog.classify.map { MethodSignature([.object(ObjectType($0.entity.value))], result: .text) }
    default: return []
    }
  }

  func methodNames(of type: ObjectType) -> [String] {
    catalog(of: type, prefix: "catalog:") == nil ? [] : ["row", "match", "classify"]
  }

  /// The attributes of an entity that `match` and `classify` read.
  func attributesRead(catalog: String, entity: String) -> [String]? {
    catalogs[catalog]?.classifier(of: entity)?.ranks.map(\.attribute.value)
  }

  private func catalog(of type: ObjectType, prefix: String) -> CatalogDeclaration? {
    guard type.path.isEmpty, type.name.hasPrefix(prefix) else { return nil }
    return catalogs[String(type.name.dropFirst(prefix.count))]
  }
}
