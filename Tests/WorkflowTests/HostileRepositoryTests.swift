import Diagnostics
import Formats
import Testing

@testable import Workflow

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A repository full of what no program should choke on: each file is left alone, or a finding of its own with its place.
struct HostileRepositoryTests {
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
        check: "!has(document.data.a) || document.data.a == 1"
        title: {vi: x, en: x}
        remediation: {vi: x, en: x}

    """

  private static func repeated(_ text: String, _ count: Int) -> [UInt8] {
    Array(String(repeating: text, count: count).utf8)
  }

  /// Nine aliases of nine aliases of nine…
  private static var bomb: [UInt8] {
    var text = "b0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    for level in 1..<30 {
      let aliases = (0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ",")
      text += "b\(level): &a\(level) [\(aliases)]\n"
    }
    return Array(text.utf8)
  }

  /// A file, its verdict (nil: it is no subject) and a part of what is told of it, with the line.
  private static let files: [(path: String, bytes: [UInt8], verdict: String?, told: String)] = [
    ("binary.yaml", (0...255).map { UInt8($0) } + (0...255).map { UInt8($0) }, nil, "its bytes are no text"),
    (
      "one-line.json",
      Array("{\"b\":[".utf8) + repeated("{\"k\":\"0123456789012345678901\"},", 60_000) + Array("1]}".utf8),
      "pass", ""
    ),
    ("bomb.yaml", bomb, "unknown", "more than 500000 nodes"),
    ("deep.json", repeated("[", 100_000) + repeated("]", 100_000), "error", "deep.json:1:101"),
    ("deep.yaml", repeated("[", 100_000) + repeated("]", 100_000), "unknown", "deep.yaml:1:101"),
    ("deep.toml", Array("b=".utf8) + repeated("[", 100_000), "unknown", "nest deeper than the limit of 100 levels"),
    ("deep-key.toml", repeated("a.", 50_000) + Array("b=1\n".utf8), "unknown", "deep-key.toml:1:"),
    ("deep.xml", repeated("<b>", 100_000) + repeated("</b>", 100_000), "unknown", "elements nest deeper"),
    ("bytes.yaml", Array("b: \"".utf8) + [0xFF, 0xFE] + Array("\"\n".utf8), "unknown", "bytes.yaml:1:5"),
    ("bytes.json", Array("{\"b\": \"".utf8) + [0xFF] + Array("\", \"a\": 1}".utf8), "pass", "bytes.json:1:7"),
    ("bytes.ini", Array("a=1\n[s]\nb=".utf8) + [0xFF, 0x0A], "fail", "bytes.ini:3:3"),
    ("crlf.yaml", Array("b: 1\r\na: 1\r\n".utf8), "pass", ""),
    ("crlf.env", Array("a=2\r\n".utf8), "fail", ""),
    ("mark.yaml", [0xEF, 0xBB, 0xBF] + Array("a: 1\n".utf8), "pass", ""),
    ("mark.ini", [0xEF, 0xBB, 0xBF] + Array("a=1\n".utf8), "fail", ""),
    ("empty.yaml", [], "pass", ""), ("empty.toml", [], "pass", ""), ("empty.ini", [], "pass", ""),
    ("empty.env", [], "pass", ""), ("empty.properties", [], "pass", ""),
    ("empty.json", [], "unknown", "empty.json:1:1"), ("empty.xml", [], "unknown", "empty.xml:1:1"),
    ("twice.yaml", Array("a: 1\na: 1\n".utf8), "unknown", "twice.yaml:2:1"),
    ("twice.json", Array("{\"a\":1,\"a\":1}".utf8), "unknown", "twice.json:1:8"),
    ("twice.toml", Array("a=1\na=1\n".utf8), "unknown", "twice.toml:2:1"),
    ("twice.env", Array("a=1\na=1\n".utf8), "unknown", "twice.env:2:1"),
  ]

  @Test func `nothing chokes, and nothing is passed over in silence`() throws {
    try Project.withFolder { folder in
      try folder.write("p/policy.yaml", Self.policy)
      try folder.write("repo/x", "")
      for file in Self.files { try folder.write("repo/\(file.path)", bytes: file.bytes) }
      let root = "\(folder.path)/repo"
      mkfifo("\(root)/pipe.yaml", 0o644)
      symlink("/dev/zero", "\(root)/device.yaml")
      symlink("loop-2.yaml", "\(root)/loop-1.yaml")
      symlink("loop-1.yaml", "\(root)/loop-2.yaml")
      symlink("..", "\(root)/up")
      symlink("/etc/passwd", "\(root)/out.yaml")
      let recorder = Recorder()
      let request = try CheckRequest(
        inventory: [root], policies: ["\(folder.path)/p"], profile: nil, asOf: "2026-01-15", formats: ["junit"],
        failOn: nil, allowsUnknown: false, language: "en", threads: 2, showsAll: true, overwrites: false)
      #expect(Command.check(request, console: recorder.console) == .failed, "\(recorder.told)")
      let root2 = try #require(XMLReader.read(Source(path: "<junit>", text: recorder.text)).root)
      var verdicts: [String: String] = [:]
      for test in root2.children.flatMap({ $0.children(named: "testcase") }) {
        let subject = test.attribute(named: "classname")?.value.text.dropFirst("document/".count) ?? ""
        let outcome = test.children.first { ["failure", "error", "skipped"].contains($0.name.local) }
        let type = outcome?.attribute(named: "type")?.value.text
        verdicts[String(subject)] = outcome == nil ? "pass" : type ?? outcome?.name.local
      }
      let told = recorder.told
      for file in Self.files {
        #expect(verdicts[file.path] == file.verdict, "\(file.path)")
        #expect(file.told.isEmpty || told.contains(file.told), "\(file.path): \(told)")
      }
      for path in ["pipe.yaml", "device.yaml", "loop-1.yaml", "loop-2.yaml", "up", "out.yaml"] {
        #expect(verdicts[path] == nil && told.contains("/\(path)` was not read"), "\(path)")
      }
      #expect(verdicts.count == Self.files.count { $0.verdict != nil })
    }
  }
}
