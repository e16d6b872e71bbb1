import Authoring
import Diagnostics
import Formats
import FoundationEssentials
import Planning
import Policies
import Schema
import Testing
import Values

private let asOf = CalendarDate(year: 2026, month: 1, day: 15)!

@Suite struct DocumentFormatterTests {
  private func format(_ text: String) -> String {
    switch DocumentFormatter.format(Source(path: "x.yaml", text: text)) {
    case .success(let text): text
    case .failure(let failure): table(failure.diagnostics)
    }
  }

  // MARK: Layout

  @Test(arguments: [
    // Keys in their order, each with its comments.
    (
      """
      # what it is
      waivers:   w # the list
      items:
      -   until: 2026-02-01
          # who
          requested_by: A
          approved_by: B
          reason:   a part is missing   # soon
          subject: camera.name=='C1'
          from: 2026-01-01
          rule: x/r
          # the end
      """,
      """
      # what it is
      waivers: w  # the list
      items:
        - rule: x/r
          subject: camera.name == 'C1'
          reason: a part is missing  # soon
          # who
          requested_by: A
          approved_by: B
          from: 2026-01-01
          until: 2026-02-01
          # the end

      """
    ),
    // Brackets stay, unless a comment or their length needs lines.
    (
      """
      catalog: c
      as_of: 2026-01-01


      key:   [ id ]
      columns: {id: text,
        names: list<text>}
      rows:
        - {id: a,
           names: [x, # the first
             y]}   # the row
        - { id : b , names : [ ] }
      """,
      """
      catalog: c
      as_of: 2026-01-01
      columns: {id: text, names: list<text>}

      key: [id]
      rows:
        # the row
        - id: a
          names:
            - x  # the first
            - y
        - {id: b, names: []}

      """
    ),
    // A comment is of what stands below it, or closes what stands above.
    (
      """
      profile: p

      # the zone
      zone: Asia/Ho_Chi_Minh
      policies:
        # the first
        - a
        - b
        # no more
      # what is left out
      skip:
        - {rule: a/r, reason: "x", approved_by: B}
      # the end
      """,
      """
      profile: p

      # the zone
      zone: Asia/Ho_Chi_Minh
      policies:
        # the first
        - a
        - b
        # no more
      # what is left out
      skip:
        - {rule: a/r, reason: "x", approved_by: B}
      # the end

      """
    ),
    // Several documents; comments of neighbouring lines in one column.
    (
      """
      # first
      profile: p    # a
      zone: Asia/Ho_Chi_Minh # b
      # behind
      ---
      # second
      waivers: w
      items:
        -   # a head
          rule: x/r
          subject: >-
            camera.name ==
            'C1'
          reason: >-
             two
             lines
          requested_by: "A"
          approved_by: 'B'
          from: 2026-01-01
          until: 2026-02-01
      """,
      """
      # first
      profile: p              # a
      zone: Asia/Ho_Chi_Minh  # b
      # behind
      ---
      # second
      waivers: w
      items:
        -  # a head
          rule: x/r
          subject: |
            camera.name == 'C1'
          reason: >-
            two
            lines
          requested_by: "A"
          approved_by: 'B'
          from: 2026-01-01
          until: 2026-02-01

      """
    ),
  ])
  func `a document is laid out`(text: String, expected: String) {
    #expect(format(text) == expected)
    #expect(format(expected) == expected)
  }

  @Test func `expressions are laid out, in a block where they are long or commented`() {
    let head = """
      policy: x
      version: 1.0.0
      advisory:
        issuer: the office
        clauses: [{id: A, force: mandatory, quote: q}]
      rules:
        - id: r
          clause: A
          subject: camera
          severity: low
      """
    let long =
      "camera.aaaaaaaaaaaaaaaaaaaaaaaaaaaa && camera.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb && camera.ccccccccccccccccccccc"
    for (written, expected) in [
      ("check: camera.a&&camera.b", "check: camera.a && camera.b"),
      ("check:   '!camera.a'", "check: '!camera.a'"),
      ("check: camera.a?camera.b:camera.c", "check: \"camera.a ? camera.b : camera.c\""),
      ("check: |-\n          camera.a\n", "check: |\n      camera.a"),
      (
        "check: \(long)",
        "check: |\n      \(long.replacing(" && ", with: "\n        && "))"
      ),
      (
        "check: |  # behind\n      camera.a // why\n       && camera.b",
        "check: |  # behind\n      camera.a  // why\n        && camera.b"
      ),
      (
        "check: |\n      f(camera.a, // stays\n          camera.b)",
        "check: |\n      f(camera.a, // stays\n          camera.b)"
      ),
    ] {
      #expect(format(head + "\n    " + written) == head + "\n    " + expected + "\n")
    }
  }

  @Test(arguments: [
    "policy: [", "policy: x\npolicy: y", "something: else", "a: 1\n---\nprofile: p", "%YAML 1.1\n---\nprofile: p",
    "profile: p\nzones: x", "",
  ])
  func `a file with mistakes is refused`(text: String) {
    guard case .failure(let failure) = DocumentFormatter.format(Source(path: "x.yaml", text: text)) else {
      Issue.record("laid out: \(text)")
      return
    }
    #expect(!failure.diagnostics.isEmpty)
  }

  @Test func `anchors, aliases and tags stay where they are`() {
    let text = """
      inventory: i
      sources:
        - {path: b.csv, coverage: &all {camera: complete}}
        - {coverage: *all, path: a.csv, unit: !!str 7}
        - path: c.csv
          coverage: &some
            camera: &word |-
              complete
            account: *word
        - {path: d.csv, coverage: *some}

      """
    #expect(format(text) == text)
  }

  // MARK: Meaning

  /// Every document that there is: the shipped ones, the fixtures, the lints' examples.
  static let files: [Source] = {
    var sources: [Source] = []
    for folder in ["policies", "fixtures"] {
      let named = "\(packageRoot)/\(folder)"
      let root = (try? FileManager.default.destinationOfSymbolicLink(atPath: named)) ?? named
      for path in (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? [] {
        guard path.hasSuffix(".yaml"), let data = FileManager.default.contents(atPath: "\(root)/\(path)")
        else { continue }
        let source = Source(path: "\(folder)/\(path)", bytes: Array(data))
        if DocumentDecoder.holdsDocument(source) { sources.append(source) }
      }
    }
    for lint in LintCatalog.all {
      for (index, example) in lint.examples.enumerated() {
        for (path, text) in example.files where path.hasSuffix(".yaml") {
          sources.append(Source(path: "\(lint.name) \(index) \(path)", text: text))
        }
      }
    }
    return sources.sorted { $0.path < $1.path }
  }()

  @Test func `every document is laid out, and laid out again is the same`() throws {
    #expect(Self.files.count > 100)
    for source in Self.files {
      let text = try DocumentFormatter.format(source).get()
      #expect(format(text) == text, "\(source.path)")
      #expect(Self.outline(text) == Self.outline(String(decoding: source.bytes, as: UTF8.self)), "\(source.path)")
    }
  }

  /// What a reader takes from a text, expressions but for their white space and parentheses.
  private static func outline(_ text: String) -> [String] {
    let (nodes, _) = YAMLReader.read(Source(path: "x.yaml", text: text))
    func lines(_ node: YAMLNode, _ path: String) -> [String] {
      switch node.kind {
      case .scalar(let scalar): ["\(path) \(scalar.text.filter { !" \n()\"".contains($0) })"]
      case .sequence(let items):
        ["\(path) [\(items.count)]"] + items.enumerated().flatMap { lines($1, "\(path).\($0)") }
      case .mapping(let entries):
        ["\(path) {\(entries.count)}"] + entries.flatMap { lines($0.value, "\(path).\($0.key.scalar?.text ?? "")") }
      }
    }
    return nodes.enumerated().flatMap { lines($1, "\($0)") }.sorted()
  }

  @Test func `a policy laid out compiles to the same graph`() throws {
    let library = shippedPolicies()
    for loaded in library.policies {
      let text = try DocumentFormatter.format(loaded.source).get()
      let decoded = DocumentDecoder.decode(Source(path: loaded.source.path, text: text))
      guard case .policy(let policy)? = decoded.documents.first else {
        Issue.record("no policy in \(loaded.source.path)")
        continue
      }
      func graph(_ policy: Policy) throws -> String {
        let (compiled, problems) = PolicyCompiler.compile(
          policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: Tailoring(asOf: asOf))
        #expect(problems.isEmpty)
        return try #require(compiled).graph.canonicalForm
      }
      #expect(try graph(policy) == graph(loaded.policy))
    }
  }

  @Test(arguments: LayoutMutation.allCases, [1, 2] as [UInt64])
  func `however a document is laid out, it comes out the same`(mutation: LayoutMutation, seed: UInt64) throws {
    for source in Self.files where !source.path.contains(" ") || source.path.hasSuffix("policy.yaml") {
      let text = try DocumentFormatter.format(source).get()
      let mutated = mutation.apply(text, seed: seed)
      let again = format(mutated)
      if mutation.isSilent {
        #expect(again == text, "\(source.path), seed \(seed)")
      } else {
        #expect(format(again) == again, "\(source.path), seed \(seed)")
        #expect(Self.outline(again) == Self.outline(mutated), "\(source.path), seed \(seed)")
      }
    }
  }

  @Test func `everything that is shipped is in canonical layout`() throws {
    let shipped = Self.files.filter { $0.path.hasPrefix("policies/") || $0.path.hasPrefix("fixtures/") }
    #expect(shipped.count > 15)
    for source in shipped {
      #expect(
        try DocumentFormatter.format(source).get() == String(decoding: source.bytes, as: UTF8.self), "\(source.path)")
    }
  }
}

/// Ways to write the same in another layout.
enum LayoutMutation: String, CaseIterable, Sendable {
  case indentation, trailingSpaces, carriageReturns, commentColumns, commentIndentation, documentSign, brokenBrackets
  case blankLines, comments

  /// Whether the canonical layout shows nothing of it.
  var isSilent: Bool { ![.blankLines, .comments].contains(self) }

  func apply(_ text: String, seed: UInt64) -> String {
    var random = Seeded(state: seed)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    switch self {
    case .indentation:
      // Within a block all lines move together.
      var block: Int?
      return lines.map { line in
        let content = line.drop { $0 == " " }
        let own = line.utf8.count - content.utf8.count
        if let block, content.isEmpty || own > block { return spaces(content.isEmpty ? 0 : own + block) + content }
        let isItem = content.hasPrefix("- ")
        block = opensBlock(line) ? own + (isItem ? 2 : 0) : nil
        return spaces(own * 2) + (isItem ? "-   " + content.dropFirst(2) : String(content))
      }.joined(separator: "\n")
    case .trailingSpaces:
      return lines.map {
        $0 + ($0.contains(" #") || $0.hasPrefix("#") ? String(repeating: " ", count: random.below(3)) : "")
      }
      .joined(separator: "\n")
    case .carriageReturns: return lines.joined(separator: "\r\n")
    case .commentColumns:
      return lines.map { line in
        guard !line.drop(while: { $0 == " " }).hasPrefix("#") else { return line }
        return line.replacing("  # ", with: spaces(1 + random.below(9)) + "# ")
      }.joined(separator: "\n")
    case .commentIndentation:
      // One column further in there is nothing that a comment could close.
      func indent(_ line: String) -> Int { line.prefix { $0 == " " }.utf8.count }
      var result = lines
      for index in lines.indices.dropLast().reversed() where lines[index].drop(while: { $0 == " " }).hasPrefix("#") {
        let isMoved = result[index + 1] != lines[index + 1]
        let next = lines[index + 1].drop { $0 == " " }
        let isAbove = indent(lines[index]) == indent(lines[index + 1]) && (isMoved || !next.hasPrefix("#"))
        if isAbove, indent(lines[index]) > 0 { result[index] = " " + lines[index] }
      }
      return result.joined(separator: "\n")
    case .documentSign: return text.hasPrefix("#") ? text : "---\n" + text
    case .blankLines, .comments:
      var result: [String] = []
      var block: Int?
      for (index, line) in lines.enumerated() {
        // Inside a block a line is text.
        let content = line.drop { $0 == " " }
        let own = line.utf8.count - content.utf8.count
        if let inside = block, content.isEmpty || own > inside {
          result.append(line)
          continue
        }
        block = opensBlock(line) ? own + (content.hasPrefix("- ") ? 2 : 0) : nil
        let isEntry = line.contains(": ") || line.hasSuffix(":")
        if isEntry, random.below(4) == 0 {
          result.append(self == .comments ? spaces(random.below(8)) + "# note \(index)" : "")
        }
        result.append(line)
      }
      return result.joined(separator: "\n")
    case .brokenBrackets:
      return lines.map { line in
        guard line.hasSuffix("}"), let open = line.firstIndex(of: "{"), !line[..<open].contains("#") else {
          return line
        }
        let indent = spaces(line.prefix { $0 == " " }.count + 4)
        return String(line[...open]) + "\n" + indent + line[line.index(after: open)...]
      }.joined(separator: "\n")
    }
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// Whether a literal or folded scalar follows.
  private func opensBlock(_ line: String) -> Bool {
    let sign = line.split(separator: " #").first?.split(separator: " ").last ?? ""
    return ["|", ">", "|-", ">-", "|+", ">+", "|2", ">2"].contains(sign)
  }

  private struct Seeded {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}
