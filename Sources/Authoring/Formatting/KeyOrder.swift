import Formats

/// Puts the keys of mappings into the order of their kind, each with its comments.
enum KeyOrder {
  static func ordered(_ item: LayoutItem) -> LayoutItem {
    var item = item
    item.value = ordered(item.value)
    return item
  }

  private static func ordered(_ node: LayoutNode) -> LayoutNode {
    var node = node
    switch node.content {
    case .scalar, .alias: break
    case .sequence(let items): node.content = .sequence(items.map(ordered))
    case .mapping(let items):
      let ranks = Dictionary(node.part.order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      func rank(_ item: LayoutItem) -> Int {
        guard case .scalar(let key)? = item.key?.content else { return ranks.count }
        return ranks[key.text] ?? ranks.count
      }
      let order = items.indices.sorted { (rank(items[$0]), $0) < (rank(items[$1]), $1) }
      // An anchor must stand before what names it; then the order stays.
      let isFree = order == Array(items.indices) || !items.contains(where: hasReference)
      node.content = .mapping((isFree ? order : Array(items.indices)).map { ordered(items[$0]) })
    }
    return node
  }

  private static func hasReference(_ item: LayoutItem) -> Bool {
    func look(_ node: LayoutNode) -> Bool {
      if !node.properties.isEmpty { return true }
      switch node.content {
      case .alias: return true
      case .scalar: return false
      case .sequence(let items), .mapping(let items): return items.contains(where: hasReference)
      }
    }
    return look(item.value) || item.key.map(look) ?? false
  }
}
