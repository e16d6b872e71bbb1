import CEL
import Diagnostics
import Testing
import Values

struct LiteralArgumentTests {
  @Test func `literals that cannot be read are told at their place`() {
    DiagnosticSnapshot("literal-diagnostics.txt").expectSame { source in
      let (parsed, syntax) = Parser.parse(source)
      guard let parsed, let checked = Checker.check(parsed, in: SampleSchema.environment).0 else { return syntax }
      return LiteralArguments.diagnostics(for: checked)
    }
  }
}
