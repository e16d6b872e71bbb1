import Values

/// A node of a parsed CEL expression.
///
/// The tree is thin: types and resolved names live in side tables of `CheckedExpression`, keyed by `id`. Macros stay
/// what the author wrote (`exists` is a comprehension named `exists`), so that diagnostics, the unparser and the rule
/// graph speak in the author's terms; operators are calls by CEL's own operator names (`_&&_`, `_+_`, `_?_:_`, `_[_]`, `!_`, `-_`, `@in`).
public struct Expression: Sendable {
  /// Unique in its tree, in the order of parsing, from 1.
  public var id: Int
  /// Byte offsets in the expression's text.
  public var range: Range<Int>
  public var kind: Kind

  public indirect enum Kind: Sendable {
    /// null, bool, int, uint, double, string or bytes.
    case literal(Value)
    /// A name; with a leading dot (`.name`) it is resolved outside every container and comprehension.
    case identifier(String, isRooted: Bool)
    /// `operand.field`, or `operand.?field` where optional.
    case select(Expression, field: String, isOptional: Bool)
    /// `has(operand.field)` or `given(operand.field)`.
    case presence(Presence, Expression, field: String, isOptional: Bool)
    /// `function(arguments)` or `target.function(arguments)`; operators have no target.
    case call(String, target: Expression?, [Expression])
    case list([Expression], optionals: Set<Int>)
    case map([MapEntry])
    /// `pkg.Type{field: value}`, which no module of ours can evaluate: parsed, so that the checker can say so.
    case message(String, [MessageField])
    case comprehension(Comprehension)
    /// `cel.bind(variable, value, body)`.
    case bind(variable: String, Expression, body: Expression)
    /// `target.optMap(variable, body)`, or with `isFlat` `target.optFlatMap(variable, body)`.
    case optionalMap(Expression, variable: String, body: Expression, isFlat: Bool)
  }

  public enum Presence: String, Sendable { case has, given }

  public struct MapEntry: Sendable {
    public var key: Expression
    public var value: Expression
    /// `?key: value`: left out where the value is `optional.none()`.
    public var isOptional: Bool

    public init(key: Expression, value: Expression, isOptional: Bool) {
      self.key = key
      self.value = value
      self.isOptional = isOptional
    }
  }

  public struct MessageField: Sendable {
    public var name: String
    public var value: Expression
    public var isOptional: Bool

    public init(name: String, value: Expression, isOptional: Bool) {
      self.name = name
      self.value = value
      self.isOptional = isOptional
    }
  }

  /// A macro over the elements of a list or the entries of a map.
  public struct Comprehension: Sendable {
    public enum Macro: String, Sendable, CaseIterable {
      case all, exists
      case existsOne = "exists_one"
      case filter, map, transformList, transformMap, transformMapEntry, sortBy
    }

    public var macro: Macro
    /// The name as written: `existsOne` is the two-variable spelling of `exists_one`.
    public var spelling: String
    public var operand: Expression
    /// One variable, or two: index and element, or key and value.
    public var variables: [String]
    /// The condition of `all`, `exists`, `exists_one` and `filter`; the optional filter of `map` and the transforms.
    public var condition: Expression?
    /// What `map` and the transforms make of an element, and the key by which `sortBy` sorts it.
    public var transform: Expression?

    public init(
      macro: Macro, spelling: String, operand: Expression, variables: [String], condition: Expression?,
      transform: Expression?
    ) {
      self.macro = macro
      self.spelling = spelling
      self.operand = operand
      self.variables = variables
      self.condition = condition
      self.transform = transform
    }
  }

  public init(id: Int, range: Range<Int>, kind: Kind) {
    self.id = id
    self.range = range
    self.kind = kind
  }
}
