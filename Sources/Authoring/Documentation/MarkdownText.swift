/// Text as Markdown shows it.
enum MarkdownText {
  /// A text that shows as it is, on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|": result += "\\\(character)"
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result.trimmed
  }

  /// A text as code on one line; in a table a bar must be hidden all the same.
  static func code(_ text: String) -> String {
    let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let line = text.replacing("\n", with: " ").replacing("|", with: "\\|")
    return longest == 0 ? fence + line + fence : "\(fence) \(line) \(fence)"
  }

  /// An expression as a block of code.
  static func block(_ text: String) -> [String] {
    let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    return [fence + "cel"] + lines + [fence]
  }

  static func table(_ header: [String], _ rows: [[String]]) -> [String] {
    let bar = "|" + header.map { _ in " --- |" }.joined()
    return [line(header), bar] + rows.map(line)
  }

  private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
