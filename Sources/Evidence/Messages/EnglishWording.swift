import Schema
import Values

struct EnglishWording: Wording {
  var language: Language { .en }

  func opening(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: "holds:"
    case .fail: "fails because"
    case .unknown: "cannot be decided:"
    case .error: "could not be evaluated:"
    case .notApplicable: "does not apply because"
    case .notChecked: "was not checked:"
    case .notSelected: "was left out:"
    case .informational: "for information:"
    }
  }

  func expression(_ expression: String, is value: Bool) -> String { "`\(expression)` is \(value)" }
  func value(_ name: String, _ value: String) -> String { "\(name) is \(value)" }
  func empty(_ name: String) -> String { "\(name) is empty" }
  func noKey(_ name: String) -> String { "\(name) is not there" }
  func absent(_ name: String) -> String { "no source tells \(name)" }
  func more(_ count: Int) -> String { "\(count) more" }

  func conflict(_ name: String, _ spellings: [String]) -> String {
    "the sources disagree about \(name)"
      + (spellings.isEmpty ? "" : ": " + spellings.joined(separator: " against "))
  }
  func unreadable(_ name: String, _ spelling: String) -> String {
    "\(name) cannot be read" + (spelling.isEmpty ? "" : ": \(spelling)")
  }
  func stale(_ name: String, _ data: String) -> String {
    "\(name) rests on data that is too old or undated" + (data.isEmpty ? "" : " (\(data))")
  }
  func partial(_ name: String, _ detail: String) -> String {
    "the list \(name) may be incomplete" + (detail.isEmpty ? "" : ": no complete source for \(detail)")
  }
  func missing(_ name: String, _ place: String) -> String {
    "\(name) is empty" + (place.isEmpty ? "" : " (\(place))")
  }
  func noReference(_ name: String, _ detail: String) -> String {
    "\(name) tells nothing about \(detail.isEmpty ? "it" : "\"\(detail)\"")"
  }
  func undecided(_ name: String, _ detail: String) -> String {
    (name.isEmpty ? "the policy" : name) + " leaves it undecided" + (detail.isEmpty ? "" : ": \(detail)")
  }
  func of(_ subject: String) -> String { " of \(subject)" }
  func error(_ message: String) -> String { message }
  func reference(_ name: String, _ day: CalendarDate?, age: Int) -> String {
    guard let day else { return "judged by \(name), which bears no date" }
    if age < 0 { return "judged by \(name) of \(day), after the day of the run" }
    return "judged by \(name) of \(day), \(age == 1 ? "1 day" : "\(age) days") old"
  }

  func noSubject(_ entity: String) -> String { "the inventory has no \(entity)" }
  func standIn(_ entity: String) -> String { "\(entity) that nobody collected cannot be judged" }
  func noChildren(_ relation: String) -> String { "`\(relation)` was completely collected and is empty" }
  func deselected(_ reason: String, _ approver: String) -> String { "\(reason) (approved by \(approver))" }

  func attested(_ answer: Bool, _ signer: String, _ date: CalendarDate, _ document: String?) -> String {
    "\(signer) attested \(answer ? "yes" : "no") on \(date)" + (document.map { " (\($0))" } ?? "")
  }
  func attestationMissing(_ ask: String) -> String {
    "nobody has attested" + (ask.isEmpty ? "" : ": \(ask)")
  }
  func attestationExpired(_ signer: String, _ date: CalendarDate) -> String {
    "the statement of \(signer) of \(date) is not in force"
  }
  func attestationPartial(_ signer: String, _ date: CalendarDate) -> String {
    "the statement of \(signer) of \(date) does not cover the whole"
  }
  func attestationContradicted() -> String { "statements in force contradict each other" }
  func waived(_ until: CalendarDate, _ reason: String, _ approver: String) -> String {
    "waived until \(until) by \(approver): \(reason)"
  }
  func waiverExpired(_ until: CalendarDate) -> String { "its waiver expired on \(until)" }
  func waiverNotYet(_ from: CalendarDate) -> String { "its waiver begins on \(from)" }
}
