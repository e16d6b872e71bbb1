import CEL
import Diagnostics
import Testing

@Suite struct ParserCorpusTests {
  @Test(.enabled(if: CorpusExpressions.folder != nil, "the conformance corpus is not here"))
  func `every expression of the corpus parses`() {
    var options = ParserOptions()
    options.blocks = true
    #expect(CorpusExpressions.cases.count > 100)
    for test in CorpusExpressions.cases where test.compile_error_ok != true {
      let (parsed, diagnostics) = Parser.parse(ExpressionSource(test.expr), options: options)
      #expect(parsed != nil, "\(test.id): \(test.expr): \(diagnostics.map(\.message))")
    }
  }
}
