import FoundationEssentials
import Testing

/// However a repository is named from wherever one stands, the same files are read and the same are left out.
@Suite struct RelativeRootTests {
  private static let policy = """
    policy: p
    version: 1.0.0
    title: {vi: x, en: x}
    advisory:
      issuer: x
      clauses:
        - {id: A, force: mandatory, quote: x, en: x}
    uses: [inventory]
    rules:
      - id: r
        clause: A
        subject: document
        severity: high
        check: document.data.a == 2
        title: {vi: x, en: x}
        remediation: {vi: x, en: x}

    """

  /// A file for each form of pattern that is left out, and one that is not.
  private static let files: [(path: String, text: String)] = [
    (
      ".gitignore",
      "# all\n/top.yaml\nbuilt/\n*.local.yaml\n!keep.local.yaml\n**/deep/x.yaml\na/**/z.yaml\ntail.yaml \n"
    ),
    ("sub/.gitignore", "/only.yaml\n!again.local.yaml\n*.toml\n"), ("sub/in/.gitignore", "!back.toml\r\n"),
    ("top.yaml", ""), ("sub/top.yaml", "+"), ("built/x.yaml", ""), ("sub/built/x.yaml", ""),
    ("m.local.yaml", ""), ("keep.local.yaml", "+"), ("sub/again.local.yaml", "+"), ("sub/m.local.yaml", ""),
    ("deep/x.yaml", ""), ("b/deep/x.yaml", ""), ("deep/y.yaml", "+"), ("a/z.yaml", ""), ("a/b/c/z.yaml", ""),
    ("z.yaml", "+"), ("sub/only.yaml", ""), ("sub/in/only.yaml", "+"), ("sub/x.toml", ""), ("sub/in/x.toml", ""),
    ("sub/in/back.toml", "+"), ("x.toml", "+"), ("tail.yaml", ""), (".env.yaml", "+"),
  ]

  private func withRepository(_ body: (String) throws -> Void) throws {
    let base = FileManager.default.temporaryDirectory.path + "/kiem-\(UInt64.random(in: 0...UInt64.max))"
    defer { try? FileManager.default.removeItem(atPath: base) }
    for folder in ["p", "beside"] {
      try FileManager.default.createDirectory(atPath: base + "/" + folder, withIntermediateDirectories: true)
    }
    try Data(Self.policy.utf8).write(to: URL(filePath: base + "/p/policy.yaml"))
    for (path, text) in Self.files {
      let file = URL(filePath: base + "/repo/" + path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      let isRules = path.hasSuffix(".gitignore")
      let content = isRules ? text : path.hasSuffix(".toml") ? "a = 1\n" : "a: 1\n"
      try Data(content.utf8).write(to: file)
    }
    try body(base)
  }

  static let roots: [(folder: String, root: String)] = [
    ("repo", "."), ("repo", "./"), ("", "repo"), ("", "./repo"), ("", "repo/"), ("beside", "../repo"),
    ("repo/sub", ".."), ("repo", "../repo"), ("beside", "BASE/repo"), ("repo/sub/in", "../../"),
  ]

  @Test(arguments: roots)
  func `a root is read the same from everywhere`(folder: String, root: String) throws {
    try withRepository { base in
      let program = try Spawned.run(
        ["check", root.replacing("BASE", with: base), "-p", base + "/p", "--as-of", "2026-01-15", "-f", "findings"],
        in: folder.isEmpty ? base : base + "/" + folder)
      let found = program.text.split(separator: "\n").dropFirst().map { String($0.split(separator: ",")[3]) }
      #expect(found.sorted() == Self.files.filter { $0.text == "+" }.map(\.path).sorted())
      #expect(program.status == 1)
    }
  }
}
