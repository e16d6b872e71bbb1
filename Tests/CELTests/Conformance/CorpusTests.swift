import CEL
import Testing

/// CEL's own conformance suite, as far as it needs no protocol-buffer messages.
@Suite struct CorpusTests {
  @Test(
    .enabled(
      if: CorpusExpressions.folder != nil,
      "no conformance corpus: set KIEM_CEL_CORPUS to its folder, or put it at ../shared/cel-conformance"))
  func `every case of the conformance corpus passes`() throws {
    let folder = try #require(CorpusExpressions.folder)
    let runner = ConformanceRunner()
    var lines: [String] = []
    var failures: [String] = []
    for (path, cases) in try ConformanceCorpus.files(in: folder) {
      var passed = 0
      var skipped = 0
      var byParser = 0
      var byChecker = 0
      var wrong = 0
      for item in cases {
        switch runner.run(item) {
        case .passed: passed += 1
        case .skipped: skipped += 1
        case .rejectedByParser(let words):
          byParser += 1
          failures.append("\(item.id): rejected by the parser: \(words)\n    \(item.expr)")
        case .rejectedByChecker(let words):
          byChecker += 1
          failures.append("\(item.id): rejected by the checker: \(words)\n    \(item.expr)")
        case .wrong(let words):
          wrong += 1
          failures.append("\(item.id): \(words)\n    \(item.expr)")
        }
      }
      lines.append(
        "\(path): \(passed) of \(cases.count) passed, \(skipped) skipped, \(byParser) rejected by the parser, \(byChecker) by the checker, \(wrong) wrong"
      )
    }
    print(lines.joined(separator: "\n"))
    #expect(failures.isEmpty, "\(failures.count) cases fail:\n\(failures.joined(separator: "\n"))")
  }
}
