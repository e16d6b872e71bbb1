import Diagnostics

/// Turns located trees into records: finds the list of them, and flattens nested objects to dotted columns.
struct RecordBuilder {
  var found: LimitedDiagnostics
  var isWhole = true
  private var columns: [String] = []
  private var records: [Record] = []
  private var indices: [String: Int] = [:]
  /// For each column the record that has it last, and where among that record's fields.
  private var lastSeen: [(row: Int, field: Int)] = []
  private let limit = 10_000

  init(found: LimitedDiagnostics) { self.found = found }

  func file(_ source: Source, _ format: RecordFormat) -> RecordFile {
    RecordFile(
      source: source, columns: columns, records: records, diagnostics: found.finished(), format: format,
      isWhole: isWhole)
  }

  // MARK: which values are records

  /// The records of a whole file.
  mutating func add(_ root: JSONNode, at pointer: String?, prefix: String = "") {
    if !root.isWhole { isWhole = false }
    var place = pointer ?? ""
    guard var node = root[pointer: place] else {
      // A file that breaks off may have broken off before the place.
      isWhole = false
      if root.isWhole { found.add(RecordDiagnostics.noPointer(root.span.source, place)) }
      return
    }
    if pointer == nil, let (name, list) = Self.envelope(node) {
      place = "/" + JSONPointer.escape(name)
      node = list
    }
    switch node.kind {
    case .array(let items):
      for (index, item) in items.enumerated() { addItem(item, prefix + place + "/\(index)") }
    case .object: addItem(node, prefix + place)
    default: found.add(RecordDiagnostics.notRecords(node.span))
    }
  }

  /// A line of NDJSON.
  mutating func addLine(_ node: JSONNode?, _ line: Span) {
    guard let node else {
      append(fields: [], "", line, problem: "the line is not JSON")
      return
    }
    guard case .object = node.kind else {
      found.add(RecordDiagnostics.notARecord(node.span))
      append(fields: [], "", line, problem: "not an object")
      return
    }
    addItem(node, "")
  }

  private mutating func addItem(_ node: JSONNode, _ pointer: String) {
    guard case .object(let members) = node.kind else {
      found.add(RecordDiagnostics.notARecord(node.span))
      append(fields: [], pointer, node.span, problem: "not an object")
      return
    }
    var fields: [Record.Field] = []
    fields.reserveCapacity(members.count)
    let isComplete = flatten(members, prefix: "", into: &fields, node.span)
    var problem: String?
    if !isComplete { problem = "more columns than the limit of \(limit)" }
    if !node.isWhole { problem = "the record breaks off" }
    append(fields: fields, pointer, node.span, problem: problem)
  }

  private mutating func append(fields: [Record.Field], _ pointer: String, _ span: Span, problem: String?) {
    let line = span.source.line(at: span.range.lowerBound)
    records.append(
      Record(
        row: records.count + 1, line: line, pointer: pointer, fields: fields, problem: problem, range: span.range))
  }

  /// Members that an envelope has besides its list; anything else says that the object is a record itself.
  private static let envelopeWords: Set<String> = [
    "$schema", "as_of", "asof", "count", "date", "exported_at", "exportedat", "format", "generated", "generated_at",
    "generator", "has_more", "info", "limit", "message", "meta", "metadata", "next", "offset", "page", "page_count",
    "page_number", "page_size", "pages", "pagination", "previous", "schema", "schema_version", "source", "status",
    "success", "timestamp", "title", "tool", "total", "total_count", "total_records", "totalcount", "version",
    "next_page_token", "@odata.context", "@odata.count", "@odata.nextlink",
  ]

  /// The only list of objects in an object that otherwise tells about the list.
  private static func envelope(_ node: JSONNode) -> (name: String, list: JSONNode)? {
    guard case .object(let members) = node.kind else { return nil }
    var list: (name: String, list: JSONNode)?
    for member in members {
      if envelopeWords.contains(member.name.lowercased()) { continue }
      guard list == nil, case .array(let items) = member.value.kind else { return nil }
      let areObjects = items.allSatisfy { if case .object = $0.kind { true } else { false } }
      guard areObjects else { return nil }
      list = (member.name, member.value)
    }
    return list
  }

  // MARK: columns

  /// Appends the members as fields; false if there were more columns than the limit.
  private mutating func flatten(
    _ members: [JSONNode.Member], prefix: String, into fields: inout [Record.Field], _ span: Span
  ) -> Bool {
    var isComplete = true
    for member in members {
      let name = prefix.isEmpty ? member.name : prefix + "." + member.name
      if case .object(let inner) = member.value.kind, !inner.isEmpty {
        if !flatten(inner, prefix: name, into: &fields, span) { isComplete = false }
        continue
      }
      guard let column = column(name, span) else {
        isComplete = false
        continue
      }
      let row = records.count + 1
      if lastSeen[column].row == row {
        let field = lastSeen[column].field
        fields[field].value = .unreadable(
          Self.words(fields[field].value), reason: "the record has \(Diagnostic.quote(name)) twice")
      } else {
        lastSeen[column] = (row, fields.count)
        fields.append(Record.Field(column: column, value: RawValue(member.value)))
      }
    }
    return isComplete
  }

  private mutating func column(_ name: String, _ span: Span) -> Int? {
    if let index = indices[name] { return index }
    guard columns.count < limit else {
      if isWhole { found.add(RecordDiagnostics.tooManyColumns(span, limit: limit)) }
      isWhole = false
      return nil
    }
    indices[name] = columns.count
    columns.append(name)
    lastSeen.append((0, 0))
    return columns.count - 1
  }

  private static func words(_ value: RawValue) -> String {
    switch value {
    case .string(let text), .number(let text), .unreadable(let text, _): text
    case .bool(let value): String(value)
    case .converted(_, let text): text
    case .null, .list, .map: ""
    }
  }
}

extension RawValue {
  /// A JSON value as it is, nothing flattened.
  public init(_ node: JSONNode) {
    switch node.kind {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .number(let text): self = .number(text)
    case .string(let text): self = .string(text)
    case .unreadable(let text, let reason): self = .unreadable(text, reason: reason)
    case .array(let items): self = .list(items.map { RawValue($0) })
    case .object(let members): self = .map(members.map { Field($0.name, RawValue($0.value)) })
    }
  }
}

extension JSONNode {
  /// A YAML tree as the same tree of JSON: numbers keep their spelling where JSON has it too.
  public init(_ node: YAMLNode) {
    let kind: Kind
    switch node.kind {
    case .sequence(let items): kind = .array(items.map { JSONNode($0) })
    case .mapping(let entries):
      kind = .object(
        entries.map { entry in
          Member(name: entry.key.scalar?.text ?? "", nameSpan: entry.key.span, value: JSONNode(entry.value))
        })
    case .scalar(let scalar):
      switch scalar.resolved {
      case .null: kind = .null
      case .bool(let value): kind = .bool(value)
      case .string(let text): kind = .string(text)
      case .int(let value): kind = .number(scalar.text.utf8.contains { $0 | 0x20 > 0x39 } ? String(value) : scalar.text)
      case .double(let value): kind = value.isFinite ? .number(scalar.text) : .string(scalar.text)
      }
    }
    self.init(kind: kind, span: node.span)
  }
}
