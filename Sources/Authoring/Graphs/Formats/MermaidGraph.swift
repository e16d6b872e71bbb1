import Diagnostics
import Schema

/// Mermaid's flowcharts (https://mermaid.js.org/syntax/flowchart.html), as forges and editors draw them in Markdown.
struct MermaidGraph: GraphFormat {
  let name = "mermaid"
  let fileExtension = "mmd"

  func text(of graph: PolicyGraph, language: Language) -> String {
    let names = GraphNames(graph).names
    var lines = ["%% \(graph.policy) \(graph.version)", "flowchart LR"]
    for (index, node) in graph.nodes.enumerated() {
      let (open, close) = Self.shape(node.kind)
      var label = node.kind == .condition ? node.name.cut(to: 160) : node.name
      let detail = node.detail.text(language)
      if !detail.isEmpty { label += "\n" + detail.cut(to: 120) }
      if let outcome = node.outcome { label += "\n" + "\(outcome.verdict.rawValue)" }
      let style = node.outcome.map { "v_\($0.verdict.rawValue)" } ?? node.kind.rawValue
      lines.append("  \(names[index])\(open)\"\(Self.escaped(label))\"\(close):::k_\(style)")
    }
    for edge in graph.edges {
      let arrow = edge.role == .when ? "-.->" : edge.role == .asks ? "==>" : "-->"
      var label = [PolicyGraph.Role.when, .asks].contains(edge.role) ? edge.role.rawValue : ""
      if let counts = graph.counts(on: edge), !counts.summary.isEmpty { label = counts.summary }
      let text = label.isEmpty ? "" : "|\"\(Self.escaped(label))\"|"
      lines.append("  \(names[edge.from]) \(arrow)\(text) \(names[edge.to])")
    }
    lines += Self.styles(graph)
    return lines.map { $0 + "\n" }.joined()
  }

  private static func shape(_ kind: PolicyGraph.Kind) -> (String, String) {
    switch kind {
    case .policy: ("([", "])")
    case .clause, .rule, .fact: ("[", "]")
    case .logic: ("((", "))")
    case .condition: ("(", ")")
    case .question: (">", "]")
    case .attribute, .relation: ("[/", "/]")
    case .parameter, .day: ("{{", "}}")
    case .catalog: ("[(", ")]")
    }
  }

  /// A text in quotes: what has a meaning to Mermaid or to HTML becomes an entity.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in TerminalText.visible(text, keepingLines: true).unicodeScalars {
      switch scalar {
      case "\n": out += "<br/>"
      case "\"", "#", "&", "<", ">", "`", "\\", "%", "{", "}", "|", "[", "]", ";": out += "#\(scalar.value);"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Fill and line of each kind and verdict that is there; readable on light and dark pages alike.
  private static func styles(_ graph: PolicyGraph) -> [String] {
    var lines: [String] = []
    for kind in PolicyGraph.Kind.allCases where graph.nodes.contains(where: { $0.kind == kind && $0.outcome == nil }) {
      let colours = GraphColours.kind(kind).light
      lines.append("  classDef k_\(kind.rawValue) fill:\(colours.fill),stroke:\(colours.line),color:#1c2430")
    }
    for verdict in Verdict.allCases where graph.nodes.contains(where: { $0.outcome?.verdict == verdict }) {
      let colours = GraphColours.verdict(verdict).light
      lines.append(
        "  classDef k_v_\(verdict.rawValue) fill:\(colours.fill),stroke:\(colours.line),stroke-width:3px,color:#1c2430")
    }
    return lines
  }
}
