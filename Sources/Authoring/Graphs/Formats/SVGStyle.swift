import Schema

/// The style sheet of a drawing: one set of colours for light pages, one for dark.
enum SVGStyle {
  static func lines(_ graph: PolicyGraph) -> [String] {
    let kinds = PolicyGraph.Kind.allCases.filter { kind in graph.nodes.contains { $0.kind == kind } }
    let verdicts = graph.run == nil ? [] : Verdict.allCases
    var lines = [
      "text{font-family:Helvetica,Arial,'Liberation Sans','Noto Sans',sans-serif;fill:var(--ink)}",
      ".page{fill:var(--page)}.head{font-size:18px;font-weight:700}.about{font-size:12px;fill:var(--soft)}",
      ".name{font-size:12px;font-weight:700}.title{font-size:12px}.note{font-size:10.5px;fill:var(--soft)}",
      ".word{font-size:10.5px;font-weight:700}.middle{text-anchor:middle}",
      ".code{font-size:11px;font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace}",
      ".box{stroke-width:1.2}.edge{fill:none;stroke:var(--edge);stroke-width:1.1}.edge.when{stroke-dasharray:5 3}",
      ".edge.asks{stroke-dasharray:1.5 3}.edge:hover{stroke:var(--ink);stroke-width:2.6}.tip{fill:var(--edge)}",
      ".counts,.sign{font-size:10.5px;font-weight:700}.sign{font-size:14px}",
      ".counts{paint-order:stroke;stroke:var(--page);stroke-width:3.5px;stroke-linejoin:round}",
      ".s-critical{fill:#b3261e}.s-high{fill:#dd6b20}.s-medium{fill:#c29a12}.s-low{fill:#4b8a3c}.s-info{fill:#7b8494}",
    ]
    for kind in kinds {
      lines.append(".\(kind.rawValue).box{fill:var(--\(kind.rawValue)-f);stroke:var(--\(kind.rawValue))}")
    }
    for verdict in verdicts {
      let name = "v-\(verdict.rawValue)"
      lines.append(".box.\(name){fill:var(--\(name)-f);stroke:var(--\(name));stroke-width:2}")
      lines.append(
        ".edge.\(name){stroke:var(--\(name));stroke-width:1.6}.tip.\(name),text.\(name),tspan.\(name){fill:var(--\(name))}"
      )
    }
    lines.append(
      "svg{color-scheme:light dark;--page:#ffffff;--ink:#1c2430;--soft:#566072;--edge:#98a2b3;"
        + variables(kinds, verdicts, \.light) + "}")
    lines.append(
      "@media (prefers-color-scheme:dark){svg{--page:#14181e;--ink:#e6eaf0;--soft:#a4adbb;--edge:#667085;"
        + variables(kinds, verdicts, \.dark) + "}}")
    lines.append(
      "@media print{svg{--page:#ffffff;--ink:#000000;--soft:#333333;" + variables(kinds, verdicts, \.light) + "}}")
    return lines
  }

  private static func variables(
    _ kinds: [PolicyGraph.Kind], _ verdicts: [Verdict], _ scheme: KeyPath<GraphColours.Scheme, GraphColours.Pair>
  ) -> String {
    let all =
      kinds.map { ($0.rawValue, GraphColours.kind($0)[keyPath: scheme]) }
      + verdicts.map { ("v-\($0.rawValue)", GraphColours.verdict($0)[keyPath: scheme]) }
    return all.map { "--\($0)-f:\($1.fill);--\($0):\($1.line)" }.joined(separator: ";")
  }
}

/// What the colours and lines of a drawing stand for: those that occur.
struct Legend {
  enum Mark {
    case box(String)
    case line(String)
  }

  struct Entry {
    var x: Double
    var y: Double
    var mark: Mark
    var text: String
  }

  private(set) var entries: [Entry] = []
  private(set) var width = 0.0

  init(_ graph: PolicyGraph, _ language: Language) {
    var x = 0.0
    var y = 0.0
    func add(_ mark: Mark, _ text: String) {
      entries.append(Entry(x: x, y: y, mark: mark, text: text))
      x += 24 + GraphDrawing.measure(.note).width(text) + 16
      width = max(width, x)
    }
    for kind in PolicyGraph.Kind.allCases where graph.nodes.contains(where: { $0.kind == kind }) {
      if graph.run != nil, [.policy, .clause, .rule].contains(kind) { continue }
      add(.box(kind.rawValue), Legend.word(kind, language))
    }
    let roles: [(PolicyGraph.Role, String, String)] = [
      (.when, "khi nào áp dụng", "when it applies"), (.check, "phải đúng", "what must hold"),
      (.asks, "hỏi người", "asks a person"),
    ]
    for (role, vi, en) in roles where graph.edges.contains(where: { $0.role == role }) {
      add(.line("edge \(role.rawValue)"), language == .vi ? vi : en)
    }
    guard graph.run != nil else { return }
    (x, y) = (0, 20)
    let verdicts = Verdict.allCases.filter { verdict in
      graph.nodes.contains { node in
        node.outcome.map { $0.verdict == verdict || $0.counts.contains { $0.verdict == verdict } } ?? false
      }
    }
    for verdict in verdicts {
      add(.box("v-\(verdict.rawValue)"), "\(GraphColours.sign(verdict)) \(verdict.rawValue)")
    }
  }

  static func word(_ kind: PolicyGraph.Kind, _ language: Language) -> String {
    let (vi, en) =
      switch kind {
      case .policy: ("chính sách", "policy")
      case .clause: ("điều khoản", "clause")
      case .rule: ("quy tắc", "rule")
      case .logic: ("phép lôgic", "logic")
      case .condition: ("điều kiện", "condition")
      case .fact: ("dữ kiện", "fact")
      case .question: ("câu hỏi cho người ký", "question to a person")
      case .relation: ("quan hệ", "relation")
      case .attribute: ("thuộc tính", "attribute")
      case .parameter: ("tham số", "parameter")
      case .catalog: ("danh mục", "catalog")
      case .day: ("ngày đánh giá", "day of the run")
      }
    return language == .vi ? vi : en
  }
}
