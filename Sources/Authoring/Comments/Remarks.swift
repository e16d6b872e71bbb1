import Diagnostics
import Formats
import Policies

/// A comment that says something to a tool, and why.
///
///     # silence: most cameras are nobody's OEM
///     # lint: missing-remediation nobody can mend this one
///     # uncovered: the schema has no such value yet
struct Remark: Sendable {
  enum Purpose: Sendable, Equatable {
    /// A missing value is accepted as *no* here.
    case silence
    /// A lint is silenced here.
    case suppression(lint: String)
    /// No test can reach what stands here.
    case uncovered
  }

  var purpose: Purpose
  /// What stands behind the word, on its line.
  var reason: String
  var span: Span
  /// From 1.
  var line: Int
}

/// The remarks of one file. A remark is about the line on which it stands, or, where it has its line for itself, about
/// what stands below it and below the comments that follow it.
struct Remarks: Sendable {
  let all: [Remark]
  /// Lines with nothing but a comment.
  private let commentLines: Set<Int>
  private let byLine: [Int: [Int]]

  init(_ source: Source) {
    let documents = YAMLReader.read(source, limits: DocumentDecoder.limits).documents
    let comments = SourceComments(source, documents: documents)
    var all: [Remark] = []
    var lines = Set(comments.all.filter(\.isAlone).map(\.line))
    for comment in comments.all {
      if let (purpose, reason) = Self.read(comments.text(comment)) {
        let span = Span(source: source, range: comment.range)
        all.append(Remark(purpose: purpose, reason: reason, span: span, line: comment.line))
      }
    }
    for document in documents { Self.collect(document, source, &all, &lines) }
    self.all = all.sorted { $0.span.range.lowerBound < $1.span.range.lowerBound }
    commentLines = lines
    byLine = Dictionary(grouping: self.all.indices, by: { [all = self.all] in all[$0].line })
  }

  /// The indices of the remarks about a stretch of lines.
  func about(_ lines: ClosedRange<Int>) -> [Int] {
    var first = lines.lowerBound
    while commentLines.contains(first - 1) { first -= 1 }
    return (first...lines.upperBound).flatMap { byLine[$0] ?? [] }
  }

  /// Whether there is a reason to accept silence on these lines.
  func excuseSilence(_ lines: ClosedRange<Int>) -> Bool {
    about(lines).contains { all[$0].purpose == .silence && !all[$0].reason.isEmpty }
  }

  private static func read(_ text: String) -> (Remark.Purpose, String)? {
    func rest(_ word: String) -> String? { text.hasPrefix(word) ? text.dropFirst(word.count).trimmed : nil }
    if let reason = rest("silence:") { return (.silence, reason) }
    if let reason = rest("uncovered:") { return (.uncovered, reason) }
    guard let words = rest("lint:") else { return nil }
    let parts = words.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    let reason = parts.count > 1 ? parts[1].trimmed : ""
    return (.suppression(lint: parts.first.map(String.init) ?? ""), reason)
  }

  /// Remarks behind `//` in block scalars, where a `#` would be part of the text.
  private static func collect(_ node: YAMLNode, _ source: Source, _ all: inout [Remark], _ lines: inout Set<Int>) {
    guard !SourceComments.isAlias(node, source) else { return }
    switch node.kind {
    case .sequence(let items): for item in items { collect(item, source, &all, &lines) }
    case .mapping(let entries): for entry in entries { collect(entry.value, source, &all, &lines) }
    case .scalar(let scalar):
      guard scalar.style == .literal else { return }
      let first = source.line(at: node.span.range.lowerBound) + 1
      let last = source.line(at: max(node.span.range.lowerBound, node.span.range.upperBound - 1))
      guard first <= last else { return }
      for line in first...last {
        let bytes = Array(source.line(line).utf8)
        guard let sign = lastComment(bytes) else { continue }
        if bytes[..<sign].allSatisfy({ $0 == 0x20 }) { lines.insert(line) }
        let text = String(decoding: bytes[(sign + 2)...], as: UTF8.self)
        guard let (purpose, reason) = read(text.trimmed) else { continue }
        let start = source.lineStarts[line - 1] + sign
        let span = Span(source: source, range: start..<source.lineStarts[line - 1] + bytes.count)
        all.append(Remark(purpose: purpose, reason: reason, span: span, line: line))
      }
    }
  }

  /// Where the last `//` of a line begins.
  private static func lastComment(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 2 else { return nil }
    return (0...bytes.count - 2).last { bytes[$0] == UInt8(ascii: "/") && bytes[$0 + 1] == UInt8(ascii: "/") }
  }
}

extension Span {
  /// The lines that it touches, from 1. A line break at its end is not another line.
  var lines: ClosedRange<Int> {
    let first = source.line(at: range.lowerBound)
    return first...max(first, source.line(at: max(range.lowerBound, range.upperBound - 1)))
  }
}
