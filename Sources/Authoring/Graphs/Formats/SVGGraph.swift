import Diagnostics
import Schema

/// A drawing of our own: layers from left to right, a legend, light and dark by the reader's setting, nothing fetched and
/// no script. The whole of a text that is cut stands in its tooltip.
struct SVGGraph: GraphFormat {
  let name = "svg"
  let fileExtension = "svg"

  func text(of graph: PolicyGraph, language: Language) -> String {
    SVGDrawing(GraphDrawing(graph, language: language), language: language).text
  }
}

/// Writes a drawing as SVG 1.1.
struct SVGDrawing {
  let drawing: GraphDrawing
  let language: Language
  private var out: [String] = []

  private var graph: PolicyGraph { drawing.graph }
  static let margin = 28.0
  static let headHeight = 98.0

  init(_ drawing: GraphDrawing, language: Language) {
    self.drawing = drawing
    self.language = language
  }

  var text: String {
    var writer = self
    writer.write()
    return writer.out.map { $0 + "\n" }.joined()
  }

  private func word(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  private mutating func write() {
    let legend = Legend(graph, language)
    let width = max(drawing.layout.width, 860, legend.width) + 2 * Self.margin
    let height = drawing.layout.height + Self.headHeight + 2 * Self.margin
    let (w, h) = (Self.number(width), Self.number(height))
    let title = [graph.policy, graph.part ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
    out.append(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(w)\" height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\" role=\"img\" "
        + "lang=\"\(language.rawValue)\">")
    out.append("<title>\(Self.escaped(title))</title>")
    out.append("<style>")
    out += SVGStyle.lines(graph)
    out.append("</style>")
    out.append("<rect class=\"page\" width=\"\(w)\" height=\"\(h)\"/>")
    writeHead(legend)
    out.append("<g transform=\"translate(\(Self.number(Self.margin)) \(Self.number(Self.margin + Self.headHeight)))\">")
    out.append("<g class=\"edges\">")
    for index in graph.edges.indices { writeEdge(index) }
    out.append("</g>")
    for index in graph.nodes.indices { writeNode(index) }
    for index in graph.edges.indices { writeCounts(index) }
    out.append("</g>")
    out.append("</svg>")
  }

  // MARK: Parts

  private mutating func writeHead(_ legend: Legend) {
    let policy = graph.nodes.first
    let name = policy?.detail.text(language) ?? ""
    let heading = name.isEmpty ? graph.policy : name
    write(heading, x: Self.margin, y: Self.margin + 14, class: "head")
    var about = ["\(graph.policy) \(graph.version)", graph.advisory, graph.part ?? ""].filter { !$0.isEmpty }
    if let run = graph.run { about.append(word("lần đánh giá ", "run ") + run) }
    if let outcome = policy?.outcome { about.append("\(outcome.verdict.rawValue): \(outcome.summary)") }
    write(about.joined(separator: "  ·  "), x: Self.margin, y: Self.margin + 34, class: "about")
    out.append(
      "<g class=\"legend\" transform=\"translate(\(Self.number(Self.margin)) \(Self.number(Self.margin + 50)))\">")
    for entry in legend.entries {
      let (x, y) = (Self.number(entry.x), Self.number(entry.y))
      switch entry.mark {
      case .box(let name):
        out.append("<rect class=\"box \(name)\" x=\"\(x)\" y=\"\(y)\" width=\"18\" height=\"12\" rx=\"3\"/>")
      case .line(let name):
        let middle = Self.number(entry.y + 6)
        out.append("<path class=\"\(name)\" d=\"M\(x) \(middle)h18\"/>")
      }
      write(entry.text, x: entry.x + 24, y: entry.y + 10, class: "note")
    }
    out.append("</g>")
  }

  private mutating func writeEdge(_ index: Int) {
    let points = drawing.layout.routes[index]
    guard let first = points.first, let last = points.last else { return }
    var path = "M\(Self.number(first.x)) \(Self.number(first.y))"
    var at = first
    for (number, point) in points.enumerated().dropFirst() {
      // Odd points end a curve between two columns, even ones a straight line across a column.
      if number.isMultiple(of: 2) {
        path += "H\(Self.number(point.x))"
      } else {
        let isEnd = number == points.count - 1
        let end = isEnd ? LayeredLayout.Point(x: last.x - 5, y: last.y) : point
        let half = (end.x - at.x) / 2
        let (a, b) = (Self.number(at.x + half), Self.number(end.x - half))
        path += "C\(a) \(Self.number(at.y)) \(b) \(Self.number(end.y)) \(Self.number(end.x)) \(Self.number(end.y))"
      }
      at = point
    }
    let edge = graph.edges[index]
    let verdict = graph.counts(on: edge).map { " v-\($0.verdict.rawValue)" } ?? ""
    out.append("<path class=\"edge \(edge.role.rawValue)\(verdict)\" d=\"\(path)\"/>")
    let (x, y) = (last.x, last.y)
    out.append(
      "<path class=\"tip\(verdict)\" d=\"M\(Self.number(x)) \(Self.number(y))l-6 -3.2v6.4z\"/>")
  }

  private mutating func writeNode(_ index: Int) {
    let node = graph.nodes[index]
    let frame = drawing.layout.frames[index]
    let classes = ["box", node.kind.rawValue] + (node.outcome.map { ["v-\($0.verdict.rawValue)"] } ?? [])
    let radius = [.logic, .parameter, .day].contains(node.kind) ? min(14, frame.height / 2) : node.kind.isInput ? 3 : 7
    out.append("<g id=\"\(Self.escaped(node.id))\">")
    out.append("<title>\(Self.escaped(tooltip(node)))</title>")
    let place = "x=\"\(Self.number(frame.x))\" y=\"\(Self.number(frame.y))\""
    let size = "width=\"\(Self.number(frame.width))\" height=\"\(Self.number(frame.height))\""
    out.append("<rect class=\"\(classes.joined(separator: " "))\" \(place) \(size) rx=\"\(Self.number(radius))\"/>")
    if let outcome = node.outcome {
      let x = Self.number(frame.right - 11)
      let y = Self.number(frame.y + 18)
      let sign = GraphColours.sign(outcome.verdict)
      out.append(
        "<text class=\"sign v-\(outcome.verdict.rawValue)\" x=\"\(x)\" y=\"\(y)\" text-anchor=\"end\">\(sign)</text>")
    } else if node.kind == .rule, let severity = node.severity {
      let dot = "cx=\"\(Self.number(frame.right - 13))\" cy=\"\(Self.number(frame.y + 15))\" r=\"4.5\""
      out.append("<circle class=\"severity s-\(severity.rawValue)\" \(dot)/>")
    }
    var y = frame.y + GraphDrawing.padding.y
    for line in drawing.contents[index].lines {
      y += GraphDrawing.lineHeight(line.style)
      let isCentred = node.kind == .logic
      let x = isCentred ? frame.x + frame.width / 2 : frame.x + GraphDrawing.padding.x
      write(line.text, x: x, y: y - 4, class: line.style.rawValue + (isCentred ? " middle" : ""))
      if !line.tail.isEmpty {
        let behind = x + GraphDrawing.measure(line.style).width(line.text) + GraphDrawing.tailGap
        write(line.tail, x: behind, y: y - 4, class: "note")
      }
    }
    out.append("</g>")
  }

  private mutating func writeCounts(_ index: Int) {
    guard let outcome = graph.counts(on: graph.edges[index]), let end = drawing.layout.routes[index].last else {
      return
    }
    let label = GraphDrawing.EdgeLabel(outcome)
    guard !label.parts.isEmpty else { return }
    let parts = label.parts.enumerated().map { number, part in
      "<tspan class=\"v-\(part.verdict.rawValue)\"\(number == 0 ? "" : " dx=\"7\"")>\(Self.escaped(part.text))</tspan>"
    }
    out.append(
      "<text class=\"counts\" x=\"\(Self.number(end.x - 11))\" y=\"\(Self.number(end.y - 5))\" text-anchor=\"end\">"
        + "<title>\(Self.escaped(outcome.summary))</title>\(parts.joined())</text>")
  }

  private func tooltip(_ node: PolicyGraph.Node) -> String {
    var lines = [node.name]
    for text in [node.detail.text(language), node.note.text(language)] where !text.isEmpty && !lines.contains(text) {
      lines.append(text.cut(to: 2_000))
    }
    if let outcome = node.outcome { lines.append("\(outcome.verdict.rawValue): \(outcome.summary)") }
    return lines.joined(separator: "\n")
  }

  private mutating func write(_ text: String, x: Double, y: Double, class name: String) {
    out.append(
      "<text class=\"\(name)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\">\(Self.escaped(text))</text>")
  }

  // MARK: Writing

  /// With one decimal, and none where it is nought.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
  }

  /// Text in XML: without what XML cannot hold and what would reorder it.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in TerminalText.visible(text, keepingLines: true).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
