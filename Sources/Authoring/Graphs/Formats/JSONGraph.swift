import Evidence
import Formats
import Schema

/// The graph for programs: nodes, edges, and the rule graph's own operations.
///
/// `digest` is SHA-256 of the canonical JSON of `nodes` and `edges` without a run's verdicts; it changes when the policy's
/// structure does, whatever the day. `rule_graph.digest` is the one that a run carries.
struct JSONGraph: GraphFormat {
  let name = "json"
  let fileExtension = "json"

  func text(of graph: PolicyGraph, language: Language) -> String {
    func members(_ shows: Bool) -> [(String, JSONValue)] {
      [
        ("nodes", .array(graph.nodes.map { Self.json($0, showsOutcome: shows) })),
        ("edges", .array(graph.edges.map { Self.json($0, graph, showsOutcome: shows) })),
      ]
    }
    let operations = graph.operations.map { operation -> JSONValue in
      [
        "id": .string(operation.id), "home": .string(operation.home), "operation": .string(operation.text),
        "arguments": .array(operation.arguments.map(JSONValue.string)),
      ]
    }
    let head: [(String, JSONValue)] = [
      ("format", "kiem-graph"), ("format_version", 1),
      ("policy", ["id": .string(graph.policy), "version": .string(graph.version)]),
      ("part", graph.part.map(JSONValue.string) ?? .null),
      ("run", graph.run.map(JSONValue.string) ?? .null),
      ("digest", .string(ContentDigest.sha256(.object(members(false))))),
    ]
    let ruleGraph: JSONValue = [
      "as_of": .string(graph.asOf.description), "digest": .string(graph.ruleGraphDigest),
      "nodes": .array(operations),
    ]
    let value = JSONValue.object(head + members(true) + [("rule_graph", ruleGraph)])
    return String(decoding: JSONWriter.pretty(value), as: UTF8.self)
  }

  private static func json(_ node: PolicyGraph.Node, showsOutcome: Bool) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(node.id)), ("kind", .string(node.kind.rawValue)), ("name", .string(node.name)),
    ]
    if let detail = json(node.detail) { members.append(("detail", detail)) }
    if let note = json(node.note), node.note != node.detail { members.append(("note", note)) }
    if let severity = node.severity { members.append(("severity", .string(severity.rawValue))) }
    if let subject = node.subject { members.append(("subject", .string(subject))) }
    if showsOutcome, let outcome = node.outcome {
      members.append(("verdict", .string(outcome.verdict.rawValue)))
      if outcome.isWaived { members.append(("waived", true)) }
      members.append(("counts", counts(outcome)))
    }
    return .object(members)
  }

  private static func json(_ edge: PolicyGraph.Edge, _ graph: PolicyGraph, showsOutcome: Bool) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("from", .string(graph.nodes[edge.from].id)), ("to", .string(graph.nodes[edge.to].id)),
      ("role", .string(edge.role.rawValue)),
    ]
    if showsOutcome, let outcome = graph.counts(on: edge) { members.append(("counts", counts(outcome))) }
    return .object(members)
  }

  private static func counts(_ outcome: PolicyGraph.Outcome) -> JSONValue {
    .object(outcome.counts.map { ($0.verdict.rawValue, .int(Int64($0.count))) })
  }

  /// One text for all languages as a string, two by language; nil where there is none.
  private static func json(_ text: LocalizedText) -> JSONValue? {
    switch (text.vi, text.en) {
    case (nil, nil): nil
    case (let text?, nil), (nil, let text?): .string(text)
    case (let vi?, let en?): ["vi": .string(vi), "en": .string(en)]
    }
  }
}
