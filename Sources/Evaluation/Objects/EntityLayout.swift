import CEL
import Schema
import Tables

/// What all objects of an entity's rows share, as one reference: an object is made for every row that the interpreter
/// looks at, and should cost no more than its row number.
final class EntityLayout: Sendable {
  /// What stands under a name.
  enum Member: Sendable {
    case attribute(AttributeColumn)
    case one(Relation)
    case many(Relation)
    case group
    case fact(ReadyFact)
  }

  let type: EntityType
  /// By name; attributes of groups by their full names, which no member has.
  private let members: [String: Member]

  /// - Parameter facts: the policy's facts about the entity, by name.
  init(_ type: EntityType, _ source: any BatchSource, facts: [String: ReadyFact]) {
    self.type = type
    var members = facts.mapValues { Member.fact($0) }
    for name in type.members(ofGroup: []) where type.isGroup([name]) { members[name] = .group }
    for relation in type.relations.reversed() {
      members[relation.name] = relation.isMany ? .many(Relation(relation)) : .one(Relation(relation))
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

/// A relation, as one reference.
final class Relation: Sendable {
  let declaration: RelationDeclaration

  init(_ declaration: RelationDeclaration) { self.declaration = declaration }
}

/// A fact, ready to be evaluated, as one reference.
final class ReadyFact: Sendable {
  /// Its place among all of the policy's facts.
  let number: Int
  /// The id of its outermost node.
  let root: Int
  let program: CEL.Program

  init(number: Int, root: Int, program: CEL.Program) {
    self.number = number
    self.root = root
    self.program = program
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
