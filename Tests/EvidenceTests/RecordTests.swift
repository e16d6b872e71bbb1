import Formats
import Schema
import TestWorlds
import Testing

@testable import Evidence

/// What the records of the standard world say.
struct RecordTests {
  private static let evidence = Result { try World().evidence() }

  private func record(_ rule: String, _ subject: String) throws -> EvidenceRecord {
    try #require(try Self.evidence.get().record(policy: "made-up", rule: rule, subject: subject), "\(rule) \(subject)")
  }

  @Test(arguments: [
    (
      "zoom-removed", "PC-1", "fail", "",
      "fails because `device.software.exists(s, s.name == 'Zoom')` is true: \"Zoom\" (software.csv:2, `name` is \"Zoom\"); waived until 2026-03-31 by Hoàng Thị Triều: Máy đối chứng"
    ),
    (
      "zoom-removed", "PC-2", "fail", "",
      "fails because `device.software.exists(s, s.name == 'Zoom')` is true: \"Zoom\" (software.csv:3, `name` is \"Zoom\"); its waiver expired on 2025-12-31"
    ),
    (
      "zoom-removed", "PC-3", "unknown", "source-partial device.software",
      "cannot be decided: the list `device.software` may be incomplete: no complete source for software"
    ),
    (
      "zoom-removed", "PC-4", "notapplicable", "",
      "does not apply because `device.status != 'gone'` is false: `device.status` is \"gone\" (\"thanh lý\") (devices.csv:5)"
    ),
    ("zoom-removed", "PC-5", "pass", "", ""),
    (
      "zoom-removed", "PC-9", "unknown", "attribute-absent device.status",
      "cannot be decided: no source tells `device.status`"
    ),
    (
      "zoom-current", "PC-2/Zoom", "fail", "",
      "fails because `software.version >= releases.row(software.name).minimum` is false: `software.version` is \"6.1\", `software.name` is \"Zoom\" (software.csv:3); `releases.row(software.name).minimum` is \"6.5\"; judged by `releases` of 2026-01-01, 14 days old"
    ),
    (
      "zoom-current", "PC-9/Zoom", "unknown", "value-missing software.version",
      "cannot be decided: `software.version` is empty (software.csv:6); judged by `releases` of 2026-01-01, 14 days old"
    ),
    (
      "zoom-current", "PC-3", "unknown", "source-partial device.software",
      "cannot be decided: the list `device.software` may be incomplete: no complete source for software; software that nobody collected cannot be judged"
    ),
    (
      "locked", "PC-2", "fail", "",
      "fails because `device.lock == 'set'` is false: `device.lock` is \"default\" (\"mặc định\") (devices.csv:3)"
    ),
    (
      "locked", "PC-3", "unknown", "value-missing device.lock",
      "cannot be decided: `device.lock` is empty (devices.csv:4)"
    ),
    (
      "locked", "PC-5", "unknown", "value-unreadable device.admin.password, device.lock",
      "cannot be decided: `device.lock` cannot be read: \"lung tung\" (devices.csv:6); `device.admin.password` is empty (devices.csv:6)"
    ),
    (
      "patched", "PC-2", "fail", "",
      "fails because `days_between(device.patched, run.as_of) <= params.days` is false: `device.patched` is \"2025-06-01\" (\"01/06/2025\") (devices.csv:3); `days_between(device.patched, run.as_of)` is 228, `params.days` is 60"
    ),
    (
      "patched", "PC-3", "unknown", "conflict device.patched",
      "cannot be decided: the sources disagree about `device.patched`: \"04/01/2026\" (agent.json:2) against \"03/01/2026\" (devices.csv:4)"
    ),
    (
      "patched", "PC-5", "unknown", "value-unreadable device.patched",
      "cannot be decided: `device.patched` cannot be read: \"31/11/2025\" (devices.csv:6)"
    ),
    ("instructed", "vp", "pass", "", "holds: Lê Thị Hạ (Chủ tịch) attested yes on 2025-12-01"),
    ("instructed", "th", "fail", "", "fails because Vũ Thị Sò (Hiệu trưởng) attested no on 2026-01-06 (02/BC)"),
    (
      "instructed", "tyt", "notchecked", "attestation-expired ",
      "was not checked: the statement of Kiều Văn Nhãn (Trưởng trạm) of 2024-05-05 is not in force"
    ),
    (
      "instructed", "ktht", "notchecked", "attestation-missing ",
      "was not checked: nobody has attested: Was everybody told?"
    ),
    ("cameras", "", "notchecked", "no-subject ", "was not checked: the inventory has no camera"),
    ("left-out", "PC-1", "notselected", "", "was left out: Không dùng ở đây (approved by Trần Thị Bưởi)"),
  ])
  func `a record says what was found and where`(
    rule: String, subject: String, verdict: String, reason: String, message: String
  ) throws {
    let record = try record(rule, subject)
    #expect(record.verdict.rawValue == verdict)
    let found = record.reason.map { "\($0.code.rawValue) \($0.attributes.joined(separator: ", "))" } ?? ""
    #expect(found == reason)
    if !message.isEmpty { #expect(record.message.en == message) }
    #expect(record.message.vi?.isEmpty == false)
    #expect(record.isSealed)
  }

  @Test func `a record in Vietnamese`() throws {
    #expect(
      try record("patched", "PC-3").message.vi
        == "chưa kết luận được: các nguồn mâu thuẫn về `device.patched`: \"04/01/2026\" (agent.json:2) và "
        + "\"03/01/2026\" (devices.csv:4)")
    #expect(
      try record("locked", "PC-2").message.vi
        == "không đạt vì `device.lock == 'set'` sai: `device.lock` là \"default\" (\"mặc định\") (devices.csv:3)")
  }

  @Test func `an error tells what went wrong`() throws {
    let record = try record("linked", "PC-5")
    #expect(record.verdict == .error)
    #expect(record.reason == nil)
    #expect(record.message.en?.hasPrefix("could not be evaluated: ") == true)
    #expect(record.trace.contains { $0.outcome?.hasPrefix("error: ") == true })
  }

  @Test func `a value comes with its place to the last character`() throws {
    let record = try record("locked", "PC-2")
    let value = try #require(record.observed.first)
    #expect(value.name == "device.lock")
    #expect(value.value == "default")
    let source = try #require(value.source)
    #expect(source.file == "devices.csv" && source.row == 2 && source.line == 3)
    #expect(source.column == "lock" && source.pointer == nil && source.raw == "mặc định")
    #expect(source.digest == ContentDigest.sha256(Array(WorldText.devices.utf8)))
    #expect(value.collected?.description == "2026-01-10")
    let other = try self.record("patched", "PC-3").observed
    #expect(other.map { $0.source?.pointer } == ["/0/patched", nil])
  }

  @Test func `a spelling stands in a record as it stands in the file, composed or not`() throws {
    let files = ["software.csv": "device,name,version\nPC-2,Cài Zoom lậu,6.1\n".replacing("à", with: "a\u{300}")]
    let policy = WorldText.policy.replacing("s.name == 'Zoom'", with: "s.name == 'Cài Zoom lậu'")
    let evidence = try World(policies: ["made-up/policy.yaml": policy], files: files).evidence()
    let record = try #require(evidence.record(policy: "made-up", rule: "zoom-removed", subject: "PC-2"))
    let name = try #require(record.observed.first { $0.name == "software.name" })
    #expect(name.value == "Cài Zoom lậu")
    #expect(name.source?.raw.unicodeScalars.contains("\u{300}") == true)
  }

  @Test func `a witness stands before what was read of it`() throws {
    let observed = try record("zoom-removed", "PC-2").observed
    let inner = observed.drop { !$0.isWitness }
    #expect(inner.map(\.name) == ["software", "software.name"])
    #expect(inner.allSatisfy { $0.about == "PC-2/Zoom" && $0.source?.line == 3 })
  }

  @Test func `waivers and attestations keep who answers for them`() throws {
    let waiver = try #require(try record("zoom-removed", "PC-1").waiver)
    #expect(waiver.state == .inForce && waiver.approvedBy == "Hoàng Thị Triều")
    #expect(waiver.source.path == "profile.yaml")
    #expect(try record("zoom-removed", "PC-1").isWaived)
    #expect(try record("zoom-removed", "PC-2").waiver?.state == .expired)
    #expect(try !record("zoom-removed", "PC-2").isWaived)
    let statement = try #require(try record("instructed", "th").attestation?.statement)
    #expect(!statement.answer && statement.signedBy == "Vũ Thị Sò" && statement.document == "02/BC")
  }

  @Test func `a subject knows the units that answer for it`() throws {
    #expect(try record("locked", "PC-3").subject.units == ["th", "vp"])
    #expect(try record("zoom-current", "PC-2/Zoom").subject.units == ["vp"])
    #expect(try record("zoom-current", "PC-3").subject.isStandIn)
    #expect(try record("zoom-removed", "PC-9").subject.isOrphan)
  }

  @Test func `ids are the same in every run and differ between subjects`() throws {
    let record = try record("locked", "PC-2")
    #expect(record.id == "7f09622e-db10-544c-bba2-41e8ecb9561d")
    let ids = try Self.evidence.get().records.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test func `the digest is taken of the canonical record without it`() throws {
    var record = try record("locked", "PC-2")
    guard case .object(let members) = record.json else { throw World.Mistake("no object") }
    let rest = JSONValue.object(members.filter { $0.0 != "digest" })
    #expect(record.digest == ContentDigest.sha256(JSONWriter.canonical(rest)))
    record.expected += " "
    #expect(!record.isSealed)
  }
}

struct VacuousPassTests {
  @Test func `a pass over an empty list says so, a pass over a list does not`() throws {
    let policy = WorldText.policy.replacing(
      "!device.software.exists(s, s.name == 'Zoom')", with: "device.software.all(s, s.name != 'Zoom')")
    let manifest = WorldText.manifest.replacing(
      "coverage: {software: complete-where-present}}", with: "coverage: {software: complete}, subjects: [PC-3, PC-5]}")
    let evidence = try World(policies: ["made-up/policy.yaml": policy], files: ["inventory.yaml": manifest]).evidence()
    let empty = try #require(evidence.record(policy: "made-up", rule: "zoom-removed", subject: "PC-3"))
    #expect(empty.verdict == .pass && empty.isVacuous)
    #expect(empty.json.canonicalText.contains(#""vacuous":true"#))
    let seen = try #require(evidence.record(policy: "made-up", rule: "zoom-removed", subject: "PC-5"))
    #expect(seen.verdict == .pass && !seen.isVacuous)
    #expect(!seen.json.canonicalText.contains("vacuous"))
  }
}

extension JSONValue {
  fileprivate var canonicalText: String { String(decoding: JSONWriter.canonical(self), as: UTF8.self) }
}
