import Evidence
import Formats
import Schema

/// What the finding of a rule points at.
struct OSCALRelated {
  var observations: [String] = []
  var risks: [String] = []
}

/// Subjects about which a rule says the same, on their way into one observation.
struct OSCALGathering {
  var subjects: [JSONValue] = []
  /// How many observations the rule and verdict have already.
  var part = 0

  /// An observation lists so many subjects, so that memory stays bounded.
  var isFull: Bool { subjects.count >= 1_000 }
}

/// The parts of an OSCAL document about a run.
struct OSCALResults {
  let context: ReportContext

  /// Ours, for what OSCAL has no name for.
  static let namespace: JSONValue = "urn:kiem:oscal"

  init(_ context: ReportContext) { self.context = context }

  static func property(_ name: String, _ value: String, class kind: String? = nil) -> JSONValue? {
    let text = string(value)
    guard !text.isEmpty else { return nil }
    return .object(
      [("name", .string(name)), ("ns", namespace), ("value", .string(text))]
        + (kind.map { [("class", .string($0))] } ?? []))
  }

  static func properties(_ list: [(String, String)]) -> JSONValue {
    .array(list.compactMap { property($0.0, $0.1) })
  }

  /// OSCAL's strings neither begin nor end with white space, and have no line breaks.
  static func string(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A token for a rule or a clause: what ids are made of, never beginning with a digit.
  static func token(_ policy: String, _ id: String) -> String {
    let text = "\(policy).\(id)"
    let isPlain = text.unicodeScalars.first.map { $0.properties.isAlphabetic } ?? false
    return isPlain ? text : "_\(text)"
  }

  // MARK: Frame

  /// Everything before the results.
  func head(_ json: inout JSONStream) {
    let run = context.evidence.run
    json.member("uuid", .string(context.uuid("oscal")))
    let names = context.evidence.summary.policies.map { $0.title.text(context.language) }
    json.member(
      "metadata",
      [
        "title": .string(OSCALResults.string("kiem: \(names.joined(separator: "; "))")),
        "last-modified": .string(context.instant), "version": .string(run.digest), "oscal-version": "1.2.2",
        "props": OSCALResults.properties([("run", run.digest), ("tool-version", context.toolVersion)]),
      ])
    json.member("import-ap", ["href": .string("#" + context.uuid("oscal-plan"))])
  }

  /// The members of the result that need no pass over the evidence.
  func frame(_ json: inout JSONStream) {
    let evidence = context.evidence
    let run = evidence.run
    let words = context.words
    let title = words.title(asOf: run.asOf, zone: run.zone, run: String(run.digest.prefix(12)))
    json.member("uuid", .string(context.uuid("oscal-result")))
    json.member("title", .string(OSCALResults.string(title)))
    let conclusion = words.conclusion(
      context.conclusion, failOn: context.failOn, allowsUnknown: context.allowsUnknown)
    json.member("description", .string(conclusion))
    json.member("start", .string(context.instant))
    json.member("end", .string(context.instant))
    var properties = [("as-of", run.asOf.description), ("zone", run.zone), ("run", run.digest)]
    properties += Verdict.allCases.map { ("count-\($0.rawValue)", String(evidence.summary.counts[$0])) }
    properties += [("count-waived", String(evidence.summary.counts.waived))]
    json.member("props", OSCALResults.properties(properties))
    json.member("reviewed-controls", reviewed)
  }

  /// Clauses are the controls, rules their objectives.
  private var reviewed: JSONValue {
    let policies = context.evidence.summary.policies
    let controls = policies.flatMap { policy in
      policy.clauses.map { ["control-id": .string(OSCALResults.token(policy.id, $0.id))] as JSONValue }
    }
    let objectives = policies.flatMap { policy in
      policy.rules.map { ["objective-id": .string(OSCALResults.token(policy.id, $0.id))] as JSONValue }
    }
    let selection: JSONValue = controls.isEmpty ? ["include-all": [:]] : ["include-controls": .array(controls)]
    var members: [(String, JSONValue)] = [("control-selections", [selection])]
    if !objectives.isEmpty {
      members.append(("control-objective-selections", [["include-objectives": .array(objectives)]]))
    }
    return .object(members)
  }

  static func tool(_ context: ReportContext) -> JSONValue {
    [
      "uuid": .string(RecordID.derived("oscal-tool", from: context.toolVersion)), "type": "software", "title": "kiem",
      "description": "kiem evaluates policies over inventories.",
      "props": [["name": "version", "value": .string(context.toolVersion)]], "status": ["state": "operational"],
    ]
  }

  static func platform(_ context: ReportContext) -> JSONValue {
    [
      "uuid": .string(RecordID.derived("oscal-platform", from: context.toolVersion)), "title": "kiem",
      "uses-components": [
        ["component-uuid": .string(RecordID.derived("oscal-tool", from: context.toolVersion))]
      ],
    ]
  }

  static func item(_ subject: EvidenceRecord.Subject) -> JSONValue {
    var properties = [("type", subject.type), ("id", subject.id)]
    properties += subject.units.map { ("unit", $0) }
    if subject.isOrphan { properties.append(("orphan", "true")) }
    return [
      "uuid": .string(subject.uuid), "description": .string(subject.title.isEmpty ? subject.type : subject.title),
      "props": .array(properties.enumerated().compactMap { property($1.0, $1.1, class: "n\($0)") }),
    ]
  }

  // MARK: Back matter

  /// The documents that decide the run, as the plan; each file of the inventory, as evidence.
  func backMatter(_ json: inout JSONStream) {
    let run = context.evidence.run
    json.open(.object, as: "back-matter")
    json.open(.array, as: "resources")
    let documents = run.policies.flatMap(\.documents) + run.tailoring
    var seen: Set<String> = []
    let links = documents.filter { seen.insert($0.path + "\n" + $0.digest).inserted }.map { link($0.path, $0.digest) }
    let plan: [(String, JSONValue)] = [
      ("uuid", .string(context.uuid("oscal-plan"))), ("title", "policies"),
      ("description", .string(run.policies.map { "\($0.id) \($0.version)" }.joined(separator: ", "))),
    ]
    json.item(.object(plan + (links.isEmpty ? [] : [("rlinks", .array(links))])))
    for input in run.inputs {
      json.item([
        "uuid": .string(OSCALResults.resource(input.path, input.digest)), "title": .string(input.path),
        "rlinks": [link(input.path, input.digest)],
      ])
    }
    json.close()
    json.close()
  }

  private func link(_ path: String, _ digest: String) -> JSONValue {
    let href: (String, JSONValue) = ("href", .string(URIReference.path(path)))
    guard !digest.isEmpty else { return .object([href]) }
    return .object([href, ("hashes", [["algorithm": "SHA-256", "value": .string(digest)]])])
  }

  static func resource(_ path: String, _ digest: String) -> String {
    RecordID.derived("oscal-resource", from: digest, path)
  }

  /// Whether a file of the evidence is among the resources.
  func hasResource(_ source: EvidenceRecord.Source) -> Bool {
    context.evidence.run.inputs.contains { $0.path == source.file && $0.digest == source.digest }
  }
}
