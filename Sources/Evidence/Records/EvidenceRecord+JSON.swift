import Formats
import Schema
import Values

extension EvidenceRecord {
  /// SHA-256 of the canonical JSON without this member.
  /// - Complexity: O(1) where it has been taken, else O(bytes of the JSON)
  public var digest: String {
    get { takenDigest ?? ContentDigest.sha256(.object(members)) }
    set { takenDigest = newValue }
  }

  /// The record with its digest taken.
  func sealed() -> EvidenceRecord {
    var record = self
    record.takenDigest = digest
    return record
  }

  /// Whether the digest is that of the record.
  public var isSealed: Bool { digest == ContentDigest.sha256(.object(members)) }

  /// All of it, to be written canonically.
  public var json: JSONValue { .object(members + [("digest", .string(digest))]) }

  private var members: [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("id", .string(id)),
      ("run", .string(run)),
      ("policy", ["id": .string(policy.id), "version": .string(policy.version), "digest": .string(policy.digest)]),
      ("rule", rule.json),
      ("subject", subject.json),
      ("verdict", .string(verdict.rawValue)),
      ("reason", reason?.json ?? .null),
      ("expected", .string(expected)),
      ("observed", .array(observed.map(\.json))),
      ("omitted", .int(Int64(omitted))),
      ("trace", .array(trace.map(\.json))),
      ("message", message.json),
      ("remediation", remediation.json),
      ("waiver", waiver?.json ?? .null),
      ("attestation", attestation?.json ?? .null),
    ]
    if isVacuous { members.append(("vacuous", true)) }
    if witnessCount > 0 { members.append(("witnesses", .int(Int64(witnessCount)))) }
    return members
  }
}

extension LocalizedText {
  /// By language, those that are there.
  public var json: JSONValue {
    .object([("vi", vi), ("en", en)].compactMap { name, text in text.map { (name, .string($0)) } })
  }
}

extension EvidenceRecord.Rule {
  var json: JSONValue {
    [
      "id": .string(id), "title": title.json, "severity": .string(severity.rawValue),
      "clause": .array(clauses.map(JSONValue.string)), "references": .array(references.map(JSONValue.string)),
      "source": source.json, "expression": .string(expression),
    ]
  }
}

extension EvidenceRecord.Place {
  var json: JSONValue { ["path": .string(path), "line": .int(Int64(line)), "column": .int(Int64(column))] }
}

extension EvidenceRecord.Subject {
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("type", .string(type)), ("id", .string(id)), ("name", .string(name)),
      ("unit", .array(units.map(JSONValue.string))),
    ]
    if isStandIn { members.append(("stand_in", true)) }
    if isOrphan { members.append(("orphan", true)) }
    return .object(members)
  }
}

extension EvidenceRecord.Reason {
  var json: JSONValue {
    ["code": .string(code.rawValue), "attributes": .array(attributes.map(JSONValue.string))]
  }
}

extension EvidenceRecord.Observation {
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("name", .string(name)), ("value", value), ("redacted", .bool(isRedacted)),
      ("source", source?.json ?? .null), ("collected", JSONValue(collected)),
    ]
    if let about { members.append(("about", .string(about))) }
    if isMissing { members.append(("missing", true)) }
    return .object(members)
  }
}

extension EvidenceRecord.Source {
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("file", .string(file)), ("digest", .string(digest)), ("row", .int(Int64(row))), ("line", .int(Int64(line))),
      ("raw", .string(raw)),
    ]
    if let column { members.append(("column", .string(column))) }
    if let pointer { members.append(("pointer", .string(pointer))) }
    if let sheet { members.append(("sheet", .string(sheet))) }
    if let cell { members.append(("cell", .string(cell))) }
    if let table { members.append(("table", .string(table))) }
    if let region {
      members += [
        ("start_column", .int(Int64(region.column))), ("end_line", .int(Int64(region.endLine))),
        ("end_column", .int(Int64(region.endColumn))),
      ]
    }
    return .object(members)
  }
}

extension EvidenceRecord.Step {
  var json: JSONValue {
    var members: [(String, JSONValue)] = [("expression", .string(expression)), ("value", value)]
    if let outcome { members.append(("outcome", .string(outcome))) }
    if let about { members.append(("about", .string(about))) }
    if let element { members.append(("element", .string(element))) }
    return .object(members)
  }
}

extension EvidenceRecord.Waiver {
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("state", .string(state.rawValue)), ("reason", .string(reason)), ("requested_by", .string(requestedBy)),
      ("approved_by", .string(approvedBy)), ("from", JSONValue(from)), ("until", JSONValue(until)),
      ("source", source.json),
    ]
    if isComment { members.append(("comment", true)) }
    return .object(members)
  }
}

extension EvidenceRecord.Attestation {
  var json: JSONValue {
    guard let statement else { return ["state": .string(state)] }
    var members: [(String, JSONValue)] = [
      ("state", .string(state)), ("answer", .bool(statement.answer)), ("signed_by", .string(statement.signedBy)),
      ("role", .string(statement.role)), ("date", JSONValue(statement.date)), ("until", JSONValue(statement.until)),
      ("document", statement.document.map(JSONValue.string) ?? .null), ("source", statement.source.json),
    ]
    if let digest = statement.documentDigest {
      members += [("document_sha256", .string(digest)), ("document_checked", .bool(statement.isDocumentChecked))]
    }
    if let key = statement.keyID { members.append(("signed_with", .string(key))) }
    return .object(members)
  }
}

extension JSONValue {
  /// A day as `2026-01-15`.
  init(_ day: CalendarDate?) { self = day.map { .string($0.description) } ?? .null }
}
