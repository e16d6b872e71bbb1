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
  /// The canonical text, by which equal stretches are one.
  public let text: String

  public init(expression: CheckedExpression, home: String, bindings: [String: EntityPath], text: String) {
    self.expression = expression
    self.home = home
    self.bindings = bindings
    self.text = text
  }

  struct Key: Hashable {
    var text: String
    var home: String
    var bindings: [String: EntityPath]
  }

  var key: Key { Key(text: text, home: home, bindings: bindings) }
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

  /// The path without its last step, and that step; nil where there is none.
  public var parent: (path: EntityPath, step: Step)? {
    guard let last = steps.last else { return nil }
    var path = self
    path.steps.removeLast()
    path.entities.removeLast()
    return (path, last)
  }
}

extension EntityPath.Step: CustomStringConvertible {
  /// The relation; with a caret where it leads back.
  public var description: String { isBack ? "^\(relation)" : relation }
}
