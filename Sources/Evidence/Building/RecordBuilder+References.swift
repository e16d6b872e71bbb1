import Evaluation
import Formats
import Schema
import Values

extension RecordBuilder {
  /// The reference data that decided: each row with its key, then what was read of it, by file and row, dated to the day
  /// on which it was true.
  func references(_ replay: Replay, _ draft: RecordDraft) -> [EvidenceRecord.Observation] {
    var order: [ReferencePlace] = []
    var readings: [ReferencePlace: [ReferenceReading]] = [:]
    for reading in replay.references {
      let place = reading.key.place
      if readings[place] == nil { order.append(place) }
      readings[place, default: []].append(reading)
    }
    return order.flatMap { place -> [EvidenceRecord.Observation] in
      var found: [EvidenceRecord.Observation] = []
      if place.key.isEmpty {
        found.append(observation(place, "as_of", place.asOf.map { .string($0.description) } ?? .null, nil, draft))
      } else {
        found.append(observation(place, place.keyColumn, .string(place.key), nil, draft))
      }
      for reading in readings[place] ?? [] where !["", "as_of", place.keyColumn].contains(reading.key.column) {
        found.append(
          observation(place, reading.key.column, JSONValue(reading.value), (reading.header, reading.raw), draft))
      }
      return found
    }
  }

  private func observation(
    _ place: ReferencePlace, _ column: String, _ value: JSONValue, _ spelling: (header: String?, raw: String?)?,
    _ draft: RecordDraft
  ) -> EvidenceRecord.Observation {
    let document = place.isSupplied ? nil : run.document(at: place.path)
    var pointer: String? = place.pointer.isEmpty ? nil : place.pointer
    var header = spelling?.header ?? (place.isSupplied ? nil : column)
    if let told = header, told.hasPrefix("#/") { (pointer, header) = (String(told.dropFirst()), nil) }
    let mask: (String) -> String = { self.redactor.mask($0, draft.needles) }
    let raw = Redaction.withoutSecrets(mask(spelling?.raw ?? ""))
    let shown = value.mapStrings { Redaction.withoutSecrets(mask($0)) }
    let source = EvidenceRecord.Source(
      file: place.isSupplied
        ? Redaction.withoutSecrets(place.path)
        : document?.path ?? place.path.split(separator: "/").suffix(2).joined(separator: "/"),
      digest: place.isSupplied ? place.digest : document?.digest ?? "", row: max(place.row, 1),
      line: max(place.line, 1),
      column: pointer == nil ? header : nil, pointer: pointer, raw: raw)
    return EvidenceRecord.Observation(
      name: "\(place.catalog).\(column)", value: shown, isRedacted: shown != value || raw != (spelling?.raw ?? ""),
      source: source, collected: place.asOf,
      about: EvidenceRecord.Observation.catalogPrefix + place.catalog
        + (place.key.isEmpty ? "" : "/" + Redaction.withoutSecrets(mask(place.key))))
  }
}
