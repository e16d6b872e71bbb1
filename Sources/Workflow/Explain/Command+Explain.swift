import Diagnostics
import Evidence
import Formats
import Schema
import Values

/// `kiem explain`: the full record of any rule and subject, finding or not.
public struct ExplainRequest: Sendable {
  /// Something on the command line that cannot be understood.
  public struct Problem: Error {
    public let message: String
  }

  let name: String
  let subject: String?
  let bundle: String?
  let inventory: [String]
  let policies: [String]
  let profile: String?
  let redactKey: String?
  let asOf: CalendarDate?
  let isJSON: Bool
  let language: Language

  /// - Parameters:
  ///   - name: a record's id, or a rule.
  ///   - subject: what the rule is about.
  public init(
    name: String, subject: String?, bundle: String?, inventory: [String], policies: [String], profile: String?,
    redactKey: String? = nil, asOf: String?, format: String, language: String
  ) throws(Problem) {
    self.name = name
    self.subject = subject
    self.bundle = bundle
    self.inventory = inventory
    self.policies = policies
    self.profile = profile
    self.redactKey = redactKey
    if bundle == nil, inventory.isEmpty {
      throw Problem(message: "a record comes from a bundle or an inventory: add --bundle FOLDER or --inventory PATH")
    }
    if bundle != nil, asOf != nil { throw Problem(message: "--as-of is the bundle's own") }
    if let asOf {
      guard let day = CheckRequest.day(asOf) else {
        throw Problem(message: "--as-of \(asOf) is no day; write it as YYYY-MM-DD")
      }
      self.asOf = day
    } else {
      self.asOf = nil
    }
    guard ["text", "json"].contains(format) else {
      throw Problem(message: "--format \(format) is none; it is one of text, json")
    }
    isJSON = format == "json"
    guard let language = Language(rawValue: language) else {
      throw Problem(message: "--lang \(language) is not a language of the reports; it is one of vi, en")
    }
    self.language = language
  }
}

extension Command {
  /// Exit status: 0 the record is shown; 65 there is none, or it cannot be made again; 66 a path is not there.
  public static func explain(_ request: ExplainRequest, console: Console) -> ExitStatus {
    let named = request.inventory + request.policies + [request.profile].compactMap { $0 }
    if let missing = firstMissing(named, console) { return missing }
    do throws(BundleRefusal) {
      let record = try record(request, console)
      var bytes = JSONWriter.canonical(record.json) + Array("\n".utf8)
      if !request.isJSON { bytes = Array(ExplainPage(record: record, language: request.language).text.utf8) }
      return console.deliver(bytes) ?? .passed
    } catch {
      return error.status
    }
  }

  private static func record(_ request: ExplainRequest, _ console: Console) throws(BundleRefusal) -> EvidenceRecord {
    guard let path = request.bundle else {
      let question = Assessment.Question(
        inventory: request.inventory, policies: request.policies, profile: request.profile, asOf: request.asOf,
        shipped: ShippedPolicies.folder(environment: console.environment), threads: 1)
      let evidence = try assess(question, console).evidence
      let place = try place(request, in: evidence, console)
      return try made(place, from: evidence, console)
    }
    let bundle = try open(path, console)
    let place = try place(request, in: bundle.evidence, console)
    if let stored = bundle.evidence.record(policy: place.policy, rule: place.rule, subject: place.subject) {
      return stored
    }
    let key = try redactKey(request, bundle, console)
    let shipped = ShippedPolicies.folder(environment: console.environment)
    let asked = Assessment.Question(
      inventory: request.inventory, policies: request.policies, profile: request.profile, bundle, shipped: shipped)
    guard var question = asked else { throw refused(.recordNotKept(path), console) }
    question.personal = key
    let evidence = try assess(question, console).evidence
    let differences = Reevaluation.runDifferences(bundle, evidence)
    if !differences.isEmpty {
      var problems = DiagnosticList()
      problems.add(contentsOf: differences)
      console.show(problems)
      throw BundleRefusal(status: .unusableData)
    }
    return try made(place, from: evidence, console)
  }

  /// How the bundle's records show personal data.
  private static func redactKey(
    _ request: ExplainRequest, _ bundle: StoredBundle, _ console: Console
  ) throws(BundleRefusal) -> PersonalData {
    switch bundle.index.settings.personal {
    case "shown": return .shown
    case "committed":
      guard let path = request.redactKey else { throw refused(.missingKey(), console) }
      switch RedactionRequest.key(at: path) {
      case .success(let key):
        guard key.id == bundle.index.settings.keyID else { throw refused(.otherKey(), console) }
        return .committed(key)
      case .failure(let failure): throw refused(failure.diagnostic, console)
      }
    default: return .withheld
    }
  }

  private static func assess(
    _ question: Assessment.Question, _ console: Console
  ) throws(BundleRefusal) -> Assessment {
    do throws(Assessment.Refusal) {
      return try Assessment(question)
    } catch {
      console.show(error.problems)
      throw BundleRefusal(status: error.status)
    }
  }

  private static func place(
    _ request: ExplainRequest, in evidence: CollectedEvidence, _ console: Console
  ) throws(BundleRefusal) -> CollectedEvidence.Wanted {
    let places = evidence.places(named: request.name, subject: request.subject)
    if places.count == 1 { return places[0] }
    if places.isEmpty {
      let rules = evidence.summary.policies.flatMap(\.rules).map(\.id)
      let isRule = rules.contains(request.name) || request.name.contains("/")
      throw refused(.noSuchRecord(request.name, request.subject, isRule: isRule, rules: rules), console)
    }
    let names = places.map { "\($0.policy)/\($0.rule) \($0.type)/\($0.subject)" }
    throw refused(.severalRecords(request.name, names), console)
  }

  private static func made(
    _ place: CollectedEvidence.Wanted, from evidence: CollectedEvidence, _ console: Console
  ) throws(BundleRefusal) -> EvidenceRecord {
    if let record = evidence.record(policy: place.policy, rule: place.rule, subject: place.subject) { return record }
    throw refused(.noSuchRecord(place.rule, place.subject, isRule: true, rules: [place.rule]), console)
  }

  private static func refused(_ diagnostic: Diagnostic, _ console: Console) -> BundleRefusal {
    BundleRefusal(status: console.refuse(diagnostic, .unusableData))
  }
}

extension Diagnostic {
  fileprivate static func noSuchRecord(
    _ name: String, _ subject: String?, isRule: Bool, rules: [String]
  ) -> Diagnostic {
    guard isRule else {
      let nearest = NameSuggestions.nearest(to: name, among: rules)
      return Diagnostic(
        .noSuchRecord, "\(quote(name)) is neither a record of this run nor a rule",
        help: nearest.map { ["did you mean the rule `\($0)`?"] } ?? [])
    }
    guard let subject else {
      return Diagnostic(
        .noSuchRecord, "the rule \(quote(name)) is about several subjects; name one",
        help: ["`kiem explain RULE TYPE/ID`, as in `device/PC-1`"])
    }
    return Diagnostic(
      .noSuchRecord, "the rule \(quote(name)) has no record about \(quote(subject))",
      help: ["subjects are named as the verdict matrix does: `device/PC-1`"])
  }

  fileprivate static func severalRecords(_ name: String, _ places: [String]) -> Diagnostic {
    Diagnostic(
      .noSuchRecord, "\(quote(name)) names \(places.count) records",
      help: ["name one of: \(places.prefix(5).map { quote($0, limit: 200) }.joined(separator: ", "))"])
  }

  fileprivate static func missingKey() -> Diagnostic {
    Diagnostic(.unusableKey, "the commitments in the bundle need their key", help: ["name it with --redact-key"])
  }

  fileprivate static func recordNotKept(_ path: String) -> Diagnostic {
    Diagnostic(
      .noSuchRecord, "\(quote(path: path)) keeps the records of findings only, and no copy of its inputs",
      help: ["name the inventory with --inventory, and the record is made again"])
  }
}
