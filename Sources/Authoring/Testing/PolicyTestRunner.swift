import Diagnostics
import Evaluation
import Formats
import Inventories
import Planning
import Policies
import Schema
import Values

/// Runs the `tests` documents of a policy: each case is a small inventory and the verdicts expected of it.
public struct PolicyTestRunner {
  private let loaded: LoadedPolicy
  private let adapters: [AdapterDeclaration]
  private let catalogs: [String: any ObjectValue]
  /// What is wrong with the catalogs, found while they were built.
  public let diagnostics: DiagnosticList

  /// - Parameter adapters: what reads the files of cases, besides the adapters that Kiem brings.
  public init(_ loaded: LoadedPolicy, adapters: [AdapterDeclaration] = []) {
    self.loaded = loaded
    self.adapters = adapters
    var diagnostics = DiagnosticList()
    var catalogs: [String: any ObjectValue] = [:]
    for declaration in loaded.catalogs {
      catalogs[declaration.name] = Catalog(declaration, diagnostics: &diagnostics)
    }
    self.catalogs = catalogs
    self.diagnostics = diagnostics
  }

  /// Runs every case of every tests document of the policy.
  ///
  /// - Parameter today: the day of cases whose document states none.
  public func run(today: CalendarDate) -> PolicyTestReport {
    var report = PolicyTestReport(policy: loaded.policy, cases: [])
    var recorder = CoverageRecorder(loaded, asOf: today)
    for tests in loaded.tests {
      for test in tests.cases {
        report.cases.append(run(test, asOf: test.asOf ?? tests.asOf ?? today, &recorder))
      }
    }
    report.coverage = recorder?.finished()
    return report
  }

  private func run(
    _ test: TestCase, asOf: CalendarDate, _ recorder: inout CoverageRecorder?
  ) -> PolicyTestReport.Case {
    var result = PolicyTestReport.Case(name: test.name.value, span: test.name.span)
    let inventory = InventoryLoader.load(
      paths: test.files.map { FilePaths.join(FilePaths.folder(of: test.name.span.source.path), $0.value) },
      inline: inline(test, asOf),
      schema: loaded.schema,
      options: InventoryLoader.Options(
        zone: test.zone?.value, adapters: adapters,
        documents: loaded.policy.readsDocuments ? DocumentReading(excluding: [loaded.source.path]) : nil))
    let supplied = CatalogExtension.extend(loaded.catalogs, with: inventory.references)
    var catalogs = self.catalogs
    for catalog in supplied.catalogs where supplied.extended.contains(catalog.name) {
      var known = DiagnosticList()
      catalogs[catalog.name] = Catalog(catalog, diagnostics: &known)
    }
    let tailoring = Tailoring(
      asOf: asOf, parameters: test.parameters, attestations: test.attestations, waivers: test.waivers)
    let (policy, problems) = PolicyCompiler.compile(
      loaded.policy, schema: loaded.schema, catalogs: supplied.catalogs, tailoring: tailoring)
    result.problems += inventory.diagnostics.all.filter { $0.severity == .error } + problems
    guard let policy, let source = inventory.inventory else { return result }
    let outcome = Evaluator.evaluate(policy, over: source, catalogs: catalogs)
    // A case is about some of the rules: that the patterns of others select nothing of its files says nothing.
    result.problems += outcome.diagnostics.filter { $0.code != .patternSelectsNothing }
    let replayer = Replayer(scope: outcome.scope)
    let reached = CoverageRun(outcome, catalogs: catalogs)
    for expectation in test.expect {
      guard let rule = outcome.rules.first(where: { $0.rule.id == expectation.rule.value }) else { continue }
      result.rules.insert(rule.rule.id)
      for subject in expectation.subjects {
        result.expectations += 1
        let actual = RuleResults(rule: rule, outcome: outcome, replayer: replayer)
        if let miss = actual.miss(subject) {
          result.misses.append(miss.diagnostic)
          result.corrections += [miss.correction].compactMap { $0 }
          continue
        }
        for (verdict, row) in actual.met(subject) {
          recorder?.note(verdict, of: rule.rule.id)
          if let row { recorder?.note(rule.rule, row: row, in: reached) }
        }
      }
    }
    return result
  }

  private func inline(_ test: TestCase, _ asOf: CalendarDate) -> InlineInventory {
    let entities = test.given.map { given in
      let rows = given.rows.map { row in
        let fields = row.fields.map {
          InlineInventory.Field($0.name.value, $0.value, span: $0.span, document: $0.document)
        }
        return InlineInventory.Row(fields, span: row.span)
      }
      return InlineInventory.Entity(given.entity.value, rows: rows, span: given.entity.span)
    }
    return InlineInventory(
      entities: entities, complete: test.complete.map(\.value), wherePresent: test.wherePresent.map(\.value),
      collected: test.collected ?? asOf)
  }
}
