import CEL
import Diagnostics
import Testing
import Values

@Suite struct CheckerDiagnosticTests {
  static func diagnose(_ source: ExpressionSource) -> [Diagnostic] {
    let (parsed, syntax) = Parser.parse(source)
    guard let parsed else { return syntax }
    return Checker.check(parsed, in: SampleSchema.environment, expecting: .bool).1
  }

  @Test func `the checker's words are those of the snapshot`() {
    DiagnosticSnapshot("check-diagnostics.txt").expectSame { Self.diagnose($0) }
  }

  @Test func `a fix removes the diagnostic it comes with`() {
    for test in DiagnosticSnapshot("check-diagnostics.txt").cases {
      let before = Self.diagnose(ExpressionSource(test.expression))
      for diagnostic in before {
        guard let fix = diagnostic.fix else { continue }
        let fixed = DiagnosticSnapshot.applying(fix, to: test.expression)
        let after = Self.diagnose(ExpressionSource(fixed))
        #expect(after.count < before.count, "\(test.expression) became \(fixed): \(after.map(\.message))")
      }
    }
  }
}
