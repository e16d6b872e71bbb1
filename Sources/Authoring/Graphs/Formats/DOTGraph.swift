import Diagnostics
import Schema

/// Graphviz' language (https://graphviz.org/doc/info/lang.html).
struct DOTGraph: GraphFormat {
  let name = "dot"
  let fileExtension = "dot"

  func text(of graph: PolicyGraph, language: Language) -> String {
    var lines = [
      "digraph \(Self.quoted(graph.policy)) {",
      "  rankdir=LR; ranksep=1.1; nodesep=0.18;",
      "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11];",
      "  edge [color=\"#8a94a6\", fontname=\"Helvetica\", fontsize=10, arrowsize=0.7];",
    ]
    for node in graph.nodes {
      var label = node.kind == .condition ? node.name.cut(to: 160) : node.name
      let detail = node.detail.text(language)
      if !detail.isEmpty { label += "\n" + detail.cut(to: 120) }
      let colours = (node.outcome.map { GraphColours.verdict($0.verdict) } ?? GraphColours.kind(node.kind)).light
      var attributes = [
        "label=\(Self.quoted(label))", "fillcolor=\"\(colours.fill)\"", "color=\"\(colours.line)\"",
        "shape=\(Self.shape(node.kind))",
      ]
      if let outcome = node.outcome {
        attributes += ["penwidth=2", "tooltip=\(Self.quoted("\(outcome.verdict.rawValue): \(outcome.summary)"))"]
      } else if !node.note.isEmpty {
        attributes.append("tooltip=\(Self.quoted(node.note.text(language)))")
      }
      lines.append("  \(Self.quoted(node.id)) [\(attributes.joined(separator: ", "))];")
    }
    for edge in graph.edges {
      var attributes: [String] = []
      if let counts = graph.counts(on: edge), !counts.summary.isEmpty {
        attributes.append("label=\(Self.quoted(counts.summary))")
      } else if [.when, .asks].contains(edge.role) {
        attributes += ["label=\"\(edge.role.rawValue)\"", "style=\(edge.role == .when ? "dashed" : "dotted")"]
      }
      let text = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
      lines.append(
        "  \(Self.quoted(graph.nodes[edge.from].id)) -> \(Self.quoted(graph.nodes[edge.to].id))\(text);")
    }
    lines.append("}")
    return lines.map { $0 + "\n" }.joined()
  }

  private static func shape(_ kind: PolicyGraph.Kind) -> String {
    switch kind {
    case .policy, .clause, .rule, .condition, .fact: "box"
    case .logic: "ellipse"
    case .question: "note"
    case .attribute, .relation: "box"
    case .parameter, .day: "hexagon"
    case .catalog: "cylinder"
    }
  }

  /// A quoted string; a backslash would begin one of Graphviz' own escapes.
  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in TerminalText.visible(text, keepingLines: true).unicodeScalars {
      switch scalar {
      case "\n": out += "\\n"
      case "\"", "\\":
        out += "\\"
        out.unicodeScalars.append(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
