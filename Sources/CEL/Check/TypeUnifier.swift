import Values

/// What the checker knows about type variables, and whether one type agrees with another.
///
/// The rules are cel-go's: `dyn` agrees with everything (and its elements are `dyn`, which cel-go leaves open), a type variable takes the first type it meets and widens to
/// the more general one, null stands for any object, instant or optional. Ours besides: `string`, `text` and words of a
/// vocabulary agree with each other.
struct TypeUnifier {
  private var substitutions: [String: ValueType] = [:]
  private var freshCount = 0

  /// A new type variable. No declaration can name it.
  mutating func fresh() -> ValueType {
    freshCount += 1
    return .parameter("?\(freshCount)")
  }

  // MARK: Substitution

  /// The type with every variable replaced by what is known of it.
  /// - Parameter final: whether variables of which nothing is known become `dyn`.
  func resolved(_ type: ValueType, final: Bool = false) -> ValueType {
    switch type {
    case .parameter(let name):
      if let known = substitutions[name] { return resolved(known, final: final) }
      return final ? .dyn : type
    case .list(let element): return .list(resolved(element, final: final))
    case .map(let key, let value): return .map(resolved(key, final: final), resolved(value, final: final))
    case .type(let inner): return .type(resolved(inner, final: final))
    case .optional(let inner): return .optional(resolved(inner, final: final))
    case .abstract(let name, let parameters): return .abstract(name, parameters.map { resolved($0, final: final) })
    default: return type
    }
  }

  /// The type with a declaration's parameters replaced.
  static func instantiate(_ type: ValueType, _ variables: [String: ValueType]) -> ValueType {
    switch type {
    case .parameter(let name): variables[name] ?? type
    case .list(let element): .list(instantiate(element, variables))
    case .map(let key, let value): .map(instantiate(key, variables), instantiate(value, variables))
    case .type(let inner): .type(instantiate(inner, variables))
    case .optional(let inner): .optional(instantiate(inner, variables))
    case .abstract(let name, let parameters): .abstract(name, parameters.map { instantiate($0, variables) })
    default: type
    }
  }

  /// Collects the names of a type's parameters.
  static func parameters(of type: ValueType, into names: inout Set<String>) {
    switch type {
    case .parameter(let name): names.insert(name)
    case .list(let inner), .type(let inner), .optional(let inner): parameters(of: inner, into: &names)
    case .map(let key, let value):
      parameters(of: key, into: &names)
      parameters(of: value, into: &names)
    case .abstract(_, let inner): for type in inner { parameters(of: type, into: &names) }
    default: break
    }
  }

  // MARK: Agreement

  /// Whether a value of one type may stand where the other is wanted; learns about variables, also where it fails
  /// half-way, so that callers that try several things keep a copy.
  mutating func agrees(_ type: ValueType, _ wanted: ValueType) -> Bool {
    if case .parameter(let name) = wanted {
      if let (isValid, isKnown) = bind(name, to: type) {
        if isValid { return true }
        if isKnown { return false }
      }
    }
    if case .parameter(let name) = type { return bind(name, to: wanted)?.isValid ?? false }
    switch (type, wanted) {
    case (.dyn, .list(let inner)), (.dyn, .optional(let inner)):
      // What is in a dyn is dyn: `dyn([1]) + ['a']` is no list of strings.
      return agrees(.dyn, inner)
    case (.dyn, .map(let key, let value)): return agrees(.dyn, key) && agrees(.dyn, value)
    case (.dyn, .abstract(_, let parameters)):
      for parameter in parameters where !agrees(.dyn, parameter) { return false }
      return true
    case (.dyn, _), (_, .dyn), (.error, _), (_, .error): return true
    case (.null, _): return wanted.mayBeNull
    case (_, .null): return type.mayBeNull
    case (.list(let a), .list(let b)), (.optional(let a), .optional(let b)): return agrees(a, b)
    case (.map(let ka, let va), .map(let kb, let vb)): return agrees(ka, kb) && agrees(va, vb)
    case (.type, .type): return true
    case (.abstract(let a, let left), .abstract(let b, let right)):
      guard a == b, left.count == right.count else { return false }
      for (x, y) in zip(left, right) where !agrees(x, y) { return false }
      return true
    default: return type.isStringLike ? wanted.isStringLike : type == wanted
    }
  }

  /// Lets a variable stand for a type, or for the more general of it and what it already stands for.
  private mutating func bind(_ name: String, to type: ValueType) -> (isValid: Bool, isKnown: Bool)? {
    if case .parameter(name) = type { return (true, true) }
    if let known = substitutions[name] {
      if known == type { return (true, true) }
      guard agrees(type, known) else { return (false, true) }
      let general = mostGeneral(type, known)
      if !mentions(general, name) { substitutions[name] = general }
      return (true, true)
    }
    guard !mentions(type, name) else { return (false, false) }
    substitutions[name] = type
    return (true, false)
  }

  /// Whether a type has the variable in it, so that it cannot stand for it.
  private func mentions(_ type: ValueType, _ name: String) -> Bool {
    switch type {
    case .parameter(let other):
      if other == name { return true }
      guard let known = substitutions[other] else { return false }
      return mentions(known, name)
    case .list(let inner), .type(let inner), .optional(let inner): return mentions(inner, name)
    case .map(let key, let value): return mentions(key, name) || mentions(value, name)
    case .abstract(_, let parameters): return parameters.contains { mentions($0, name) }
    default: return false
    }
  }

  /// The type that covers both of two types that agree.
  func mostGeneral(_ a: ValueType, _ b: ValueType) -> ValueType {
    switch (a, b) {
    case (.dyn, _), (_, .dyn): return .dyn
    case (.error, _): return b
    case (_, .error): return a
    case (.parameter, _): return a
    case (_, .parameter): return b
    case (.null, _): return b
    case (_, .null): return a
    case (.list(let x), .list(let y)): return .list(mostGeneral(x, y))
    case (.optional(let x), .optional(let y)): return .optional(mostGeneral(x, y))
    case (.map(let k, let v), .map(let l, let w)): return .map(mostGeneral(k, l), mostGeneral(v, w))
    case (.abstract(let name, let x), .abstract(_, let y)):
      return .abstract(name, zip(x, y).map { mostGeneral($0, $1) })
    case (.type(let x), .type(let y)): return x == y ? a : .type(.dyn)
    default:
      if a == b { return a }
      if a.isStringLike, b.isStringLike { return a == .string || b == .string ? .string : .text }
      return a
    }
  }

  /// The type of a list's elements after one more of them: `dyn` where they do not agree.
  mutating func joined(_ previous: ValueType?, _ next: ValueType) -> ValueType {
    guard let previous else { return next }
    let saved = self
    if agrees(previous, next) { return mostGeneral(previous, next) }
    self = saved
    return .dyn
  }
}

extension ValueType {
  /// Whether values of the type are strings, compared exactly or folded.
  var isStringLike: Bool {
    switch self {
    case .string, .text, .vocabulary: true
    default: false
    }
  }

  /// Whether null may stand for a value of the type, whatever it came from.
  var mayBeNull: Bool {
    switch self {
    case .null, .dyn, .error, .timestamp, .duration, .date, .version, .ip, .cidr, .optional, .object, .abstract,
      .parameter:
      true
    default: false
    }
  }

  var isNumeric: Bool { self == .int || self == .uint || self == .double }

  /// Whether nothing is known about it before the program runs.
  var isOpen: Bool {
    switch self {
    case .dyn, .error, .parameter: true
    default: false
    }
  }

  /// The type as a diagnostic calls it.
  var words: String {
    switch self {
    case .null: "null"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .ip: "ip"
    case .cidr: "cidr"
    case .vocabulary: "vocabulary"
    case .list(let element): element.isOpen ? "list" : "list(\(element.words))"
    case .map(let key, let value):
      key.isOpen && value.isOpen ? "map" : "map(\(key.words), \(value.words))"
    case .type: "type"
    case .optional(let inner): inner.isOpen ? "optional" : "optional(\(inner.words))"
    case .parameter: "dyn"
    default: description
    }
  }
}
