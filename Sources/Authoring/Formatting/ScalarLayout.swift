import CEL
import Formats

/// The text of one scalar in the canonical layout.
struct ScalarLayout {
  /// The lines of a scalar, the first of which stands behind its key.
  struct Text {
    var lines: [String]
    /// Of the lines behind the first.
    var indent: Int
  }

  let node: LayoutNode
  let scalar: YAMLScalar
  /// Of lines below the key.
  let indent: Int

  private var isExpression: Bool { node.part.isExpression }
  private var isBlock: Bool { scalar.style == .literal || scalar.style == .folded }

  /// As it stands in a block: behind a key, with lines below it where it needs them.
  var text: Text {
    if isExpression, let text = expression { return text }
    if isBlock { return block }
    if let joined, indent + joined.unicodeScalars.count <= LayoutWriter.width || !isWritten { return single(joined) }
    guard isWritten else { return single(joined ?? node.span.text) }
    let lines = written
    return Text(lines: [lines[0]] + lines.dropFirst().map { $0.trimmed }, indent: indent)
  }

  /// As it stands between brackets; nil where it needs lines of its own.
  var inline: String? {
    guard !isBlock else { return nil }
    guard isExpression, let formatted = ExpressionLayout.text(of: scalar.text, mayBreak: false) else { return joined }
    return styled(formatted, isFlow: true)
  }

  private func single(_ text: String) -> Text { Text(lines: [text], indent: indent) }

  // MARK: Plain and quoted

  private var written: [String] {
    node.span.text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
  }

  /// Whether the author wrote it over several lines.
  private var isWritten: Bool { written.count > 1 }

  /// On one line; nil where that would not mean the same.
  private var joined: String? {
    let lines = written
    guard lines.count > 1 else { return node.span.text }
    let parts = lines.map(\.trimmed)
    guard parts.allSatisfy({ !$0.isEmpty && !$0.hasSuffix("\\") }) else { return nil }
    return parts.joined(separator: " ")
  }

  // MARK: Blocks

  private var block: Text {
    if scalar.style == .folded { return folded }
    let (lines, needsIndicator) = Self.blockLines(scalar.text)
    return Text(lines: ["|" + (needsIndicator ? "2" : "") + chomping] + lines, indent: indent)
  }

  /// A folded scalar keeps its lines, since those of its value are others.
  private var folded: Text {
    let lines = written
    let header = lines[0].prefix { $0 != " " && $0 != "#" }
    let body = lines.dropFirst()
    let first = body.first { !$0.allSatisfy { $0 == " " } } ?? ""
    let own = first.prefix { $0 == " " }.count
    guard !header.contains(where: \.isNumber), !body.contains(where: { $0.hasPrefix("\t") }) else {
      let (lines, needsIndicator) = Self.blockLines(scalar.text)
      return Text(lines: ["|" + (needsIndicator ? "2" : "") + chomping] + lines, indent: indent)
    }
    let inner = body.map { $0.allSatisfy { $0 == " " } ? "" : String($0.dropFirst(own)) }
    return Text(lines: [">" + chomping] + Self.padded(inner, chomping, scalar.text), indent: indent)
  }

  /// What the value's end asks for: nothing of a single line break.
  private var chomping: String {
    // The end of an expression means nothing.
    if isExpression { return "" }
    if scalar.text.isEmpty { return node.span.text.prefix { $0 != "\n" }.contains("+") ? "+" : "-" }
    if !scalar.text.hasSuffix("\n") { return "-" }
    return scalar.text.hasSuffix("\n\n") || scalar.text == "\n" ? "+" : ""
  }

  /// The lines of a literal scalar, and whether their indentation has to be said.
  private static func blockLines(_ text: String) -> ([String], needsIndicator: Bool) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if text.hasSuffix("\n") { lines.removeLast() }
    if text.isEmpty { lines = [] }
    let first = lines.first { !$0.isEmpty } ?? ""
    return (lines, first.hasPrefix(" ") || first.hasPrefix("\t"))
  }

  /// With as many empty lines at the end as a kept value has.
  private static func padded(_ lines: [String], _ chomping: String, _ text: String) -> [String] {
    var lines = lines
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    guard chomping == "+" else { return lines }
    let breaks = text.reversed().prefix { $0 == "\n" }.count
    return lines + Array(repeating: "", count: max(0, breaks - 1))
  }

  // MARK: Expressions

  private var expression: Text? {
    guard let laidOut = ExpressionLayout.text(of: scalar.text) else { return nil }
    let lines = laidOut.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // A table within an expression: its author knows best where its lines end.
    let isTooLong = lines.contains { indent + $0.unicodeScalars.count > LayoutWriter.width }
    if isBlock, isTooLong, scalar.text.trimmed.split(separator: "\n").count > lines.count { return nil }
    if !isBlock, lines.count == 1, let text = styled(lines[0], isFlow: false) { return single(text) }
    return Text(lines: ["|"] + lines, indent: indent)
  }

  /// An expression on one line, quoted as its author has quoted it, or where it has to be; nil where it cannot be.
  private func styled(_ text: String, isFlow: Bool) -> String? {
    switch scalar.style {
    case .plain where Self.isPlain(text, isFlow: isFlow): return text
    case .singleQuoted: return "'" + text.replacing("'", with: "''") + "'"
    default:
      let isSimple = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      return isSimple ? "\"\(text)\"" : "'" + text.replacing("'", with: "''") + "'"
    }
  }

  /// Whether a text means itself without quotes.
  private static func isPlain(_ text: String, isFlow: Bool) -> Bool {
    guard let first = text.first, let last = text.last, last != ":", last != " " else { return false }
    if ",[]{}#&*!|>'\"%@`?: ".contains(first) { return false }
    if first == "-", text.dropFirst().first.map({ $0 == " " }) ?? true { return false }
    if text.contains(": ") || text.contains(" #") { return false }
    return !isFlow || !text.contains { ",[]{}".contains($0) }
  }
}
