import Values

/// The order in which `sort` and `sortBy` put elements.
enum Sorting {
  enum Result {
    /// The positions of the keys, smallest first; equal keys in their old order.
    case positions([Int])
    case unknown(Unknown)
    case failure(Failure)
  }

  /// All keys must be of one type that has an order. NaN sorts before all numbers, so that the order is total.
  static func order(_ keys: [Value]) -> Result {
    guard let first = keys.first else { return .positions([]) }
    for key in keys where key.runtimeType.denotation != first.runtimeType.denotation {
      return .failure(Failure("list elements must have the same type"))
    }
    var stop: Result?
    let positions = keys.indices.sorted { left, right in
      guard stop == nil else { return false }
      switch CELOrdering.compare(keys[left], keys[right]) {
      case .ordered(let order): return order == .less || (order == .equal && left < right)
      case .unordered:
        let (a, b) = (isNaN(keys[left]), isNaN(keys[right]))
        return a == b ? left < right : a
      case .unknown(let unknown): stop = .unknown(unknown)
      case .incomparable: stop = .failure(Failure("list elements must be comparable"))
      }
      return false
    }
    return stop ?? (keys.count == 1 ? single(first) : nil) ?? .positions(positions)
  }

  private static func single(_ key: Value) -> Result? {
    if case .incomparable = CELOrdering.compare(key, key) {
      return .failure(Failure("list elements must be comparable"))
    }
    return nil
  }

  private static func isNaN(_ value: Value) -> Bool {
    if case .double(let value) = value { return value.isNaN }
    return false
  }
}
