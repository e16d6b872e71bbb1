import Schema
import TestWorlds
import Testing

@testable import Evidence

struct SummaryTests {
  @Test func `clauses say how far they are decided`() throws {
    let summary = try World().evidence().summary
    let policy = try #require(summary.policies.first)
    let lines = policy.clauses.map { clause in
      let counts = clause.counts
      return "\(clause.id) \(clause.verdict.rawValue) \(counts.decided)/\(counts.applicable)/\(counts.total)"
    }
    #expect(
      lines == [
        "C1.zoom fail 5/10/14", "C2.lock fail 4/10/14", "C3.word fail 2/4/4", "C4.rest fail 6/13/20",
        "C5.heart informational 0/0/0",
      ])
    #expect(policy.clauses.last?.whyNotEncoded?.en == "nothing measures it")
  }

  @Test func `sources and what nobody collected stand beside the score`() throws {
    let summary = try World().evidence().summary
    #expect(
      summary.sources.map { "\($0.path) \($0.rows)" } == [
        "accounts.csv 2", "agent.json 1", "devices.csv 5", "software.csv 5", "units.csv 4",
      ])
    #expect(
      summary.uncollected.map { "\($0.relation) \($0.count)/\($0.total)" } == [
        "device.software 2/6", "unit.accounts 4/4",
      ])
    #expect(summary.orphans.map { "\($0.entity) \($0.count)" } == ["device 1"])
  }

  @Test(arguments: [
    (Severity.info, false, 1), (.critical, false, 1), (.critical, true, 1),
  ])
  func `a fail that matters is status 1`(failOn: Severity, allowUnknown: Bool, status: Int) throws {
    let summary = try World().evidence().summary
    #expect(Conclusion(summary, failOn: failOn, allowUnknown: allowUnknown).status.rawValue == status)
    let unusable = Conclusion(summary, failOn: failOn, allowUnknown: allowUnknown, hasErrors: true)
    #expect(unusable.status.rawValue == 65)
  }

  @Test func `without fails, what is open is status 2, and forgiven if allowed, but no error is`() throws {
    // One rule, about units: nothing fails, two are not attested.
    let policy = WorldText.policy.replacing(
      "check: \"!device.software.exists(s, s.name == 'Zoom')\"", with: "check: device.live")
    func status(_ keep: [String], _ allow: Bool) throws -> Int {
      let skipped = ["zoom-removed", "zoom-current", "locked", "patched", "instructed", "mfa", "linked", "cameras"]
        .filter { !keep.contains($0) }
        .map { "  - {rule: made-up/\($0), reason: Thử, approved_by: Ai đó}" }
      let profile = WorldText.profile.replacing("skip:\n", with: "skip:\n" + skipped.map { $0 + "\n" }.joined())
        .replacing(
          "- {rule: made-up/instructed, subject: unit.id == 'th', answer: false",
          with: "- {rule: made-up/instructed, subject: unit.id == 'th', answer: true")
      let world = try World(policies: ["made-up/policy.yaml": policy, "profile.yaml": profile])
      return Conclusion(world.evidence().summary, allowUnknown: allow).status.rawValue
    }
    #expect(try status(["instructed"], false) == 2)
    #expect(try status(["instructed"], true) == 0)
    #expect(try status(["linked"], true) == 2)
    #expect(try status([], false) == 0)
  }
}
