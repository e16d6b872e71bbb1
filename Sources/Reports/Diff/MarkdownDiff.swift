import Evidence
import Schema

/// Differences as a page for a merge request or a wiki.
public struct MarkdownDiff: DiffFormat {
  public init() {}

  public var name: String { "markdown" }

  public func write(_ diff: EvidenceDiff, language: Language, to sink: ([UInt8]) throws -> Void) rethrows {
    let words = DiffWords(language: language)
    func line(_ text: String) throws { try sink(Array((text + "\n").utf8)) }
    try line("# \(words.title)\n")
    try line("- \(words.old): \(words.run(diff.oldRun))")
    try line("- \(words.new): \(words.run(diff.newRun))\n")
    try line("| | |\n|---|---:|")
    for kind in EvidenceDiff.Kind.allCases { try line("| \(words.kind(kind)) | \(diff.count(kind)) |") }
    for kind in EvidenceDiff.Kind.allCases where diff.count(kind) > 0 {
      try line("\n## \(words.kind(kind))\n")
      try line("| \(words.rule) | \(words.subject) | \(words.verdict) | \(words.why) |\n|---|---|---|---|")
      for entry in diff.entries where entry.kind == kind {
        let rule = "\(entry.title.text(language)) (\(entry.policy)/\(entry.rule))"
        let name = entry.subject.name.isEmpty ? entry.subject.id : entry.subject.name
        let verdicts =
          kind == .open ? words.verdict(entry.new) : "\(words.verdict(entry.old)) → \(words.verdict(entry.new))"
        let cells =
          [rule, "\(entry.subject.type) \(name)", verdicts] + [
            entry.causes.map { cell(words.cause($0)) }.joined(separator: "<br>")
          ]
        try line("| " + (cells.prefix(3).map(cell) + cells.suffix(1)).joined(separator: " | ") + " |")
      }
    }
  }

  /// Text from an inventory as the content of a cell: no mark-up, no end of the row.
  private func cell(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": result += " "
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!": result += "\\" + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
