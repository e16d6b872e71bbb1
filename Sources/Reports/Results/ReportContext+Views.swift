import Evidence
import Schema
import Values

/// What views of the evidence in other tools' formats have in common.
extension ReportContext {
  /// The words of the reports in the language asked for.
  var words: any TextWords { language == .vi ? VietnameseTextWords() : EnglishTextWords() }

  /// The one instant that a run has, for formats that want one: its day's begin in its zone, as RFC 3339.
  var instant: String { instant(evidence.run.asOf) }

  /// A day's begin in the run's zone.
  func instant(_ day: CalendarDate) -> String {
    let zone = Zone(evidence.run.zone) ?? .vietnam
    return day.start(in: zone)?.description(in: zone) ?? "\(day)T00:00:00Z"
  }

  /// The one UUID of something that there is once in a run: `sarif-run`.
  func uuid(_ kind: String) -> String { RecordID.derived(kind, from: evidence.run.digest) }

  /// The path under which a forge knows a file, as far as that can be told.
  func workingPath(_ path: String) -> String { workingPaths[path] ?? path }

  /// What to say of a result that has no record: its verdict.
  func text(_ verdict: Verdict) -> String { words.verdict(verdict).lowercased() }
}

extension EvidenceRecord.Subject {
  /// `device/PC-1`; the entity alone where the rule met no subject.
  var path: String { id.isEmpty ? type : "\(type)/\(id)" }

  /// What people call it: `Văn phòng`, else the id.
  var title: String { name.isEmpty ? id : name }

  /// The one UUID of the subject in every report.
  var uuid: String { RecordID.derived("subject", from: type, id) }
}

extension RunSummary {
  /// The sources that a report for people lists: all of an inventory, of a repository the first, since it has as many as
  /// it has files.
  func listed(atMost limit: Int?) -> ArraySlice<SourceSummary> {
    guard let limit, sources.contains(where: { $0.entity == DocumentEntity.name }) else { return sources[...] }
    return sources.prefix(limit)
  }
}

extension CollectedEvidence {
  /// Calls the body with every subject that a rule is about, or that something stands in on, by entity in the order of
  /// the schema; each once, however many policies speak of it.
  /// - Complexity: O(subjects)
  func forEachSubject(_ body: (EvidenceRecord.Subject) throws -> Void) rethrows {
    for subjects in matrix.subjects {
      for index in subjects.ids.indices { try body(subjects.subject(index)) }
    }
  }
}

extension EvidenceRecord {
  /// The observations that have a place, those that decide first: witnesses, then values with something to tell, then
  /// the others. Places do not come twice.
  var places: [Observation] {
    let located = observed.filter { $0.source != nil && !$0.isReference }
    let witnesses = located.filter(\.isWitness)
    let telling = located.telling.filter { !$0.isWitness }
    var seen: Set<Source> = []
    return (witnesses + telling + located).filter { observation in
      observation.source.map { seen.insert($0).inserted } ?? false
    }
  }

  /// What was read, a line each: `devices.csv:3 device.lock = 'default'`.
  var evidenceLines: [String] {
    var lines = observed.map { observation in
      let place = observation.source.map { "\($0.place) " } ?? ""
      let about = observation.about.map { " [\($0)]" } ?? ""
      let day = observation.collected.map { " (\($0))" } ?? ""
      let text = observation.source == nil && observation.value == .null ? "?" : observation.spelling
      return "\(place)\(observation.name)\(about) = \(text)\(day)"
    }
    if omitted > 0 { lines.append("… +\(omitted)") }
    return lines
  }

  /// The place to point at: the first that decides, else the rule's own.
  func target(_ context: ReportContext) -> (path: String, line: Int, column: Int?) {
    if let source = places.first?.source {
      return (context.workingPath(source.file), max(1, source.line), source.region?.column)
    }
    return (context.workingPath(rule.source.path), max(1, rule.source.line), max(1, rule.source.column))
  }

  /// Who, what was asked, and what came of it, in one line.
  func headline(_ context: ReportContext) -> String {
    let name = subject.id.isEmpty ? subject.type : subject.title
    let title = rule.title.text(context.language)
    return "\(name): \(title.isEmpty ? rule.id : title): \(message.text(context.language))"
  }

  /// The waiver in one line, whatever its state.
  func waiverText(_ words: any TextWords) -> String? {
    waiver.map { waiver in
      let state = waiver.state == .inForce ? words.waived(waiver.until) : words.lapsed(waiver)
      return "\(state): \(waiver.reason) (\(waiver.requestedBy) → \(waiver.approvedBy))"
    }
  }
}

/// Relative references as URIs have them.
enum URIReference {
  /// A path with everything but unreserved characters and slashes percent-encoded.
  static func path(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.append(byte)
      default: text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
