/// A graph as a tree of text: what is reached twice is drawn once.
///
///     rule:zoom-removed
///     ├ when   device.official
///     │        └ device.purposes
///     └ check  not
struct GraphTree {
  let graph: PolicyGraph
  private let after: [[PolicyGraph.Edge]]

  /// Lines beyond this are left out.
  private static let lineLimit = 120

  init(_ graph: PolicyGraph) {
    self.graph = graph
    var after = [[PolicyGraph.Edge]](repeating: [], count: graph.nodes.count)
    for edge in graph.edges { after[edge.from].append(edge) }
    self.after = after
  }

  func lines(from id: String) -> [String] {
    guard let root = graph.nodes.firstIndex(where: { $0.id == id }) else { return [] }
    var lines = [graph.nodes[root].name]
    var seen: Set<Int> = [root]
    add(root, "", &lines, &seen, depth: 0)
    guard lines.count > GraphTree.lineLimit else { return lines }
    return Array(lines.prefix(GraphTree.lineLimit)) + ["… \(lines.count - GraphTree.lineLimit) more"]
  }

  private func add(_ node: Int, _ indent: String, _ lines: inout [String], _ seen: inout Set<Int>, depth: Int) {
    guard depth < 24 else { return }
    for (index, edge) in after[node].enumerated() {
      let isLast = index == after[node].count - 1
      let target = graph.nodes[edge.to]
      let role = [.when, .check, .asks].contains(edge.role) ? "\(edge.role.rawValue) " : ""
      let isKnown = !seen.insert(edge.to).inserted
      let hasMore = isKnown && !after[edge.to].isEmpty
      let text = target.kind == .question ? target.name : target.name.cut(to: 100)
      lines.append("\(indent)\(isLast ? "└" : "├") \(role)\(text)\(hasMore ? " (above)" : "")")
      if !isKnown { add(edge.to, indent + (isLast ? "  " : "│ "), &lines, &seen, depth: depth + 1) }
    }
  }
}
