extension LayeredLayout {
  private static let sweeps = 24

  /// Orders the items of each column: by the median of what they are connected with on one side, then on the other; the
  /// best of all rounds is kept.
  mutating func order() {
    start()
    var best = columns
    var least = crossings()
    for sweep in 0..<LayeredLayout.sweeps where least > 0 {
      let isForward = sweep.isMultiple(of: 2)
      let ranks = isForward ? Array(columns.indices) : columns.indices.reversed()
      for rank in ranks { sort(rank, isForward: isForward) }
      let count = crossings()
      if count < least { (best, least) = (columns, count) }
    }
    columns = best
  }

  /// The order in which a walk from the left meets the items.
  private mutating func start() {
    var seen = [Bool](repeating: false, count: items.count)
    var met = columns.map { _ in [Int]() }
    for root in columns.flatMap({ $0 }) where !seen[root] {
      var agenda = [root]
      while let item = agenda.popLast() {
        guard !seen[item] else { continue }
        seen[item] = true
        met[items[item].rank].append(item)
        agenda += items[item].after.reversed()
      }
    }
    columns = met.map(restored)
  }

  /// A column in which the boxes that keep their order stand in it, on the places that such boxes have.
  private func restored(_ column: [Int]) -> [Int] {
    var kept = column.filter { items[$0].keepsOrder }.sorted().makeIterator()
    return column.map { items[$0].keepsOrder ? kept.next() ?? $0 : $0 }
  }

  private mutating func sort(_ rank: Int, isForward: Bool) {
    var positions = [Int: Double]()
    let side = isForward ? rank - 1 : rank + 1
    guard columns.indices.contains(side) else { return }
    for (index, item) in columns[side].enumerated() { positions[item] = Double(index) }
    let scale = Double(max(1, columns[side].count)) / Double(max(1, columns[rank].count))
    var keys: [Int: Double] = [:]
    for (index, item) in columns[rank].enumerated() {
      let near = (isForward ? items[item].before : items[item].after).compactMap { positions[$0] }.sorted()
      keys[item] = near.isEmpty ? Double(index) * scale : Self.middle(near)
    }
    let old = Dictionary(uniqueKeysWithValues: columns[rank].enumerated().map { ($1, $0) })
    let sorted = columns[rank].sorted { (keys[$0] ?? 0, old[$0] ?? 0) < (keys[$1] ?? 0, old[$1] ?? 0) }
    columns[rank] = restored(sorted)
  }

  private static func middle(_ sorted: [Double]) -> Double {
    let half = sorted.count / 2
    if !sorted.count.isMultiple(of: 2) { return sorted[half] }
    // Between two medians the mean breaks ties that would leave parallel edges crossed.
    return sorted.reduce(0, +) / Double(sorted.count)
  }

  /// How many pairs of edges between neighbouring columns cross.
  /// - Complexity: O(edges · log edges) (Barth, Jünger and Mutzel, 2002)
  func crossings() -> Int {
    var total = 0
    for rank in columns.indices.dropLast() {
      let next = columns[rank + 1]
      let positions = Dictionary(uniqueKeysWithValues: next.enumerated().map { ($1, $0) })
      var tree = [Int](repeating: 0, count: next.count + 1)
      var seen = 0
      for item in columns[rank] {
        let ends = items[item].after.compactMap { positions[$0] }.sorted()
        for end in ends {
          // Of those before, all that end further down.
          var index = end + 1
          var above = 0
          while index > 0 {
            above += tree[index]
            index -= index & -index
          }
          total += seen - above
        }
        for end in ends {
          var index = end + 1
          while index <= next.count {
            tree[index] += 1
            index += index & -index
          }
          seen += 1
        }
      }
    }
    return total
  }
}
