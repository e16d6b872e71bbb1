import Authoring
import Diagnostics
import FoundationEssentials
import Planning
import Policies
import Schema
import Testing
import Values

@testable import Authoring

private let asOf = CalendarDate(year: 2026, month: 1, day: 15)!

/// A policy of two rules that share a fact, with everything that a graph can show.
private let small = """
  title: {vi: Thử & <xem>, en: "A \\"trial\\" of & <graphs>"}
  parameters:
    least: {type: int, default: 8, doc: {vi: Ít nhất, en: The least}}
  facts:
    camera:
      live: camera.status == 'active'
  rules:
    - id: password-changed
      clause: A
      subject: camera
      severity: high
      when: camera.live
      check: camera.password.state == 'changed' && camera.password.length >= params.least
      title: {vi: Đã đổi, en: It was changed}
    - id: accounts-closed
      clause: A
      subject: camera
      severity: low
      when: camera.live && camera.networked
      check: "camera.accounts.all(a, a.is_disabled || a.changed)"
    - id: head-knows
      clause: A
      subject: camera
      severity: low
      attest:
        ask: {vi: Có biết không?, en: Is it known?}
  """

func compiled(_ text: String) throws -> CompiledPolicy {
  let library = PolicyLibrary.load(["x"], files: DocumentFiles(LintExample(text).files))
  let loaded = try #require(library.policies.first, "\(table(library.diagnostics.all))")
  return try compiled(loaded)
}

func compiled(_ loaded: LoadedPolicy) throws -> CompiledPolicy {
  let (compiled, problems) = PolicyCompiler.compile(
    loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: Tailoring(asOf: asOf))
  return try #require(compiled, "\(table(problems))")
}

@Suite struct GraphTests {
  private func text(_ format: String, logic: Bool = false, part: PolicyGraphBuilder.Part = .whole) throws -> String {
    let graph = PolicyGraphBuilder.graph(of: try compiled(small), part: part, showsLogic: logic)
    return try #require(GraphFormatCatalog.format(named: format)).text(of: graph, language: .en)
  }

  @Test func `what rules share is one node, and ids say what a node is`() throws {
    let graph = PolicyGraphBuilder.graph(of: try compiled(small))
    let ids = graph.nodes.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.count { $0 == "fact:camera.live" } == 1)
    #expect(graph.edges.count { graph.nodes[$0.to].id == "fact:camera.live" } == 2)
    #expect(
      ids.filter { !$0.hasPrefix("condition:") }.sorted() == [
        "attribute:account.changed", "attribute:account.is_disabled", "attribute:camera.networked",
        "attribute:camera.password.length", "attribute:camera.password.state", "attribute:camera.status", "clause:A",
        "fact:camera.live", "parameter:least", "policy:x", "question:head-knows", "relation:camera.accounts",
        "rule:accounts-closed", "rule:head-knows", "rule:password-changed",
      ])
    #expect(ids.count { $0.hasPrefix("condition:") } == 3)
  }

  @Test func `an equal condition of two rules is one node, whatever its variable is called`() throws {
    let graph = PolicyGraphBuilder.graph(
      of: try compiled(
        """
        rules:
          - {id: a, clause: A, subject: camera, severity: low, check: "camera.accounts.all(a, a.changed)"}
          - {id: b, clause: A, subject: camera, severity: low, check: "camera.accounts.all(x, x.changed)"}
        """))
    #expect(graph.nodes.count { $0.kind == .condition } == 1)
  }

  @Test func `the picture of a part is cut out of the whole, with the same ids`() throws {
    let compiled = try compiled(small)
    let whole = Set(PolicyGraphBuilder.graph(of: compiled).nodes.map(\.id))
    let part = PolicyGraphBuilder.graph(of: compiled, part: .rule("accounts-closed"))
    #expect(Set(part.nodes.map(\.id)).isSubset(of: whole))
    #expect(part.nodes.filter { $0.kind == .rule }.map(\.name) == ["accounts-closed"])
    #expect(part.operations.count < PolicyGraphBuilder.graph(of: compiled).operations.count)
    #expect(part.ruleGraphDigest == PolicyGraphBuilder.graph(of: compiled).ruleGraphDigest)
  }

  @Test func `Mermaid holds the graph, and nothing in a title is taken for markup`() throws {
    let text = try text("mermaid", part: .rule("password-changed"))
    #expect(
      text == #"""
        %% x 1.0.0
        flowchart LR
          policy_x(["x<br/>A #34;trial#34; of #38; #60;graphs#62;"]):::k_policy
          clause_A["A<br/>Change"]:::k_clause
          rule_password_changed["password-changed<br/>It was changed"]:::k_rule
          fact_camera_live["camera.live<br/>camera.status == 'active'"]:::k_fact
          attribute_camera_status[/"camera.status<br/>enum"/]:::k_attribute
          condition_fe02a7d1a5d2("camera.password.state == 'changed'"):::k_condition
          attribute_camera_password_state[/"camera.password.state<br/>enum"/]:::k_attribute
          condition_434adb51f2e0("camera.password.length #62;= params.least"):::k_condition
          attribute_camera_password_length[/"camera.password.length<br/>int"/]:::k_attribute
          parameter_least{{"least<br/>8"}}:::k_parameter
          policy_x --> clause_A
          clause_A --> rule_password_changed
          fact_camera_live --> attribute_camera_status
          rule_password_changed -.->|"when"| fact_camera_live
          rule_password_changed --> condition_fe02a7d1a5d2
          condition_fe02a7d1a5d2 --> attribute_camera_password_state
          rule_password_changed --> condition_434adb51f2e0
          condition_434adb51f2e0 --> attribute_camera_password_length
          condition_434adb51f2e0 --> parameter_least
          classDef k_policy fill:#e5e9f2,stroke:#33415c,color:#1c2430
          classDef k_clause fill:#e3ecfb,stroke:#3565b5,color:#1c2430
          classDef k_rule fill:#ffffff,stroke:#3d4654,color:#1c2430
          classDef k_condition fill:#fbf7ec,stroke:#a3844a,color:#1c2430
          classDef k_fact fill:#f3ecfb,stroke:#7d4fb3,color:#1c2430
          classDef k_attribute fill:#eaf7e8,stroke:#4b8a3c,color:#1c2430
          classDef k_parameter fill:#fff1e3,stroke:#b8691d,color:#1c2430

        """#, "\(text)")
  }

  @Test func `DOT holds the graph in quotes`() throws {
    let text = try text("dot", part: .rule("accounts-closed"))
    #expect(
      text == #"""
        digraph "x" {
          rankdir=LR; ranksep=1.1; nodesep=0.18;
          node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=11];
          edge [color="#8a94a6", fontname="Helvetica", fontsize=10, arrowsize=0.7];
          "policy:x" [label="x\nA \"trial\" of & <graphs>", fillcolor="#e5e9f2", color="#33415c", shape=box];
          "clause:A" [label="A\nChange", fillcolor="#e3ecfb", color="#3565b5", shape=box, tooltip="Change the default password."];
          "rule:accounts-closed" [label="accounts-closed", fillcolor="#ffffff", color="#3d4654", shape=box, tooltip="when: camera.live && camera.networked\ncheck: camera.accounts.all(a, a.is_disabled || a.changed)"];
          "fact:camera.live" [label="camera.live\ncamera.status == 'active'", fillcolor="#f3ecfb", color="#7d4fb3", shape=box, tooltip="camera.status == 'active'"];
          "attribute:camera.status" [label="camera.status\nenum", fillcolor="#eaf7e8", color="#4b8a3c", shape=box, tooltip="enum\nactive | gone"];
          "attribute:camera.networked" [label="camera.networked\nbool", fillcolor="#eaf7e8", color="#4b8a3c", shape=box, tooltip="bool"];
          "condition:6f72185a9637" [label="camera.accounts.all(a, a.is_disabled || a.changed)", fillcolor="#fbf7ec", color="#a3844a", shape=box, tooltip="camera.accounts.all(a, a.is_disabled || a.changed)"];
          "relation:camera.accounts" [label="camera.accounts\nmany account", fillcolor="#e4f4ee", color="#2f7d62", shape=box, tooltip="closed_by: account.camera"];
          "attribute:account.is_disabled" [label="account.is_disabled\nbool", fillcolor="#eaf7e8", color="#4b8a3c", shape=box, tooltip="bool"];
          "attribute:account.changed" [label="account.changed\nbool", fillcolor="#eaf7e8", color="#4b8a3c", shape=box, tooltip="bool"];
          "policy:x" -> "clause:A";
          "clause:A" -> "rule:accounts-closed";
          "fact:camera.live" -> "attribute:camera.status";
          "rule:accounts-closed" -> "fact:camera.live" [label="when", style=dashed];
          "rule:accounts-closed" -> "attribute:camera.networked" [label="when", style=dashed];
          "rule:accounts-closed" -> "condition:6f72185a9637";
          "condition:6f72185a9637" -> "relation:camera.accounts";
          "condition:6f72185a9637" -> "attribute:account.is_disabled";
          "condition:6f72185a9637" -> "attribute:account.changed";
        }

        """#, "\(text)")
  }

  @Test func `JSON holds nodes, edges, the rule graph and two digests`() throws {
    let text = try text("json", part: .rule("head-knows"))
    #expect(
      text == #"""
        {
          "format": "kiem-graph",
          "format_version": 1,
          "policy": {
            "id": "x",
            "version": "1.0.0"
          },
          "part": "rule head-knows",
          "run": null,
          "digest": "fb6d54bdf7f9cab0d23a8e294e4b2a406a1b7bb0231a4b6c60a6040fe166424b",
          "nodes": [
            {
              "id": "policy:x",
              "kind": "policy",
              "name": "x",
              "detail": {
                "vi": "Thử & <xem>",
                "en": "A \"trial\" of & <graphs>"
              }
            },
            {
              "id": "clause:A",
              "kind": "clause",
              "name": "A",
              "detail": {
                "vi": "Đổi",
                "en": "Change"
              },
              "note": "Change the default password."
            },
            {
              "id": "rule:head-knows",
              "kind": "rule",
              "name": "head-knows",
              "severity": "low",
              "subject": "camera"
            },
            {
              "id": "question:head-knows",
              "kind": "question",
              "name": "attest",
              "detail": {
                "vi": "Có biết không?",
                "en": "Is it known?"
              }
            }
          ],
          "edges": [
            {
              "from": "policy:x",
              "to": "clause:A",
              "role": "part"
            },
            {
              "from": "clause:A",
              "to": "rule:head-knows",
              "role": "part"
            },
            {
              "from": "rule:head-knows",
              "to": "question:head-knows",
              "role": "asks"
            }
          ],
          "rule_graph": {
            "as_of": "2026-01-15",
            "digest": "337fec24d2cd38509febbf1c15d4a2417418d9e59fc5f7341d8cf2188c9109b4",
            "nodes": []
          }
        }

        """#, "\(text)")
  }

  @Test func `the digest of the picture does not depend on the day`() throws {
    func digest(_ day: CalendarDate) throws -> Substring {
      let loaded = try #require(shippedPolicies().policy("cam-pha-2020-online-meetings"))
      let (compiled, _) = PolicyCompiler.compile(
        loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: Tailoring(asOf: day))
      let graph = PolicyGraphBuilder.graph(of: try #require(compiled))
      let text = try #require(GraphFormatCatalog.format(named: "json")).text(of: graph, language: .en)
      return try #require(text.split(separator: "\n").first { $0.contains("\"digest\"") })
    }
    #expect(try digest(asOf) == digest(CalendarDate(year: 2026, month: 6, day: 1)!))
  }

  // MARK: Drawings

  static let drawn = ["cam-pha-2020-online-meetings", "ninh-binh-2699-cameras"]

  @Test(arguments: drawn, [false, true])
  func `no two boxes of a drawing overlap, and every edge ends on its boxes`(policy: String, logic: Bool) throws {
    let loaded = try #require(shippedPolicies().policy(policy))
    let graph = PolicyGraphBuilder.graph(of: try compiled(loaded), showsLogic: logic)
    let drawing = GraphDrawing(graph, language: .vi)
    let frames = drawing.layout.frames
    #expect(frames.count == graph.nodes.count)
    for (index, a) in frames.enumerated() {
      for (other, b) in frames.enumerated().dropFirst(index + 1) {
        let isApart = a.right < b.x || b.right < a.x || a.bottom < b.y || b.bottom < a.y
        #expect(isApart, "\(graph.nodes[index].id) and \(graph.nodes[other].id) overlap")
      }
    }
    for (edge, route) in zip(graph.edges, drawing.layout.routes) {
      let (from, to) = (frames[edge.from], frames[edge.to])
      let (first, last) = (try #require(route.first), try #require(route.last))
      #expect(first.x == from.right && (from.y...from.bottom).contains(first.y), "\(graph.nodes[edge.from].id)")
      #expect(last.x == to.x && (to.y...to.bottom).contains(last.y), "\(graph.nodes[edge.to].id)")
      #expect(zip(route, route.dropFirst()).allSatisfy { $0.x <= $1.x }, "an edge runs back")
    }
  }

  @Test(arguments: drawn)
  func `no edge runs through a box that it does not end at`(policy: String) throws {
    let loaded = try #require(shippedPolicies().policy(policy))
    let graph = PolicyGraphBuilder.graph(of: try compiled(loaded))
    let layout = GraphDrawing(graph, language: .en).layout
    for (edge, route) in zip(graph.edges, layout.routes) {
      // Between columns there are no boxes; across one the edge runs straight.
      for index in stride(from: 1, to: route.count - 1, by: 2) {
        let (a, b) = (route[index], route[index + 1])
        for (node, frame) in layout.frames.enumerated() where node != edge.from && node != edge.to {
          let isThrough = frame.x < b.x && a.x < frame.right && frame.y < a.y && a.y < frame.bottom
          #expect(!isThrough, "an edge to \(graph.nodes[edge.to].id) runs through \(graph.nodes[node].id)")
        }
      }
    }
  }

  @Test func `a text fits its box as far as it can be told`() throws {
    let loaded = try #require(shippedPolicies().policy("ninh-binh-2699-cameras"))
    let drawing = GraphDrawing(PolicyGraphBuilder.graph(of: try compiled(loaded)), language: .vi)
    for content in drawing.contents {
      for line in content.lines {
        let tail = line.tail.isEmpty ? 0 : GraphDrawing.tailGap + GraphDrawing.measure(.note).width(line.tail)
        let width = GraphDrawing.measure(line.style).width(line.text) + tail
        #expect(width <= content.width - 2 * GraphDrawing.padding.x + 0.01, "\(line.text)")
      }
    }
  }

  @Test func `a drawing has neither scripts nor addresses, and escapes what it shows`() throws {
    let text = try text("svg")
    #expect(text.contains("A &quot;trial&quot; of &amp; &lt;graphs&gt;"))
    #expect(!text.contains("<graphs>"))
    for word in ["<script", "href", "onload", "@import", "url("] { #expect(!text.contains(word), "\(word)") }
    #expect(text.ranges(of: "http").count == 1, "the namespace alone")
    #expect(text.contains("prefers-color-scheme:dark"))
  }

  @Test func `drawings are the same every time`() throws {
    #expect(try text("svg", logic: true) == text("svg", logic: true))
  }

  @Test func `words are broken where they are too long, and what is cut says so`() {
    let measure = TextMeasure(size: 12)
    let lines = measure.wrapped(String(repeating: "camera.password.", count: 20), to: 120, lines: 3)
    #expect(lines.count == 3)
    #expect(lines.last?.hasSuffix("…") == true)
    #expect(lines.allSatisfy { measure.width($0) <= 120 })
    #expect(measure.wrapped("", to: 100, lines: 2) == [])
    #expect(measure.wrapped("một hai", to: 1000, lines: 2) == ["một hai"])
    #expect(measure.width("mật khẩu") < measure.width("mmmmmmmm"))
  }

  @Test func `each format has a file of its own, and each file stands in the catalog`() throws {
    let folder = packageRoot + "/Sources/Authoring/Graphs/Formats"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix("Graph.swift") }
    #expect(files.sorted() == GraphFormatCatalog.all.map { "\(type(of: $0)).swift" }.sorted())
    #expect(Set(GraphFormatCatalog.names).count == GraphFormatCatalog.all.count)
  }
}
