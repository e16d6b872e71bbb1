import CEL
import Evidence

extension DecisionTreeBuilder {
  /// The elements of a document's list or map that decided, each with what was found of it.
  ///
  /// The steps about them follow that of their macro, up to the next that is about what the macro stands in.
  ///
  /// - Returns: nil where the macro goes over something else.
  mutating func elements(
    _ body: Expression, _ step: Int, _ scope: Scope, depth: Int
  ) -> [DecisionTree.Node]? {
    let end = record.trace.indices.dropFirst(step + 1).first { record.trace[$0].element == scope.element }
    let own = (step + 1)..<(end ?? record.trace.count)
    guard !own.isEmpty, own.contains(where: { record.trace[$0].element != nil }) else { return nil }
    var nodes: [DecisionTree.Node] = []
    for index in own where !isUsed[index] {
      guard let element = record.trace[index].element else { continue }
      var inner = scope
      inner.element = element
      let child = node(body, mark(record.trace[step]), inner, depth: depth + 2)
      guard child.mark != .idle else { continue }
      let place = record.observed.first { Self.isWithin($0.name, element) }?.source?.place
      nodes.append(
        DecisionTree.Node(
          mark: child.mark, text: element, detail: place.map { "(\($0))" } ?? "", children: [child]))
    }
    return nodes
  }

  /// What was read of an element.
  func observed(within element: String) -> [DecisionTree.Node] {
    record.observed.filter { Self.isWithin($0.name, element) }.map(reading)
  }

  /// Whether a name is that of an element or of something in it.
  private static func isWithin(_ name: String, _ element: String) -> Bool {
    guard name.hasPrefix(element) else { return false }
    let next = name.dropFirst(element.count).first
    return next == nil || next == "." || next == "["
  }
}
