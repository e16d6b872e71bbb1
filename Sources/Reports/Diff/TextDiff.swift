import Diagnostics
import Evidence
import Schema

/// Differences for a terminal: by kind, the findings that stay open only counted.
public struct TextDiff: DiffFormat {
  public init() {}

  public var name: String { "text" }

  public func write(_ diff: EvidenceDiff, language: Language, to sink: ([UInt8]) throws -> Void) rethrows {
    let words = DiffWords(language: language)
    func line(_ text: String) throws { try sink(Array((TerminalText.visible(text) + "\n").utf8)) }
    try line("\(words.old): \(words.run(diff.oldRun))")
    try line("\(words.new): \(words.run(diff.newRun))")
    for kind in EvidenceDiff.Kind.allCases {
      try line("")
      try line("\(words.kind(kind)): \(diff.count(kind))")
      guard kind != .open else { continue }
      for entry in diff.entries where entry.kind == kind {
        let verdicts = "\(words.verdict(entry.old)) → \(words.verdict(entry.new))"
        try line("  \(entry.policy)/\(entry.rule) · \(entry.subject.type)/\(entry.subject.id): \(verdicts)")
        for cause in entry.causes { try line("    \(words.cause(cause))") }
      }
    }
  }
}
