import Values

/// A function or operator by name, with its overloads: one declaration serves the checker, the interpreter, the
/// columnar plan and the generated reference.
public struct FunctionDeclaration: Sendable {
  /// `size`, `math.greatest`, or an operator's CEL name such as `_+_`.
  public let name: String
  /// One or two sentences of Markdown on what it does, its errors and its source.
  public let documentation: String
  public let overloads: [Overload]

  /// A declaration; the overloads are tried in this order.
  public init(_ name: String, _ documentation: String, _ overloads: [Overload]) {
    self.name = name
    self.documentation = documentation
    self.overloads = overloads
  }
}

/// One way to call a function. The id is stable and follows cel-go's names (`less_int64_double`).
///
/// Overloads are strict: an argument that is `failure` or `unknown` never reaches `evaluate`. The operators that are
/// not strict (`_&&_`, `_||_`, `_?_:_`) are the interpreter's own and have declarations without an implementation that
/// is ever called.
public struct Overload: Sendable {
  public let id: String
  /// Called on a receiver, which is the first parameter and argument.
  public let isMember: Bool
  /// May use `.parameter("A")` for type parameters.
  public let parameters: [ValueType]
  /// Whether the last parameter may be repeated: `math.greatest(1, 2, 3)`.
  public let isVariadic: Bool
  /// Whether `evaluate` may be given open lists. Otherwise an open list among the arguments makes the result unknown,
  /// since more elements may change it.
  public let seesOpenness: Bool
  public let result: ValueType
  public let evaluate: @Sendable ([Value], EvaluationContext) -> Value

  /// An overload; `variadic` and `open` are `isVariadic` and `seesOpenness`.
  public init(
    _ id: String, member: Bool = false, _ parameters: [ValueType], variadic: Bool = false, open: Bool = false,
    _ result: ValueType, _ evaluate: @escaping @Sendable ([Value], EvaluationContext) -> Value
  ) {
    self.id = id
    self.isMember = member
    self.parameters = parameters
    self.isVariadic = variadic
    self.seesOpenness = open
    self.result = result
    self.evaluate = evaluate
  }
}

/// What functions may depend on besides their arguments.
public struct EvaluationContext: Sendable {
  /// The IANA name of the zone in which a timestamp's calendar day is taken where none is named. CEL's own accessors
  /// stay in UTC, as the specification says.
  public let zone: String
  /// The zone itself; Asia/Ho_Chi_Minh where there is none of that name.
  let calendar: Zone
  let patterns = PatternCache()

  /// - Parameter zone: an IANA name or an offset; what is neither counts as Asia/Ho_Chi_Minh
  public init(zone: String = "Asia/Ho_Chi_Minh") {
    self.zone = zone
    self.calendar = Zone(zone) ?? .vietnam
  }
}

/// The functions that an environment offers, by name.
public struct FunctionLibrary: Sendable {
  private let byName: [String: FunctionDeclaration]

  /// Of declarations with the same name the first counts.
  public init(_ declarations: [FunctionDeclaration]) {
    byName = Dictionary(declarations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The function of that name, or nil.
  public subscript(name: String) -> FunctionDeclaration? { byName[name] }

  /// All names, sorted; for suggestions.
  public var names: [String] { byName.keys.sorted() }

  /// CEL's standard library, its extensions, and ours.
  public static let standard = FunctionLibrary(FunctionCatalog.all)
}
