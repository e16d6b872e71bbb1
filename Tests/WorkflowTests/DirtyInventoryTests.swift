import Diagnostics
import Formats
import Testing

@testable import Workflow

/// A dirty inventory gets the verdicts that a person read from it, and shows nothing that is secret.
@Suite struct DirtyInventoryTests {
  private func checked() throws -> Checked {
    try Project.withFolder { folder in
      for file in DirtyWorld.files { try folder.write(file.path, file.text) }
      return try Checked(folder.path)
    }
  }

  @Test func `every verdict is the one decided by hand`() throws {
    let checked = try checked()
    let report = try #require(JSONReader.read(Source(path: "<report>", text: checked.text)).root, "\(checked.told)")
    let words = ["p": "pass", "F": "fail", "U": "unknown", "n": "notapplicable", "E": "error", "C": "notchecked"]
    var found: [String: [String: String]] = [:]
    for rule in report["matrix"]?["rules"]?.items ?? [] {
      let subjects = report["matrix"]?["subjects"]?.items.first { $0["type"]?.text == rule["subject"]?.text }
      let ids = subjects?["ids"]?.items.compactMap(\.text) ?? []
      let verdicts = (rule["verdicts"]?.text ?? "").map { words["\($0)"] ?? "\($0)" }
      found[rule["rule"]?.text ?? ""] = Dictionary(zip(ids, verdicts), uniquingKeysWith: { first, _ in first })
    }
    for (rule, subjects) in DirtyWorld.verdicts {
      for pair in subjects.split(separator: ",") {
        let words = pair.split(separator: " ").map(String.init)
        #expect(found[rule]?[words[0]] == words[1], "\(rule) \(words[0])")
      }
    }
  }

  @Test func `a host that no register has is a camera of its own, and no rows are lost`() throws {
    let checked = try checked()
    #expect(checked.text.contains("3C:EF:8C:00:00:77"))
    #expect(!checked.told.contains("not recognised"))
    #expect(!checked.text.contains("admin/admin") && !checked.told.contains("admin/admin"))
  }
}
