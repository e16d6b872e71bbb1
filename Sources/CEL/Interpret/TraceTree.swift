import Values

/// A trace as a tree: what was evaluated, under it what it was evaluated from, and the turns of macros with the variables
/// they had.
///
///     tags.exists(t, t == 'b')      true
///     ├ tags                        ['a', 'b']
///     ├ t = 'a'
///     │ └ t == 'b'                  false
///     └ t = 'b'
///       └ t == 'b'                  true
public struct TraceTree: Sendable {
  /// A node that was evaluated, once.
  public struct Node: Sendable {
    public var step: Trace.Step
    /// In the order of evaluation.
    public var parts: [Part]
  }

  /// What a node was evaluated from.
  public enum Part: Sendable {
    case node(Node)
    /// One turn of a macro, or the body of `cel.bind` and its like: the variables that it adds.
    case turn(variables: [(name: String, value: Value)], [Node])
  }

  /// The whole expression; more than one node only where the trace is not of one expression.
  public let roots: [Node]

  /// Builds the tree of a trace.
  ///
  /// - Parameter root: the expression that was evaluated.
  /// - Complexity: O(nodes + steps)
  public init(_ trace: Trace, of root: Expression) {
    var extents: [Int: Range<Int>] = [:]
    var position = 0
    TraceTree.number(root, &position, &extents)
    var stack: [Node] = []
    for step in trace.steps {
      var children: [Node] = []
      if let extent = extents[step.expression.id] {
        while let last = stack.last, let inner = extents[last.step.expression.id],
          inner.lowerBound > extent.lowerBound, inner.upperBound <= extent.upperBound
        {
          children.append(last)
          stack.removeLast()
        }
      }
      children.reverse()
      stack.append(Node(step: step, parts: TraceTree.parts(children, of: step)))
    }
    roots = stack
  }

  /// Numbers the nodes so that those below one stand within its extent.
  private static func number(_ expression: Expression, _ position: inout Int, _ extents: inout [Int: Range<Int>]) {
    let start = position
    position += 1
    for child in expression.children { number(child, &position, &extents) }
    extents[expression.id] = start..<position
  }

  /// Gathers the nodes of each turn. What was evaluated in a deeper turn than this is the rest of a node that the
  /// trace did not keep, and left out with it.
  private static func parts(_ children: [Node], of step: Trace.Step) -> [Part] {
    let depth = step.locals.count
    let (first, added) = body(of: step.expression)
    var parts: [Part] = []
    var turn: (variables: [(name: String, value: Value)], nodes: [Node])?
    for child in children {
      let isInTurn = child.step.locals.count == depth + added && added > 0
      guard isInTurn || child.step.locals.count == depth else { continue }
      if let done = turn, !isInTurn || child.step.expression.id == first {
        parts.append(.turn(variables: done.variables, done.nodes))
        turn = nil
      }
      if !isInTurn {
        parts.append(.node(child))
      } else if turn == nil {
        turn = (Array(child.step.locals[depth...]), [child])
      } else {
        turn?.nodes.append(child)
      }
    }
    if let turn { parts.append(.turn(variables: turn.variables, turn.nodes)) }
    return parts
  }

  /// What each turn of a macro begins with, and how many variables it adds.
  private static func body(of expression: Expression) -> (first: Int?, variables: Int) {
    switch expression.kind {
    case .comprehension(let comprehension):
      ((comprehension.condition ?? comprehension.transform)?.id, comprehension.variables.count)
    case .bind(_, _, let body), .optionalMap(_, _, let body, _): (body.id, 1)
    default: (nil, 0)
    }
  }
}
