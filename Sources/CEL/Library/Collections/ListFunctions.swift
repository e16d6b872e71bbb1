import Values

/// The lists extension of cel-go. `sortBy` is a macro; `first`, `last` and `reverse` stand with the optionals and the
/// strings.
enum ListFunctions {
  static let all: [FunctionDeclaration] = [range, slice, flatten, distinct, sort]

  private static let t = ValueType.parameter("T")

  private static let range = FunctionDeclaration(
    "lists.range", "The ints from 0 up to a number, that one left out.",
    [
      .of("lists_range", .list(.int)) { (count: Int64) -> Value in
        guard count >= 0 else { return .failed("lists.range: size must not be negative, got \(count)") }
        guard count <= Int64(SizeLimit.elements) else { return SizeLimit.tooManyElements }
        return .list(ListValue((0..<count).map(Value.int)))
      }
    ])

  private static let slice = FunctionDeclaration(
    "slice", "The elements from a position up to another, that one left out. Out of range is an error.",
    [
      .of("list_slice", member: true, takes: [.list(t), .int, .int], .list(t)) {
        (list: ListValue, start: Int64, end: Int64) -> Value in
        let count = Int64(list.elements.count)
        guard start >= 0, end >= 0 else {
          return .failed("cannot slice(\(start), \(end)), negative indexes not supported")
        }
        guard start <= end else {
          return .failed("cannot slice(\(start), \(end)), start index must be less than or equal to end index")
        }
        guard end <= count else { return .failed("cannot slice(\(start), \(end)), list is length \(count)") }
        return .list(ListValue(Array(list.elements[Int(start)..<Int(end)])))
      }
    ])

  private static let flatten = FunctionDeclaration(
    "flatten", "The elements of the lists in a list, one level deep or so many.",
    [
      .of("list_flatten", member: true, takes: [.list(.list(t))], open: true, .list(t)) { (list: ListValue) -> Value in
        flattened(list, levels: 1)
      },
      .of("list_flatten_int", member: true, takes: [.list(.dyn), .int], open: true, .list(.dyn)) {
        (list: ListValue, levels: Int64) -> Value in
        levels < 0 ? .failed("flatten: level must not be negative") : flattened(list, levels: levels)
      },
    ])

  private static func flattened(_ list: ListValue, levels: Int64) -> Value {
    var elements: [Value] = []
    var openness = list.openness
    var pending = [(list.elements[...], levels)]
    while let (rest, levels) = pending.popLast() {
      guard let element = rest.first else { continue }
      pending.append((rest.dropFirst(), levels))
      if levels > 0, case .list(let inner) = element {
        openness = Unknown.merging(openness, inner.openness)
        pending.append((inner.elements[...], levels - 1))
      } else {
        elements.append(element)
        if elements.count > SizeLimit.elements { return SizeLimit.tooManyElements }
      }
    }
    return .list(ListValue(elements, openness: openness))
  }

  private static let distinct = FunctionDeclaration(
    "distinct", "The elements without those that equal an earlier one.",
    [
      .of("list_distinct", member: true, takes: [.list(t)], open: true, .list(t)) { (list: ListValue) -> Value in
        if let fast = distinctByKey(list.elements) { return .list(ListValue(fast, openness: list.openness)) }
        var kept: [Value] = []
        var missing: Unknown?
        var budget = SizeLimit.comparisons
        for element in list.elements {
          var isNew = true
          search: for other in kept {
            switch CELEquality.outcome(element, other, &budget) {
            case .equal:
              isNew = false
              break search
            case .different: continue
            case .unknown(let unknown): missing = Unknown.merging(missing, unknown)
            case .failure(let failure): return .failure(failure)
            }
          }
          if isNew { kept.append(element) }
        }
        return missing.map(Value.unknown) ?? .list(ListValue(kept, openness: list.openness))
      }
    ])

  /// The distinct elements of a list of ints only or of strings only, in linear time; nil for other lists.
  private static func distinctByKey(_ elements: [Value]) -> [Value]? {
    var strings: Set<[UInt8]> = []
    var ints: Set<Int64> = []
    var kept: [Value] = []
    for element in elements {
      switch element {
      case .string(let text) where ints.isEmpty:
        if strings.insert(Array(text.utf8)).inserted { kept.append(element) }
      case .int(let number) where strings.isEmpty:
        if ints.insert(number).inserted { kept.append(element) }
      default: return nil
      }
    }
    return kept
  }

  private static let sort = FunctionDeclaration(
    "sort", "The elements, which must be of one type that has an order, smallest first.",
    [
      .of("list_sort", member: true, takes: [.list(t)], open: true, .list(t)) { (list: ListValue) -> Value in
        switch Sorting.order(list.elements) {
        case .failure(let failure): .failure(failure)
        case .unknown(let unknown): .unknown(unknown)
        case .positions(let positions):
          .list(ListValue(positions.map { list.elements[$0] }, openness: list.openness))
        }
      }
    ])
}
