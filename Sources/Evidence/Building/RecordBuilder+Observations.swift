import Evaluation
import Formats
import Schema
import Tables
import Values

extension RecordBuilder {
  /// What the deciding sub-expressions read and the rows that bear witness, the subject's own values first, then each
  /// witness followed by its values.
  func observations(_ draft: RecordDraft) -> (listed: [EvidenceRecord.Observation], omitted: Int) {
    guard let replay = draft.replay, let place = draft.place else { return ([], 0) }
    var byRow: [TouchedRow: [Reading]] = [:]
    var others: [TouchedRow] = []
    var own: [Reading] = []
    let witnesses = replay.witnesses.map(TouchedRow.init)
    for reading in replay.readings {
      let row = TouchedRow(reading.key)
      if reading.key.entity == place.entity, reading.key.row == place.row {
        own.append(reading)
      } else {
        if byRow[row] == nil, !witnesses.contains(row) { others.append(row) }
        byRow[row, default: []].append(reading)
      }
    }
    var all = own.flatMap { observations(of: $0, draft, isOwn: true) }
    for witness in witnesses {
      all.append(observation(of: witness, draft))
      all += (byRow[witness] ?? []).flatMap { observations(of: $0, draft, isOwn: false) }
    }
    for row in others { all += (byRow[row] ?? []).flatMap { observations(of: $0, draft, isOwn: false) } }
    all += references(replay, draft)
    let listed = Array(all.prefix(RecordBuilder.observationLimit))
    return (listed, all.count - listed.count + replay.witnessCount - replay.witnesses.count)
  }

  /// Every row that a record touches, its own first.
  func rowsTouched(_ draft: RecordDraft) -> [TouchedRow] {
    guard let place = draft.place else { return [] }
    var rows = [TouchedRow(entity: place.entity, row: place.row)]
    if let replay = draft.replay {
      rows += replay.witnesses.map(TouchedRow.init)
      rows += replay.readings.map { TouchedRow($0.key) }
    }
    var seen: Set<TouchedRow> = []
    return rows.filter { seen.insert($0).inserted }
  }

  /// The rows that causes name and that the replay did not read: it stops at a number of children, the causes do not.
  func rowsNamed(_ draft: RecordDraft) -> [TouchedRow] {
    guard let unknown = draft.unknown else { return [] }
    return unknown.causes.prefix(MessageWriter.causeLimit).compactMap { cause in
      guard !cause.subject.isEmpty, draft.shownSubjects[cause.subject] == nil else { return nil }
      let entity = String(cause.attribute.prefix { $0 != "." })
      return subjects.row(cause.subject, preferring: entity)
    }
  }

  /// The withheld spellings of rows, the longest first.
  func needles(_ rows: [TouchedRow]) -> [Needle] {
    rows.flatMap { shownRows[$0].needles }
      .sorted { $0.scalars.count > $1.scalars.count }
  }

  // MARK: One observation

  private func observation(of witness: TouchedRow, _ draft: RecordDraft) -> EvidenceRecord.Observation {
    let locator = source.record(of: witness.row, attribute: nil, entity: witness.entity)
    // A name from which something was taken out tells nobody apart; the id then bears a tag.
    let masked = redactor.mask(shownRows[witness].name, draft.needles)
    let isRedacted = masked != source.name(witness.row, of: witness.entity)
    let name = isRedacted ? shownRows[witness].id : masked
    let place = locator.flatMap { self.place($0, attribute: nil, raw: "") }
    return EvidenceRecord.Observation(
      name: witness.entity, value: .string(name), isRedacted: isRedacted,
      source: place?.source, collected: place?.collected, about: shownRows[witness].id)
  }

  /// A value with its place. A conflict has several: one for each source that takes part.
  private func observations(
    of reading: Reading, _ draft: RecordDraft, isOwn: Bool
  ) -> [EvidenceRecord.Observation] {
    let (entity, row, name) = (reading.key.entity, reading.key.row, reading.key.name)
    if let document = source.schema[entity]?.attribute(name)?.type == .data ? source.document(row) : nil {
      return [observation(of: reading, in: document, draft, isOwn: isOwn)]
    }
    let isAttribute = source.schema[entity]?.attribute(name) != nil
    let column = isAttribute ? source.column(name, of: entity) : source.link(name, of: entity)?.raw
    let about = isOwn ? nil : shownRows[row, of: entity].id
    guard let column, column[row].presence != .absent else {
      return [
        EvidenceRecord.Observation(
          name: reading.name, value: .null, isRedacted: false, source: nil, collected: nil, about: about)
      ]
    }
    let raw = column[row].raw
    var spellings = [(raw: raw, locator: source.record(of: row, attribute: name, entity: entity))]
    if let conflict = column.conflicts[row] {
      let parts = raw.split(separator: " | ", omittingEmptySubsequences: false).map(String.init)
      spellings = conflict.enumerated().map { index, record in
        (parts.count == conflict.count ? parts[index] : raw, source.record(at: record, entity: entity))
      }
    }
    // A word out of a closed list is no secret, even where somebody's password or login is spelt the same.
    let isClosed = reading.value.isKnown && source.schema[entity]?.attribute(name)?.type.isClosed == true
    let needles = isClosed ? [] : draft.needles
    let read = JSONValue(reading.value)
    let value = shown(read, of: name, entity: entity, needles)
    return spellings.map { raw, locator in
      var text = value
      if !read.isSpelt(raw) { text = shown(.string(raw), of: name, entity: entity, needles) }
      let place = locator.flatMap { self.place($0, attribute: name, raw: text.value.plainText) }
      return EvidenceRecord.Observation(
        name: reading.name, value: value.value, isRedacted: value.isRedacted || text.isRedacted,
        source: place?.source, collected: place?.collected, about: about)
    }
  }

  /// A value as it may be shown. That there is none is no secret.
  private func shown(
    _ value: JSONValue, of attribute: String, entity: String, _ needles: [Needle]
  ) -> (value: JSONValue, isRedacted: Bool) {
    if value == .null || value == .string("") { return (value, false) }
    if let mark = redactor.withheld(value, of: attribute, entity: entity) { return (mark, true) }
    let masked = value.mapStrings { redactor.mask($0, needles) }
    return (masked, masked != value)
  }

  /// The place of a record's value, and the day to which its source is dated.
  func place(
    _ locator: EntityTable.RecordLocator, attribute: String?, raw: String
  ) -> (source: EvidenceRecord.Source, collected: CalendarDate?)? {
    guard source.sources.indices.contains(Int(locator.source)) else { return nil }
    let file = source.sources[Int(locator.source)]
    let header = attribute.flatMap { file.header(of: $0, in: locator) }
    let pointer = RecordBuilder.pointer(header, locator, file)
    var place = EvidenceRecord.Source(
      file: file.shownPath, digest: file.digest, row: Int(locator.row), line: Int(locator.line),
      column: pointer == nil ? header : nil, pointer: pointer, raw: raw)
    if let pointer, let document = source.document(at: file.path), document.has(pointer) {
      let region = document.region(of: pointer)
      place.line = region.line
      place.region = region
    }
    switch file.part {
    case .sheet(let name):
      place.sheet = name
      place.cell = header.flatMap { file.letters[$0] }.map { "\($0)\(locator.line)" }
    case .table(let name): place.table = name
    case nil: break
    }
    return (place, file.collected)
  }

  /// The JSON pointer of a value, or of the record for no header; nil in formats that have none.
  private static func pointer(
    _ header: String?, _ locator: EntityTable.RecordLocator, _ file: InventorySource
  ) -> String? {
    guard let header else { return locator.pointer.isEmpty && file.format != "json" ? nil : locator.pointer }
    if header.hasPrefix("#/") { return String(header.dropFirst()) }
    if header.hasPrefix("/") { return locator.pointer + header }
    guard !locator.pointer.isEmpty || file.format == "json" else { return nil }
    // A flattened path: `os.name` stands at `/os/name`.
    var pointer = locator.pointer + "/"
    for scalar in header.unicodeScalars {
      switch scalar {
      case ".": pointer += "/"
      case "~": pointer += "~0"
      case "/": pointer += "~1"
      default: pointer.unicodeScalars.append(scalar)
      }
    }
    return pointer
  }

  // MARK: The trace

  /// The deciding sub-expressions with their values.
  func steps(_ draft: RecordDraft) -> [EvidenceRecord.Step] {
    guard let replay = draft.replay else { return [] }
    return replay.steps.map { step in
      var outcome: String?
      if case .unknown(let unknown) = step.value { outcome = "unknown: \(unknown.code.rawValue)" }
      if case .failure(let failure) = step.value {
        outcome = "error: \(redactor.mask(failure.message, draft.needles))"
      }
      let value = JSONValue(step.value)
      let shown = redactor.isTelling(step.expression) && !value.isBool ? .string(Redaction.mark) : value
      return EvidenceRecord.Step(
        expression: Redactor.withoutCredentials(step.expression),
        value: value == .null ? .null : shown.mapStrings { redactor.mask($0, draft.needles) }, outcome: outcome,
        about: step.about.map { draft.shownSubjects[$0]?.id ?? redactor.mask($0, draft.needles) },
        element: step.element)
    }
  }
}

extension JSONValue {
  /// Whether it is `true` or `false`.
  var isBool: Bool { if case .bool = self { true } else { false } }
}

extension Redactor {
  /// Whether an expression's value may tell a secret: whether it names an attribute that holds one.
  func isTelling(_ expression: String) -> Bool {
    let text = expression.utf8
    var rest = text[...]
    while let dot = rest.firstIndex(of: UInt8(ascii: ".")) {
      rest = rest[dot...].dropFirst()
      let isTelling = secretNames.contains { name in
        rest.starts(with: name.utf8) && !(rest.dropFirst(name.utf8.count).first.map(Self.continuesName) ?? false)
      }
      if isTelling { return true }
    }
    return false
  }

  private static func continuesName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    default: false
    }
  }
}

extension JSONValue {
  /// Whether it is a text of these very code points: what is composed otherwise stands otherwise in the file.
  fileprivate func isSpelt(_ raw: String) -> Bool {
    if case .string(let text) = self { text.equalsExactly(raw) } else { false }
  }
}
