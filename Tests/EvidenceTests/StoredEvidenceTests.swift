import Formats
import TestWorlds
import Testing

@testable import Evidence

struct StoredEvidenceTests {
  /// Everything in a value, whatever its type comes to have.
  private func everything(_ value: Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text
  }

  @Test func `a summary is read back as it was`() throws {
    let summary = try World().evidence().summary
    let stored = try RunSummary(stored: try StoredJSON.read(JSONWriter.pretty(summary.json)))
    for (mine, theirs) in [
      (everything(summary.policies.map(sorted)), everything(stored.policies.map(sorted))),
      (everything(summary.sources), everything(stored.sources)),
      (everything(summary.waivers), everything(stored.waivers)),
      (everything(summary.attestations), everything(stored.attestations)),
      (everything(summary.orphans), everything(stored.orphans)),
      (everything(summary.uncollected), everything(stored.uncollected)),
    ] {
      #expect(mine == theirs)
    }
    #expect(stored.json == summary.json)
    #expect(Mirror(reflecting: summary).children.count == 7, "a new member must be stored, too")
  }

  /// The parts of a policy that hold no dictionaries, whose order is none.
  private func sorted(_ policy: PolicySummary) -> [String] {
    [everything(policy.clauses.map(\.json)), everything(policy.rules.map(\.json))]
      + Mirror(reflecting: policy).children.filter { !["counts", "clauses", "rules"].contains($0.label) }.map {
        everything($0.value)
      }
      + policy.rules.flatMap { rule in
        Mirror(reflecting: rule).children.filter { $0.label != "counts" }.map { everything($0.value) }
      }
      + policy.clauses.flatMap { clause in
        Mirror(reflecting: clause).children.filter { $0.label != "counts" }.map { everything($0.value) }
      }
  }

  @Test func `a matrix is read back as it was`() throws {
    let matrix = try World().evidence().matrix
    let stored = try VerdictMatrix(stored: try StoredJSON.readCanonical(JSONWriter.canonical(matrix.json)))
    #expect(everything(stored.rows) == everything(matrix.rows))
    #expect(stored.subjects.count == matrix.subjects.count)
    #expect(stored.json == matrix.json)
  }

  @Test func `a run is read back with its digest`() throws {
    let run = try World().run
    let stored = try Run(stored: try StoredJSON.read(JSONWriter.pretty(run.json)))
    #expect(stored.digest == run.digest)
    #expect(stored.json == run.json)
  }

  @Test func `every record is read back as it was`() throws {
    var count = 0
    try World().evidence().forEachRecord(.all) { record in
      let line = JSONWriter.canonical(record.json)
      let stored = try EvidenceRecord(stored: try StoredJSON.readCanonical(line))
      #expect(everything(stored) == everything(record))
      #expect(stored.isSealed)
      count += 1
    }
    #expect(count == (try World().evidence().summary.counts.total))
  }

  @Test func `results come with the ids of their records, whatever the order`() throws {
    let evidence = try World().evidence()
    var ids: [String] = []
    evidence.forEachRecord(.all) { ids.append($0.id) }
    var found: [String] = []
    evidence.forEachResult { result in
      found.append(result.id)
      #expect((result.record != nil) == result.verdict.isFinding)
      #expect(result.record.map { $0.id == result.id && $0.verdict == result.verdict } ?? true)
    }
    #expect(found == ids)
    var byRule: [String] = []
    evidence.forEachResult(.byRule, withRecords: false) { byRule.append($0.id) }
    #expect(byRule.sorted() == ids.sorted())
  }

  @Test func `witnesses are counted in all`() throws {
    let rows = (1...50).map { "PC-1,Zoom\($0),6.\($0)" }
    let policy = WorldText.policy.replacing("s.name == 'Zoom'", with: "s.name.startsWith('Zoom')")
    let world = try World(
      policies: ["made-up/policy.yaml": policy],
      files: ["software.csv": "device,name,version\n" + rows.joined(separator: "\n")])
    let record = try #require(world.evidence().record(policy: "made-up", rule: "zoom-removed", subject: "PC-1"))
    #expect(record.witnessCount == 50)
    #expect(record.observed.count(where: \.isWitness) == 20)
  }
}
