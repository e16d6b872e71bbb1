import Evidence
import Formats

/// One JSON document with everything: run, summary, verdict matrix, diagnostics and the record of every finding.
///
/// Records stand one to a line in their canonical form, so that their digests can be taken again from the text.
public struct JSONReport: ReportFormat {
  public init() {}

  public var name: String { "json" }
  public var summary: String { "one JSON document: run, summary, verdict matrix and findings" }
  public var fileExtension: String { "json" }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let evidence = context.evidence
    let conclusion = context.conclusion
    let head: [(String, JSONValue)] = [
      ("format", "kiem-report"),
      ("format_version", 1),
      ("run", .object([("digest", .string(evidence.run.digest))] + members(of: evidence.run.json))),
      (
        "conclusion",
        [
          "status": .int(Int64(conclusion.status.rawValue)), "fail_on": .string(context.failOn.rawValue),
          "allow_unknown": .bool(context.allowsUnknown), "fails": .int(Int64(conclusion.fails)),
          "fails_below": .int(Int64(conclusion.minorFails)), "waived": .int(Int64(conclusion.waived)),
          "errors": .int(Int64(conclusion.errors)), "undecided": .int(Int64(conclusion.undecided)),
          "known": .int(Int64(conclusion.known)),
        ]
      ),
      ("summary", evidence.summary.json),
      ("diagnostics", .array(context.diagnostics.map(\.json))),
    ]
    try sink(Array("{\n".utf8))
    for (name, value) in head { try sink(Array("  \"\(name)\": ".utf8) + indented(value) + Array(",\n".utf8)) }
    // On one line: it has a number or a letter for every subject and rule.
    try sink(Array("  \"matrix\": ".utf8) + JSONWriter.canonical(evidence.matrix.json) + Array(",\n".utf8))
    try sink(Array("  \"findings\": [".utf8))
    var isFirst = true
    try evidence.forEachRecord { record in
      var line = Array((isFirst ? "\n    " : ",\n    ").utf8)
      JSONWriter.append(record.json, to: &line)
      try sink(line)
      isFirst = false
    }
    try sink(Array((isFirst ? "]\n}\n" : "\n  ]\n}\n").utf8))
  }

  private func members(of value: JSONValue) -> [(String, JSONValue)] {
    if case .object(let members) = value { members } else { [] }
  }

  /// A value laid out for people, two spaces further in. No line feed stands within a JSON string, so that every one
  /// found is layout.
  private func indented(_ value: JSONValue) -> [UInt8] {
    var result: [UInt8] = []
    for byte in JSONWriter.pretty(value).dropLast() {
      result.append(byte)
      if byte == UInt8(ascii: "\n") { result += [0x20, 0x20] }
    }
    return result
  }
}
