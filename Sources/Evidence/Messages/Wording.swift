import Schema
import Values

/// The words of one language for the sentences of records. Everything that is no word (names, values, places) is put in
/// by `MessageWriter`; sentences start in lower case and end without a full stop, as they may be joined.
protocol Wording: Sendable {
  var language: Language { get }

  // MARK: What decided; names come in back-ticks, with their owner where that is not the subject

  /// Opens the sentence of a verdict: "fails because".
  func opening(_ verdict: Verdict) -> String
  /// An expression and its value: "`a == b` is false".
  func expression(_ expression: String, is value: Bool) -> String
  /// An attribute and its value.
  func value(_ name: String, _ value: String) -> String
  /// An attribute without a value that was collected.
  func empty(_ name: String) -> String
  /// A key that a configuration file does not have.
  func noKey(_ name: String) -> String
  /// An attribute that no source has.
  func absent(_ name: String) -> String
  /// How many more of something there are than were named.
  func more(_ count: Int) -> String

  // MARK: Why it is not known

  func conflict(_ name: String, _ spellings: [String]) -> String
  func unreadable(_ name: String, _ spelling: String) -> String
  func stale(_ name: String, _ data: String) -> String
  func partial(_ name: String, _ detail: String) -> String
  func missing(_ name: String, _ place: String) -> String
  func noReference(_ name: String, _ detail: String) -> String
  func undecided(_ name: String, _ detail: String) -> String
  /// Whose attribute it is, where that is not the subject's own.
  func of(_ subject: String) -> String
  func error(_ message: String) -> String
  /// Reference data by which it was judged, of a day that lies so many days before the run; nil: nobody says which.
  func reference(_ name: String, _ day: CalendarDate?, age: Int) -> String

  // MARK: Records without an expression

  func noSubject(_ entity: String) -> String
  func standIn(_ entity: String) -> String
  func noChildren(_ relation: String) -> String
  func deselected(_ reason: String, _ approver: String) -> String

  // MARK: People

  func attested(_ answer: Bool, _ signer: String, _ date: CalendarDate, _ document: String?) -> String
  func attestationMissing(_ ask: String) -> String
  func attestationExpired(_ signer: String, _ date: CalendarDate) -> String
  func attestationPartial(_ signer: String, _ date: CalendarDate) -> String
  func attestationContradicted() -> String
  func waived(_ until: CalendarDate, _ reason: String, _ approver: String) -> String
  func waiverExpired(_ until: CalendarDate) -> String
  func waiverNotYet(_ from: CalendarDate) -> String
}
