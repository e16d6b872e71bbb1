import Values

extension RuleGraph {
  /// The graph as text, the same for the same meaning on every machine: a line per node, arguments before their uses.
  ///
  ///     n0 device predicate {device.purposes} device.purposes.exists(p, p in params.scope)
  ///     n1 device not n0
  public var canonicalForm: String {
    nodes.indices.map { "n\($0) \(nodes[$0].home) \(describe(nodes[$0].operation))" }.joined(separator: "\n")
  }

  private func describe(_ operation: Operation) -> String {
    switch operation {
    case .and(let a, let b): "and n\(a.index) n\(b.index)"
    case .or(let a, let b): "or n\(a.index) n\(b.index)"
    case .not(let a): "not n\(a.index)"
    case .conditional(let condition, let a, let b): "if n\(condition.index) n\(a.index) n\(b.index)"
    case .follow(let step, let a): "follow \(step) n\(a.index)"
    case .aggregate(let aggregate):
      "\(aggregate.quantifier.rawValue) \(aggregate.relation)"
        + (aggregate.window.map { " during \($0.from) \($0.to)" } ?? "") + " n\(aggregate.body.index)"
    case .predicate(let predicate):
      "predicate {\(predicate.leaves.map { $0.map(\.description).joined(separator: ", ") } ?? "row by row")} "
        + excerpts[predicate.excerpt].text
    }
  }
}

extension RuleGraph.Leaf: CustomStringConvertible {
  /// The home entity, the relations followed, the attribute: `camera.recorder.p2p.enabled`.
  public var description: String {
    ([path.entities[0]] + path.steps.map(\.description) + [name]).joined(separator: ".")
  }
}
