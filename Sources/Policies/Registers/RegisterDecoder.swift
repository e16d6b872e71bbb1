import Diagnostics
import Formats
import Schema
import Values

/// Makes waivers and attestations of sheets, by the same rules as the YAML documents: what is missing or unknown is an
/// error at its cell, and the row then counts for nothing.
public struct RegisterDecoder {
  let policies: [Policy]
  let schema: InventorySchema
  /// Whether rules that no policy has are passed over: a copy in a bundle has only the policies that the run needed.
  let ignoresUnknownRules: Bool
  public internal(set) var diagnostics = DiagnosticList()

  public init(policies: [Policy], schema: InventorySchema, ignoresUnknownRules: Bool = false) {
    self.policies = policies
    self.schema = schema
    self.ignoresUnknownRules = ignoresUnknownRules
  }

  /// The waivers of a file's sheets: one for each rule that a row means and each way in which its words may select.
  public mutating func waivers(of file: RegisterFile) -> [Waiver] {
    guard file.kind == .waivers else { return [] }
    return usable(file).flatMap { sheet in sheet.rows.flatMap { waivers(of: $0) } }
  }

  /// The attestations of a file's sheets.
  public mutating func attestations(of file: RegisterFile) -> [Attestation] {
    guard file.kind == .attestations else { return [] }
    return usable(file).flatMap { sheet in sheet.rows.flatMap { attestations(of: $0) } }
  }

  /// The sheets that have every column that is needed, each once.
  private mutating func usable(_ file: RegisterFile) -> [RegisterSheet] {
    file.sheets.filter { sheet in
      let missing = sheet.headers.missing
      if !missing.isEmpty { diagnostics.add(.registerColumns(sheet, missing)) }
      let doubled = sheet.headers.columns.filter { $0.value.count > 1 }.sorted { $0.key.rawValue < $1.key.rawValue }
      for (column, indices) in doubled {
        diagnostics.add(.registerColumnTwice(sheet, column, indices.map { sheet.table.file.columns[$0] }))
      }
      if sheet.rows.isEmpty { diagnostics.add(.registerWithoutRows(sheet)) }
      return missing.isEmpty && doubled.isEmpty
    }
  }

  // MARK: Rows

  private mutating func waivers(of row: RegisterRow) -> [Waiver] {
    let before = diagnostics.all.count
    checkWhole(row)
    let rules = rules(of: row)
    let scope = scope(of: row)
    let reason = required(.reason, row)
    let requested = required(.requestedBy, row)
    let approved = required(.approvedBy, row)
    if let requested, let approved, Text(requested) == Text(approved) {
      diagnostics.add(.registerSamePerson(row, approved))
    }
    let from = date(.from, row)
    let until = date(.until, row)
    if let from, let until, until < from { diagnostics.add(.registerInterval(row, .from, .until)) }
    let limit = maxSubjects(row)
    guard diagnostics.all.count == before, let scope, let reason, let requested, let approved, let from, let until
    else { return [] }
    return rules.flatMap { reference, rule -> [Waiver] in
      parts(scope, rule, whole: nil, row).map { part in
        var waiver = Waiver(
          rule: reference, subject: expression(part.expression, row), maxSubjects: limit ?? part.limit, reason: reason,
          requestedBy: requested, approvedBy: approved, from: from, until: until, span: row.span)
        waiver.origin = row.place
        return waiver
      }
    }
  }

  private mutating func attestations(of row: RegisterRow) -> [Attestation] {
    let before = diagnostics.all.count
    checkWhole(row)
    let rules = rules(of: row)
    let asked = rules.filter { $0.rule.attest != nil }
    if asked.isEmpty, !rules.isEmpty { diagnostics.add(.registerNotAsked(row)) }
    let scope = scope(of: row)
    let answer = answer(row)
    let signed = required(.signedBy, row)
    let role = required(.role, row)
    let date = date(.date, row)
    let until = row.value(.until) == nil ? nil : self.date(.until, row)
    if let date, let until, until < date { diagnostics.add(.registerInterval(row, .date, .until)) }
    let limit = maxSubjects(row)
    guard diagnostics.all.count == before, let scope, let answer, let signed, let role, let date else { return [] }
    return asked.flatMap { reference, rule -> [Attestation] in
      parts(scope, rule, whole: rule.attest?.whole?.value, row).map { part in
        var attestation = Attestation(
          rule: reference, subject: expression(part.expression, row), answer: answer, signedBy: signed, role: role,
          date: date, until: until, document: row.text(.document), span: row.span)
        attestation.origin = row.place
        attestation.maxSubjects = limit ?? part.limit
        return attestation
      }
    }
  }

  private mutating func checkWhole(_ row: RegisterRow) {
    if let problem = row.record.problem { diagnostics.add(.registerRow(row, problem)) }
  }

  private mutating func parts(
    _ scope: Scope, _ rule: Rule, whole: String?, _ row: RegisterRow
  ) -> [RegisterSelector.Part] {
    let parts = RegisterSelector(schema: schema)
      .parts(scope: scope.names, units: scope.units, subject: rule.subject.value, whole: whole)
    if parts.isEmpty { diagnostics.add(.registerNoSelector(row, rule)) }
    return parts
  }

  private func expression(_ text: String, _ row: RegisterRow) -> ExpressionText {
    let span = row.span
    let piece = SourceMap.Piece(
      derived: 0, length: text.utf8.count, original: span.range.lowerBound, originalLength: span.range.count)
    return ExpressionText(
      text: text, map: SourceMap(source: span.source, pieces: [piece]), span: span, style: .plain)
  }

  // MARK: Cells

  private struct Scope {
    /// nil for everybody.
    var names: [String]?
    var units: [String]?
  }

  private mutating func scope(of row: RegisterRow) -> Scope? {
    let (scope, unit) = (row.text(.scope), row.text(.unit))
    if scope == nil, unit == nil {
      diagnostics.add(.registerNobody(row))
      return nil
    }
    var found = Scope()
    if let scope, !RegisterSelector.isEverybody(scope) { found.names = names(scope, .scope, row) }
    if let unit, !RegisterSelector.isEverybody(unit) { found.units = names(unit, .unit, row) }
    return found
  }

  private mutating func names(_ text: String, _ column: RegisterColumn, _ row: RegisterRow) -> [String] {
    let names = RegisterSelector.names(in: text)
    if names.isEmpty || names.count > RegisterSelector.nameLimit {
      diagnostics.add(.registerNames(row, column, names.count))
    }
    return names
  }

  private mutating func required(_ column: RegisterColumn, _ row: RegisterRow) -> String? {
    if let text = row.text(column) { return text }
    diagnostics.add(.registerMissing(row, column))
    return nil
  }

  private mutating func date(_ column: RegisterColumn, _ row: RegisterRow) -> CalendarDate? {
    guard let raw = row.value(column) else {
      diagnostics.add(.registerMissing(row, column))
      return nil
    }
    switch read(raw, as: .date, row) {
    case .value(.date(let day)): return day
    case .missing, .null: diagnostics.add(.registerMissing(row, column))
    case .unreadable(let reason):
      diagnostics.add(.registerCell(row, column, reason: reason, asksOrder: row.sheet.convention.dateOrder == nil))
    case .value: diagnostics.add(.registerCell(row, column, reason: "it is no day"))
    }
    return nil
  }

  private mutating func maxSubjects(_ row: RegisterRow) -> Int? {
    guard let raw = row.value(.maxSubjects) else { return nil }
    if case .value(.int(let count)) = read(raw, as: .int, row), (1...1_000_000).contains(count) { return Int(count) }
    diagnostics.add(.registerCell(row, .maxSubjects, reason: "it is no number from 1 to 1000000"))
    return nil
  }

  private static let passed: Set<String> = Set(["pass", "passed", "đạt", "đồng ý", "đã thực hiện"].map(Text.fold))
  private static let failed: Set<String> = Set(
    ["fail", "failed", "không đạt", "không đồng ý", "chưa thực hiện"].map(Text.fold))

  private mutating func answer(_ row: RegisterRow) -> Bool? {
    guard let raw = row.value(.answer) else {
      diagnostics.add(.registerMissing(row, .answer))
      return nil
    }
    if case .value(.bool(let answer)) = read(raw, as: .bool, row) { return answer }
    let word = Text.fold(raw.written)
    if Self.passed.contains(word) { return true }
    if Self.failed.contains(word) { return false }
    diagnostics.add(.registerCell(row, .answer, reason: "it is neither yes nor no"))
    return nil
  }

  private func read(_ raw: RawValue, as type: AttributeType, _ row: RegisterRow) -> CellReading {
    let convention = row.sheet.convention
    return ValueReader(words: schema.words, dateOrder: convention.dateOrder, zone: convention.zone)
      .reader(of: type).read(raw)
  }
}
