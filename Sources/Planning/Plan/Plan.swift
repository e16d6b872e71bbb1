import Schema
import Values

/// How a graph is evaluated: scans over entities in an order in which every argument is ready, and the columns they read.
///
/// A scan is one pass over the rows of one entity. A condition that reads a parent's aggregate, or follows a relation,
/// belongs to a later scan than the condition it reads (DESIGN section 5).
public struct Plan: Sendable {
  public struct Scan: Sendable, Hashable {
    public var stage: Int
    public var entity: String
    /// Ascending: arguments before their uses.
    public var nodes: [RuleGraph.NodeID]
  }

  /// A column that the run reads.
  public struct ColumnReference: Sendable, Hashable, Comparable {
    public var entity: String
    public var name: String
    /// Whether it is a to-one relation.
    public var isLink: Bool

    public static func < (a: ColumnReference, b: ColumnReference) -> Bool { (a.entity, a.name) < (b.entity, b.name) }
  }

  public let graph: RuleGraph
  public let scans: [Scan]
  public let columns: [ColumnReference]

  /// Schedules every node of a graph.
  /// - Complexity: O(nodes log nodes)
  public init(_ graph: RuleGraph, schema: InventorySchema) {
    self.graph = graph
    var stages = [Int](repeating: 0, count: graph.nodes.count)
    var scans: [ScanKey: [RuleGraph.NodeID]] = [:]
    var columns: Set<ColumnReference> = []
    for (index, node) in graph.nodes.enumerated() {
      let id = RuleGraph.NodeID(index: index)
      let ready = graph.arguments(of: id).map { stages[$0.index] }.max() ?? 0
      switch node.operation {
      case .follow(let step, _):
        stages[index] = ready + 1
        columns.insert(ColumnReference(entity: node.home, name: step.relation, isLink: true))
      case .aggregate(let aggregate):
        stages[index] = ready + 1
        if let relation = schema[node.home]?.relation(aggregate.relation), let many = relation.many {
          columns.insert(ColumnReference(entity: relation.entity, name: many.via, isLink: true))
          if aggregate.window != nil, let window = many.window {
            columns.insert(ColumnReference(entity: relation.entity, name: window, isLink: false))
          }
        }
      case .predicate(let predicate):
        columns.formUnion(graph.excerpts[predicate.excerpt].columns)
        for leaf in predicate.leaves ?? [] { columns.formUnion(Plan.columns(of: leaf)) }
      case .and, .or, .not, .equal, .conditional: stages[index] = ready
      }
      scans[ScanKey(stage: stages[index], entity: node.home), default: []].append(id)
    }
    self.scans = scans.sorted { $0.key < $1.key }.map {
      Scan(stage: $0.key.stage, entity: $0.key.entity, nodes: $0.value)
    }
    self.columns = columns.sorted()
  }

  private static func columns(of leaf: RuleGraph.Leaf) -> [ColumnReference] {
    var columns = zip(leaf.path.steps, leaf.path.entities).map { step, entity in
      ColumnReference(entity: entity, name: step.relation, isLink: true)
    }
    switch leaf.kind {
    case .attribute(let name):
      columns.append(ColumnReference(entity: leaf.path.entity, name: name, isLink: false))
    case .link(let step):
      columns.append(ColumnReference(entity: leaf.path.entity, name: step.relation, isLink: true))
    case .row: break
    }
    return columns
  }

  private struct ScanKey: Hashable, Comparable {
    var stage: Int
    var entity: String

    static func < (a: ScanKey, b: ScanKey) -> Bool { (a.stage, a.entity) < (b.stage, b.entity) }
  }
}

extension Plan: CustomStringConvertible {
  /// The scans with their nodes, for people.
  public var description: String {
    scans.map { scan in
      "scan \(scan.entity) (stage \(scan.stage)): " + scan.nodes.map { "n\($0.index)" }.joined(separator: " ")
    }.joined(separator: "\n")
  }
}
