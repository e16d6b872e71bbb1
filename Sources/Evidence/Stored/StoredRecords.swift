import Formats
import Schema

/// The records of a bundle, decoded from their lines when asked for.
///
/// INVARIANT: every line was decoded once when the bundle was opened, so that none fails later.
final class StoredRecords: RecordStore {
  private let bytes: [UInt8]
  /// The line of each record, without its line feed, in order.
  private let lines: [Range<Int>]
  private let index: [String: Int]
  private let matrix: VerdictMatrix

  /// - Parameters:
  ///   - bytes: of `records.ndjson`.
  ///   - ids: of the record of each line.
  init(bytes: [UInt8], lines: [Range<Int>], ids: [String], matrix: VerdictMatrix) {
    self.bytes = bytes
    self.lines = lines
    self.matrix = matrix
    index = Dictionary(zip(ids, lines.indices), uniquingKeysWith: { first, _ in first })
  }

  func forEach(_ selection: RecordSelection, _ body: (EvidenceRecord) throws -> Void) rethrows {
    for line in lines.indices {
      if let record = record(line), selection.takes(record.verdict) { try body(record) }
    }
  }

  func records(of cells: [MatrixCell]) -> [EvidenceRecord?] {
    cells.map { cell in index[matrix.recordID(cell)].flatMap(record) }
  }

  func masked(_ text: String) -> String { Redaction.withoutSecrets(text) }

  func record(policy: String, rule: String, subject: String) -> EvidenceRecord? {
    guard let row = matrix.rows.first(where: { $0.policy == policy && $0.rule == rule }) else { return nil }
    for entity in [row.entity, row.standIns?.entity].compactMap({ $0 }) {
      let id = RecordID.id(policy: policy, rule: rule, subjectType: entity, subject: subject)
      if let line = index[id] { return record(line) }
    }
    return nil
  }

  private func record(_ line: Int) -> EvidenceRecord? {
    guard let json = try? StoredJSON.read(Array(bytes[lines[line]])) else { return nil }
    return try? EvidenceRecord(stored: json)
  }
}
