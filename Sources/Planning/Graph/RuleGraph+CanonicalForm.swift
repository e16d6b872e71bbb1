import Values

extension RuleGraph {
  /// The graph as text, the same for the same meaning on every machine: a line per node, arguments before their uses.
  ///
  ///     n0 device predicate {device.purposes} device.purposes.exists($1, $1 in params.scope)
  ///     n1 device not n0
  public var canonicalForm: String {
    nodes.indices.map { "n\($0) \(nodes[$0].home) \(describe(nodes[$0].operation))" }.joined(separator: "\n")
  }

  private func describe(_ operation: Operation) -> String {
    switch operation {
    case .and(let a, let b): "and n\(a.index) n\(b.index)"
    case .or(let a, let b): "or n\(a.index) n\(b.index)"
    case .not(let a): "not n\(a.index)"
    case .equal(let a, let b): "equal n\(a.index) n\(b.index)"
    case .conditional(let condition, let a, let b): "if n\(condition.index) n\(a.index) n\(b.index)"
    case .follow(let step, let a): "follow \(step) n\(a.index)"
    case .aggregate(let aggregate): describe(aggregate)
    case .predicate(let predicate):
      "predicate {\(predicate.leaves.map { $0.map(\.description).joined(separator: ", ") } ?? "row by row")} "
        + excerpts[predicate.excerpt].text
    }
  }

  private func describe(_ aggregate: Aggregate) -> String {
    var words: [String] =
      switch aggregate.quantifier {
      case .exists: ["exists"]
      case .all: ["all"]
      case .existsOne: ["exists_one"]
      case .atLeast(let count): ["at least \(count)"]
      case .exactly(let count): ["exactly \(count)"]
      }
    words.append(aggregate.relation)
    if let window = aggregate.window { words.append("during \(window.from) \(window.to)") }
    if let filter = aggregate.filter { words.append("where n\(filter.index)") }
    if let body = aggregate.body { words.append("n\(body.index)") }
    return words.joined(separator: " ")
  }
}

extension RuleGraph.Leaf: CustomStringConvertible {
  /// The home entity, the relations followed, what is read there: `camera.recorder.p2p.enabled`; of a row itself
  /// `meeting.unit.*`.
  public var description: String {
    switch kind {
    case .attribute(let name): "\(path).\(name)"
    case .link(let step): "\(path).\(step)"
    case .row: "\(path).*"
    }
  }
}
