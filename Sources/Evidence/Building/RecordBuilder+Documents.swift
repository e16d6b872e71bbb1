import Evaluation
import Formats
import Schema
import Tables
import Values

extension RecordBuilder {
  /// Elements of a list that are shown; longer lists are only counted.
  private static let elementLimit = 8

  /// What was read of a configuration file, with the place of the value, or where there is none, of what would hold it.
  func observation(
    of reading: Reading, in document: DocumentContent, _ draft: RecordDraft, isOwn: Bool
  ) -> EvidenceRecord.Observation {
    let (entity, row) = (reading.key.entity, reading.key.row)
    let pointer = reading.key.pointer ?? ""
    let node = document.root[pointer: pointer]
    let isSecret = DocumentSecrets.isSecret(pointer) && node.map { !DocumentSecrets.isHarmless($0) } ?? false
    var value = shape(reading.value)
    var raw = reading.isMissing ? "" : document.spelling(of: pointer)
    let masked = (value: value.mapStrings { redactor.mask($0, draft.needles) }, raw: redactor.mask(raw, draft.needles))
    var isRedacted = masked.value != value || masked.raw != raw
    (value, raw) = masked
    if isSecret {
      if value != .null { value = .string(Redaction.mark) }
      raw = Redaction.mark
      isRedacted = true
    }
    let locator = source.record(of: row, attribute: reading.key.name, entity: entity)
    var place = locator.flatMap { self.place($0, attribute: nil, raw: raw) }
    let region = document.region(of: pointer)
    place?.source.line = region.line
    place?.source.region = region
    place?.source.pointer = pointer
    return EvidenceRecord.Observation(
      name: reading.name, value: value, isRedacted: isRedacted, source: place?.source, collected: place?.collected,
      about: isOwn ? nil : shownRows[row, of: entity].id, isMissing: reading.isMissing)
  }

  /// A value as evidence shows it: scalars and short lists of them as they are, of the rest how much there is.
  private func shape(_ value: Value) -> JSONValue {
    switch value {
    case .map(let map): return .string("{\(map.entries.count)}")
    case .list(let list):
      let isShort = list.elements.count <= Self.elementLimit && list.elements.allSatisfy(\.isScalar)
      return isShort ? JSONValue(value) : .string("[\(list.elements.count)]")
    default: return JSONValue(value)
    }
  }
}

extension Value {
  fileprivate var isScalar: Bool {
    switch self {
    case .map, .list: false
    default: true
    }
  }
}
