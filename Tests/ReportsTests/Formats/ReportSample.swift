import Diagnostics
import Evidence
import Formats
import Schema
import TestWorlds
import Testing

@testable import Reports

/// Reports on worlds, read back as trees.
struct ReportSample: Sendable {
  let context: ReportContext
  let results: [RuleResult]

  init(_ world: World, language: Language = .en) {
    context = ReportContext(evidence: world.evidence(), language: language, toolVersion: "1.2.3")
    var results: [RuleResult] = []
    context.evidence.forEachResult { results.append($0) }
    self.results = results
  }

  static let standard = Result { ReportSample(try World()) }

  /// Names and values that would be markup, formulas or commands, were they not text.
  static let hostile = Result {
    let nasty = "PC-<&>\"'`|]]>\u{1B}[2J::error::%0A"
    let devices = WorldText.devices.replacing(
      "PC-2,", with: "\"=cmd|' /C calc'!A0 \(nasty.replacing("\"", with: "\"\""))\",")
    return ReportSample(try World(files: ["devices.csv": devices]), language: .vi)
  }

  static func all() throws -> [ReportSample] { [try standard.get(), try hostile.get()] }

  func text(_ format: any ReportFormat) -> String { String(decoding: format.write(context), as: UTF8.self) }

  func json(_ format: any ReportFormat) throws -> JSONNode {
    let (root, diagnostics) = JSONReader.read(Source(path: "\(format.name).json", bytes: format.write(context)))
    #expect(diagnostics.isEmpty, "\(format.name)")
    return try #require(root)
  }

  func xml(_ format: any ReportFormat) throws -> XMLNode {
    let document = XMLReader.read(Source(path: "\(format.name).xml", bytes: format.write(context)))
    #expect(document.diagnostics.isEmpty, "\(format.name)")
    #expect(document.isWhole)
    return try #require(document.root)
  }

  /// How often each verdict was given.
  func expectCounts(_ verdicts: [String], leavingOut left: Set<Verdict> = [], _ name: String) {
    for verdict in Verdict.allCases {
      let expected = left.contains(verdict) ? 0 : context.evidence.summary.counts[verdict]
      #expect(verdicts.count { $0 == verdict.rawValue } == expected, "\(name): \(verdict)")
    }
  }
}

extension JSONNode {
  var items: [JSONNode] { if case .array(let items) = kind { items } else { [] } }
  var members: [Member] { if case .object(let members) = kind { members } else { [] } }
  var string: String? { if case .string(let text) = kind { text } else { nil } }
  var int: Int? { if case .number(let text) = kind { Int(text) } else { nil } }

  /// Every object below, this one included, in the file's order.
  var objects: [JSONNode] {
    switch kind {
    case .object(let members): [self] + members.flatMap { $0.value.objects }
    case .array(let items): items.flatMap(\.objects)
    default: []
    }
  }

  /// The values of all members of a name, however deep.
  func all(_ name: String) -> [JSONNode] { objects.compactMap { $0[name] } }
}

extension XMLNode {
  subscript(name: String) -> String? { attribute(named: name)?.value.text }

  /// Every element of a local name below.
  func every(_ name: String) -> [XMLNode] {
    children.flatMap { ($0.name.local == name ? [$0] : []) + $0.every(name) }
  }
}
