import Evidence
import Formats
import Schema

/// The records of findings as columns of numbers over dictionaries, from which the page makes them again.
///
/// What records have in common is their *shape*: rule, verdict, reason, the names and places of what was observed, the
/// expressions of the trace, the words of the message. What differs are its *arguments*: line numbers and values, all of
/// them numbers or indices.
///
///     shapes    [[2, policy, rule, verdict, …, [["camera.firmware", file, column, …, line → 0, value → 1]], …]]
///     shape     [0, 0, 0, …]           a shape each
///     subject   [0, 1, 2, …]           a subject each
///     args      [13, 7, 14, 7, …]      as many each as its shape has
///     ids       36 characters each     digests  43 each, Base64
struct FindingColumns {
  private var ids: [UInt8] = []
  private var digests: [UInt8] = []
  private var shape = NumberColumn()
  private var subject = NumberColumn()
  private var args = NumberColumn()

  private var shapes = ValueDictionary()
  private var subjects = ValueDictionary()
  private var paths = ValueDictionary()
  private var cells = ValueDictionary()
  private var messages = ValueDictionary()
  private var files = ValueDictionary()
  private var marks = ValueDictionary()
  private var rules: [Int: JSONValue] = [:]

  /// By policy and rule: its index among the policies, its index there, and what the summary has to say of it.
  private var known: [RuleKey: (policy: Int, rule: Int, remediation: LocalizedText)] = [:]

  private struct RuleKey: Hashable {
    let policy: String
    let rule: String
  }

  init(_ summary: RunSummary) {
    for (policy, item) in summary.policies.enumerated() {
      for (rule, entry) in item.rules.enumerated() {
        known[RuleKey(policy: item.id, rule: entry.id)] = (policy, rule, entry.remediation)
      }
    }
  }

  /// Adds a record. One of a policy or rule that the summary does not have is left out: there is none.
  mutating func add(_ record: EvidenceRecord) {
    guard let place = known[RuleKey(policy: record.policy.id, rule: record.rule.id)] else { return }
    note(record.rule, policy: place.policy, rule: place.rule)
    var arguments = RecordArguments()
    let observed = record.observed.map { observation($0, &arguments) }
    let trace = record.trace.map { step($0, &arguments) }
    let message = messages.index(of: MessageTemplate(record).json)
    let waiver = record.waiver == nil ? JSONValue.null : mark(record, "waiver")
    let attestation = record.attestation == nil ? JSONValue.null : mark(record, "attestation")
    let isUsual = record.remediation == place.remediation
    let shape: JSONValue = .array([
      .int(Int64(arguments.values.count)), .int(Int64(place.policy)), .int(Int64(place.rule)),
      .string(record.verdict.rawValue),
      record.reason.map { .string($0.code.rawValue) } ?? .null,
      .array((record.reason?.attributes ?? []).map(JSONValue.string)),
      .array(observed), .array(trace), .int(Int64(message)), waiver, attestation, .int(Int64(record.omitted)),
      .int(Int64(record.witnessCount)), .bool(record.isVacuous), isUsual ? .null : record.remediation.json,
    ])
    self.shape.append(shapes.index(of: shape))
    subject.append(self.index(of: record.subject))
    for value in arguments.values { args.append(value) }
    ids += Array(record.id.utf8)
    digests += Array(HTMLText.base64(HTMLText.digest(record.digest)).utf8)
  }

  /// Keeps of a rule what only records tell.
  private mutating func note(_ rule: EvidenceRecord.Rule, policy: Int, rule index: Int) {
    let key = policy << 32 | index
    guard rules[key] == nil else { return }
    rules[key] = [
      "policy": .int(Int64(policy)), "rule": .int(Int64(index)), "expression": .string(rule.expression),
      "references": .array(rule.references.map(JSONValue.string)), "path": .string(rule.source.path),
      "line": .int(Int64(rule.source.line)), "column": .int(Int64(rule.source.column)),
    ]
  }

  private mutating func index(of subject: EvidenceRecord.Subject) -> Int {
    let path = paths.index(of: .array(subject.units.map(JSONValue.string)))
    let flags = (subject.isStandIn ? 1 : 0) + (subject.isOrphan ? 2 : 0)
    return subjects.index(
      of: [
        .string(subject.type), .string(subject.id), subject.name == subject.id ? 0 : .string(subject.name),
        .int(Int64(path)), .int(Int64(flags)),
      ])
  }

  /// A waiver or an attestation, as the record has it.
  private mutating func mark(_ record: EvidenceRecord, _ name: String) -> JSONValue {
    guard case .object(let members) = record.json, let value = members.first(where: { $0.0 == name })?.1 else {
      return .null
    }
    return .int(Int64(marks.index(of: value)))
  }

  /// `[name, value →, about →, file, line →, row less line or row →, column, pointer, sheet or table, collected,
  /// column of the value →]`, the last in configuration files only.
  private mutating func observation(
    _ observation: EvidenceRecord.Observation, _ arguments: inout RecordArguments
  ) -> JSONValue {
    var cell: [JSONValue] = [observation.value]
    if let source = observation.source, !FindingColumns.isSpelt(observation.value, source.raw) {
      cell.append(.string(source.raw))
    }
    if observation.isRedacted {
      if cell.count == 1 { cell.append(.null) }
      cell.append(1)
    }
    var parts: [JSONValue] = [.string(observation.name)]
    parts.append(.int(Int64(arguments.append(cells.index(of: .array(cell))))))
    parts.append(about(observation.about, &arguments))
    guard let source = observation.source else { return .array(parts) }
    parts.append(.int(Int64(files.index(of: [.string(source.file), .string(source.digest)]))))
    parts.append(.int(Int64(arguments.line(source.line))))
    let offset = source.row - source.line
    // In most formats a record's number is its line, or one less.
    parts.append(abs(offset) <= 2 ? .int(Int64(offset)) : [.int(Int64(arguments.append(source.row)))])
    parts.append(source.column.map(JSONValue.string) ?? .null)
    parts.append(source.pointer.map { pointer($0, source.row, &arguments) } ?? .null)
    parts.append((source.sheet ?? source.table).map(JSONValue.string) ?? .null)
    parts.append(observation.collected.map { .string($0.description) } ?? .null)
    if let region = source.region { parts.append(.int(Int64(arguments.append(region.column)))) }
    return .array(parts)
  }

  /// Whether a value is its text in the file, to the byte: composed and decomposed letters are not the same evidence.
  private static func isSpelt(_ value: JSONValue, _ raw: String) -> Bool {
    if case .string(let text) = value { text.utf8.elementsEqual(raw.utf8) } else { false }
  }

  /// A JSON pointer whose numbers are arguments: `["cameras", →, "name"]`, numbers as one-element lists.
  private func pointer(_ pointer: String, _ row: Int, _ arguments: inout RecordArguments) -> JSONValue {
    .array(
      pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { part in
        guard let number = Int(part), number >= 0, String(number) == part else { return .string(String(part)) }
        if abs(number - row) <= 1 { return .int(Int64(number - row)) }
        return [.int(Int64(arguments.append(number)))]
      })
  }

  /// `[expression, truth or value →, outcome, about →]`
  private mutating func step(_ step: EvidenceRecord.Step, _ arguments: inout RecordArguments) -> JSONValue {
    let value: JSONValue =
      switch step.value {
      case .bool, .null: step.value
      default: .int(Int64(arguments.append(cells.index(of: [step.value]))))
      }
    return [
      .string(step.expression), value, step.outcome.map(JSONValue.string) ?? .null, about(step.about, &arguments),
    ]
  }

  private mutating func about(_ id: String?, _ arguments: inout RecordArguments) -> JSONValue {
    guard let id else { return .null }
    return .int(Int64(arguments.append(cells.index(of: [.string(id)]))))
  }

  /// Writes one JSON object; nothing in it ends a `script` element.
  func write(to sink: ([UInt8]) throws -> Void) rethrows {
    try sink(Array("{\"ids\":\"".utf8) + ids + Array("\",\n\"digests\":\"".utf8) + digests + Array("\"".utf8))
    for (name, column) in [("shape", shape), ("subject", subject), ("args", args)] {
      try sink(Array(",\n\"\(name)\":[".utf8) + column.text + Array("]".utf8))
    }
    let dictionaries = [
      ("shapes", shapes), ("subjects", subjects), ("paths", paths), ("cells", cells), ("messages", messages),
      ("files", files), ("marks", marks),
    ]
    for (name, dictionary) in dictionaries {
      try sink(Array(",\n\"\(name)\":[".utf8) + HTMLText.embedded(dictionary.text) + Array("]".utf8))
    }
    let noted = rules.keys.sorted().compactMap { rules[$0] }
    try sink(Array(",\n\"rules\":".utf8) + HTMLText.embedded(.array(noted)) + Array("}".utf8))
  }
}

/// What tells a record from the others of its shape.
struct RecordArguments {
  private(set) var values: [Int] = []
  private var lines: [Int: Int] = [:]

  /// The place of a new argument.
  mutating func append(_ value: Int) -> Int {
    values.append(value)
    return values.count - 1
  }

  /// The place of a line number; values of one row share it.
  mutating func line(_ line: Int) -> Int {
    if let place = lines[line] { return place }
    let place = append(line)
    lines[line] = place
    return place
  }
}

/// Numbers as the elements of a JSON array.
struct NumberColumn {
  private(set) var text: [UInt8] = []

  mutating func append(_ number: Int) {
    if !text.isEmpty { text.append(UInt8(ascii: ",")) }
    text += Array(String(number).utf8)
  }
}

/// Each value once, in the order in which they are first met, as the elements of a JSON array.
struct ValueDictionary {
  private(set) var text: [UInt8] = []
  private var places: [[UInt8]: Int] = [:]

  /// - Complexity: O(size of the value)
  mutating func index(of value: JSONValue) -> Int {
    let bytes = JSONWriter.canonical(value)
    if let place = places[bytes] { return place }
    if !text.isEmpty { text += Array(",\n".utf8) }
    text += bytes
    places[bytes] = places.count
    return places.count - 1
  }
}
