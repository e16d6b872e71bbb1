import Values

/// What a comprehension goes over: the elements of a list or the entries of a map.
enum ComprehensionRange {
  case list([Value], openness: Unknown?, origin: (any ValueOrigin)?)
  case entries([MapValue.Entry], openness: Unknown?, origin: (any ValueOrigin)?)

  /// - Returns: nil where the value is neither.
  init?(_ value: Value) {
    switch value {
    case .list(let list): self = .list(list.elements, openness: list.openness, origin: list.origin)
    case .map(let map): self = .entries(map.entries, openness: map.openness, origin: map.origin)
    default: return nil
    }
  }

  var count: Int {
    switch self {
    case .list(let elements, _, _): elements.count
    case .entries(let entries, _, _): entries.count
    }
  }

  var openness: Unknown? {
    switch self {
    case .list(_, let openness, _), .entries(_, let openness, _): openness
    }
  }

  /// What one variable stands for: the element, or the key.
  func single(_ position: Int) -> Value {
    switch self {
    case .list(let elements, _, _): elements[position]
    case .entries(let entries, _, _): entries[position].key
    }
  }

  /// What two variables stand for: index and element, or key and value.
  func pair(_ position: Int) -> (Value, Value) {
    switch self {
    case .list(let elements, _, _): (.int(Int64(position)), elements[position])
    case .entries(let entries, _, _): (entries[position].key, entries[position].value)
    }
  }

  /// Who wants to know what is looked at.
  var origin: (any ValueOrigin)? {
    switch self {
    case .list(_, _, let origin), .entries(_, _, let origin): origin
    }
  }
}

/// What all comprehension nodes share: the range, and the variables bound to one element of it after the other.
struct Iteration: Sendable {
  let operand: any Node
  let variables: [LocalVariable]

  enum Start {
    case range(ComprehensionRange)
    /// The operand is unknown, a failure, or nothing that can be gone over.
    case blocked(Value)
  }

  func start(_ frame: inout Frame, _ macro: String) -> Start {
    let value = operand.evaluate(&frame)
    if let range = ComprehensionRange(value) { return .range(range) }
    return .blocked(value.isKnown ? .noSuchOverload(macro, [value]) : value)
  }

  @inline(__always)
  func bind(_ range: ComprehensionRange, _ position: Int, _ frame: inout Frame) {
    range.origin?.didVisit(position)
    if variables.count == 2 {
      let (first, second) = range.pair(position)
      frame.bind(variables[0], first)
      frame.bind(variables[1], second)
    } else if let variable = variables.first {
      frame.bind(variable, range.single(position))
    }
  }
}
