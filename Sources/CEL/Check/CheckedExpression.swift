import Values

/// An expression that parsed and type-checked: the tree, and what the checker learnt about its nodes.
public struct CheckedExpression: Sendable {
  /// What a name or a call turned out to be.
  public enum Reference: Sendable, Hashable {
    /// A variable, by its full name (`a.b.c` for a select chain that is one qualified variable).
    case variable(String)
    /// A function, by its full name (`math.greatest`), and the ids of the overloads that can apply.
    case function(String, overloads: [String])
    /// A type name used as a value: `int`, `google.protobuf.Timestamp`.
    case type(ValueType)
  }

  public let parsed: ParsedExpression
  /// The type of every node, by id.
  public let types: [Int: ValueType]
  /// What identifiers, qualified selects and calls refer to, by id of the node. A select chain that is one variable has
  /// its reference on the outermost node of the chain; its inner nodes are not to be visited.
  public let references: [Int: Reference]

  public init(parsed: ParsedExpression, types: [Int: ValueType], references: [Int: Reference]) {
    self.parsed = parsed
    self.types = types
    self.references = references
  }

  public var root: Expression { parsed.root }
  public var type: ValueType { types[root.id] ?? .dyn }
}
