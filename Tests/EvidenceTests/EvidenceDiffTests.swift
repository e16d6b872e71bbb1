import TestWorlds
import Testing

@testable import Evidence

struct EvidenceDiffTests {
  /// The entries of a change of the standard world, as `kind rule subject verdicts: causes`.
  private func changes(
    policies: [String: String] = [:], files: [String: String] = [:], asOf: String = "2026-01-15"
  ) throws -> [String] {
    let old = try World().evidence()
    let new = try World(policies: policies, files: files, asOf: asOf).evidence()
    return EvidenceDiff(from: old, to: new).entries.filter { $0.kind != .open }.map { entry in
      func text(_ side: EvidenceDiff.Side?) -> String {
        side.map { $0.verdict.rawValue + ($0.isWaived ? " waived" : "") } ?? "."
      }
      let causes = entry.causes.map { cause in
        "\(cause.kind.rawValue) \(cause.subject)\(cause.subject.contains("/") || cause.subject.hasSuffix(".csv") ? "" : " \(cause.old ?? "nothing") > \(cause.new ?? "nothing")")"
      }
      return
        "\(entry.kind.rawValue) \(entry.rule) \(entry.subject.id) \(text(entry.old)) > \(text(entry.new)): \(causes.joined(separator: "; "))"
    }
  }

  @Test func `a run differs in nothing from itself`() throws {
    let evidence = try World().evidence()
    let diff = EvidenceDiff(from: evidence, to: evidence)
    #expect(!diff.hasChanges)
    #expect(diff.count(.open) == evidence.findingCount)
    #expect(Baseline(diff).total == evidence.findingCount - evidence.summary.counts.waived)
  }

  @Test func `a value that was mended is told with both spellings`() throws {
    let found = try changes(files: ["devices.csv": WorldText.devices.replacing("mặc định", with: "đã đặt")])
    #expect(found == ["fixed locked PC-2 fail > pass: data devices.csv"])
  }

  @Test func `a value that got worse makes a new finding, one that is gone no fixed one`() throws {
    let worse = try changes(
      files: [
        "devices.csv": WorldText.devices.replacing("PC-1,vp,đang dùng,đã đặt", with: "PC-1,vp,đang dùng,mặc định")
      ])
    #expect(worse == ["new locked PC-1 pass > fail: data devices.csv"])
    let lines = WorldText.devices.split(separator: "\n").filter { !$0.hasPrefix("PC-5") }
    let fewer = try changes(files: [
      "devices.csv": lines.joined(separator: "\n"),
      "software.csv": WorldText.software.replacing("PC-5,LibreOffice,24.8\n", with: ""),
    ])
    let gone = fewer.filter { $0.hasPrefix("gone") }
    #expect(!gone.isEmpty && gone.allSatisfy { $0.hasSuffix("> .: data subject known > nothing") }, "\(fewer)")
    #expect(!fewer.contains { $0.hasPrefix("fixed") }, "\(fewer)")
  }

  @Test func `a changed finding tells what it rests on now`() throws {
    let found = try changes(
      files: ["devices.csv": WorldText.devices.replacing("PC-2,vp,đang dùng,mặc định", with: "PC-2,vp,đang dùng,")])
    #expect(
      found == ["changed locked PC-2 fail > unknown: data device.lock \"default\" (\"mặc định\") > \"\""], "\(found)")
  }

  @Test func `waivers, parameters, expressions and the day are causes of their own`() throws {
    let waived = try changes(policies: [
      "profile.yaml": WorldText.profile.replacing("until: 2026-03-31", with: "until: 2026-01-10")
    ])
    #expect(waived.count == 1)
    #expect(waived.first?.hasPrefix("changed zoom-removed PC-1 fail waived > fail: waiver waiver in-force") == true)
    let stricter = try changes(policies: [
      "made-up/policy.yaml": WorldText.policy.replacing("type: int, default: 60", with: "type: int, default: 1")
    ])
    #expect(!stricter.isEmpty && stricter.allSatisfy { $0.contains("policy params.days 60 > 1") }, "\(stricter)")
    let later = try changes(asOf: "2026-03-10")
    #expect(later.contains { $0.hasSuffix("day as_of 2026-01-15 > 2026-03-10") }, "\(later)")
  }

  @Test func `a baseline forgives what was there, not what got worse`() throws {
    let old = try World().evidence()
    let files = [
      "devices.csv": WorldText.devices.replacing("PC-1,vp,đang dùng,đã đặt", with: "PC-1,vp,đang dùng,mặc định")
    ]
    let same = Conclusion(old.summary, baseline: Baseline(EvidenceDiff(from: old, to: old)))
    #expect(same.status == .clean && same.fails == 0 && same.undecided == 0 && same.errors == 0)
    let new = try World(files: files).evidence()
    let worse = Conclusion(new.summary, baseline: Baseline(EvidenceDiff(from: old, to: new)))
    #expect(worse.status == .failed && worse.fails == 1 && worse.undecided == 0)
    let profile = ["profile.yaml": WorldText.profile.replacing("until: 2026-03-31", with: "until: 2026-01-10")]
    let lapsed = try World(policies: profile).evidence()
    #expect(Conclusion(lapsed.summary, baseline: Baseline(EvidenceDiff(from: old, to: lapsed))).fails == 1)
  }
}
