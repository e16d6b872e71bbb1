import ArgumentParser
import Diagnostics
import Formats
import Testing

@testable import kiem

/// The files that a project copies to run `kiem` in CI: they are well-formed, and the program understands each of their
/// commands. What the services make of the rest is theirs.
@Suite struct CIFilesTests {
  static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  /// A file and the commands in it, as its shell would hand them over, with paths for variables.
  static let files: [(path: String, commands: [String])] = [
    (
      "docs/ci/github-actions.yml",
      ["check . --files-from /tmp/x/changed", "check . -f github -f sarif=/tmp/x/kiem.sarif"]
    ),
    (
      "docs/ci/gitlab-ci.yml",
      [
        "check . --files-from /tmp/changed -f text -f gitlab=kiem-quality.json -f junit=kiem-junit.xml",
        "check . -f text -f gitlab=kiem-quality.json -f junit=kiem-junit.xml",
      ]
    ),
    (".pre-commit-hooks.yaml", ["check .", "check . --files-from -", "lint policies", "test policies"]),
  ]

  private func read(_ path: String) throws -> ConfigurationNode {
    let source = try FileReader.read(path: "\(Self.root)/\(path)")
    let file = try #require(ConfigurationReader.read(source))
    #expect(file.diagnostics.isEmpty, "\(file.diagnostics.all.map(\.message))")
    #expect(!file.isTemplate)
    return try #require(file.documents.first).root
  }

  /// All texts below a node, templates as they are written.
  private func texts(_ node: ConfigurationNode) -> [String] {
    switch node.kind {
    case .string(let text), .template(let text): [text]
    case .list(let items): items.flatMap(texts)
    case .map(let entries): entries.flatMap { texts($0.value) }
    default: []
    }
  }

  /// The texts that a shell runs.
  private func scripts(_ node: ConfigurationNode) -> [String] {
    switch node.kind {
    case .list(let items): items.flatMap(scripts)
    case .map(let entries):
      entries.flatMap { entry in
        ["run", "script", "entry"].contains(entry.key) ? texts(entry.value) : scripts(entry.value)
      }
    default: []
    }
  }

  /// The arguments of each command of ours in a shell's lines.
  private func commands(_ text: String) -> [String] {
    text.split(whereSeparator: { $0.isNewline || $0 == "|" || $0 == "'" }).compactMap { part in
      let line = part.split(separator: " ").joined(separator: " ")
      guard line.hasPrefix("kiem ") else { return nil }
      let plain = line.dropFirst(5).split(separator: "\"").joined()
      return plain.replacing("$RUNNER_TEMP", with: "/tmp/x")
    }
  }

  @Test(arguments: files)
  func `the program understands the commands of a CI file`(path: String, commands: [String]) throws {
    let found = try scripts(read(path)).flatMap { self.commands($0) }
    #expect(found == commands)
    for command in found {
      #expect(throws: Never.self, "\(command)") {
        _ = try Kiem.parseAsRoot(command.split(separator: " ").map(String.init))
      }
    }
  }

  @Test func `a workflow of GitHub's has what it must have`() throws {
    let root = try read("docs/ci/github-actions.yml")
    #expect(root[pointer: "/on/pull_request"] != nil)
    #expect(root[pointer: "/permissions/security-events"].map { texts($0) } == ["write"])
    guard case .list(let steps) = root[pointer: "/jobs/check/steps"]?.kind else { return #expect(root.isOpen, "steps") }
    for step in steps {
      // A step runs something or uses an action, never both.
      #expect((step["run"] == nil) != (step["uses"] == nil))
      // What others may write comes in through the environment, never into the text of a script.
      #expect(step["run"].map { texts($0).contains { $0.contains("${{") } } != true)
    }
  }

  @Test func `GitLab is given the reports that the command writes`() throws {
    let root = try read("docs/ci/gitlab-ci.yml")
    let script = root[pointer: "/kiem/script"].map { texts($0).joined() } ?? ""
    let reports = root[pointer: "/kiem/artifacts/reports"].map(texts) ?? []
    #expect(reports.count == 2)
    for report in reports { #expect(script.contains("=\(report)")) }
  }

  @Test func `each hook has what pre-commit asks for`() throws {
    guard case .list(let hooks) = try read(".pre-commit-hooks.yaml").kind else {
      return #expect(Self.files.isEmpty, "hooks")
    }
    for hook in hooks {
      for key in ["id", "name", "entry", "language"] { #expect(hook[key] != nil, "\(key)") }
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `there are completions for a shell`(shell: String) {
    let script = Kiem.completionScript(for: CompletionShell(rawValue: shell) ?? .bash)
    #expect(script.contains("files-from") && script.contains("check"))
  }
}
