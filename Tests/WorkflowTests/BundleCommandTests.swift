import FoundationEssentials
import Reports
import Testing

@testable import Workflow

/// The commands about bundles, over a fixture.
struct BundleCommandTests {
  /// What a command came to.
  struct Outcome {
    let status: Workflow.ExitStatus
    let text: String
    let told: String
  }

  private func run(_ body: (Console) throws -> Workflow.ExitStatus) rethrows -> Outcome {
    let recorder = Recorder()
    let status = try body(recorder.console)
    return Outcome(status: status, text: recorder.text, told: recorder.told)
  }

  private func check(
    _ inventory: String, to bundle: String?, formats: [String] = [], includesInputs: Bool = false, force: Bool = false,
    baseline: String? = nil, records: String = "findings"
  ) throws -> Outcome {
    let request = try CheckRequest(
      inventory: [inventory], policies: [], profile: "\(inventory)/profile.yaml", asOf: "2026-01-15", formats: formats,
      failOn: nil, allowsUnknown: false, language: "en", threads: 2, showsAll: false, overwrites: force,
      records: records, bundle: bundle, includesInputs: includesInputs, auditor: nil, engagement: nil,
      baseline: baseline)
    return run { Command.check(request, console: $0) }
  }

  private static let fixture = "\(Project.root)/fixtures/ninh-binh"

  @Test func `a bundle with its inputs is evaluated again to the same bytes, wherever it stands`() throws {
    try Project.withFolder { folder in
      let bundle = "\(folder.path)/bundle"
      let checked = try check(Self.fixture, to: bundle, includesInputs: true)
      #expect(checked.status == .failed)
      #expect(checked.told.contains("Merkle root"))
      try FileManager.default.moveItem(atPath: bundle, toPath: "\(folder.path)/elsewhere")
      let request = try VerifyRequest(bundle: "\(folder.path)/elsewhere")
      let verified = run { Command.verify(request, console: $0) }
      #expect(verified.status == .passed, "\(verified.told)")
      #expect(verified.text.contains("evaluated again: every record, the matrix and the summary are the same"))
    }
  }

  @Test func `files beside a manifest that is named alone are copied with it`() throws {
    try Project.withFolder { folder in
      let bundle = "\(folder.path)/bundle"
      let request = try CheckRequest(
        inventory: ["\(Self.fixture)/inventory.yaml"], policies: [], profile: "\(Self.fixture)/profile.yaml",
        asOf: "2026-01-15", formats: [], failOn: nil, allowsUnknown: false, language: "en", threads: 1, showsAll: false,
        overwrites: false, bundle: bundle, includesInputs: true)
      let checked = run { Command.check(request, console: $0) }
      #expect(checked.status == .failed, "\(checked.told)")
      let again = try VerifyRequest(bundle: bundle)
      let verified = run { Command.verify(again, console: $0) }
      #expect(verified.status == .passed, "\(verified.told)")
      #expect(verified.text.contains("evaluated again: every record"))
    }
  }

  @Test func `inputs that are named are evaluated again, and others are told apart`() throws {
    try Project.withCopy(of: "cam-pha") { folder in
      let bundle = "\(folder.path)-bundle"
      defer { try? FileManager.default.removeItem(atPath: bundle) }
      _ = try check(folder.path, to: bundle)
      let request = try VerifyRequest(bundle: bundle, inputs: [folder.path], profile: "\(folder.path)/profile.yaml")
      #expect(run { Command.verify(request, console: $0) }.status == .passed)
      let bare = try VerifyRequest(bundle: bundle)
      let alone = run { Command.verify(bare, console: $0) }
      #expect(alone.status == .passed && alone.text.contains("not evaluated again"))
      try folder.write("phan-mem.csv", try folder.text("phan-mem.csv") + "\n")
      let other = run { Command.verify(request, console: $0) }
      #expect(other.status == .failed)
      #expect(other.told.contains("the input `phan-mem.csv` has the SHA-256"))
    }
  }

  @Test func `a report made later is the one that was made at once`() throws {
    try Project.withFolder { folder in
      let bundle = "\(folder.path)/bundle"
      let names = CheckRequest.formatNames
      _ = try check(Self.fixture, to: bundle, formats: names)
      for format in ReportCatalog.ofRecords {
        let request = try ReportRequest(
          bundle: bundle, formats: [format.name], language: "en", showsAll: false, overwrites: false)
        let reported = run { Command.report(request, console: $0) }
        #expect(reported.status == .passed)
        let stored = try folder.text("bundle/reports/\(format.name).\(format.fileExtension)")
        #expect(reported.text == stored, "\(format.name)")
      }
    }
  }

  @Test func `an altered bundle makes no report`() throws {
    try Project.withFolder { folder in
      _ = try check(Self.fixture, to: "\(folder.path)/bundle")
      let records = try folder.text("bundle/records.ndjson")
      try folder.write("bundle/records.ndjson", records.replacing("\"fail\"", with: "\"pass\""))
      let request = try ReportRequest(
        bundle: "\(folder.path)/bundle", formats: [], language: "en", showsAll: false, overwrites: false)
      let reported = run { Command.report(request, console: $0) }
      #expect(reported.status == .unusableData)
      #expect(reported.text.isEmpty)
      #expect(reported.told.contains("`records.ndjson` was altered"))
    }
  }

  @Test func `what is there stays unless force is used`() throws {
    try Project.withFolder { folder in
      let bundle = "\(folder.path)/bundle"
      _ = try check(Self.fixture, to: bundle)
      let again = try check(Self.fixture, to: bundle)
      #expect(again.status == .inputOutput)
      #expect(again.text.isEmpty && again.told.contains("--force"))
      #expect(try check(Self.fixture, to: bundle, force: true).status == .failed)
      #expect(try check(Self.fixture, to: "\(folder.path)/not/there").status == .inputOutput)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["bundle"])
    }
  }

  @Test func `a difference is found with its cause, and a baseline forgives the rest`() throws {
    try Project.withCopy(of: "ninh-binh") { folder in
      let old = "\(folder.path)-old"
      let new = "\(folder.path)-new"
      defer {
        try? FileManager.default.removeItem(atPath: old)
        try? FileManager.default.removeItem(atPath: new)
      }
      _ = try check(folder.path, to: old)
      let forgiven = try check(folder.path, to: nil, formats: ["text"], baseline: old)
      #expect(forgiven.status == .passed)
      #expect(forgiven.text.contains("exit status 0: nothing new"))
      #expect(!forgiven.text.contains("none fails"))
      try folder.removeColumn("Mật khẩu", from: "so-camera.csv", separator: ";")
      #expect(try check(folder.path, to: new, baseline: old).status == .undecided)
      for format in DiffRequest.formatNames {
        for language in ["vi", "en"] {
          let request = try DiffRequest(old: old, new: new, format: format, language: language)
          let diff = run { Command.diff(request, console: $0) }
          #expect(diff.status == .failed)
          #expect(diff.text.contains("default-password-changed"), "\(format)")
          #expect(diff.text.contains("so-camera.csv"), "\(format)")
        }
      }
      let same = try DiffRequest(old: old, new: old, format: "text", language: "en")
      #expect(run { Command.diff(same, console: $0) }.status == .passed)
    }
  }

  @Test func `any record is shown, kept or made again`() throws {
    try Project.withFolder { folder in
      let bundle = "\(folder.path)/bundle"
      let full = "\(folder.path)/full"
      _ = try check(Self.fixture, to: bundle, includesInputs: true)
      _ = try check(Self.fixture, to: full, records: "all")
      let lines = try folder.text("full/records.ndjson").split(separator: "\n").map(String.init)
      let passes = lines.filter { $0.contains("\"verdict\":\"pass\"") }
      let fails = lines.filter { $0.contains("\"verdict\":\"fail\"") }
      for line in [try #require(passes.first), try #require(fails.first)] {
        let id = try #require(line.firstMatch(of: /"id":"([0-9a-f-]{36})"/)?.1)
        for place in [bundle, full] {
          let request = try ExplainRequest(
            name: String(id.prefix(13)), subject: nil, bundle: place, inventory: [], policies: [], profile: nil,
            asOf: nil, format: "json", language: "en")
          let explained = run { Command.explain(request, console: $0) }
          #expect(explained.status == .passed, "\(explained.told)")
          #expect(explained.text == line + "\n")
        }
      }
      let record = try #require(fails.first)
      let rule = String(try #require(record.firstMatch(of: /"rule":\{[^{]*?"id":"([a-z-]+)"/)?.1))
      let request = try ExplainRequest(
        name: rule, subject: "nobody", bundle: bundle, inventory: [], policies: [], profile: nil, asOf: nil,
        format: "text", language: "vi")
      let explained = run { Command.explain(request, console: $0) }
      #expect(explained.status == .unusableData)
      #expect(explained.told.contains("has no record about `nobody`"))
    }
  }
}
