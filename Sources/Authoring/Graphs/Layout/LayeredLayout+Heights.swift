extension LayeredLayout {
  private static let rounds = 14

  /// Gives every item its height on the page: as near to what it is connected with as its neighbours in the column let
  /// it be.
  mutating func align() {
    middles = [Double](repeating: 0, count: items.count)
    for column in columns {
      var y = 0.0
      for (index, item) in column.enumerated() {
        if index > 0 { y += distance(column[index - 1], item) }
        middles[item] = y
      }
      // Around a common axis, so that the first round does not pull everything up.
      for item in column { middles[item] -= y / 2 }
    }
    for round in 0..<LayeredLayout.rounds {
      let isForward = round.isMultiple(of: 2)
      let isLast = round >= LayeredLayout.rounds - 2
      for rank in isForward ? Array(columns.indices) : columns.indices.reversed() {
        settle(columns[rank], sides: isLast ? .both : isForward ? .before : .after)
      }
    }
  }

  private enum Sides { case before, after, both }

  private func distance(_ a: Int, _ b: Int) -> Double {
    let isTight = items[a].isBend || items[b].isBend
    return (items[a].height + items[b].height) / 2 + (isTight ? Self.bendGap : Self.gap)
  }

  /// The places of a column that are nearest to the ones wanted, in order and with room between: an isotonic regression
  /// (pool adjacent violators; Barlow and others, 1972).
  private mutating func settle(_ column: [Int], sides: Sides) {
    guard !column.isEmpty else { return }
    var offsets = [0.0]
    for (a, b) in zip(column, column.dropFirst()) { offsets.append(offsets[offsets.count - 1] + distance(a, b)) }
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    for (index, item) in column.enumerated() {
      let (wanted, weight) = wanted(item, sides)
      pools.append(((wanted - offsets[index]) * weight, weight, 1))
      while pools.count > 1 {
        let (a, b) = (pools[pools.count - 2], pools[pools.count - 1])
        guard a.sum / a.weight > b.sum / b.weight else { break }
        pools.removeLast(2)
        pools.append((a.sum + b.sum, a.weight + b.weight, a.count + b.count))
      }
    }
    var index = 0
    for pool in pools {
      for _ in 0..<pool.count {
        middles[column[index]] = pool.sum / pool.weight + offsets[index]
        index += 1
      }
    }
  }

  /// Where an item would like to be, and how much: edges that pass columns want to be straight.
  private func wanted(_ item: Int, _ sides: Sides) -> (Double, weight: Double) {
    let near: [Int]
    switch sides {
    case .before: near = items[item].before
    case .after: near = items[item].after
    case .both: near = items[item].before + items[item].after
    }
    guard !near.isEmpty else { return (middles[item], 0.05) }
    var sum = 0.0
    var weight = 0.0
    for other in near {
      let own = items[item].isBend && items[other].isBend ? 8.0 : items[item].isBend || items[other].isBend ? 2.0 : 1.0
      sum += middles[other] * own
      weight += own
    }
    return (sum / weight, items[item].isBend ? weight : max(1, weight / 2))
  }
}
