import Evaluation
import Formats
import Policies
import Schema
import Values

/// Writes the sentence of a record in one language: what was expected, what was found, where it stands.
///
/// It only puts together what has been redacted before, so that a message shows no more than its record does.
struct MessageWriter {
  let words: any Wording
  let redact: (String) -> String
  let draft: RecordDraft

  /// Things named in a message; more are only counted.
  private static let limit = 3
  /// Causes looked at; those beyond are only counted.
  static let causeLimit = 12
  /// Expressions longer than this are cut.
  private static let expressionLength = 90

  init(words: any Wording, draft: RecordDraft, redact: @escaping (String) -> String) {
    self.words = words
    self.draft = draft
    self.redact = redact
  }

  func message() -> String {
    let parts = (body() + references() + [waiver()].compactMap { $0 }).filter { !$0.isEmpty }
    let text = parts.joined(separator: "; ")
    return Redactor.withoutCredentials(text.isEmpty ? words.opening(draft.verdict) : opened(text))
  }

  private func opened(_ text: String) -> String { "\(words.opening(draft.verdict)) \(text)" }

  private func body() -> [String] {
    if draft.isNoSubject { return [words.noSubject(draft.subject.type)] }
    if let deselection = draft.deselection {
      return [words.deselected(redact(deselection.reason), deselection.approvedBy)]
    }
    if draft.attestation?.state == .decided { return [attestation()].compactMap { $0 } }
    switch draft.verdict {
    case .unknown:
      if draft.attestation?.state == .contradicted { return [words.attestationContradicted()] }
      return causes() + [standIn(), attestation()].compactMap { $0 }
    case .notChecked: return [attestation()].compactMap { $0 }
    case .error: return [words.error(redact(draft.replay?.failure?.message ?? ""))]
    case .notApplicable where draft.relation != nil: return [words.noChildren(draft.relation ?? "")]
    default: return [decision()]
    }
  }

  // MARK: What decided

  private func decision() -> String {
    var text = ""
    if let step = decisiveStep, case .bool(let value) = step.value {
      text = words.expression(shortened(step.expression), is: value)
    }
    let own = draft.observed.telling.filter { $0.about == nil && !$0.isWitness }
    let evidence = [witnesses() ?? values(own), operands(about: nil)].filter { !$0.isEmpty }
    return [text, evidence.joined(separator: "; ")].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// What decided in the end: the relation whose rows bear witness, else the last condition about the subject itself.
  private var decisiveStep: Replay.Step? {
    let steps = draft.replay?.steps ?? []
    let own = steps.prefix { $0.about == nil }
    return own.last { if case .bool = $0.value { true } else { false } }
  }

  /// What catalogs, parameters and sums came to.
  private func operands(about: String?) -> String {
    let steps = draft.steps.filter { $0.about == about && $0.isOperand }
    return steps.prefix(MessageWriter.limit)
      .map { words.value("`\(shortened($0.expression))`", $0.spelling) }.joined(separator: ", ")
  }

  /// The rows that bear witness, each with its place and what was read of it.
  private func witnesses() -> String? {
    let all = draft.observed.filter(\.isWitness)
    guard !all.isEmpty, let count = draft.replay?.witnessCount else { return nil }
    var parts = all.prefix(MessageWriter.limit).map { witness -> String in
      let own = draft.observed.telling.filter { !$0.isWitness && $0.about == witness.about && $0.about != nil }
      let values = own.prefix(MessageWriter.limit).map { value($0, prefix: witness.name + ".", withPlace: false) }
      let inner = [witness.source?.place ?? ""] + values
      return
        "\(EvidenceRecord.quoted(witness.value.plainText)) (\(inner.filter { !$0.isEmpty }.joined(separator: ", ")))"
    }
    if count > parts.count { parts.append(words.more(count - parts.count)) }
    return parts.joined(separator: "; ")
  }

  private func values(_ observations: [EvidenceRecord.Observation]) -> String {
    let shown = observations.prefix(MessageWriter.limit)
    var parts = shown.enumerated().map { index, observation -> String in
      // Values of one place bear it once, behind the last of them.
      let next = index + 1 < shown.count ? shown[shown.startIndex + index + 1].source?.place : nil
      return value(observation, prefix: "", withPlace: observation.source?.place != next)
    }
    if observations.count > parts.count { parts.append(words.more(observations.count - parts.count)) }
    return parts.joined(separator: ", ")
  }

  private func value(_ observation: EvidenceRecord.Observation, prefix: String, withPlace: Bool) -> String {
    let isInner = observation.name.hasPrefix(prefix)
    let name = "`\(isInner ? String(observation.name.dropFirst(prefix.count)) : observation.name)`"
    guard let source = observation.source else { return words.absent(name) }
    let place = withPlace ? " (\(source.place))" : ""
    if observation.isMissing { return words.noKey(name) + place }
    if source.raw.isEmpty && observation.value == .null { return words.empty(name) + place }
    return words.value(name, observation.spelling) + place
  }

  // MARK: What it was judged by

  /// The catalogs and files of reference data that were looked up, each with its day and age: the older, the less it can
  /// tell.
  private func references() -> [String] {
    guard draft.attestation?.state != .decided else { return [] }
    var told: Set<String> = []
    var parts: [String] = []
    for reference in draft.replay?.references ?? [] {
      let place = reference.key.place
      // The rows of a catalog bear its day, unless they have one of their own.
      let text = words.reference("`\(place.catalog)`", place.asOf, age: age(of: place.asOf))
      if told.insert(text).inserted { parts.append(text) }
    }
    let rest = parts.count - MessageWriter.limit
    return rest > 0 ? parts.prefix(MessageWriter.limit) + [words.more(rest)] : parts
  }

  private func age(of day: CalendarDate?) -> Int { day.map { draft.asOf.dayNumber - $0.dayNumber } ?? 0 }

  // MARK: What is not known

  private func causes() -> [String] {
    let all = draft.unknown?.causes ?? []
    let causes = merged(Array(all.prefix(MessageWriter.causeLimit)))
    var parts = causes.prefix(MessageWriter.limit).map(sentence)
    let rest = causes.count - parts.count + max(0, all.count - MessageWriter.causeLimit)
    if rest > 0 { parts.append(words.more(rest)) }
    return parts
  }

  /// Causes that differ in their details only are told together: several sections of one list.
  private func merged(_ causes: [Unknown.Cause]) -> [Unknown.Cause] {
    var merged: [Unknown.Cause] = []
    for cause in causes {
      if let last = merged.last, last.code == cause.code, last.attribute == cause.attribute,
        last.subject.equalsExactly(cause.subject)
      {
        merged[merged.count - 1].detail += ", " + cause.detail
      } else {
        merged.append(cause)
      }
    }
    return merged
  }

  private func sentence(_ cause: Unknown.Cause) -> String {
    let isOwn = cause.subject.isEmpty || cause.subject.equalsExactly(draft.ownSubject)
    let about = isOwn ? nil : draft.shownSubjects[cause.subject]
    let seen = draft.observed.filter { $0.name == cause.attribute && $0.about == about?.id }
    let owner = isOwn ? "" : words.of(EvidenceRecord.quoted(about?.name ?? redact(cause.subject)))
    let name = cause.attribute.isEmpty ? "" : "`\(cause.attribute)`\(owner)"
    let detail = redact(cause.detail)
    let place = seen.first?.source?.place ?? ""
    switch cause.code {
    case .conflict:
      let spellings = seen.compactMap { $0.source }.map { "\(EvidenceRecord.quoted($0.raw)) (\($0.place))" }
      return words.conflict(name, spellings.isEmpty && !detail.isEmpty ? [detail] : spellings)
    case .valueUnreadable:
      let spelling = seen.first?.source.map { source in
        let text = source.raw.isEmpty && !detail.isEmpty ? detail : EvidenceRecord.quoted(source.raw)
        return "\(text) (\(source.place))"
      }
      return words.unreadable(name, spelling ?? detail)
    case .sourceStale:
      let day = seen.first?.collected.map(\.description) ?? ""
      let data = [place.isEmpty ? detail : place, day].filter { !$0.isEmpty }
      return words.stale(name, data.joined(separator: ", "))
    case .sourcePartial: return words.partial(name, detail)
    case .attributeAbsent: return words.absent(name)
    case .valueMissing: return words.missing(name, place)
    case .noReference: return words.noReference(name, detail)
    case .undecided: return words.undecided(name, detail)
    }
  }

  private func standIn() -> String? {
    guard draft.relation != nil, let entity = draft.childEntity else { return nil }
    return words.standIn(entity)
  }

  // MARK: People

  private func attestation() -> String? {
    guard let finding = draft.attestation else { return nil }
    // Where there is a check, the question is only the second way to decide.
    let ask = draft.verdict == .notChecked ? draft.ask.text(words.language) : ""
    guard let statement = finding.attestation else {
      return finding.state == .missing ? words.attestationMissing(ask) : nil
    }
    let signer = "\(statement.signedBy) (\(statement.role))"
    switch finding.state {
    case .decided: return words.attested(statement.answer, signer, statement.date, statement.document.map(redact))
    case .contradicted: return words.attestationContradicted()
    case .partial: return words.attestationPartial(signer, statement.date)
    case .expired: return words.attestationExpired(signer, statement.date)
    case .missing: return words.attestationMissing(ask)
    }
  }

  private func waiver() -> String? {
    guard let waiver = draft.waiver, draft.verdict == .fail else { return nil }
    if waiver.isInForce(on: draft.asOf) { return words.waived(waiver.until, redact(waiver.reason), waiver.approvedBy) }
    return draft.asOf < waiver.from ? words.waiverNotYet(waiver.from) : words.waiverExpired(waiver.until)
  }

  // MARK: Spelling

  private func shortened(_ expression: String) -> String {
    let scalars = expression.unicodeScalars
    guard scalars.count > MessageWriter.expressionLength else { return expression }
    return String(String.UnicodeScalarView(scalars.prefix(MessageWriter.expressionLength))) + "…"
  }
}

extension EvidenceRecord {
  /// The message without the words of the verdict it opens with, for reports that show the verdict beside it.
  public func detail(_ language: Language) -> String {
    let words: any Wording = language == .vi ? VietnameseWording() : EnglishWording()
    let text = message.text(language)
    let opening = words.opening(verdict) + " "
    return text.hasPrefix(opening) ? String(text.dropFirst(opening.count)) : text
  }
}

extension EvidenceRecord.Observation {
  /// The value, a string in quotes, and as the file spells it where that is something else; a spelling that could not
  /// be read stands alone.
  public var spelling: String {
    let raw = source?.raw ?? ""
    if isMissing { return "—" }
    let text = value.plainText
    if text.isEmpty { return EvidenceRecord.quoted(raw) }
    let shown = value.quotedText
    let isAlike = raw.isEmpty || Text.fold(raw).equalsExactly(Text.fold(text))
    return isAlike ? shown : "\(shown) (\(EvidenceRecord.quoted(raw)))"
  }

  /// Whether there is something to tell: a value, or a spelling.
  public var isTelling: Bool { isWitness || isMissing || value != .null || !(source?.raw ?? "").isEmpty }
}

extension EvidenceRecord.Step {
  /// Whether it is a side of a comparison, not a condition.
  public var isOperand: Bool { outcome == nil && !value.isBool }

  /// The value, a string in quotes.
  public var spelling: String { value.quotedText }
}

extension [EvidenceRecord.Observation] {
  /// Those with something to tell; all where none has, for then their silence is what decided.
  public var telling: [EvidenceRecord.Observation] {
    let telling = filter(\.isTelling)
    return telling.contains { !$0.isWitness } ? telling : self
  }
}

extension EvidenceRecord {
  static func quoted(_ text: String) -> String { "\"\(text)\"" }
}
