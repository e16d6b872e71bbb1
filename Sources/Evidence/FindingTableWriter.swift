import Evaluation
import Formats
import Planning
import Schema
import Tables
import Values

/// Writes the findings of policies that were evaluated over tables in memory as the table that `FindingTable` describes:
/// line for line what a run writes whose inventory streams by, in an order of its own.
///
/// Sensitive attributes are never among its columns, and what is masked in records is masked here.
final class FindingTableWriter {
  private let outcomes: [PolicyOutcome]
  private let redactor: Redactor?
  private let filter: FindingFilter
  private let width: Int
  private let run: Run
  private let buffer = ByteBuffer(capacity: 1 << 16)

  init(_ records: LiveRecords, filter: FindingFilter) {
    outcomes = records.outcomes
    redactor = records.redactor
    self.filter = filter
    run = records.run
    width =
      outcomes.flatMap { outcome in
        outcome.rules.flatMap { rule in
          [FindingTable.isAboutDocuments(rule.rule.subject) ? 1 : Self.shown(of: rule, outcome).count]
            + Self.witnesses(of: rule, outcome).map(\.shown.count)
        }
      }.max() ?? 0
  }

  /// - Complexity: O(findings); those that rest on rows of a relation are replayed
  func write(to sink: ([UInt8]) throws -> Void) rethrows {
    buffer.append(FindingTable.header(width: width))
    guard let redactor else { return try flush(sink) }
    for outcome in outcomes {
      let table = FindingTable(policy: outcome.policy.id, width: width)
      var builder: RecordBuilder?
      for (index, rule) in outcome.rules.enumerated() {
        if FindingTable.isAboutDocuments(rule.rule.subject) {
          let own = builder ?? RecordBuilder(run: run, outcome: outcome, redactor: redactor, takesDigests: false)
          builder = own
          try writeDocuments(index, rule, own, table, sink)
        } else {
          try write(rule, outcome, table, redactor, sink)
        }
      }
    }
    try flush(sink)
  }

  private func flush(_ sink: ([UInt8]) throws -> Void) rethrows {
    try sink(Array(buffer.bytes))
    buffer.removeAll()
  }

  private func write(
    _ rule: RuleOutcome, _ outcome: PolicyOutcome, _ table: FindingTable, _ redactor: Redactor,
    _ sink: ([UInt8]) throws -> Void
  ) rethrows {
    let source = outcome.scope.source
    let entity = rule.rule.subject
    let shown = Self.shown(of: rule, outcome)
    let witnesses = Self.witnesses(of: rule, outcome)
    let replayer = witnesses.isEmpty ? nil : Replayer(scope: outcome.scope)
    for row in rule.verdicts.indices where filter.lists(rule.verdicts[row]) {
      let verdict = rule.verdicts[row]
      let decided = verdict == .fail ? replayer?.replay(rule.rule, row: row)?.witnesses ?? [] : []
      let children = decided.filter { child in witnesses.contains { $0.entity == child.entity } }
      if children.isEmpty { line(rule, verdict, row, entity, (row, entity), shown, source, table, redactor) }
      for child in children.prefix(FindingTable.witnessLimit) {
        let columns = witnesses.first { $0.entity == child.entity }?.shown ?? []
        line(rule, verdict, row, entity, (child.row, child.entity), columns, source, table, redactor)
      }
      if buffer.count > 1 << 16 { try flush(sink) }
    }
    for standIn in rule.standIns where filter.lists(standIn.verdict) {
      line(rule, standIn.verdict, standIn.row, standIn.entity, nil, [], source, table, redactor)
    }
  }

  /// Lines for findings about configuration files, as their records tell what decided.
  private func writeDocuments(
    _ index: Int, _ result: RuleOutcome, _ builder: RecordBuilder, _ table: FindingTable,
    _ sink: ([UInt8]) throws -> Void
  ) rethrows {
    for row in result.verdicts.indices where filter.lists(result.verdicts[row]) {
      table.append(builder.record(Finding(policy: 0, rule: index, place: .row(row))), to: buffer)
      if buffer.count > 1 << 16 { try flush(sink) }
    }
  }

  private func line(
    _ rule: RuleOutcome, _ verdict: Verdict, _ row: Int, _ entity: String, _ about: (row: Int, entity: String)?,
    _ shown: [String], _ source: any BatchSource, _ table: FindingTable, _ redactor: Redactor
  ) {
    buffer.append(table.opening(rule.rule.id, verdict))
    buffer.append(cell: subject(row, entity, source, redactor))
    let record = about.flatMap { source.record(of: $0.row, attribute: nil, entity: $0.entity) }
    guard let about, let record else {
      buffer.append(table.file(""))
      buffer.append(table.names([]))
      buffer.append(table.closing(0))
      return
    }
    buffer.append(table.file(source.sources[Int(record.source)].path))
    buffer.append(decimal: Int(record.row))
    buffer.append(table.names(shown))
    let needles = redactor.closure(of: about.row, entity: about.entity)
    for name in shown {
      buffer.append(UInt8(ascii: ","))
      let entry = source.column(name, of: about.entity)[about.row]
      buffer.append(cell: redactor.mask(Self.isSilent(entry) ? "" : entry.raw, needles))
    }
    buffer.append(table.closing(shown.count))
  }

  /// The id of a keyed subject; of a row of a list the id of its parent, or what the row calls it.
  private func subject(_ row: Int, _ entity: String, _ source: any BatchSource, _ redactor: Redactor) -> String {
    guard let type = source.schema[entity], case .row(let members) = type.identity else {
      return redactor.subject(row, of: entity)
    }
    guard let relation = members.lazy.compactMap({ type.relation($0) }).first,
      let link = source.link(relation.name, of: entity)
    else { return "" }
    if link.rows[row] >= 0 { return redactor.subject(Int(link.rows[row]), of: relation.entity) }
    return redactor.mask(link.raw[row].raw, redactor.closure(of: row, entity: entity))
  }

  /// Whether a value is the null of JSON, which says nothing.
  private static func isSilent(_ entry: Column.Entry) -> Bool {
    guard case .unknown(let unknown) = entry.value else { return false }
    return unknown.code == .valueMissing && entry.raw == "null"
  }

  // MARK: Columns

  private static func shown(of rule: RuleOutcome, _ outcome: PolicyOutcome) -> [String] {
    let roots = [rule.rule.when, rule.rule.check].compactMap { $0?.node.index }
    return shown(roots, of: rule.rule.subject, outcome)
  }

  /// What children show on which a fail of a rule may rest.
  private static func witnesses(
    of rule: RuleOutcome, _ outcome: PolicyOutcome
  ) -> [(entity: String, shown: [String])] {
    let graph = outcome.scope.policy.graph
    return rule.rule.failingChildren(graph).compactMap { node, _ in
      guard case .aggregate(let aggregate) = graph.nodes[node].operation,
        let relation = outcome.scope.policy.schema[graph.nodes[node].home]?.relation(aggregate.relation)
      else { return nil }
      let roots = [aggregate.filter, aggregate.body].compactMap { $0?.index }
      return (relation.entity, shown(roots, of: relation.entity, outcome))
    }
  }

  private static func shown(_ roots: [Int], of entity: String, _ outcome: PolicyOutcome) -> [String] {
    guard let type = outcome.scope.policy.schema[entity] else { return [] }
    let sources = outcome.scope.source.sources.filter { $0.entity == entity }
    return FindingColumns.names(roots, of: type, outcome.scope.policy.graph).filter { name in
      sources.contains { $0.headers[name] != nil }
    }
  }
}

extension FindingTable {
  /// Whether findings about an entity are told by the values that decided, each on its line of a configuration file.
  static func isAboutDocuments(_ entity: String) -> Bool { entity == DocumentEntity.name }

  /// Lines for the finding of a record about a configuration file: one for each value that decided, up to twenty, with
  /// the line in place of the row.
  func append(_ record: EvidenceRecord, to buffer: ByteBuffer) {
    let observed = record.observed.filter { $0.source != nil }.prefix(FindingTable.witnessLimit)
    for observation in observed { append(record, observation, to: buffer) }
    if observed.isEmpty { append(record, nil, to: buffer) }
  }

  /// The line for the finding of any other record, with all that it tells.
  func append(whole record: EvidenceRecord, to buffer: ByteBuffer) {
    buffer.append(opening(record.rule.id, record.verdict))
    buffer.append(cell: record.subject.id)
    let source = record.observed.first?.source
    buffer.append(file(source?.file ?? ""))
    if let row = source?.row { buffer.append(decimal: row) }
    buffer.append(names(record.observed.map(\.name)))
    for observation in record.observed {
      buffer.append(UInt8(ascii: ","))
      buffer.append(cell: observation.source?.raw ?? "")
    }
    buffer.append(closing(record.observed.count))
  }

  private func append(_ record: EvidenceRecord, _ observation: EvidenceRecord.Observation?, to buffer: ByteBuffer) {
    buffer.append(opening(record.rule.id, record.verdict))
    buffer.append(cell: record.subject.id)
    buffer.append(file(observation?.source?.file ?? record.subject.id))
    if let line = observation?.source?.line { buffer.append(decimal: line) }
    buffer.append(names(observation.map { [$0.name] } ?? []))
    if width > 0 {
      buffer.append(UInt8(ascii: ","))
      buffer.append(cell: observation?.source?.raw ?? "")
    }
    buffer.append(closing(1))
  }
}

extension CollectedEvidence {
  /// Writes the findings as a table, piece by piece.
  ///
  /// Of a bundle it is made from the records, which hold what was read and nothing that only describes a subject.
  public func writeFindings(_ filter: FindingFilter, to sink: ([UInt8]) throws -> Void) rethrows {
    if let live = store as? LiveRecords { return try FindingTableWriter(live, filter: filter).write(to: sink) }
    var width = 0
    forEachRecord {
      width = max(width, FindingTable.isAboutDocuments($0.subject.type) ? 1 : $0.observed.count)
    }
    let buffer = ByteBuffer(capacity: 1 << 16)
    buffer.append(FindingTable.header(width: width))
    try forEachRecord { record in
      guard filter.lists(record.verdict) else { return }
      let table = FindingTable(policy: record.policy.id, width: width)
      if FindingTable.isAboutDocuments(record.subject.type) {
        table.append(record, to: buffer)
      } else {
        table.append(whole: record, to: buffer)
      }
      guard buffer.count > 1 << 16 else { return }
      try sink(Array(buffer.bytes))
      buffer.removeAll()
    }
    try sink(Array(buffer.bytes))
  }
}
