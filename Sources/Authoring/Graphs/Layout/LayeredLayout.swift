/// Puts boxes into columns so that every arrow leads to the right, and crossings are few (Sugiyama, Tagawa and Toda, 1981).
///
///     ranks ─ long edges cut by bends ─ order in each column by medians ─ heights by isotonic regression ─ curves
///
/// Deterministic: the same boxes give the same picture. Nothing depends on what is written in them but their size.
struct LayeredLayout {
  struct Box {
    var width: Double
    var height: Double
    /// Its column, from 0.
    var rank: Int
    /// Whether it keeps its place among its column's boxes, as given.
    var keepsOrder: Bool
  }

  struct Point: Equatable {
    var x: Double
    var y: Double
  }

  struct Frame: Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var middle: Double { y + height / 2 }
    var right: Double { x + width }
    var bottom: Double { y + height }
  }

  /// Where the boxes are, by position.
  private(set) var frames: [Frame] = []
  /// The points of each edge: its start on a box, pairs around each column that it passes, its end on a box.
  private(set) var routes: [[Point]] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  /// A box, or the place where an edge passes a column.
  struct Item {
    var width = 0.0
    var height = 0.0
    var rank: Int
    var keepsOrder = false
    var isBend: Bool
    var before: [Int] = []
    var after: [Int] = []
  }

  var items: [Item] = []
  /// The items of each column, from above.
  var columns: [[Int]] = []
  /// The items on the way of each edge.
  var ways: [[Int]] = []
  /// The middle of each item.
  var middles: [Double] = []

  /// How far boxes of a column are apart.
  static let gap = 13.0
  /// How far an edge that passes keeps away.
  static let bendGap = 7.0

  /// - Parameters:
  ///   - edges: from a box to one of a higher rank.
  ///   - spaces: the least room behind each column.
  /// - Complexity: O(sweeps · items · log items)
  init(_ boxes: [Box], edges: [(from: Int, to: Int)], spaces: [Double]) {
    items = boxes.map {
      Item(width: $0.width, height: $0.height, rank: $0.rank, keepsOrder: $0.keepsOrder, isBend: false)
    }
    columns = [[Int]](repeating: [], count: (boxes.map(\.rank).max() ?? -1) + 1)
    for index in items.indices { columns[items[index].rank].append(index) }
    for edge in edges { addWay(edge.from, edge.to) }
    order()
    align()
    place(boxes.count, spaces)
  }

  private mutating func addWay(_ from: Int, _ to: Int) {
    var way = [from]
    for rank in stride(from: items[from].rank + 1, to: items[to].rank, by: 1) {
      items.append(Item(rank: rank, isBend: true))
      columns[rank].append(items.count - 1)
      way.append(items.count - 1)
    }
    way.append(to)
    for (a, b) in zip(way, way.dropFirst()) {
      items[a].after.append(b)
      items[b].before.append(a)
    }
    ways.append(way)
  }

  /// Turns columns and middles into frames and routes.
  private mutating func place(_ count: Int, _ spaces: [Double]) {
    let top = items.indices.map { middles[$0] - items[$0].height / 2 }.min() ?? 0
    var lefts: [Double] = []
    var rights: [Double] = []
    var x = 0.0
    for (rank, column) in columns.enumerated() {
      let widest = column.map { items[$0].width }.max() ?? 0
      lefts.append(x)
      rights.append(x + widest)
      let passing = column.reduce(0) { $0 + items[$1].after.count }
      let least = spaces.indices.contains(rank) ? spaces[rank] : 0
      x += widest + max(least, 46 + min(70, Double(passing) * 0.6))
    }
    frames = (0..<count).map { index in
      let item = items[index]
      let y = Self.rounded(middles[index] - item.height / 2 - top)
      return Frame(x: Self.rounded(lefts[item.rank]), y: y, width: item.width, height: item.height)
    }
    width = rights.last ?? 0
    height = frames.map(\.bottom).max() ?? 0
    let (starts, ends) = ports()
    routes = ways.indices.map { index in
      let way = ways[index]
      var points = [Point(x: frames[way[0]].right, y: starts[index])]
      for bend in way.dropFirst().dropLast() {
        let y = Self.rounded(middles[bend] - top)
        points.append(Point(x: Self.rounded(lefts[items[bend].rank]), y: y))
        points.append(Point(x: Self.rounded(rights[items[bend].rank]), y: y))
      }
      points.append(Point(x: frames[way[way.count - 1]].x, y: ends[index]))
      return points
    }
  }

  /// Where on the sides of the boxes the edges begin and end: beside each other, in the order in which they come.
  private func ports() -> (starts: [Double], ends: [Double]) {
    var starts = [Double](repeating: 0, count: ways.count)
    var ends = starts
    var leaving: [Int: [Int]] = [:]
    var arriving: [Int: [Int]] = [:]
    for (index, way) in ways.enumerated() {
      leaving[way[0], default: []].append(index)
      arriving[way[way.count - 1], default: []].append(index)
    }
    for box in frames.indices {
      let out = (leaving[box] ?? []).sorted { (middles[ways[$0][1]], $0) < (middles[ways[$1][1]], $1) }
      for (index, y) in zip(out, Self.spread(out.count, over: frames[box])) { starts[index] = y }
      let into = (arriving[box] ?? []).sorted {
        (middles[ways[$0][ways[$0].count - 2]], $0) < (middles[ways[$1][ways[$1].count - 2]], $1)
      }
      for (index, y) in zip(into, Self.spread(into.count, over: frames[box])) { ends[index] = y }
    }
    return (starts, ends)
  }

  private static func spread(_ count: Int, over frame: Frame) -> [Double] {
    guard count > 1 else { return [rounded(frame.middle)] }
    let room = max(0, frame.height - 12)
    let step = min(9, room / Double(count - 1))
    return (0..<count).map { rounded(frame.middle + (Double($0) - Double(count - 1) / 2) * step) }
  }

  static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
