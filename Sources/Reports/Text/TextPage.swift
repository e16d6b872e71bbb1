import Diagnostics
import Schema

/// Lines of a terminal report on their way out.
struct TextPage {
  /// What a stretch of text is.
  enum Style {
    case heading, strong, faint, good, bad, doubtful, broken, open
  }

  let width: Int
  let usesColour: Bool
  private(set) var text = ""

  init(width: Int, usesColour: Bool) {
    self.width = max(width, 40)
    self.usesColour = usesColour
  }

  /// Text in its colour, if colours are wanted. Pad before painting: the codes have no width.
  func paint(_ text: String, _ style: Style) -> String {
    guard usesColour else { return text }
    let code =
      switch style {
      case .heading: "1;4"
      case .strong: "1"
      case .faint: "2"
      case .good: "32"
      case .bad: "1;31"
      case .doubtful: "33"
      case .broken: "35"
      case .open: "36"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  /// A finished line, painted or not; white space at its end goes.
  mutating func line(_ line: String = "") {
    var line = Substring(line)
    while line.last == " " { line.removeLast() }
    text += line
    text += "\n"
  }

  /// A text wrapped within an indentation; `lead` stands before its first line, inside the indentation. A heading's text
  /// begins right after its lead.
  mutating func paragraph(_ text: String, indent: Int, lead: String = "", style: Style? = nil, isHeading: Bool = false)
  {
    for (index, part) in TextLayout.wrap(text, width: width - indent).enumerated() {
      let margin = index > 0 ? TextLayout.spaces(indent) : isHeading ? lead : TextLayout.left(lead, indent)
      line(margin + (style.map { paint(part, $0) } ?? part))
    }
  }

  /// Takes what was written so far.
  mutating func take() -> [UInt8] {
    defer { text = "" }
    return Array(text.utf8)
  }
}

extension Verdict {
  /// How it is painted.
  var style: TextPage.Style {
    switch self {
    case .pass: .good
    case .fail: .bad
    case .unknown: .doubtful
    case .error: .broken
    case .notChecked: .open
    case .notApplicable, .notSelected, .informational: .faint
    }
  }
}
