import Schema

/// Where the records of a run come from: made out of outcomes when asked for, or read back from a bundle.
protocol RecordStore: Sendable {
  /// Calls the body with every record selected, in order. A bundle that keeps findings only has no others.
  func forEach(_ selection: RecordSelection, _ body: (EvidenceRecord) throws -> Void) rethrows

  /// The records of cells of the matrix, in their order; nil where a bundle does not keep one.
  func records(of cells: [MatrixCell]) -> [EvidenceRecord?]

  /// A text without what must not be shown, as far as the store knows what that is.
  func masked(_ text: String) -> String

  /// The record of a rule and a subject; nil where there is none, or where a bundle does not keep it.
  func record(policy: String, rule: String, subject: String) -> EvidenceRecord?
}
