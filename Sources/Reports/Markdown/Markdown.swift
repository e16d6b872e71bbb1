import Diagnostics

/// Spelling of GitHub's Markdown: text from an inventory stays text.
enum Markdown {
  /// Text that no markup, no HTML, no link and no mention comes out of, on one line.
  static func text(_ text: String) -> String {
    var result = ""
    let scalars = Array(TerminalText.visible(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "!", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      // An empty comment keeps forges from seeing a user or an address.
      case "@": result += "@<!-- -->"
      case ":" where index + 1 < scalars.count && scalars[index + 1] == "/": result += "&#58;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A sentence of ours with names between backticks: those become code, the rest text.
  static func sentence(_ sentence: String) -> String {
    let parts = sentence.unicodeScalars.split(separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      let text = String(part)
      if index % 2 == 0 { return Markdown.text(text) }
      return index == parts.count - 1 || text.isEmpty ? Markdown.text("`" + text) : code(text)
    }.joined()
  }

  /// Text as code, its fence longer than any run of backticks in it.
  ///
  /// - Parameter isInTable: whether a bar would end the cell, as it does even in code.
  static func code(_ text: String, isInTable: Bool = false) -> String {
    var text = TerminalText.visible(text)
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let pad = text.isEmpty || text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    if isInTable {
      text = text.unicodeScalars.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
        .joined(separator: "\\|")
    }
    return fence + pad + text + pad + fence
  }
}
