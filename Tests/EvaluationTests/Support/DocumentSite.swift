import Diagnostics
import Formats
import Planning
import Policies
import Schema
import Tables
import Testing
import Values

@testable import Evaluation

/// Configuration files and a rule about them.
struct DocumentSite {
  var check: String
  var when: String?
  var patterns: [String] = []
  var suppressions = Suppressions.allowed

  static let schema = InventorySchema(
    name: "test", version: "1", words: .plain,
    entities: [
      EntityType(
        name: "document", identity: .keys([["path", "index"]]),
        attributes: [
          AttributeDeclaration(name: "path", type: .string, span: World.span),
          AttributeDeclaration(name: "data", type: .data, span: World.span),
        ], relations: [], span: World.span)
    ], span: World.span)

  /// - Parameter files: paths and texts, the format by the path.
  static func inventory(_ files: [(path: String, text: String)]) throws -> Inventory {
    var contents: [DocumentContent] = []
    var paths = ColumnBuilder(name: "document.path")
    for (row, file) in files.enumerated() {
      let read = try #require(ConfigurationReader.read(Source(path: file.path, text: file.text)), "\(file.path)")
      let comments = read.suppressions.compactMap { comment in
        CalendarDate(parsing: comment.until.text).map { day in
          DocumentSuppression(
            rules: comment.rules.map(\.text), until: day, reason: comment.reason.text, span: comment.place,
            line: comment.line)
        }
      }
      contents.append(
        DocumentContent(path: file.path, root: read.documents[0].root, subject: file.path, suppressions: comments))
      paths.append(
        Column.Entry(raw: file.path, value: .string(file.path), presence: .given), record: UInt32(row))
    }
    let data = Column(
      name: "document.data", codes: contents.indices.map { UInt32($0) },
      entries: contents.map { Column.Entry(raw: "", value: $0.value, presence: .given) })
    let names = files.map(\.path)
    let records = files.indices.map { EntityTable.RecordLocator(source: UInt32($0), row: 1, line: 1) }
    let table = EntityTable(
      entity: "document", subjects: names, names: names, records: records,
      recordsOfRow: records.indices.map { [UInt32($0)] }, orphans: [],
      columns: ["path": paths.build(), "data": data], links: [:])
    let sources = files.map { file in
      InventorySource(
        path: file.path, digest: "", format: "yaml", collected: nil, coverage: [:], entity: "document", headers: [:])
    }
    return Inventory(
      schema: schema, sources: sources, tables: ["document": table], coverage: CoverageMap(), zone: "UTC",
      documents: contents)
  }

  func evaluate(_ files: [(path: String, text: String)]) throws -> PolicyOutcome {
    let span = World.span
    var rule = Rule(
      id: "rule", clauses: [Located("C1", span)], subject: Located("document", span), severity: .high,
      when: when.map(World.text), check: World.text(check), span: span)
    rule.patterns = patterns.map { Located($0, span) }
    let clause = Clause(id: "C1", force: .mandatory, quote: Located("", span), span: span)
    let policy = Policy(
      id: "test", version: "1", advisory: Advisory(issuer: "", clauses: [clause], span: span), rules: [rule],
      span: span)
    let (compiled, problems) = PolicyCompiler.compile(
      policy, schema: Self.schema, catalogs: [],
      tailoring: Tailoring(asOf: World.asOf, suppressions: suppressions))
    let inventory = try Self.inventory(files)
    let ready = try #require(compiled, "\(problems.map(\.message))")
    World.agree(ready, over: inventory, 0)
    return Evaluator.evaluate(ready, over: inventory, catalogs: [:])
  }

  /// A line for each file: its verdict, the reason, and where what was read stands.
  func verdicts(_ files: (path: String, text: String)...) throws -> String {
    let outcome = try evaluate(files)
    let replayer = Replayer(scope: outcome.scope)
    let rule = outcome.rules[0]
    var lines: [String] = []
    for (row, verdict) in rule.verdicts.enumerated() {
      let replay = try #require(replayer.replay(rule.rule, row: row))
      var words = [files[row].path, verdict.rawValue]
      let reason = rule.reason(row: row, replay: replay)
      if let code = reason.code { words += [code.rawValue] + reason.attributes }
      if rule.waived[row] != nil { words.append("waived") }
      if rule.lapsedWaivers[row] != nil { words.append("lapsed") }
      let document = try #require(outcome.scope.source.document(row))
      for reading in replay.readings {
        guard let pointer = reading.key.pointer else { continue }
        let place = document.region(of: pointer)
        words.append("\(pointer)\(reading.isMissing ? "?" : "")@\(place.line):\(place.column)")
      }
      lines.append(words.joined(separator: " "))
    }
    if rule.hasNoSubject { lines.append("no subject: \(rule.verdict.rawValue)") }
    return (lines + outcome.diagnostics.map(\.message)).joined(separator: "\n")
  }
}
