import Diagnostics
import Evidence
import Formats
import Schema
import TestWorlds
import Testing

@testable import Reports

/// What the schemas of the JSON formats do not catch.
struct JSONFormatTests {
  @Test func `SARIF results refer to what there is`() throws {
    for sample in try ReportSample.all() {
      for format in [SARIFReport(), SARIFFailsReport()] as [any ReportFormat] {
        let run = try #require(try sample.json(format)["runs"]?.items.first)
        let rules = run[pointer: "/tool/driver/rules"]?.items ?? []
        let artifacts = run["artifacts"]?.items ?? []
        let results = run["results"]?.items ?? []
        #expect(!results.isEmpty)
        for result in results {
          let rule = try #require(result["ruleIndex"]?.int)
          try #require(rules.indices.contains(rule))
          #expect(rules[rule]["id"]?.string == result["ruleId"]?.string)
          let isFail = result["kind"]?.string == "fail"
          #expect(isFail != (result["level"]?.string == "none"))
        }
        for location in run.all("artifactLocation") {
          let index = try #require(location["index"]?.int)
          try #require(artifacts.indices.contains(index))
          #expect(artifacts[index][pointer: "/location/uri"]?.string == location["uri"]?.string)
        }
        for rule in rules { #expect((rule[pointer: "/properties/tags"]?.items.count ?? 0) <= 20) }
        let guids = results.compactMap { $0["correlationGuid"]?.string }
        #expect(guids.count == results.count && Set(guids).count == guids.count)
      }
    }
  }

  @Test func `SARIF has every result but those of rules left out`() throws {
    for sample in try ReportSample.all() {
      let root = try sample.json(SARIFReport())
      let results = root[pointer: "/runs/0/results"]?.items ?? []
      let verdicts = results.compactMap { $0[pointer: "/properties/verdict"]?.string }
      sample.expectCounts(verdicts, leavingOut: [.notSelected], "sarif")
      #expect(results.count { $0["suppressions"] != nil } == sample.context.evidence.summary.counts.waived)
      let disabled = root[pointer: "/runs/0/invocations/0/ruleConfigurationOverrides"]?.items ?? []
      #expect(disabled.count == 1)
      let green = results.filter { $0["kind"]?.string == "pass" }
      #expect(green.allSatisfy { $0[pointer: "/properties/verdict"]?.string == "pass" })
    }
  }

  @Test func `SARIF for forges has fails only, and a place for each`() throws {
    let sample = try ReportSample.standard.get()
    let results = try sample.json(SARIFFailsReport())[pointer: "/runs/0/results"]?.items ?? []
    let counts = sample.context.evidence.summary.counts
    #expect(results.count == counts[.fail] - counts.waived)
    for result in results {
      #expect(result[pointer: "/properties/verdict"]?.string == "fail")
      #expect(result[pointer: "/locations/0/physicalLocation/region/startLine"]?.int ?? 0 > 0)
    }
  }

  @Test func `SARIF says what became of each finding since the baseline`() throws {
    let old = try World().evidence()
    let devices = WorldText.devices.replacing("PC-1,vp,đang dùng,đã đặt", with: "PC-1,vp,đang dùng,mặc định")
    var context = ReportContext(evidence: try World(files: ["devices.csv": devices]).evidence())
    func run() throws -> JSONNode {
      let (root, _) = JSONReader.read(Source(path: "sarif.json", bytes: SARIFReport().write(context)))
      return try #require(root?[pointer: "/runs/0"])
    }
    #expect(try run().all("baselineState").isEmpty && run()["baselineGuid"] == nil)
    context.baseline = Baseline(EvidenceDiff(from: old, to: context.evidence))
    let compared = try run()
    var states: [String: Int] = [:]
    for result in compared["results"]?.items ?? [] {
      let isFinding = ["fail", "open", "review"].contains(result["kind"]?.string)
      if isFinding { #expect(result["baselineState"] != nil) }
      if let state = result["baselineState"]?.string { states[state, default: 0] += 1 }
    }
    #expect(states["new"] == 1 && states["unchanged"] ?? 0 > 1, "\(states)")
    let guid = RecordID.derived("sarif-run", from: old.run.digest)
    #expect(compared["baselineGuid"]?.string == guid)
  }

  @Test func `the gravest fails are kept`() throws {
    let summary = try ReportSample.standard.get().context.evidence.summary
    var fails: [Severity: Int] = [:]
    for rule in summary.policies.flatMap(\.rules) {
      fails[rule.severity, default: 0] += rule.counts[.fail] - rule.counts.waived
    }
    let all = fails.values.reduce(0, +)
    for limit in 0...(all + 1) {
      let quota = SARIFFailsReport.quota(summary, limit: limit)
      #expect(quota.values.reduce(0, +) == min(limit, all))
      for (grave, light) in zip(Severity.allCases.dropFirst(), Severity.allCases)
      where (quota[light] ?? 0) > 0 {
        #expect(quota[grave] ?? 0 == fails[grave] ?? 0)
      }
    }
  }

  @Test func `OSCAL points at nothing that is not there, and no uuid comes twice`() throws {
    for sample in try ReportSample.all() {
      let root = try #require(try sample.json(OSCALReport())["assessment-results"])
      let uuids = root.all("uuid").compactMap(\.string)
      #expect(Set(uuids).count == uuids.count)
      let result = try #require(root[pointer: "/results/0"])
      func known(_ pointer: String) -> Set<String> {
        Set((result[pointer: pointer]?.items ?? []).compactMap { $0["uuid"]?.string })
      }
      let observations = known("/observations")
      let risks = known("/risks")
      let items = known("/local-definitions/inventory-items")
      let components = known("/local-definitions/assessment-assets/components")
      for uuid in root.all("observation-uuid").compactMap(\.string) { #expect(observations.contains(uuid)) }
      for uuid in root.all("risk-uuid").compactMap(\.string) { #expect(risks.contains(uuid)) }
      for uuid in root.all("subject-uuid").compactMap(\.string) { #expect(items.contains(uuid)) }
      for uuid in root.all("actor-uuid").compactMap(\.string) { #expect(components.contains(uuid)) }
      for uuid in root.all("component-uuid").compactMap(\.string) { #expect(components.contains(uuid)) }
      let resources = Set(root.all("resources").flatMap(\.items).compactMap { $0["uuid"]?.string })
      for href in root.all("href").compactMap(\.string) where href.hasPrefix("#") {
        #expect(resources.contains(String(href.dropFirst())), "\(href)")
      }
      let objectives = Set(result.all("objective-id").compactMap(\.string))
      for target in result.all("target-id").compactMap(\.string) { #expect(objectives.contains(target)) }
      #expect(risks.count == sample.context.evidence.summary.counts.waived)
    }
  }

  @Test func `OSCAL's observations have every subject with its verdict`() throws {
    for sample in try ReportSample.all() {
      let observations =
        try sample.json(OSCALReport())[pointer: "/assessment-results/results/0/observations"]?.items ?? []
      var verdicts: [String] = []
      for observation in observations {
        let verdict = observation["props"]?.items.first { $0["name"]?.string == "verdict" }?["value"]?.string ?? ""
        // A rule that met no subject has an observation about none.
        verdicts += Array(repeating: verdict, count: max(1, observation["subjects"]?.items.count ?? 0))
      }
      sample.expectCounts(verdicts, "oscal")
    }
  }

  @Test func `OSCAL calls no objective satisfied but those that pass`() throws {
    let sample = try ReportSample.standard.get()
    let findings = try sample.json(OSCALReport())[pointer: "/assessment-results/results/0/findings"]?.items ?? []
    let rules = sample.context.evidence.summary.policies.flatMap { policy in
      policy.rules.map { (OSCALResults.token(policy.id, $0.id), $0) }
    }
    #expect(!findings.isEmpty)
    for finding in findings {
      let target = finding[pointer: "/target/target-id"]?.string
      let rule = try #require(rules.first { $0.0 == target }?.1)
      #expect((finding[pointer: "/target/status/state"]?.string == "satisfied") == (rule.verdict == .pass))
    }
  }

  @Test func `HDF has a result for each rule and subject, none greener than it is`() throws {
    for sample in try ReportSample.all() {
      let root = try sample.json(HDFReport())
      let results = root.all("results").flatMap(\.items)
      sample.expectCounts(results.compactMap { $0["verdict"]?.string }, "hdf")
      for result in results {
        let verdict = try #require(result["verdict"]?.string.flatMap(Verdict.init(rawValue:)))
        let status = result["status"]?.string
        #expect((status == "passed") == (verdict == .pass))
        #expect((status == "failed") == (verdict == .fail))
        #expect((status == "error") == [.unknown, .error, .notChecked].contains(verdict))
        // Heimdall would show a failed result with a backtrace as an error.
        #expect(result["backtrace"] == nil)
      }
      for control in root.all("controls").flatMap(\.items) where control["impact"] != nil {
        if case .number("0") = control["impact"]?.kind {
          #expect(control[pointer: "/tags/verdict"]?.string == "notapplicable")
        }
      }
      #expect(root.all("waiver_data").count == 1)
    }
  }

  @Test func `GitLab's fingerprints are the records' ids`() throws {
    for sample in try ReportSample.all() {
      let issues = try sample.json(GitLabReport()).items
      #expect(issues.compactMap { $0["fingerprint"]?.string } == sample.context.evidence.records.map(\.id))
      for issue in issues {
        #expect(["info", "minor", "major", "critical", "blocker"].contains(issue["severity"]?.string))
        #expect(issue[pointer: "/location/path"]?.string?.isEmpty == false)
        #expect(issue[pointer: "/location/lines/begin"]?.int ?? 0 > 0)
      }
    }
  }
}
