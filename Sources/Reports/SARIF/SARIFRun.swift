import Diagnostics
import Evidence
import Formats
import Schema

/// The one run of a SARIF log: the tool with its rules, the artifacts, and how results refer to both.
struct SARIFRun {
  let context: ReportContext
  /// Whether each result must have a place in a file, and no more than forges take.
  let isForForges: Bool
  /// Where a policy's rules begin among the tool's.
  private let firstRule: [Int]
  private let artifacts: [(path: String, digest: String)]
  private let artifactIndex: [String: Int]

  init(_ context: ReportContext, isForForges: Bool = false) {
    self.context = context
    self.isForForges = isForForges
    let run = context.evidence.run
    var firstRule: [Int] = []
    var count = 0
    for policy in context.evidence.summary.policies {
      firstRule.append(count)
      count += policy.rules.count
    }
    self.firstRule = firstRule
    var artifacts = run.inputs.map { (path: $0.path, digest: $0.digest) }
    let documents = run.policies.flatMap(\.documents) + run.tailoring
    artifacts += documents.map { (path: $0.path, digest: $0.digest) }
    var index: [String: Int] = [:]
    var distinct: [(path: String, digest: String)] = []
    for artifact in artifacts where index[artifact.path + "\n" + artifact.digest] == nil {
      index[artifact.path + "\n" + artifact.digest] = distinct.count
      distinct.append(artifact)
    }
    self.artifacts = distinct
    artifactIndex = index
  }

  // MARK: Frame

  /// Everything up to the first result.
  func begin(_ json: inout JSONStream) {
    let run = context.evidence.run
    json.open(.object)
    json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
    json.member("version", "2.1.0")
    json.open(.array, as: "runs")
    json.open(.object)
    json.open(.object, as: "tool")
    json.open(.object, as: "driver")
    json.member("name", "kiem")
    json.member("version", .string(context.toolVersion))
    json.member("language", .string(context.language.rawValue))
    json.open(.array, as: "rules")
    for policy in context.evidence.summary.policies {
      for rule in policy.rules { json.item(descriptor(rule, of: policy)) }
    }
    json.close()
    json.close()
    json.close()
    json.member("language", .string(context.language.rawValue))
    json.member("columnKind", "unicodeCodePoints")
    json.member(
      "automationDetails",
      [
        "id": .string("kiem/" + run.policies.map(\.id).joined(separator: "+") + "/"),
        "guid": .string(context.uuid("sarif-run")),
      ])
    if let digest = context.baseline.runDigest {
      json.member("baselineGuid", .string(RecordID.derived("sarif-run", from: digest)))
    }
    json.open(.array, as: "artifacts")
    for artifact in artifacts {
      let location: JSONValue = ["uri": .string(URIReference.path(context.workingPath(artifact.path)))]
      let members: [(String, JSONValue)] = [("location", location)]
      let hashes: [(String, JSONValue)] =
        artifact.digest.isEmpty ? [] : [("hashes", ["sha-256": .string(artifact.digest)])]
      json.item(.object(members + hashes))
    }
    json.close()
    json.open(.array, as: "results")
  }

  /// Everything after the last result.
  func end(_ json: inout JSONStream, omitted: Int) {
    let run = context.evidence.run
    json.close()
    json.open(.array, as: "invocations")
    json.item(invocation(omitted: omitted))
    json.close()
    json.member(
      "properties",
      [
        "run": .string(run.digest), "asOf": .string(run.asOf.description), "zone": .string(run.zone),
        "counts": context.evidence.summary.counts.json, "omittedResults": .int(Int64(omitted)),
      ])
    json.close()
    json.close()
    json.close()
  }

  private func invocation(omitted: Int) -> JSONValue {
    let status = context.conclusion.status
    var notifications = context.diagnostics.map(notification)
    if omitted > 0 {
      let text = "\(omitted) more results are left out, those of the least severity"
      notifications.append(["level": "warning", "message": ["text": .string(text)]])
    }
    var overrides: [JSONValue] = []
    for (policy, summary) in context.evidence.summary.policies.enumerated() {
      for (index, rule) in summary.rules.enumerated() where rule.deselection != nil {
        let reason = rule.deselection.map { "\($0.reason) (\($0.approvedBy))" } ?? ""
        overrides.append([
          "descriptor": ["id": .string("\(summary.id)/\(rule.id)"), "index": .int(Int64(firstRule[policy] + index))],
          "configuration": ["enabled": false, "properties": ["reason": .string(reason)]],
        ])
      }
    }
    return [
      "executionSuccessful": .bool(status != .unusable), "exitCode": .int(Int64(status.rawValue)),
      "toolExecutionNotifications": .array(notifications), "ruleConfigurationOverrides": .array(overrides),
    ]
  }

  private func notification(_ notice: Notice) -> JSONValue {
    let level: JSONValue =
      switch notice.severity {
      case .error: "error"
      case .warning: "warning"
      default: "note"
      }
    var members: [(String, JSONValue)] = [
      ("descriptor", ["id": .string(notice.code)]), ("level", level), ("message", ["text": .string(notice.message)]),
    ]
    if let place = notice.place {
      let region: JSONValue = ["startLine": .int(Int64(max(1, place.line)))]
      let location: JSONValue = ["uri": .string(URIReference.path(place.path))]
      members.append(("locations", [["physicalLocation": ["artifactLocation": location, "region": region]]]))
    }
    return .object(members)
  }

  /// The index of an artifact by path and digest.
  func artifact(_ path: String, _ digest: String) -> Int? { artifactIndex[path + "\n" + digest] }

  /// The index of a document of the policies, whatever its digest.
  func document(_ path: String) -> Int? { artifacts.lastIndex { $0.path == path } }

  func ruleIndex(_ result: RuleResult) -> Int { firstRule[result.policy] + result.rule }
}
