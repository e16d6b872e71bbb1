import Formats
import Diagnostics
import Testing

@testable import Workflow

/// One `kiem check`, and what came of it.
struct Checked {
  let status: Workflow.ExitStatus
  let text: String
  let told: String

  init(
    _ inventory: String..., policy: String? = nil, profile: String? = nil, asOf: String = "2026-01-15",
    format: String = "json", failOn: String? = nil, allowsUnknown: Bool = false, threads: Int = 1
  ) throws {
    let recorder = Recorder()
    let request = try CheckRequest(
      inventory: inventory, policies: policy.map { [$0] } ?? [], profile: profile, asOf: asOf, formats: [format],
      failOn: failOn, allowsUnknown: allowsUnknown, language: "en", threads: threads, showsAll: false,
      overwrites: false)
    status = Command.check(request, console: recorder.console)
    text = recorder.text
    told = recorder.told
  }

  /// A fixture with its own profile.
  static func fixture(_ folder: String, format: String = "json", threads: Int = 1) throws -> Checked {
    try Checked(folder, profile: "\(folder)/profile.yaml", format: format, threads: threads)
  }

  /// The records, if those were asked for.
  var records: [JSONNode] {
    text.split(separator: "\n").compactMap { JSONReader.read(Source(path: "<records>", text: String($0))).root }
  }

  /// The records of one rule.
  func records(of rule: String) -> [JSONNode] {
    records.filter { $0["rule"]?["id"]?.text == rule }
  }
}

extension JSONNode {
  var text: String? { if case .string(let text) = kind { text } else { nil } }
  var number: Int? { if case .number(let text) = kind { Int(text) } else { nil } }

  var items: [JSONNode] { if case .array(let items) = kind { items } else { [] } }
}
