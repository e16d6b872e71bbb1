import Schema

/// A graph with sizes and places: what is drawn, before it is written.
struct GraphDrawing {
  /// A line of a box.
  struct Line {
    enum Style: String {
      case name, title, code, note, word
    }

    var text: String
    var style: Style
    /// What stands behind it on the same line, as a note.
    var tail = ""
  }

  /// What stands in a box.
  struct Content {
    var lines: [Line]
    var width: Double
    var height: Double
  }

  let graph: PolicyGraph
  let contents: [Content]
  let layout: LayeredLayout

  static let padding = (x: 11.0, y: 7.0)

  /// Between a name and what stands behind it.
  static let tailGap = 9.0

  /// Above so many nodes a picture would help nobody.
  static let nodeLimit = 1_500

  init(_ graph: PolicyGraph, language: Language) {
    self.graph = graph
    let contents = graph.nodes.map { Self.content(of: $0, language) }
    let ranks = Self.ranks(graph)
    let boxes = graph.nodes.indices.map { index in
      LayeredLayout.Box(
        width: contents[index].width, height: contents[index].height, rank: ranks[index],
        keepsOrder: [.policy, .clause, .rule].contains(graph.nodes[index].kind))
    }
    self.contents = contents
    // Counts stand before the box that they are of.
    let label = graph.edges.compactMap { graph.counts(on: $0) }.map { EdgeLabel($0).width }.max() ?? 0
    let space = label == 0 ? 0 : label + 44
    layout = LayeredLayout(
      boxes, edges: graph.edges.map { (from: $0.from, to: $0.to) }, spaces: [space, space])
  }

  // MARK: Columns

  /// Policy, clauses and rules have a column each; inputs have the last one; what is between stands as far right as it
  /// can, next to what it reads.
  static func ranks(_ graph: PolicyGraph) -> [Int] {
    var after = [[Int]](repeating: [], count: graph.nodes.count)
    for edge in graph.edges { after[edge.from].append(edge.to) }
    // The longest way from each node to an input. Facts have no cycles; a bound stands for the proof.
    var depths = [Int?](repeating: nil, count: graph.nodes.count)
    var agenda = Array(graph.nodes.indices.reversed())
    var steps = 0
    let stepLimit = 50 * (graph.nodes.count + graph.edges.count) + 1000
    while let node = agenda.last, steps < stepLimit {
      steps += 1
      if depths[node] != nil {
        agenda.removeLast()
        continue
      }
      // A relation that another input is reached by is an input all the same.
      let next = graph.nodes[node].kind.isInput ? [] : after[node]
      let open = next.filter { depths[$0] == nil }
      if open.isEmpty {
        let depth = next.compactMap { depths[$0] }.max().map { $0 + 1 } ?? 0
        // A fact without inputs stands before them all the same.
        depths[node] = graph.nodes[node].kind.isInput ? 0 : max(1, depth)
        agenda.removeLast()
      } else {
        agenda += open
      }
    }
    let inner = graph.nodes.indices.filter { [.logic, .condition, .fact].contains(graph.nodes[$0].kind) }
    let deepest = inner.map { depths[$0] ?? 1 }.max() ?? 0
    let last = 3 + deepest
    return graph.nodes.indices.map { index in
      switch graph.nodes[index].kind {
      case .policy: 0
      case .clause: 1
      case .rule: 2
      case .logic, .condition, .fact: last - (depths[index] ?? 1)
      // A question is read together with its rule.
      case .question: min(3, last)
      case .relation, .attribute, .parameter, .catalog, .day: last
      }
    }
  }

  // MARK: Boxes

  static func measure(_ style: Line.Style) -> TextMeasure {
    switch style {
    case .name: TextMeasure(size: 12, isBold: true)
    case .title: TextMeasure(size: 12)
    case .code: TextMeasure(size: 11, isMonospaced: true)
    case .note: TextMeasure(size: 10.5)
    case .word: TextMeasure(size: 10.5, isBold: true)
    }
  }

  static func lineHeight(_ style: Line.Style) -> Double {
    switch style {
    case .name, .title: 16
    case .code: 15
    case .note, .word: 14
    }
  }

  private static func content(of node: PolicyGraph.Node, _ language: Language) -> Content {
    let width = self.width(node.kind)
    let room = width - 2 * padding.x
    var lines: [Line] = []
    func add(_ text: String, _ style: Line.Style, _ count: Int) {
      lines += measure(style).wrapped(text, to: room, lines: count).map { Line(text: $0, style: style) }
    }
    func add(_ text: String, tail: String) {
      let used = measure(.code).width(text) + tailGap + measure(.note).width(tail)
      if used <= room {
        lines.append(Line(text: text, style: .code, tail: tail))
      } else {
        add(text, .code, 2)
        add(tail, .note, 2)
      }
    }
    let detail = node.detail.text(language)
    switch node.kind {
    case .policy:
      add(detail, .name, 4)
      add(node.name, .note, 2)
    case .clause:
      add(node.name, .name, 1)
      add(detail, .title, 3)
    case .rule:
      add(node.name, .name, 2)
      add(detail, .title, 3)
      add(
        [node.subject ?? "", node.severity?.rawValue ?? ""].filter { !$0.isEmpty }.joined(separator: " · "), .note, 1)
    case .logic: add(logicWord(node.name, language), .word, 1)
    case .condition: add(node.name, .code, 5)
    case .fact:
      add(node.name, .code, 1)
      add(detail, .note, 3)
    case .question: add(detail, .note, 5)
    case .relation, .attribute, .catalog, .day: add(node.name, tail: detail)
    case .parameter: add(node.name, tail: "= " + detail)
    }
    let height = lines.reduce(2 * padding.y) { $0 + lineHeight($1.style) }
    return Content(lines: lines, width: width, height: height)
  }

  private static func logicWord(_ name: String, _ language: Language) -> String {
    guard language == .vi else { return name }
    switch name {
    case "all of": return "tất cả"
    case "any of": return "một trong"
    case "not": return "không"
    default: return "nếu, thì, còn"
    }
  }

  private static func width(_ kind: PolicyGraph.Kind) -> Double {
    switch kind {
    case .policy: 190
    case .clause: 210
    case .rule: 250
    case .logic: 92
    case .condition: 290
    case .fact: 250
    case .question: 250
    case .relation, .attribute, .parameter, .catalog, .day: 262
    }
  }

  /// The counts of a run beside the end of an edge: a sign and a number for each verdict.
  struct EdgeLabel {
    let parts: [(verdict: Verdict, text: String)]

    init(_ outcome: PolicyGraph.Outcome) {
      parts = outcome.counts.map { ($0.verdict, "\(GraphColours.sign($0.verdict)) \($0.count)") }
    }

    var width: Double {
      let measure = GraphDrawing.measure(.word)
      return parts.reduce(0) { $0 + measure.width($1.text) } + Double(max(0, parts.count - 1)) * 7
    }
  }
}

/// How much can be drawn.
public enum GraphLimits {
  /// Whether a drawing of a graph would still show something.
  public static func canDraw(_ graph: PolicyGraph) -> Bool {
    graph.nodes.count <= GraphDrawing.nodeLimit && graph.edges.count <= 8 * GraphDrawing.nodeLimit
  }
}
