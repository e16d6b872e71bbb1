import Evidence
import Formats
import Schema

/// Differences for machines, an entry a line.
public struct JSONDiff: DiffFormat {
  public init() {}

  public var name: String { "json" }

  public func write(_ diff: EvidenceDiff, language: Language, to sink: ([UInt8]) throws -> Void) rethrows {
    func canonical(_ value: JSONValue) -> [UInt8] { JSONWriter.canonical(value) }
    func run(_ run: Run) -> JSONValue { ["digest": .string(run.digest), "as_of": .string(run.asOf.description)] }
    let counts = EvidenceDiff.Kind.allCases.map { ($0.rawValue, JSONValue.int(Int64(diff.count($0)))) }
    try sink(Array("{\n  \"format\": \"kiem-diff\",\n  \"format_version\": 1,\n  \"old\": ".utf8))
    try sink(canonical(run(diff.oldRun)) + Array(",\n  \"new\": ".utf8) + canonical(run(diff.newRun)))
    try sink(Array(",\n  \"counts\": ".utf8) + canonical(.object(counts)) + Array(",\n  \"entries\": [".utf8))
    for (index, entry) in diff.entries.enumerated() {
      try sink(Array((index == 0 ? "\n    " : ",\n    ").utf8) + canonical(json(entry)))
    }
    try sink(Array((diff.entries.isEmpty ? "]\n}\n" : "\n  ]\n}\n").utf8))
  }

  private func json(_ entry: EvidenceDiff.Entry) -> JSONValue {
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    func side(_ side: EvidenceDiff.Side?) -> JSONValue {
      guard let side else { return .null }
      return [
        "verdict": .string(side.verdict.rawValue), "waived": .bool(side.isWaived),
        "digest": text(side.record?.digest),
      ]
    }
    let causes = entry.causes.map { cause -> JSONValue in
      [
        "kind": .string(cause.kind.rawValue), "what": .string(cause.subject), "old": text(cause.old),
        "new": text(cause.new),
      ]
    }
    return [
      "kind": .string(entry.kind.rawValue), "id": .string(entry.id), "policy": .string(entry.policy),
      "rule": .string(entry.rule), "severity": .string(entry.severity.rawValue),
      "subject": [
        "type": .string(entry.subject.type), "id": .string(entry.subject.id), "name": .string(entry.subject.name),
        "unit": .array(entry.subject.units.map(JSONValue.string)),
      ],
      "old": side(entry.old), "new": side(entry.new), "causes": .array(causes),
    ]
  }
}
