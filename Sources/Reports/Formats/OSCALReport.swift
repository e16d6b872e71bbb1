import Evidence
import Formats
import Schema

/// OSCAL 1.2 assessment results.
///
/// A finding of the run has an observation of its own, under the record's id; what is no finding is gathered, by rule and
/// verdict, into observations that list their subjects. OSCAL's findings are about objectives, which rules are: one for
/// each rule that passed or failed or is undecided, pointing at its observations. A waived fail has a risk whose deviation
/// was approved; the objective stays not satisfied.
public struct OSCALReport: ReportFormat {
  public init() {}

  public var name: String { "oscal" }
  public var summary: String { "OSCAL 1.2 assessment results" }
  public var fileExtension: String { "json" }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let results = OSCALResults(context)
    var json = JSONStream()
    json.open(.object)
    json.open(.object, as: "assessment-results")
    results.head(&json)
    json.open(.array, as: "results")
    json.open(.object)
    results.frame(&json)
    try sink(json.take())
    try inventory(context, &json, sink)
    let (related, risks) = try observations(results, context, &json, sink)
    if !risks.isEmpty {
      json.open(.array, as: "risks")
      for risk in risks { json.item(risk) }
      json.close()
    }
    try findings(results, related, context, &json, sink)
    json.close()
    json.close()
    results.backMatter(&json)
    json.close()
    json.close()
    try sink(json.take())
  }

  private func inventory(
    _ context: ReportContext, _ json: inout JSONStream, _ sink: ([UInt8]) throws -> Void
  ) rethrows {
    json.open(.object, as: "local-definitions")
    json.open(.object, as: "assessment-assets")
    json.member("components", [OSCALResults.tool(context)])
    json.member("assessment-platforms", [OSCALResults.platform(context)])
    json.close()
    var isFirst = true
    try context.evidence.forEachSubject { subject in
      if isFirst { json.open(.array, as: "inventory-items") }
      isFirst = false
      json.item(OSCALResults.item(subject))
      if json.bytes.count >= 1 << 16 { try sink(json.take()) }
    }
    if !isFirst { json.close() }
    json.close()
  }

  /// Writes the observations.
  /// - Returns: by policy and rule, what the finding of each points at; and the risks, which are few.
  private func observations(
    _ results: OSCALResults, _ context: ReportContext, _ json: inout JSONStream, _ sink: ([UInt8]) throws -> Void
  ) rethrows -> (related: [[OSCALRelated]], risks: [JSONValue]) {
    var related: [[OSCALRelated]] = []
    var risks: [JSONValue] = []
    var isFirst = true
    func write(_ observation: (uuid: String, value: JSONValue), _ rule: inout OSCALRelated) {
      if isFirst { json.open(.array, as: "observations") }
      isFirst = false
      json.item(observation.value)
      rule.observations.append(observation.uuid)
    }
    for (policy, summary) in context.evidence.summary.policies.enumerated() {
      related.append([])
      for rule in summary.rules.indices {
        var own = OSCALRelated()
        var gathered: [Verdict: OSCALGathering] = [:]
        try context.evidence.forEachResult(ofRule: rule, in: policy) { result in
          if let record = result.record {
            write((record.id, results.observation(record)), &own)
            if let risk = results.risk(record) {
              risks.append(risk.value)
              own.risks.append(risk.uuid)
            }
          } else {
            var gathering = gathered[result.verdict] ?? OSCALGathering()
            gathering.subjects.append(OSCALResults.reference(result))
            if gathering.isFull {
              write(results.observation(gathering, result.verdict, policy: policy, rule: rule), &own)
              gathering = OSCALGathering(part: gathering.part + 1)
            }
            gathered[result.verdict] = gathering
          }
          if json.bytes.count >= 1 << 16 { try sink(json.take()) }
        }
        for verdict in Verdict.allCases {
          guard let gathering = gathered[verdict], !gathering.subjects.isEmpty else { continue }
          write(results.observation(gathering, verdict, policy: policy, rule: rule), &own)
        }
        related[policy].append(own)
      }
    }
    if !isFirst { json.close() }
    return (related, risks)
  }

  private func findings(
    _ results: OSCALResults, _ related: [[OSCALRelated]], _ context: ReportContext, _ json: inout JSONStream,
    _ sink: ([UInt8]) throws -> Void
  ) rethrows {
    var isFirst = true
    for (index, policy) in context.evidence.summary.policies.enumerated() {
      for (number, rule) in policy.rules.enumerated() {
        guard let finding = results.finding(rule, of: policy, related[index][number]) else { continue }
        if isFirst { json.open(.array, as: "findings") }
        isFirst = false
        json.item(finding)
        try sink(json.take())
      }
    }
    if !isFirst { json.close() }
  }
}
