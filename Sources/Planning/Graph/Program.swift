import CEL
import Values

/// A stretch of a checked expression, with what its free variables stand for.
public struct Program: Sendable {
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

/// A row reached from another by to-one relations; the empty path is the row itself.
public struct EntityPath: Hashable, Sendable {
  public var steps: [String]
  /// The entity at the end.
  public var entity: String

  public init(steps: [String] = [], entity: String) {
    self.steps = steps
    self.entity = entity
  }
}
