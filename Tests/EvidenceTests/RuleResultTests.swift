import Schema
import TestWorlds
import Testing

@testable import Evidence

struct RuleResultTests {
  private static let world = Result { try World() }

  private func results(_ evidence: CollectedEvidence) -> [RuleResult] {
    var results: [RuleResult] = []
    evidence.forEachResult { results.append($0) }
    return results
  }

  private func ruleByRule(_ evidence: CollectedEvidence) -> [RuleResult] {
    var results: [RuleResult] = []
    for (policy, summary) in evidence.summary.policies.enumerated() {
      for rule in summary.rules.indices {
        evidence.forEachResult(ofRule: rule, in: policy) { result in
          #expect(result.rule == rule && result.policy == policy)
          results.append(result)
        }
      }
    }
    return results
  }

  @Test func `results are the full matrix, each once`() throws {
    let evidence = try Self.world.get().evidence()
    for results in [results(evidence), ruleByRule(evidence)] {
      #expect(Set(results.map(\.id)).count == results.count)
      for verdict in Verdict.allCases {
        #expect(results.count { $0.verdict == verdict } == evidence.summary.counts[verdict], "\(verdict)")
      }
      #expect(results.count(where: \.isWaived) == evidence.summary.counts.waived)
      #expect(results.count { $0.subject.isStandIn } == evidence.summary.counts.standIns)
    }
  }

  @Test func `rule by rule they come as by rule`() throws {
    let evidence = try Self.world.get().evidence()
    var byRule: [String] = []
    evidence.forEachResult(.byRule) { byRule.append("\($0)") }
    #expect(ruleByRule(evidence).map { "\($0)" } == byRule)
    evidence.forEachResult(ofRule: 99, in: 0) { _ in Issue.record("there is no such rule") }
    evidence.forEachResult(ofRule: 0, in: 99) { _ in Issue.record("there is no such policy") }
  }

  @Test func `findings come with their records, in their order`() throws {
    let evidence = try Self.world.get().evidence()
    #expect(results(evidence).compactMap { $0.record?.digest } == evidence.records.map(\.digest))
    for result in results(evidence) {
      #expect((result.record != nil) == result.verdict.isFinding)
      if let record = result.record {
        #expect(record.id == result.id && record.verdict == result.verdict && record.isWaived == result.isWaived)
        #expect(record.subject == result.subject)
      }
    }
  }

  @Test func `a result without a record has the id and subject of the one that can be made`() throws {
    let evidence = try Self.world.get().evidence()
    for result in results(evidence) where result.record == nil {
      let policy = evidence.summary.policies[result.policy]
      let made = evidence.record(policy: policy.id, rule: policy.rules[result.rule].id, subject: result.subject.id)
      #expect(made?.id == result.id)
      #expect(made?.subject == result.subject)
      #expect(made?.verdict == result.verdict)
    }
  }

  @Test func `without records nothing else changes`() throws {
    let evidence = try Self.world.get().evidence()
    var plain: [String] = []
    evidence.forEachResult(withRecords: false) { result in
      #expect(result.record == nil)
      plain.append("\(result.id) \(result.verdict) \(result.isWaived) \(result.subject)")
    }
    #expect(plain == results(evidence).map { "\($0.id) \($0.verdict) \($0.isWaived) \($0.subject)" })
  }
}
