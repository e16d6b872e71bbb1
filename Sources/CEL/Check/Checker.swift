import Diagnostics
import Values

/// Gives every node of a tree its type, and every name its meaning.
///
///     let (checked, diagnostics) = Checker.check(parsed, in: environment, expecting: .bool)
///
/// Checking is gradual, as in cel-go: what is only known when the program runs is `dyn` and agrees with everything. All
/// overloads that can apply are recorded, so that the interpreter has only those to choose from. A method of an object
/// (`catalog.row(...)`) and `during` of a relation have no overloads and no reference. Every error is reported; the
/// node in error agrees with everything, so that nothing is told twice.
///
/// - Complexity: O(nodes · overloads of a function)
public struct Checker {
  let source: ExpressionSource
  /// The text's bytes, which ranges count.
  let bytes: [UInt8]
  let environment: Environment
  var unifier = TypeUnifier()
  var types: [Int: ValueType] = [:]
  var references: [Int: CheckedExpression.Reference] = [:]
  var diagnostics: [Diagnostic] = []
  /// The variables of macros around the node at hand, innermost last.
  var locals: [Local] = []

  /// A variable that a macro introduces.
  struct Local {
    var name: String
    var type: ValueType
    /// Whether it stands for a member of an object, which may be null whatever its type.
    var isMember: Bool
  }

  /// Checks an expression.
  /// - Parameter expected: what the expression has to yield in its place, if that is fixed.
  /// - Returns: the checked expression, if no error was found, and everything there is to say about it.
  public static func check(
    _ parsed: ParsedExpression, in environment: Environment, expecting expected: ValueType? = nil
  ) -> (CheckedExpression?, [Diagnostic]) {
    var checker = Checker(parsed, environment)
    let type = checker.type(of: parsed.root)
    if let expected { checker.expect(parsed.root, type, expected) }
    let hasErrors = checker.diagnostics.contains { $0.severity == .error }
    guard !hasErrors else { return (nil, checker.diagnostics) }
    let unifier = checker.unifier
    let types = checker.types.mapValues { unifier.resolved($0, final: true) }
    return (CheckedExpression(parsed: parsed, types: types, references: checker.references), checker.diagnostics)
  }

  private init(_ parsed: ParsedExpression, _ environment: Environment) {
    source = parsed.source
    bytes = Array(parsed.source.text.utf8)
    self.environment = environment
  }

  private mutating func expect(_ root: Expression, _ type: ValueType, _ expected: ValueType) {
    guard !agrees(type, expected) else { return }
    diagnostics.append(
      CheckDiagnostics.result(span(root), found: unifier.resolved(type), expected: expected, origin: origin(of: root)))
  }

  // MARK: Nodes

  /// The type of a node, which is recorded. Variables in it may still become more precise.
  mutating func type(of expression: Expression) -> ValueType {
    let type = bareType(of: expression)
    types[expression.id] = type
    return type
  }

  private mutating func bareType(of expression: Expression) -> ValueType {
    switch expression.kind {
    case .literal(let value): return Checker.literalType(value)
    case .identifier(let name, let isRooted): return identifier(expression, name, isRooted)
    case .select(let operand, let field, let isOptional): return select(expression, operand, field, isOptional)
    case .presence(let presence, let operand, let field, _): return self.presence(expression, presence, operand, field)
    case .call(let name, let target, let arguments): return call(expression, name, target, arguments)
    case .list(let items, let optionals): return list(items, optionals)
    case .map(let entries): return map(entries)
    case .message(let name, let fields):
      for field in fields { _ = type(of: field.value) }
      return fail(CheckDiagnostics.message(span(expression), name))
    case .comprehension(let comprehension): return self.comprehension(expression, comprehension)
    case .bind(let variable, let value, let body): return bind(variable, value, body)
    case .optionalMap(let target, let variable, let body, let isFlat):
      return optionalMap(expression, target, variable, body, isFlat)
    }
  }

  static func literalType(_ value: Value) -> ValueType {
    switch value {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    default: .dyn
    }
  }

  private mutating func list(_ items: [Expression], _ optionals: Set<Int>) -> ValueType {
    var element: ValueType?
    for (position, item) in items.enumerated() {
      var type = type(of: item)
      if optionals.contains(position) { type = unwrapped(type, item) }
      element = unifier.joined(element, type)
    }
    return .list(element ?? unifier.fresh())
  }

  private mutating func map(_ entries: [Expression.MapEntry]) -> ValueType {
    var key: ValueType?
    var value: ValueType?
    for entry in entries {
      let keyType = type(of: entry.key)
      if !Checker.mayBeKey(unifier.resolved(keyType)) {
        diagnostics.append(CheckDiagnostics.mapKey(span(entry.key), unifier.resolved(keyType)))
      }
      key = unifier.joined(key, keyType)
      var valueType = type(of: entry.value)
      if entry.isOptional { valueType = unwrapped(valueType, entry.value) }
      value = unifier.joined(value, valueType)
    }
    return .map(key ?? unifier.fresh(), value ?? unifier.fresh())
  }

  private static func mayBeKey(_ type: ValueType) -> Bool {
    switch type {
    case .bool, .int, .uint, .string, .text, .vocabulary, .dyn, .error, .parameter: true
    default: false
    }
  }

  /// What an optional holds, where `?` says that one stands there.
  private mutating func unwrapped(_ type: ValueType, _ expression: Expression) -> ValueType {
    switch unifier.resolved(type) {
    case .optional(let inner): return inner
    case .dyn, .error, .parameter: return .dyn
    case let other: return fail(CheckDiagnostics.optionalExpected(span(expression), other))
    }
  }

  // MARK: Means

  func span(_ expression: Expression) -> Span { source.span(expression.range) }

  func text(_ expression: Expression) -> String {
    String(decoding: bytes[expression.range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Reports an error and yields the type that agrees with everything.
  mutating func fail(_ diagnostic: Diagnostic) -> ValueType {
    diagnostics.append(diagnostic)
    return .error
  }

  /// Whether a type agrees with another; nothing is learnt where it does not.
  mutating func agrees(_ type: ValueType, _ wanted: ValueType) -> Bool {
    let saved = unifier
    if unifier.agrees(type, wanted) { return true }
    unifier = saved
    return false
  }

  /// The type of a node that was visited, as far as it is known by now.
  func known(_ expression: Expression) -> ValueType { unifier.resolved(types[expression.id] ?? .dyn) }

  /// Marks nodes that name a variable or function together, and have no value of their own.
  mutating func skip(_ expression: Expression) {
    expression.forEach { types[$0.id] = .dyn }
  }

  func local(_ name: String) -> Local? { locals.last { $0.name == name } }
}
