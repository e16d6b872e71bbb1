import Schema

/// The words of `kiem inventory`, in one language.
protocol InventoryWords: Sendable {
  func title(asOf: String, zone: String, chosenBy: String) -> String
  var files: String { get }
  var holds: String { get }
  var readAs: String { get }
  var rows: String { get }
  var collected: String { get }
  var proves: String { get }
  var undated: String { get }
  var declared: String { get }
  var noFiles: String { get }
  func recognition(_ word: String) -> String
  func level(_ level: Coverage) -> String
  func guessed(_ because: String) -> String
  func why(_ because: String) -> String
  func host(_ host: InventoryOverview.Host) -> String
  func unmapped(_ count: Int) -> String
  func didYouMean(_ name: String) -> String
  func unreadable(_ count: Int) -> String
  func ignored(_ count: Int) -> String
  func ignored(_ rows: InventoryOverview.Ignored, isAlone: Bool) -> String
  func encoding(_ name: String, _ origin: String) -> String
  func header(_ line: Int, isCertain: Bool) -> String
  var hiddenSheet: String { get }
  func hiddenRows(_ count: Int) -> String
  func damaged(_ count: Int) -> String
  func weakened(_ section: String, from: Coverage, reason: String) -> String
  func lost(_ reason: String) -> String
  func staleFor(_ policies: [String]) -> String
  var notRead: String { get }

  var subjects: String { get }
  var all: String { get }
  var registered: String { get }
  var unregistered: String { get }
  var namedOnly: String { get }
  var records: String { get }
  var repeated: String { get }

  func merged(_ count: Int) -> String
  func conflicts(_ count: Int) -> String
  func sharedKeys(_ count: Int) -> String
  var completeLists: String { get }
  var wholeFor: String { get }
  var of: String { get }
  var notFor: String { get }
  var overTime: String { get }
  var forNone: String { get }

  func missing(_ policy: String) -> String
  var nothingMissing: String { get }
  func reason(_ gap: InventoryOverview.Gap) -> String
  func rules(_ rules: [String], _ count: InventoryOverview.RuleCount) -> String
  func withoutSubject(_ rules: [String]) -> String
  func stale(_ stale: InventoryOverview.Stale, sections: [String]) -> String

  var proposal: String { get }
  func more(_ count: Int) -> String

  func row(_ asked: String) -> String
  func belongs(_ entity: String, _ subject: String) -> String
  var alone: String { get }
  func by(_ members: [String], _ key: String) -> String
  var byOthers: String { get }
  func repeats(_ place: String) -> String
  func keys(_ keys: [String]) -> String
  var noKeys: String { get }
  var isDamaged: String { get }
  func inferred(_ word: String) -> String
}

/// In English.
struct EnglishInventoryWords: InventoryWords {
  func title(asOf: String, zone: String, chosenBy: String) -> String {
    let whose =
      switch chosenBy {
      case "option": "the profile's zone"
      case "manifest": "the manifest's zone"
      default: "the default zone"
      }
    return "as of \(asOf) (\(zone), \(whose))"
  }
  var files: String { "FILES" }
  var holds: String { "holds" }
  var readAs: String { "read as" }
  var rows: String { "rows" }
  var collected: String { "collected" }
  var proves: String { "proves" }
  var undated: String { "undated" }
  var declared: String { "declared" }
  var noFiles: String { "nothing was read" }
  func recognition(_ word: String) -> String {
    switch word {
    case "manifest": "manifest"
    case "content": "content"
    case "absent": "not there"
    case "name": "named only"
    default: word
    }
  }
  func level(_ level: Coverage) -> String {
    switch level {
    case .complete: "complete"
    case .completeWherePresent: "complete where named"
    case .partial: "partial"
    case .failed: "failed"
    case .absent: "absent"
    }
  }
  func guessed(_ because: String) -> String { "a guess: \(because)" }
  func why(_ because: String) -> String { because }
  func host(_ host: InventoryOverview.Host) -> String {
    switch host.origin {
    case "manifest": "about the device `\(host.name)`"
    case "name": "about the device `\(host.name)`, by the name of the file or folder: a guess, which closes nothing"
    default: "names no device: say `device: ...` in the manifest"
    }
  }
  func unmapped(_ count: Int) -> String { count == 1 ? "1 column not used:" : "\(count) columns not used:" }
  func didYouMean(_ name: String) -> String { "did you mean `\(name)`?" }
  func unreadable(_ count: Int) -> String {
    count == 1 ? "1 value cannot be read:" : "\(count) values cannot be read:"
  }
  func ignored(_ count: Int) -> String { count == 1 ? "1 row left out:" : "\(count) rows left out:" }
  func ignored(_ rows: InventoryOverview.Ignored, isAlone: Bool) -> String {
    switch rows.reason {
    case "title": rows.count == 1 ? "a title" : "\(rows.count) titles"
    case "total": rows.count == 1 ? "a total" : "\(rows.count) totals"
    case "blank": "\(rows.count) blank"
    default: isAlone ? rows.reason : "\(rows.count) \(rows.reason)"
    }
  }
  func encoding(_ name: String, _ origin: String) -> String {
    switch origin {
    case "mark": "\(name), by its byte order mark"
    case "pattern": "\(name), by its NUL bytes"
    case "declared": "\(name), as declared"
    case "content": "\(name), by its letters"
    default: name
    }
  }
  func header(_ line: Int, isCertain: Bool) -> String {
    if line == 0 { return "no header was found: columns go by their number; if there is one, say `header: LINE`" }
    return isCertain
      ? "the header is on line \(line)"
      : "the header is taken to be on line \(line), which is not certain: say `header: \(line)`, or which line it is"
  }
  var hiddenSheet: String { "the sheet is hidden in the workbook; it was read like the others" }
  func hiddenRows(_ count: Int) -> String {
    count == 1
      ? "1 row is hidden in the workbook, and was read:" : "\(count) rows are hidden in the workbook, and were read:"
  }
  func damaged(_ count: Int) -> String {
    count == 1 ? "1 damaged row, whose values are unknown:" : "\(count) damaged rows, whose values are unknown:"
  }
  func weakened(_ section: String, from: Coverage, reason: String) -> String {
    "`\(section)` is not \(level(from)): \(reason)"
  }
  func lost(_ reason: String) -> String { "proves no absence: \(reason)" }
  func staleFor(_ policies: [String]) -> String { "too old for \(policies.joined(separator: ", "))" }
  var notRead: String { "NOT READ" }

  var subjects: String { "SUBJECTS" }
  var all: String { "all" }
  var registered: String { "in a register" }
  var unregistered: String { "in no register" }
  var namedOnly: String { "only named" }
  var records: String { "rows" }
  var repeated: String { "repeated" }

  func merged(_ count: Int) -> String { "MERGED  \(count) \(count == 1 ? "subject" : "subjects") of several rows" }
  func conflicts(_ count: Int) -> String {
    "CONFLICTS  \(count) \(count == 1 ? "value is" : "values are") unknown, because sources disagree"
  }
  func sharedKeys(_ count: Int) -> String {
    "SHARED KEYS  \(count) \(count == 1 ? "key identifies" : "keys identify") nobody"
  }
  var completeLists: String { "COMPLETE LISTS" }
  var wholeFor: String { "for" }
  var of: String { "of" }
  var notFor: String { "not for" }
  var forNone: String { "any of them" }
  var overTime: String { "within the time collected" }

  func missing(_ policy: String) -> String { "MISSING for \(policy)" }
  var nothingMissing: String { "nothing: every rule is decided for every subject" }
  func reason(_ gap: InventoryOverview.Gap) -> String {
    let details = gap.details.joined(separator: ", ")
    switch gap.code {
    case "attribute-absent": return gap.isNowhere ? "is given by no source" : "is given by no source of some subjects"
    case "value-missing": return "is left empty"
    case "value-unreadable": return "cannot be read"
    case "conflict": return "is told differently by different sources"
    case "source-partial":
      return details.isEmpty ? "was not collected as a whole" : "was not collected as a whole (\(details))"
    case "source-stale": return "too old to count: \(details)"
    case "no-reference": return "has no row for it"
    case "undecided": return details.isEmpty ? "is left open by the policy" : details
    case "attestation-missing": return "has not been attested"
    case "attestation-partial": return "has been attested in part only"
    case "attestation-expired": return "was attested too long ago"
    default: return gap.code
    }
  }
  func rules(_ rules: [String], _ count: InventoryOverview.RuleCount) -> String {
    "\(rules.joined(separator: ", ")): unknown for \(count.unknown) of \(count.total) `\(count.entity)`"
  }
  func withoutSubject(_ rules: [String]) -> String { "no subject at all: \(rules.joined(separator: ", "))" }
  func stale(_ stale: InventoryOverview.Stale, sections: [String]) -> String {
    let age = stale.age.map { "is \($0) days old" } ?? "is not dated"
    return "\(stale.path) \(age), \(sections.joined(separator: ", ")) may be \(stale.limit)"
  }

  var proposal: String { "TO PASTE into inventory.yaml, and to correct" }
  func more(_ count: Int) -> String { "and \(count) more (--all shows them)" }

  func row(_ asked: String) -> String { "ROW \(asked)" }
  func belongs(_ entity: String, _ subject: String) -> String { "\(entity) \(subject)" }
  var alone: String { "no other row is about this subject" }
  func by(_ members: [String], _ key: String) -> String { "same \(members.joined(separator: ", ")): \(key)" }
  var byOthers: String { "through the others" }
  func repeats(_ place: String) -> String { "repeats \(place) word for word and counts once with it" }
  func keys(_ keys: [String]) -> String { "known by \(keys.joined(separator: "; "))" }
  var noKeys: String { "it has no key by which it could be known again" }
  var isDamaged: String { "the row is damaged: its values are unknown" }
  func inferred(_ word: String) -> String {
    word == "address" ? "by its network address" : "the unit of the source"
  }
}
