import Diagnostics
import Evidence
import Schema

/// Workflow commands, by which GitHub Actions annotates lines of a pull request.
///
/// A step may have ten annotations of each level; GitHub drops the others without a word. So the ninth is the last for a
/// finding where there are more than ten, and the tenth says how many are left. What was not decided is a warning: it is
/// neither an error of the site nor a notice to be passed over.
public struct GitHubReport: ReportFormat {
  public init() {}

  public var name: String { "github" }
  public var summary: String { "annotations for GitHub Actions" }
  public var fileExtension: String { "txt" }

  /// Annotations of one level in a step.
  private static let limit = 10

  private struct Annotation {
    var rank: Int
    var line: String
  }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    var kept: [String: [Annotation]] = [:]
    var counts: [String: Int] = [:]
    context.evidence.forEachRecord { record in
      let level = GitHubReport.level(record)
      counts[level, default: 0] += 1
      let rank = Severity.allCases.firstIndex(of: record.rule.severity) ?? 0
      var list = kept[level] ?? []
      // Among equals the first stays.
      guard list.count < GitHubReport.limit || list.contains(where: { $0.rank < rank }) else { return }
      let place = list.firstIndex { $0.rank < rank } ?? list.count
      list.insert(Annotation(rank: rank, line: command(level, record, context)), at: place)
      kept[level] = Array(list.prefix(GitHubReport.limit))
    }
    var text = ""
    for level in ["error", "warning", "notice"] {
      let list = kept[level] ?? []
      let count = counts[level] ?? 0
      let isCut = count > GitHubReport.limit
      let shown = list.prefix(isCut ? GitHubReport.limit - 1 : GitHubReport.limit)
      text += shown.map { $0.line + "\n" }.joined()
      if isCut { text += "::\(level) title=kiem::\(GitHubReport.data(context.words.more(count - shown.count)))\n" }
    }
    let conclusion = context.words.conclusion(
      context.conclusion, failOn: context.failOn, allowsUnknown: context.allowsUnknown)
    // A line that begins with two colons would be a command; this one never does.
    text += "kiem: \(GitHubReport.data(conclusion))\n"
    try sink(Array(text.utf8))
  }

  private static func level(_ record: EvidenceRecord) -> String {
    switch record.verdict {
    case .error: "error"
    case .fail where record.isWaived: "notice"
    case .fail:
      switch record.rule.severity {
      case .critical, .high: "error"
      case .medium: "warning"
      case .low, .info: "notice"
      }
    default: "warning"
    }
  }

  private func command(_ level: String, _ record: EvidenceRecord, _ context: ReportContext) -> String {
    let words = context.words
    let (path, line, column) = record.target(context)
    let title =
      "\(words.verdict(record.verdict)) \(record.policy.id)/\(record.rule.id) (\(words.severity(record.rule.severity)))"
    var properties = [("file", path), ("line", String(line))]
    if let column { properties.append(("col", String(column))) }
    properties.append(("title", title))
    var message = [record.headline(context)]
    if let waiver = record.waiverText(words) { message.append(waiver) }
    let remedy = record.remediation.text(context.language)
    if record.verdict == .fail, !remedy.isEmpty { message.append("\(words.remedy): \(remedy)") }
    message.append("\(record.id) \(record.digest)")
    // The log is read in terminals, too.
    let list = properties.map { "\($0.0)=\(GitHubReport.property(TerminalText.visible($0.1)))" }.joined(separator: ",")
    let text = TerminalText.visible(message.joined(separator: "\n"), keepingLines: true)
    return "::\(level) \(list)::\(GitHubReport.data(text))"
  }

  // MARK: Escapes

  /// A message: what would end the line.
  static func data(_ text: String) -> String { escaped(text, "%\r\n") }

  /// A property: what would end it, too.
  static func property(_ text: String) -> String { escaped(text, "%\r\n:,") }

  private static func escaped(_ text: String, _ special: StaticString) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      // Bytes, not characters: a combining mark must not hide the colon before it.
      if special.withUTF8Buffer({ $0.contains(byte) }) {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
