import FoundationEssentials
import Testing

/// The module graph, from the leaves up: a module may import what stands in its row and nothing else of ours.
/// SwiftPM accepts an import of a sibling that is not declared, so this holds the sources to it.
private let graph: [(module: String, imports: [String])] = [
  ("Diagnostics", []),
  ("Values", []),
  ("Formats", ["Diagnostics", "CYaml", "CSQLite", "CScan"]),
  ("CEL", ["Diagnostics", "Values"]),
  ("Schema", ["Diagnostics", "Values", "Formats"]),
  ("Tables", ["Diagnostics", "Values", "Formats", "Schema", "CScan"]),
  ("Policies", ["Diagnostics", "Values", "Formats", "Schema"]),
  ("Inventories", ["Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables", "Crypto"]),
  ("Planning", ["Diagnostics", "Values", "CEL", "Schema", "Tables", "Policies"]),
  ("Evaluation", ["Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables", "Planning", "Policies"]),
  (
    "Evidence",
    [
      "Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables", "Policies", "Planning", "Evaluation", "Crypto",
    ]
  ),
  ("Reports", ["Diagnostics", "Values", "Formats", "Schema", "Policies", "Evidence"]),
  (
    "Authoring",
    [
      "Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables", "Policies", "Inventories", "Planning",
      "Evaluation", "Evidence",
    ]
  ),
  (
    "Workflow",
    [
      "Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables", "Policies", "Inventories", "Planning",
      "Evaluation", "Evidence", "Reports", "Authoring",
    ]
  ),
  ("kiem", ["Workflow", "Diagnostics", "ArgumentParser"]),
]

/// What every module may import of the toolchain. Foundation is not among them: it links 40 MB of ICU.
private let toolchain: Set<String> = [
  "Dispatch", "FoundationEssentials", "Glibc", "Musl", "Darwin", "Swift", "Synchronization",
]

struct ModuleGraphTests {
  @Test(arguments: graph)
  func `a module imports nothing but what its row allows`(module: String, imports: [String]) throws {
    let allowed = toolchain.union(imports)
    let files = try Project.swiftFiles(under: "Sources/\(module)")
    #expect(!files.isEmpty, "Sources/\(module) has no Swift files")
    for file in files {
      for name in try Project.imports(of: file) where !allowed.contains(name) {
        Issue.record("\(file) imports \(name)")
      }
    }
  }

  @Test func `every module stands in the graph`() throws {
    let modules = try FileManager.default.contentsOfDirectory(atPath: Project.root + "/Sources").sorted()
    #expect(modules == (graph.map(\.module) + ["CSQLite", "CScan", "CYaml"]).sorted())
  }

  @Test func `no file grows past what a newcomer reads in one sitting`() throws {
    for file in try Project.swiftFiles(under: "Sources") where !file.contains("/Generated/") {
      let lines = try Project.text(of: file).utf8.count { $0 == UInt8(ascii: "\n") }
      #expect(lines <= 450, "\(file) has \(lines) lines: which aspect wants a file of its own?")
    }
  }
}

/// The project's own files.
enum Project {
  static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  static func swiftFiles(under folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)").filter { $0.hasSuffix(".swift") }
      .map { "\(folder)/\($0)" }.sorted()
  }

  static func text(of file: String) throws -> String {
    let data = try Data(contentsOf: URL(filePath: "\(root)/\(file)"))
    return String(decoding: data, as: UTF8.self)
  }

  /// The modules that a file imports, without attributes and kinds.
  static func imports(of file: String) throws -> [String] {
    try text(of: file).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").filter { !$0.hasPrefix("@") && !$0.hasPrefix("//") }
      guard let first = words.first else { return nil }
      let isImport =
        first == "import"
        || (["public", "package", "internal", "private"].contains(first) && words.count > 1 && words[1] == "import")
      guard isImport, let name = words.last else { return nil }
      return name.split(separator: ".").first.map(String.init)
    }
  }
}
