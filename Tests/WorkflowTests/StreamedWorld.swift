import Diagnostics
import Evaluation
import Evidence
import Formats
import Inventories
import Planning
import Policies
import Reports
import Schema
import Tables
import Testing
import Values

@testable import Workflow

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What came of evaluating a world.
struct StreamedComparison: Equatable {
  var counts: String
  /// Lines of the table of all findings, sorted, as cells.
  var findings: [[String]]

  /// The first things that only one of two has.
  func differences(from other: StreamedComparison) -> [String] {
    var found: [String] = []
    if counts != other.counts {
      found += zip(counts.split(separator: "{"), other.counts.split(separator: "{")).filter { $0 != $1 }
        .map { "\($0) and not \($1)" }.prefix(3)
    }
    let (mine, theirs) = (Set(findings), Set(other.findings))
    found += mine.subtracting(theirs).map { "+ \($0.joined(separator: "|"))" }.sorted().prefix(3)
    found += theirs.subtracting(mine).map { "- \($0.joined(separator: "|"))" }.sorted().prefix(3)
    if found.isEmpty, findings != other.findings { found.append("a line more than once") }
    return found
  }
}

/// A small inventory with a policy that has a bit of everything that streams.
struct StreamedWorld {
  var name: String
  var devices: String
  var software: String
  /// The extension of both files.
  var ending = "csv"
  var coverage = "complete-where-present"
  /// Where it was written: a folder for each time.
  var folder: TestFolder?

  static let schema = """
    schema: small
    version: 1.0.0
    words: {missing: ["?"], none: [none], yes: ["yes"], no: ["no"]}
    entities:
      device:
        identity: {keys: [[id]]}
        described_by: [os]
        attributes: {id: text, os: text, uses: list<text>, patched: date, managed: bool}
        relations: {software: {many: software, closed_by: [software], observed_every: parent}}
      software:
        identity: {row: [device, name]}
        described_by: [name]
        attributes: {name: text, publisher: string, version: version, size: int}
        relations: {device: {one: device}}
    """

  static let policy = """
    policy: small
    version: 1.0.0
    title: {en: Small}
    advisory: {issuer: Tests, clauses: [{id: c, force: mandatory, quote: words}]}
    valid: {from: 2020-01-01}
    uses: [small, products]
    facts: {device: {known: device.managed}}
    rules:
      - {id: r01, clause: c, subject: device, severity: low, title: {en: a}, when: "device.uses.exists(u, u == 'mail')", check: "!device.software.exists(s, s.name.matches('(?i)zoom') && s.publisher == 'Zoom')"}
      - {id: r02, clause: c, subject: software, severity: low, title: {en: b}, check: "software.version >= version('2.0')"}
      - {id: r03, clause: c, subject: device, severity: low, title: {en: c}, check: "device.patched >= date('2026-01-01')"}
      - {id: r04, clause: c, subject: software, severity: low, title: {en: d}, when: "software.publisher != 'Zoom' || software.size > 3", check: "software.name == 'a' ? software.size < 5 : software.size < 7"}
      - {id: r05, clause: c, subject: device, severity: low, title: {en: e}, check: "device.software.all(s, s.size < 9)"}
      - {id: r06, clause: c, subject: device, severity: low, title: {en: f}, check: "device.software.exists_one(s, s.name == 'a')"}
      - {id: r07, clause: c, subject: device, severity: low, title: {en: g}, check: "size(device.software) >= 3"}
      - {id: r08, clause: c, subject: software, severity: low, title: {en: h}, when: software.device.known, check: "has(software.publisher)"}
      - {id: r09, clause: c, subject: device, severity: low, title: {en: i}, check: "device.managed && device.software.filter(s, s.size > 2).exists(s, s.name == 'b')"}
      - {id: r10, clause: c, subject: software, severity: low, title: {en: j}, informational: true, when: "software.size / 0 > 1", check: "true"}
      - {id: r11, clause: c, subject: device, severity: low, title: {en: k}, check: "device.os == 'linux' == device.managed"}
      - {id: r12, clause: c, subject: software, severity: low, title: {en: l}, check: "!software.name.matches('(?i)^zoom($|[^a-z])')"}
      - {id: r13, clause: c, subject: software, severity: low, title: {en: m}, when: "products.classify(software) != ''", check: "software.name != 'Zoom Rooms'"}
      - {id: r14, clause: c, subject: software, severity: low, title: {en: n}, check: "products.classify(software) == ''"}
      - {id: r15, clause: c, subject: software, severity: low, title: {en: o}, check: "!software.publisher.matches('^(?i:kas)p') && software.publisher != 'vscode'"}
    """

  static let catalog = """
    catalog: products
    as_of: 2026-01-01
    origin: made up
    columns: {name: text}
    key: [name]
    classify: {software: [{name: name}]}
    rows:
      - {name: Zoom Rooms}
      - {name: Kaspersky}
      - {name: VS Code}
      - {name: Áo dài}
      - {name: Tường lửa}
      - {name: Đồng hồ}
      - {name: ab}
    """

  // MARK: Evaluation

  /// Writes the files; they are gone with the world.
  func written() throws -> StreamedWorld {
    let folder = TestFolder()
    try folder.write("policy/policy.yaml", Self.policy)
    try folder.write("policy/small.yaml", Self.schema)
    try folder.write("policy/products.yaml", Self.catalog)
    try folder.write("inventory/devices.\(ending)", devices)
    try folder.write("inventory/software.\(ending)", software)
    try folder.write(
      "inventory/inventory.yaml",
      """
      inventory: small
      sources:
        - {path: devices.\(ending), entity: device}
        - {path: software.\(ending), entity: software, coverage: {software: \(coverage)}}
      """)
    var world = self
    world.folder = folder
    return world
  }

  private var path: String { folder?.path ?? "" }

  private func compiled() throws -> (
    policy: CompiledPolicy, schema: InventorySchema, catalogs: [String: any ObjectValue]
  ) {
    let input = RunInput.load(policies: ["\(path)/policy"], profile: nil, shipped: nil)
    try #require(!input.diagnostics.hasErrors, "\(input.everythingWrong.all.map(\.message))")
    let loaded = input.policies[0]
    let day = try #require(CalendarDate(parsing: "2026-06-30"))
    let (policy, problems) = PolicyCompiler.compile(
      loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: Tailoring(asOf: day))
    return (try #require(policy, "\(problems.map(\.message))"), loaded.schema, input.catalogs)
  }

  func inMemory() throws -> StreamedComparison {
    let (policy, schema, catalogs) = try compiled()
    let loaded = InventoryLoader.load(paths: ["\(path)/inventory"], schema: schema)
    let inventory = try #require(loaded.inventory, "\(loaded.diagnostics.all.map(\.message))")
    let outcome = Evaluator.evaluate(policy, over: inventory, catalogs: catalogs)
    let run = Run(policies: [], asOf: policy.asOf, zone: inventory.zone, inputs: inventory.sources)
    let evidence = EvidenceCollector.collect([outcome], run: run)
    var bytes: [UInt8] = []
    evidence.writeFindings(.all) { bytes += $0 }
    return StreamedComparison(
      counts: String(decoding: CountsReport.bytes(evidence.summary), as: UTF8.self), findings: Self.cells(bytes))
  }

  func streamed(chunk: Int, threads: Int) throws -> StreamedComparison {
    let run = try run(chunk: chunk, threads: threads)
    return StreamedComparison(counts: run.counts, findings: Self.cells(run.findings))
  }

  /// How many chunks of the list of software were read again.
  func chunksAgain(chunk: Int) throws -> Int {
    try run(chunk: chunk, threads: 2, isProfiled: true).profile.scans.last?.chunksAgain ?? 0
  }

  func streamedText(chunk: Int, threads: Int) throws -> String {
    String(decoding: try run(chunk: chunk, threads: threads).findings, as: UTF8.self)
  }

  private func run(
    chunk: Int, threads: Int, isProfiled: Bool = false
  ) throws -> (counts: String, findings: [UInt8], profile: StreamProfile) {
    let (policy, schema, catalogs) = try compiled()
    var recognizer = StreamRecognizer(schema: schema)
    let inventory = try recognizer.recognise(["\(path)/inventory"])
    let plan = try StreamPlan(policy, over: inventory)
    let table = "\(path)/out-\(chunk)-\(threads).csv"
    let output = try StreamedOutput(path: table, overwrites: true)
    output.begin(FindingTable.header(width: plan.width))
    var run = try StreamRun(
      plan, catalogs: catalogs, threads: threads, sinks: [output.sink(.all, offset: 0)], width: plan.width,
      chunkBytes: chunk)
    run.isProfiled = isProfiled
    let outcome: PolicyOutcome
    do {
      outcome = try run.run()
    } catch {
      output.abandon()
      throw error
    }
    try output.finish(Captured().console)
    let source = try FileReader.read(path: table)
    let counts = String(decoding: CountsReport.bytes(RunSummary(tallied: [outcome])), as: UTF8.self)
    return (counts, source.bytes, run.profile)
  }

  /// The lines of a table, sorted, empty cells at the end left out.
  private static func cells(_ bytes: [UInt8]) -> [[String]] {
    let file = CSVReader.read(Source(path: "findings.csv", bytes: bytes))
    return file.records.map { record in
      var cells = record.fields.map { field in if case .string(let text) = field.value { text } else { "?" } }
      while cells.last == "" { cells.removeLast() }
      return cells
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

/// A folder that is gone with the value.
final class TestFolder: Sendable {
  let path: String

  init() {
    var name = Array("/tmp/kiem-world-XXXXXX".utf8CString)
    _ = name.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for folder in ["policy", "inventory"] { mkdir("\(path)/\(folder)", 0o755) }
  }

  func write(_ name: String, _ text: String) throws {
    let file = try #require(fopen("\(path)/\(name)", "w"))
    let bytes = Array(text.utf8)
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
  }

  deinit {
    for folder in ["policy", "inventory", ""] {
      guard let stream = opendir("\(path)/\(folder)") else { continue }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
          tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { unlink("\(path)/\(folder)/\(name)") }
      }
      closedir(stream)
      rmdir("\(path)/\(folder)")
    }
  }
}
