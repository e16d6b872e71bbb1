import CEL
import Values

/// A stretch of a checked expression, with what its free variables stand for.
public struct Excerpt: Sendable {
  /// The sub-expression, with the side tables of the whole it was cut from.
  public let expression: CheckedExpression
  /// The entity of whose rows it is a function.
  public let home: String
  /// The variables it may name, each the home row or a row reached from it by to-one relations.
  public let bindings: [String: EntityPath]
  /// The text by which equal stretches are one: variables that stand for rows are written as the paths to them
  /// (`software.^device.host`), others by how deep they are bound (`$1`).
  public let text: String
  /// The columns it reads, wherever they are.
  public let columns: Set<Plan.ColumnReference>

  /// - Parameter bindings: of more variables than the expression names; the others are dropped.
  public init(
    expression: CheckedExpression, home: String, bindings: [String: EntityPath],
    columns: Set<Plan.ColumnReference> = []
  ) {
    self.expression = expression
    self.home = home
    self.bindings = bindings.filter { expression.root.mentions($0.key) }
    self.columns = columns
    text = Unparser.text(of: CanonicalNames.applied(to: expression.root, self.bindings))
  }

  struct Key: Hashable {
    var text: String
    var home: String
    /// So that a catalog which bears an entity's name is never taken for a row of it.
    var paths: Set<EntityPath>
  }

  var key: Key { Key(text: text, home: home, paths: Set(bindings.values)) }
}

/// A row reached from another by to-one relations; without steps it is the row itself.
public struct EntityPath: Hashable, Sendable {
  /// One relation followed.
  public struct Step: Hashable, Sendable {
    public var relation: String
    /// Whether it leads from a child back to the row whose relation is being walked. Then it is known where it leads:
    /// the child was found there, however old its source is.
    public var isBack: Bool

    public init(_ relation: String, isBack: Bool = false) {
      self.relation = relation
      self.isBack = isBack
    }
  }

  /// The relations followed, in order.
  public private(set) var steps: [Step] = []
  /// The entities met: one more than steps, the home first.
  public private(set) var entities: [String]

  public init(entity: String) { entities = [entity] }

  /// The entity at the end.
  public var entity: String { entities[entities.count - 1] }

  /// The path with one more step.
  public func appending(_ relation: String, to entity: String, isBack: Bool = false) -> EntityPath {
    var path = self
    path.steps.append(Step(relation, isBack: isBack))
    path.entities.append(entity)
    return path
  }

  /// The path with another one continued from its end.
  public func appending(_ other: EntityPath) -> EntityPath {
    var path = self
    path.steps += other.steps
    path.entities += other.entities.dropFirst()
    return path
  }

  /// The paths on the way, the shortest first; the path itself is the last.
  var prefixes: [EntityPath] {
    var path = EntityPath(entity: entities[0])
    return [path]
      + zip(steps, entities.dropFirst()).map { step, entity in
        path = path.appending(step.relation, to: entity, isBack: step.isBack)
        return path
      }
  }

  /// The path without its last step, and that step; nil where there is none.
  public var parent: (path: EntityPath, step: Step)? {
    guard let last = steps.last else { return nil }
    var path = self
    path.steps.removeLast()
    path.entities.removeLast()
    return (path, last)
  }
}

extension EntityPath: CustomStringConvertible {
  /// The home entity and the relations followed: `software.^device.unit`.
  public var description: String { ([entities[0]] + steps.map(\.description)).joined(separator: ".") }
}

extension EntityPath.Step: CustomStringConvertible {
  /// The relation; with a caret where it leads back.
  public var description: String { isBack ? "^\(relation)" : relation }
}
