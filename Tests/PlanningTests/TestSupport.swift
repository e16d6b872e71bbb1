import Diagnostics
import FoundationEssentials
import Planning
import Policies
import Schema
import Testing
import Values

/// A policy in YAML over a small schema.
enum Sample {
  static let schema = """
    schema: inventory
    version: 1.0.0
    entities:
      unit:
        identity: {keys: [[id]]}
        attributes: {id: text, size: int}
        relations: {devices: {many: device, closed_by: [device]}}
      device:
        identity: {keys: [[host]]}
        attributes: {host: text, ram: int, managed: bool, purposes: list<text>, "os.build": version}
        relations:
          unit: {one: unit}
          backup: {one: device}
          software: {many: software, closed_by: [software.machine], window: seen}
      software:
        identity: {row: [device, name]}
        attributes: {name: text, state: text, rank: int, seen: date}
        relations: {device: {one: device}}
    """

  static let advisory = """
    advisory:
      issuer: City
      clauses:
        - {id: C1, force: mandatory, quote: be good}
    """

  /// The policy, with what is wrong with it told by the compiler; documents that cannot be read fail the test.
  static func compile(
    _ policy: String, catalogs: [String: String] = [:], tailoring: Tailoring = Tailoring(asOf: day("2026-01-01"))
  ) throws -> (CompiledPolicy?, [Diagnostic]) {
    let uses = ["inventory"] + catalogs.keys.sorted()
    let text = "policy: sample\nversion: 1.0.0\nuses: [\(uses.joined(separator: ", "))]\n\(advisory)\n\(policy)"
    var files = ["sample/policy.yaml": text, "shared/schema/inventory.yaml": schema]
    for (name, catalog) in catalogs { files["shared/catalogs/\(name).yaml"] = catalog }
    let library = PolicyLibrary.load(["sample"], files: DocumentFiles(files))
    let loaded = try #require(library.policies.first, "\(library.diagnostics.all.map(\.message))")
    return PolicyCompiler.compile(
      loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: tailoring)
  }

  /// A policy with a rule for each condition; nothing may be wrong with it.
  static func compiled(
    _ conditions: [(subject: String, check: String)], facts: String = "",
    tailoring: Tailoring = Tailoring(asOf: day("2026-01-01")),
    parameters: String = ""
  ) throws -> CompiledPolicy {
    var text = "\(parameters)\n\(facts)\nrules:\n"
    for (index, condition) in conditions.enumerated() {
      text +=
        "  - {id: rule-\(index), clause: C1, subject: \(condition.subject), severity: high, check: \"\(condition.check)\"}\n"
    }
    let (policy, problems) = try compile(text, tailoring: tailoring)
    return try #require(policy, "\(problems.map(\.message))")
  }

  static func day(_ text: String) -> CalendarDate {
    CalendarDate(parsing: text, order: nil) ?? CalendarDate(dayNumber: 0)
  }

  /// The folder of the package that these tests belong to.
  static let packageRoot: String = {
    var path = #filePath
    for _ in 0..<3 { path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
    return path
  }()
}

extension DocumentFiles {
  /// The disk.
  static let disk = DocumentFiles(
    entry: { path in
      var isFolder: Bool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
      return isFolder ? .folder : .file
    },
    names: { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] },
    read: { path in
      guard let data = FileManager.default.contents(atPath: path) else { return .failure(.init("no such file")) }
      return .success(Source(path: path, bytes: Array(data)))
    })
}
