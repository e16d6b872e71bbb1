import Diagnostics
import Formats
import Policies
import Schema
import Testing

@Suite struct `Expressions in YAML` {
  func read(_ yaml: String) throws -> (text: String?, diagnostics: String) {
    let result = YAMLReader.read(Source(path: "test.yaml", text: yaml))
    #expect(result.diagnostics.isEmpty)
    let node = try #require(result.documents.first?["check"])
    let log = DecodingLog()
    let expression = log.expression(node, as: "`check`")
    return (expression?.text, table(log.diagnostics.all))
  }

  @Test(arguments: [
    ("check: true", "true"),
    ("check: 9.80 == x", "9.80 == x"),
    ("check: a.b   # a YAML comment", "a.b"),
    ("check: a == '#1'", "a == '#1'"),
    ("check: \"!a && b\"", "!a && b"),
    ("check: '''x'' == y'", "'x' == y"),
    ("check: a == 'http://x'", "a == 'http://x'"),
    ("check: a == r'\\' || '''it's''' == b", "a == r'\\' || '''it's''' == b"),
    ("check: a / b", "a / b"),
    ("check: 'null'", "null"),
    ("check: |\n  a // why\n    && b\n", "a // why\n  && b\n"),
    ("check: >\n  a\n  && b\n", "a && b\n"),
  ])
  func `what YAML leaves whole is taken as it is`(yaml: String, expected: String) throws {
    let (text, diagnostics) = try read(yaml)
    #expect(diagnostics.isEmpty)
    #expect(text == expected)
  }

  @Test(arguments: [
    ("check: !camera.live", "1:8 KIEM2020"), ("check: !a == b", "1:8 KIEM2020"),
    ("check: ! camera.live", "1:8 KIEM2020"), ("check: !!str a", "1:8 KIEM2020"),
    ("check:", "1:7 KIEM2021"), ("check: # camera.live", "1:7 KIEM2021"), ("check: ~", "1:8 KIEM2021"),
    ("check: ''", "1:8 KIEM2021"), ("check: null", "1:8 KIEM2021"), ("check: |\n  \n", "1:8 KIEM2021"),
    ("check: {a: b}", "1:9 KIEM2022"), ("check: [a]", "1:8 KIEM2022"), ("check:\n  a ? b : c", "2:3 KIEM2022"),
    ("check: a == 'x #y'", "1:16 KIEM2023"), ("check: (a && # b)", "1:14 KIEM2023"),
    ("check: a && # b", "1:13 KIEM2023"),
    ("check: a && b // c", "1:15 KIEM2024"), ("check: 'a // c'", "1:11 KIEM2024"),
    ("check: >\n  a // c\n  && b\n", "2:5 KIEM2024"), ("check: \"a //\\\n  b\"", "1:11 KIEM2024"),
  ])
  func `what YAML takes for itself is an error at its place`(yaml: String, expected: String) throws {
    let diagnostics = try read(yaml).diagnostics
    #expect(diagnostics.split(separator: "\n").first?.hasPrefix(expected) == true, "\(diagnostics)")
  }
}
