import Authoring
import Diagnostics
import Formats
import Planning
import Policies
import Testing
import Values

private let asOf = CalendarDate(year: 2026, month: 1, day: 15)!

@Suite struct EssayTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var essay: DiagnosticEssay
    var testDescription: String { "\(essay.code) \(essay.code.title)" }
  }

  static let examples = DiagnosticEssayCatalog.all.filter { ($0.example?.kind ?? .shown) != .shown }.map(Case.init)

  @Test func `every code has an essay, or is a lint's`() {
    let lints = Set(LintCatalog.all.map(\.code))
    for code in DiagnosticCodeCatalog.all where !lints.contains(code) {
      #expect(DiagnosticEssayCatalog.essay(of: code) != nil, "\(code) \(code.title) has no essay")
    }
    let codes = DiagnosticEssayCatalog.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { !lints.contains($0) })
  }

  @Test(arguments: DiagnosticEssayCatalog.all.map(Case.init))
  func `an essay reads well`(test: Case) {
    let essay = test.essay
    for text in [essay.meaning, essay.remedy] {
      let end = text.last
      #expect(end == "." || end == "!" || end == ")", "\(text)")
      #expect(text.first?.isLowercase == false, "\(text)")
    }
  }

  @Test(arguments: examples)
  func `an example causes what it is an example of`(test: Case) throws {
    let example = try #require(test.essay.example)
    let found: [Diagnostic]
    switch example.kind {
    case .expression: found = problems(ofExpression: example.text)
    case .documents: found = problems(ofDocuments: example.text)
    case .yaml: found = YAMLReader.read(Source(path: "example.yaml", text: example.text)).1.all
    case .json: found = JSONReader.read(Source(path: "example.json", text: example.text)).1.all
    case .csv:
      found = CSVReader.read(Source(path: "example.csv", text: example.text)).diagnostics.all
    case .shown: found = []
    }
    #expect(found.contains { $0.code == test.essay.code }, "found only: \(table(found))")
  }

  private func problems(ofExpression text: String) -> [Diagnostic] {
    problems(
      ofDocuments: """
        rules:
          - id: example
            clause: A
            subject: camera
            severity: low
            check: |
              \(text)
        """)
  }

  private func problems(ofDocuments text: String) -> [Diagnostic] {
    let files = DocumentFiles(LintExample(text).files)
    let library = PolicyLibrary.load(["x"], files: files)
    var found = library.diagnostics.all
    if files.entry("x/profile.yaml") != nil {
      let profile = LoadedProfile.load("x/profile.yaml", files: files)
      found += profile.diagnostics.all + profile.diagnostics(of: library.policies.map(\.policy))
    }
    for loaded in library.policies {
      found +=
        PolicyCompiler.compile(
          loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: Tailoring(asOf: asOf)
        ).1
    }
    return found
  }
}
