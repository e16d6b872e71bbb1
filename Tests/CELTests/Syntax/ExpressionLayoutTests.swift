import CEL
import Testing

@Suite struct ExpressionLayoutTests {
  @Test(arguments: [
    ("a&&b", "a && b"),
    ("a ||  b&&c", "a || (b && c)"),
    ("((a))", "a"),
    ("aaaaaaaaaaaa && bbbbbbbbbbbb && cccccccccccc", "aaaaaaaaaaaa\n  && bbbbbbbbbbbb\n  && cccccccccccc"),
    (
      "aaaaaaaaaaaa && (bbbbbbbbbbbb || cccccccccccc || dddddddddddd)",
      "aaaaaaaaaaaa\n  && (bbbbbbbbbbbb\n    || cccccccccccc\n    || dddddddddddd)"
    ),
    ("given(x.aaaaaaaaaa) ? x.bbbbbbbbbbbbbb : x.c", "given(x.aaaaaaaaaa)\n  ? x.bbbbbbbbbbbbbb\n  : x.c"),
    (
      "!list.exists(e, e.aaaaaaaaaaaaaaaa && e.bbbbbbbbbbbb)",
      "!list.exists(e,\n  e.aaaaaaaaaaaaaaaa && e.bbbbbbbbbbbb)"
    ),
    (
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbb", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbb"
    ),
    ("a // why\n&& b", "a  // why\n  && b"),
    ("// first\na && b", "// first\na\n  && b"),
    ("a\n  // second\n  && b", "a\n  // second\n  && b"),
    ("a && // why\n b // and why", "a  // why\n  && b  // and why"),
    ("a\n// last", "a\n// last"),
    ("a && 'http://x'", "a && 'http://x'"),
  ])
  func `an expression is laid out in 40 columns`(source: String, expected: String) {
    #expect(ExpressionLayout.text(of: source, width: 40) == expected)
    #expect(ExpressionLayout.text(of: expected, width: 40) == expected)
  }

  @Test(arguments: ["a &&", "", "f(a, // here\n b)", "[1, // here\n 2].exists(x, x == 1)", "a // one\n // two\n && 'x"])
  func `what does not parse, or has a comment where no line can end, stays as it is`(source: String) {
    #expect(ExpressionLayout.text(of: source, width: 40) == nil)
  }

  @Test func `on one line there is no place for a comment`() {
    #expect(ExpressionLayout.text(of: "a // why\n && b", mayBreak: false) == nil)
    #expect(ExpressionLayout.text(of: "aaaaaaaa && bbbbbb", width: 5, mayBreak: false) == "aaaaaaaa && bbbbbb")
  }

  @Test(arguments: [1, 20, 60, 100])
  func `any expression means the same laid out, and laid out again is the same`(width: Int) {
    for source in Self.samples {
      let (parsed, _) = Parser.parse(ExpressionSource(source))
      guard let parsed else { continue }
      guard let text = ExpressionLayout.text(of: source, width: width) else {
        Issue.record("not laid out: \(source)")
        continue
      }
      let (again, _) = Parser.parse(ExpressionSource(text))
      #expect(again?.root.isSame(as: parsed.root) ?? false, "\(source) became \(text)")
      #expect(ExpressionLayout.text(of: text, width: width) == text, "\(source)")
    }
  }

  private static let samples: [String] = {
    let atoms = ["a", "b.c", "!d", "e == 'x'", "f(1, 2)", "g in ['h', 'i']", "j.all(k, k.l || !k.m)", "-n + 1 > o"]
    var samples = atoms
    for (index, x) in atoms.enumerated() {
      let (y, z) = (atoms[(index + 1) % atoms.count], atoms[(index + 3) % atoms.count])
      samples += [
        "\(x) && \(y) && \(z)", "\(x) && (\(y) || \(z)) && (\(z) && \(y))", "\(x) ? \(y) : \(z) ? \(x) : \(y)",
        "(\(x) ? \(y) : \(z)) ? \(x) : \(y)", "!(\(x) || \(y) && \(z))", "p.filter(q, \(x) || \(y)).size() > 0 || \(z)",
        "((\(x) || \(y)) || (\(z) || \(x))) || (\(y) || \(z))", "cel.bind(r, \(x), r && \(y))",
      ]
    }
    return samples
  }()
}
