import Diagnostics
import Formats
import Schema
import TestWorlds
import Testing

@testable import Evidence

struct EvidenceCollectorTests {
  private func lines(_ evidence: CollectedEvidence) -> [String] {
    evidence.records.map { String(decoding: JSONWriter.canonical($0.json), as: UTF8.self) }
  }

  /// Enough devices for several chunks of records.
  private static let manyDevices: [String: String] = {
    let rows = (1...300).map { "PC-\($0),vp,đang dùng,\($0 % 3 == 0 ? "mặc định" : "?"),,,,," }
    let head = "hostname,unit,status,lock,patched,admin.password,link,note,owner"
    return ["devices.csv": ([head] + rows).joined(separator: "\n")]
  }()

  @Test func `threads change no byte`() throws {
    let world = try World(files: Self.manyDevices)
    let alone = lines(world.evidence(threads: 1))
    #expect(alone.count > 600)
    for threads in [2, 5] { #expect(lines(world.evidence(threads: threads)) == alone) }
  }

  @Test func `the same world makes the same records`() throws {
    #expect(lines(try World().evidence()) == lines(try World().evidence()))
  }

  @Test func `records come by entity, subject, then rule`() throws {
    let evidence = try World().evidence()
    let order = evidence.records.map { "\($0.subject.type) \($0.subject.id) \($0.rule.id)" }
    #expect(
      order.filter { !$0.hasPrefix("account") } == [
        "unit vp mfa", "unit th instructed", "unit th mfa", "unit tyt instructed", "unit tyt mfa",
        "unit ktht instructed", "unit ktht mfa", "device PC-3 zoom-removed", "device PC-3 zoom-current",
        "device PC-3 locked", "device PC-3 patched", "device PC-1 zoom-removed", "device PC-2 zoom-removed",
        "device PC-2 locked", "device PC-2 patched", "device PC-4 zoom-current", "device PC-5 locked",
        "device PC-5 patched", "device PC-5 linked", "device PC-9 zoom-removed", "device PC-9 locked",
        "device PC-9 patched", "device PC-9 linked", "software PC-2/Zoom zoom-current",
        "software PC-9/Zoom zoom-current", "camera  cameras",
      ])
  }

  @Test func `every rule and subject has its letter`() throws {
    let matrix = try World().evidence().matrix
    let devices = try #require(matrix.subjects.first { $0.entity == "device" })
    func row(_ rule: String) throws -> String {
      String(decoding: try #require(matrix.rows.first { $0.rule == rule }).letters, as: UTF8.self)
    }
    #expect(devices.ids == ["PC-3", "PC-1", "PC-2", "PC-4", "PC-5", "PC-9"])
    #expect(try row("zoom-removed") == "UWFnpU")
    #expect(try row("left-out") == "ssssss")
    #expect(try row("cameras") == "")
    let standIns = try #require(matrix.rows.first { $0.rule == "zoom-current" }?.standIns)
    #expect(standIns.entity == "device")
    #expect(String(decoding: standIns.letters, as: UTF8.self) == "U--U--")
  }

  @Test func `findings are all that is no pass and not beside the point`() throws {
    let evidence = try World().evidence()
    #expect(evidence.findingCount == evidence.records.count)
    #expect(evidence.records.allSatisfy { $0.verdict.isFinding })
    let counts = evidence.summary.counts
    #expect(counts[.fail] + counts[.unknown] + counts[.error] + counts[.notChecked] == evidence.findingCount)
  }

  @Test func `the run's digest follows every input`() throws {
    let first = try World().run
    #expect(try World().run.digest == first.digest)
    #expect(try World(asOf: "2026-01-16").run.digest != first.digest)
    #expect(try World(files: ["units.csv": WorldText.units + "\nx,X,vp"]).run.digest != first.digest)
    let policy = try World(policies: ["made-up/policy.yaml": WorldText.policy + "\n# a word\n"]).run
    #expect(policy.digest != first.digest)
    #expect(policy.policies[0].graphDigest == first.policies[0].graphDigest)
    let catalog = try World(policies: ["shared/catalogs/releases.yaml": WorldText.catalog + "\n"]).run
    #expect(catalog.policies[0].digest != first.policies[0].digest)
    #expect(
      first.policies[0].documents.map(\.path) == [
        "made-up/policy.yaml", "shared/catalogs/releases.yaml", "shared/schema/inventory.yaml",
      ])
  }
}

struct RunDocumentTests {
  @Test(arguments: [
    ("/srv/policies/a/policy.yaml", "/srv/policies", "a/policy.yaml"),
    ("policies/a/policy.yaml", "policies/", "a/policy.yaml"),
    ("/elsewhere/deep/b/policy.yaml", "/srv/policies", "b/policy.yaml"),
    ("policy.yaml", "", "policy.yaml"),
  ])
  func `a document is named the same wherever the policies stand`(path: String, root: String, name: String) {
    #expect(RunDocument(Source(path: path, text: ""), relativeTo: root).path == name)
  }

  @Test func `ids follow RFC 9562 version 5`() {
    let id = RecordID.id(policy: "p", rule: "r", subjectType: "device", subject: "PC-1")
    let parts = id.split(separator: "-")
    #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
    #expect(parts[2].first == "5")
    #expect("89ab".contains(parts[3].first ?? " "))
    #expect(RecordID.id(policy: "p", rule: "r", subjectType: "unit", subject: "PC-1") != id)
  }

  @Test func `digests are those of FIPS 180-4`() {
    #expect(
      ContentDigest.sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
