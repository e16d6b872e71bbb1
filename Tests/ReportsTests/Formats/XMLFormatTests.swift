import Evidence
import Formats
import Schema
import Testing

@testable import Reports

/// What the schemas of the XML formats do not catch.
struct XMLFormatTests {
  @Test func `JUnit counts what it holds`() throws {
    for sample in try ReportSample.all() {
      let root = try sample.xml(JUnitReport())
      #expect(root["tests"] == String(root.every("testcase").count))
      for suite in [root] + root.children(named: "testsuite") {
        #expect(suite["tests"] == String(suite.every("testcase").count))
        #expect(suite["failures"] == String(suite.every("failure").count))
        #expect(suite["errors"] == String(suite.every("error").count))
        if let skipped = suite["skipped"] { #expect(skipped == String(suite.every("skipped").count)) }
      }
      var names: Set<String> = []
      var verdicts: [String] = []
      for test in root.every("testcase") {
        #expect(names.insert("\(test["classname"] ?? "") \(test["name"] ?? "")").inserted)
        let properties = test.child(named: "system-out")?.text.text ?? ""
        let verdict = try #require(properties.firstMatch(of: /\[\[PROPERTY\|kiem\.verdict=([a-z]+)\]\]/)?.1)
        verdicts.append(String(verdict))
        let isGreen = test.children.allSatisfy { $0.name.local == "system-out" }
        #expect(isGreen == (verdict == "pass"))
      }
      sample.expectCounts(verdicts, "junit")
    }
  }

  private func expectResults(_ root: XMLNode, _ sample: ReportSample, _ name: String) throws {
    let rules = Set(root.every("Rule").compactMap { $0["id"] })
    #expect(rules.count == sample.context.evidence.summary.policies.reduce(0) { $0 + $1.rules.count })
    let results = root.every("TestResult")
    let ids = results.compactMap { $0["id"] }
    #expect(ids.count == results.count && Set(ids).count == ids.count)
    for result in results {
      #expect(!result.children(named: "target").isEmpty && !result.children(named: "score").isEmpty)
      let idrefs = result.children(named: "rule-result").compactMap { $0["idref"] }
      #expect(Set(idrefs).count == idrefs.count)
      for idref in idrefs { #expect(rules.contains(idref)) }
    }
    let ruleResults = root.every("rule-result")
    sample.expectCounts(ruleResults.compactMap { $0.child(named: "result")?.text.text }, name)
    let overrides = ruleResults.flatMap { $0.children(named: "override") }
    #expect(overrides.count == sample.context.evidence.summary.counts.waived)
    // As the Schematron rules of XCCDF have it: where one result is overridden, all are.
    for result in results where !result.every("override").isEmpty {
      for one in result.children(named: "rule-result") {
        #expect(one.children(named: "override").count == 1)
        #expect(
          one.child(named: "result")?.text.text == one.child(named: "override")?.child(named: "new-result")?.text.text)
      }
    }
    for override in overrides { #expect(override.child(named: "new-result")?.text.text == "fail") }
    for id in root.every("Group").compactMap({ $0["id"] }) + rules + ids {
      #expect(id.wholeMatch(of: /xccdf_[^_]+_(group|rule|testresult)_[A-Za-z0-9._-]+/) != nil, "\(id)")
    }
  }

  @Test func `XCCDF has every result under rules that it has`() throws {
    for sample in try ReportSample.all() { try expectResults(try sample.xml(XCCDFReport()), sample, "xccdf") }
  }

  @Test func `ARF relates reports, assets and the request that there are`() throws {
    for sample in try ReportSample.all() {
      let root = try sample.xml(ARFReport())
      try expectResults(root, sample, "arf")
      let reports = root.all(path: "reports/report").compactMap { $0["id"] }
      let assets = root.all(path: "assets/asset").compactMap { $0["id"] }
      let requests = root.all(path: "report-requests/report-request").compactMap { $0["id"] }
      let all = reports + assets + requests
      #expect(Set(all).count == all.count)
      for relationship in root.all(path: "relationships/relationship") {
        #expect(reports.contains(relationship["subject"] ?? ""))
        let wanted = relationship["type"] == "arfvocab:isAbout" ? assets : requests
        for ref in relationship.children(named: "ref") { #expect(wanted.contains(ref.text.text)) }
      }
      let related = root.all(path: "relationships/relationship").compactMap { $0["subject"] }
      #expect(Set(related) == Set(reports))
      for ref in root.every("target-id-ref") { #expect(assets.contains(ref["name"] ?? "")) }
      #expect(reports.count == root.every("TestResult").count)
    }
  }
}
