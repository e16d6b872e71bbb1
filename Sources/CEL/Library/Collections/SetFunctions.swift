import Values

/// The sets extension of cel-go: lists taken as sets, elements compared as `==` does.
///
/// Of open lists they answer what the elements shown already decide, and are unknown otherwise.
enum SetFunctions {
  static let all: [FunctionDeclaration] = [contains, equivalent, intersects]

  private static let t = ValueType.parameter("T")

  private static let contains = FunctionDeclaration(
    "sets.contains", "Whether the first list has every element of the second.",
    [
      .of("list_sets_contains_list", takes: [.list(t), .list(t)], open: true, .bool) {
        (list: ListValue, part: ListValue) -> Value in
        var budget = SizeLimit.comparisons
        return isContained(part, in: list, &budget)
      }
    ])

  private static let equivalent = FunctionDeclaration(
    "sets.equivalent", "Whether each list has every element of the other.",
    [
      .of("list_sets_equivalent_list", takes: [.list(t), .list(t)], open: true, .bool) {
        (a: ListValue, b: ListValue) -> Value in
        var budget = SizeLimit.comparisons
        var fold = LogicFold(deciding: false)
        if fold.take(isContained(a, in: b, &budget), in: "sets.equivalent") { return .false }
        if fold.take(isContained(b, in: a, &budget), in: "sets.equivalent") { return .false }
        return fold.result()
      }
    ])

  private static let intersects = FunctionDeclaration(
    "sets.intersects", "Whether the lists have an element in common.",
    [
      .of("list_sets_intersects_list", takes: [.list(t), .list(t)], open: true, .bool) {
        (a: ListValue, b: ListValue) -> Value in
        var budget = SizeLimit.comparisons
        var fold = LogicFold(deciding: true)
        for element in a.elements where fold.take(find(element, in: b, &budget), in: "sets.intersects") {
          return .true
        }
        return fold.result(openness: a.openness)
      }
    ])

  private static func isContained(_ part: ListValue, in list: ListValue, _ budget: inout Int) -> Value {
    var fold = LogicFold(deciding: false)
    for element in part.elements where fold.take(find(element, in: list, &budget), in: "sets.contains") {
      return .false
    }
    return fold.result(openness: part.openness)
  }

  /// Whether the list has the element: true, false, unknown or a failure.
  private static func find(_ element: Value, in list: ListValue, _ budget: inout Int) -> Value {
    var missing = list.openness
    for candidate in list.elements {
      switch CELEquality.outcome(element, candidate, &budget) {
      case .equal: return .true
      case .different: continue
      case .unknown(let unknown): missing = Unknown.merging(missing, unknown)
      case .failure(let failure): return .failure(failure)
      }
    }
    return missing.map(Value.unknown) ?? .false
  }
}
