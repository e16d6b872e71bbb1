import Schema
import Tables

/// What all objects of an entity's rows share, as one reference: an object is made for every row that the interpreter
/// looks at, and should cost no more than its row number.
final class EntityLayout: Sendable {
  /// What stands under a name.
  enum Member: Sendable {
    case attribute(AttributeColumn)
    case one(RelationDeclaration)
    case many(RelationDeclaration)
    case group
  }

  let type: EntityType
  /// By name; attributes of groups by their full names, which no member has.
  private let members: [String: Member]

  init(_ type: EntityType, _ source: any BatchSource) {
    self.type = type
    var members: [String: Member] = [:]
    for name in type.members(ofGroup: []) where type.isGroup([name]) { members[name] = .group }
    for relation in type.relations.reversed() {
      members[relation.name] = relation.isMany ? .many(relation) : .one(relation)
    }
    for attribute in type.attributes {
      members[attribute.name] = .attribute(
        AttributeColumn(
          attribute.name, source.column(attribute.name, of: type.name), isData: attribute.type == .data))
    }
    self.members = members
  }

  /// The same with other values of some attributes.
  init(_ base: EntityLayout, replacing columns: [AttributeColumn]) {
    type = base.type
    var members = base.members
    for column in columns where members[column.name] != nil { members[column.name] = .attribute(column) }
    self.members = members
  }

  subscript(name: String) -> Member? { members[name] }

  func attribute(_ name: String) -> AttributeColumn? {
    if case .attribute(let column)? = members[name] { column } else { nil }
  }
}

/// An attribute and its values.
final class AttributeColumn: Sendable {
  let name: String
  let column: Column
  /// Whether its values are documents.
  let isData: Bool

  init(_ name: String, _ column: Column, isData: Bool = false) {
    self.name = name
    self.column = column
    self.isData = isData
  }
}
