import Diagnostics
import Testing

@Suite struct DiagnosticRendererTests {
  /// A source in which «…» marks what is wrong and ‹…› a second place.
  private func marked(_ text: String, path: String = "a.yaml") -> (source: Source, primary: Span, secondary: [Span]) {
    var bytes: [UInt8] = []
    var open: [Int] = []
    var primary = 0..<0
    var secondary: [Range<Int>] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "«", "‹": open.append(bytes.count)
      case "»": primary = (open.popLast() ?? 0)..<bytes.count
      case "›": secondary.append((open.popLast() ?? 0)..<bytes.count)
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    let source = Source(path: path, bytes: bytes)
    return (source, Span(source: source, range: primary), secondary.map { Span(source: source, range: $0) })
  }

  private func render(
    _ text: String, label: String = "", also: [String] = [], help: [String] = [],
    renderer: DiagnosticRenderer = DiagnosticRenderer(width: 60)
  ) -> String {
    let (_, primary, secondary) = marked(text)
    let labels = zip(secondary, also).map { Diagnostic.Label($0, $1) }
    return renderer.render(
      Diagnostic(.yamlDuplicateKey, "something `odd`", at: primary, label: label, also: labels, help: help))
  }

  @Test func `a place is shown with its line, carets, label and help`() {
    let text = String(repeating: "\n", count: 11) + "    «chek»: device.a\n"
    #expect(
      render(text, label: "did you mean `check`?", help: ["write `check`", "or\nremove it"]) == """
        error[KIEM1102]: something `odd`
          --> a.yaml:12:5
           |
        12 |     chek: device.a
           |     ^^^^ did you mean `check`?
           |
           = help: write `check`
           = help: or
                   remove it

        """)
  }

  @Test func `two places on lines apart`() {
    #expect(
      render("‹a›: 1\nb: 2\nc: 3\n«a»: 4\n", label: "again here", also: ["first here"]) == """
        error[KIEM1102]: something `odd`
         --> a.yaml:4:1
          |
        1 | a: 1
          | - first here
        ...
        4 | a: 4
          | ^ again here

        """)
  }

  @Test func `a single line between two places is shown`() {
    #expect(
      render("‹a›: 1\nb: 2\n«a»: 4\n", also: ["there"]) == """
        error[KIEM1102]: something `odd`
         --> a.yaml:3:1
          |
        1 | a: 1
          | - there
        2 | b: 2
        3 | a: 4
          | ^

        """)
  }

  @Test func `labels on one line hang below each other`() {
    #expect(
      render("‹a›: 1, ‹bb›: 2, «a»: 3\n", label: "again", also: ["first", "second"]) == """
        error[KIEM1102]: something `odd`
         --> a.yaml:1:14
          |
        1 | a: 1, bb: 2, a: 3
          | -     --     ^ again
          | |     |
          | |     second
          | first

        """)
  }

  @Test func `tabs, wide characters and combining marks keep the carets in place`() {
    #expect(
      render("\tké\u{301}: 日本 «相»机\n", label: "here") == """
        error[KIEM1102]: something `odd`
         --> a.yaml:1:10
          |
        1 |     ké\u{301}: 日本 相机
          |              ^^ here

        """)
  }

  @Test func `a span over few lines is marked on each`() {
    #expect(
      render("a:\n  «b: 1\n\n    c: 2»\nd: 3", label: "all of this") == """
        error[KIEM1102]: something `odd`
         --> a.yaml:2:3
          |
        2 |   b: 1
          |   ^^^^
        3 |
        4 |     c: 2
          |     ^^^^ all of this

        """)
  }

  @Test func `a span over many lines is shown by its ends`() {
    #expect(
      render("«a\nb\nc\nd\ne\nf»\n", label: "all") == """
        error[KIEM1102]: something `odd`
         --> a.yaml:1:1
          |
        1 | a
          | ^
        ...
        6 | f
          | ^ all

        """)
  }

  @Test func `the end of a text and an empty text have a place`() {
    #expect(
      render("a: [\n«»") == """
        error[KIEM1102]: something `odd`
         --> a.yaml:2:1
          |
        2 |
          | ^

        """)
    #expect(render("«»").hasSuffix("1 |\n  | ^\n"))
  }

  @Test func `a long line is cut around the place`() {
    let text = String(repeating: "abcdefghi ", count: 20) + "«wrong» " + String(repeating: "jklmnopqr ", count: 20)
    #expect(
      render(text, label: "here") == """
        error[KIEM1102]: something `odd`
         --> a.yaml:1:201
          |
        1 | ...cdefghi abcdefghi wrong jklmnopqr jklmnopqr jklmnopqr ...
          |                      ^^^^^ here

        """)
  }

  @Test func `a long line that is wrong at its start or end is cut at one side`() {
    let filler = String(repeating: "abcdefghi ", count: 20)
    let start = render("«wrong» " + filler).split(separator: "\n")
    #expect(start[3].hasPrefix("1 | wrong abc") && start[3].hasSuffix("..."))
    #expect(start[4] == "  | ^^^^^")
    let end = render(filler + "«wrong»").split(separator: "\n")
    #expect(end[3].hasPrefix("1 | ...") && end[3].hasSuffix(" wrong"))
    #expect(end[4].count == end[3].count)
  }

  @Test func `a second place beyond the cut becomes a note`() {
    let filler = String(repeating: "abcdefghi ", count: 40)
    #expect(render("«wrong» " + filler + "‹far›", also: ["the other"]).hasSuffix("  = note: 1:407: the other\n"))
  }

  @Test func `a file of one huge line is shown in no time`() {
    let filler = String(repeating: "日本", count: 500_000)
    let clock = ContinuousClock()
    let time = clock.measure { #expect(render(filler + "«x»" + filler).contains("^")) }
    #expect(time < .seconds(5))
  }

  @Test func `another file gets its own heading`() {
    let (_, primary, _) = marked("«x»: 1", path: "b.yaml")
    let (_, _, secondary) = marked("a\n‹x›", path: "schema.yaml")
    let diagnostic = Diagnostic(
      .yamlKey, .warning, "`x` is odd", at: primary, also: [.init(secondary[0], "declared here")])
    #expect(
      DiagnosticRenderer().render(diagnostic) == """
        warning[KIEM1103]: `x` is odd
         --> b.yaml:1:1
          |
        1 | x: 1
          | ^
         ::: schema.yaml:2:1
          |
        2 | x
          | - declared here

        """)
  }

  @Test func `a diagnostic without a place is its heading and help`() {
    let diagnostic = Diagnostic(.textEncoding, "there is no file `x`", help: ["check the path"])
    #expect(
      DiagnosticRenderer().render(diagnostic) == "error[KIEM1001]: there is no file `x`\n  = help: check the path\n")
    #expect(DiagnosticRenderer(.short).render(diagnostic) == "error[KIEM1001]: there is no file `x`\n")
  }

  @Test func `a fix is told`() {
    let (_, primary, _) = marked("«chek»: 1")
    let diagnostic = Diagnostic(.yamlKey, "unknown", at: primary, fix: .init(primary, "check"))
    #expect(DiagnosticRenderer().render(diagnostic).hasSuffix("  = fix: replace `chek` with `check`\n"))
  }

  @Test func `text from an input does not steer the terminal`() {
    let (_, primary, _) = marked("a: «\u{1B}[31m\u{202E}x»\u{7}")
    let diagnostic = Diagnostic(.yamlKey, "bad \u{1B}[2J\nname", at: primary, label: "\u{9B}x")
    let text = DiagnosticRenderer().render(diagnostic)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x9B && $0.value != 0x202E })
    #expect(text.contains("1 | a: \u{FFFD}[31m\u{FFFD}x\u{FFFD}\n  |    ^^^^^^^ \u{FFFD}x"))
  }

  @Test func `bytes that are not UTF-8 have a column each`() {
    let source = Source(path: "a.csv", bytes: [0x61, 0xFF, 0xC3, 0x62])
    let text = DiagnosticRenderer().render(Diagnostic(.yamlKey, "bad", at: Span(source: source, range: 3..<4)))
    #expect(text.hasSuffix("1 | a\u{FFFD}\u{FFFD}b\n  |    ^\n"))
  }

  @Test func `colour is in the marks and nowhere in the plain form`() {
    let plain = render("«x»", label: "here")
    let coloured = render("«x»", label: "here", renderer: DiagnosticRenderer(usesColour: true))
    #expect(coloured.contains("\u{1B}[1;31m^ here\u{1B}[0m") || coloured.contains("\u{1B}[1;31m^\u{1B}[0m"))
    var stripped = ""
    var isEscape = false
    for character in coloured {
      if character == "\u{1B}" { isEscape = true }
      if !isEscape { stripped.append(character) }
      if isEscape, character == "m" { isEscape = false }
    }
    #expect(stripped == plain)
  }

  @Test func `a list is ordered by file and place`() {
    let (a, _, _) = marked("one\ntwo", path: "a")
    let (b, _, _) = marked("one\ntwo", path: "B")
    var list = DiagnosticList()
    list.add(Diagnostic(.yamlKey, "3", at: Span(source: a, range: 4..<5)))
    list.add(Diagnostic(.yamlKey, .note, "2", at: Span(source: a, range: 0..<1)))
    list.add(Diagnostic(.yamlSyntax, "2", at: Span(source: a, range: 0..<1)))
    list.add(Diagnostic(.yamlKey, "1", at: Span(source: b, range: 4..<5)))
    list.add(Diagnostic(.yamlKey, .warning, "0"))
    #expect(
      DiagnosticRenderer(.short).render(list) == """
        warning[KIEM1103]: 0
        B:2:1: error[KIEM1103]: 1
        a:1:1: error[KIEM1101]: 2
        a:1:1: note[KIEM1103]: 2
        a:2:1: error[KIEM1103]: 3

        """)
    #expect(list.summary == "3 errors, 1 warning, 1 note")
    #expect(DiagnosticRenderer().render(list).split(separator: "\n\n").count == 5)
  }

  @Test func `what a user wrote is quoted on one line and cut`() {
    #expect(Diagnostic.quote("a`b\nc") == "`a'b c`")
    #expect(Diagnostic.quote(String(repeating: "ấ", count: 100)).unicodeScalars.count == 65)
  }
}

struct ConfidentialSourceTests {
  @Test func `of a confidential text the place is told, not the line`() {
    let source = Source(path: "accounts.csv", text: "uid,password\nadmin,S3cret\n").confidential
    let diagnostic = Diagnostic(
      .csvShortRow, "the row is short", at: Span(source: source, range: 13..<25), label: "one cell is missing")
    let text = DiagnosticRenderer(.full).render(diagnostic)
    #expect(!text.contains("S3cret"))
    #expect(text.contains("accounts.csv:2:1"))
    #expect(text.contains("one cell is missing"))
  }
}
