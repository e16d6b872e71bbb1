import Authoring
import Diagnostics
import Evidence
import Formats
import Policies
import Schema
import Values

extension Command {
  /// `kiem explain`: a record, a rule, or a diagnostic's code.
  ///
  /// Exit status: 0 it is shown; 65 there is none, or it cannot be made again; 66 a path is not there.
  public static func explain(_ request: ExplainRequest, console: Console) -> ExitStatus {
    let request = request.located(console)
    let named = request.inventory + request.policies + [request.profile].compactMap { $0 }
    if let missing = firstMissing(named, console) { return missing }
    switch request.kind {
    case .code(let number): return explain(code: number, request, console)
    case .rule: return explain(rule: request, console)
    case .record: break
    }
    do throws(BundleRefusal) {
      let record = try record(request, console)
      var tree: DecisionTree?
      if request.showsTree {
        let loaded = policy(of: record, request, console)
        tree = DecisionTree(record, policy: loaded?.policy, schema: loaded?.schema)
      }
      if request.isJSON {
        let json: JSONValue =
          request.showsTree ? ["record": record.json, "tree": tree?.root.json ?? .null] : record.json
        return console.deliver(JSONWriter.canonical(json) + Array("\n".utf8)) ?? .passed
      }
      var page = ExplainPage(record: record, language: request.language)
      page.tree = tree
      return console.deliver(Array(page.text.utf8)) ?? .passed
    } catch {
      return error.status
    }
  }

  /// The policy that a record is of, if its very rule is at hand: among those named, those that the bundle keeps, the
  /// shipped ones.
  private static func policy(of record: EvidenceRecord, _ request: ExplainRequest, _ console: Console) -> LoadedPolicy?
  {
    var places = request.policies
    if let bundle = request.bundle { places.append("\(bundle)/inputs/policies") }
    // Those of a repository are named by its own file.
    if let root = request.inventory.first, request.inventory.count == 1 {
      places +=
        LoadedProject.load(root: root, files: .disk)?.project?.policies.map { FilePaths.join(root, $0.value) } ?? []
    }
    places += [ShippedPolicies.folder(environment: console.environment)].compactMap { $0 }
    for place in places where Disk.has(place) {
      let loaded = PolicyLibrary.load([place], shared: ["\(place)/shared"], files: .disk).policy(record.policy.id)
      guard let rule = loaded?.policy.rule(record.rule.id), loaded?.policy.version == record.policy.version else {
        continue
      }
      let own = ExplainPage.folded(rule.check?.text ?? "")
      if own == ExplainPage.folded(record.rule.expression) { return loaded }
    }
    return nil
  }

  private static func record(_ request: ExplainRequest, _ console: Console) throws(BundleRefusal) -> EvidenceRecord {
    guard let path = request.bundle else {
      var question = Assessment.Question(
        inventory: request.inventory, policies: request.policies, profile: request.profile, asOf: request.asOf,
        shipped: ShippedPolicies.folder(environment: console.environment), threads: 1)
      question.take(try scope(request, console))
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
    if !request.inventory.isEmpty { question.take(try scope(request, console)) }
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

  /// What the repository that is named says of its own check.
  private static func scope(
    _ request: ExplainRequest, _ console: Console
  ) throws(BundleRefusal) -> RepositoryScope {
    do throws(RepositoryScope.Refusal) {
      return try RepositoryScope(
        inventory: request.inventory, policies: request.policies, profile: request.profile, console)
    } catch {
      console.show(error.problems)
      throw BundleRefusal(status: error.status)
    }
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

  static func assess(
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

  static func refused(_ diagnostic: Diagnostic, _ console: Console) -> BundleRefusal {
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
