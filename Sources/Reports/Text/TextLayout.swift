import Diagnostics

/// Text in columns, measured as a terminal shows it: by scalars, not by bytes or by what Swift calls characters.
enum TextLayout {
  /// The lines of a text that is no wider than some columns, broken at spaces, and within a word where it alone is wider.
  /// - Complexity: O(length)
  static func wrap(_ text: String, width: Int) -> [String] {
    let width = max(width, 8)
    let text = TerminalText.visible(text)
    if let lines = cut(text, width: width) { return lines }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.utf8.split(separator: UInt8(ascii: " ")) {
      for piece in pieces(String(Substring(word)), width: width) {
        let size = TerminalText.width(piece)
        if used > 0, used + 1 + size > width {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line += used == 0 ? piece : " " + piece
        used += used == 0 ? size : size + 1
      }
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// The lines of a text with single spaces between its words, each as it stands there; nil where spaces stand at an end
  /// or beside each other, and where a word alone is wider.
  private static func cut(_ text: String, width: Int) -> [String]? {
    var text = text
    let cuts: [Range<Int>]? = text.withUTF8 { bytes in
      var cuts: [Range<Int>] = []
      var (begin, word, used) = (0, 0, 0)
      while word <= bytes.count {
        let next = bytes[word...].firstIndex(of: UInt8(ascii: " ")) ?? bytes.count
        let size = TerminalText.width(bytes, word..<next)
        guard size <= width, word < next || bytes.isEmpty else { return nil }
        if used > 0, used + 1 + size > width {
          cuts.append(begin..<word - 1)
          (begin, used) = (word, 0)
        }
        used += used == 0 ? size : size + 1
        word = next + 1
      }
      cuts.append(begin..<bytes.count)
      return cuts
    }
    guard let cuts, cuts.count > 1 else { return cuts.map { _ in [text] } }
    return text.withUTF8 { bytes in cuts.map { String(decoding: bytes[$0], as: UTF8.self) } }
  }

  /// A word cut into pieces that fit.
  private static func pieces(_ word: String, width: Int) -> [String] {
    guard TerminalText.width(word) > width else { return [word] }
    var pieces: [String] = []
    var piece = String.UnicodeScalarView()
    var used = 0
    for scalar in word.unicodeScalars {
      let size = TerminalText.width(scalar)
      if used + size > width {
        pieces.append(String(piece))
        (piece, used) = (String.UnicodeScalarView(), 0)
      }
      piece.append(scalar)
      used += size
    }
    pieces.append(String(piece))
    return pieces
  }

  /// A text set left in a column; a wider one keeps its width.
  static func left(_ text: String, _ width: Int) -> String {
    let text = TerminalText.visible(text)
    return text + spaces(width - TerminalText.width(text))
  }

  /// A text set right in a column.
  static func right(_ text: String, _ width: Int) -> String {
    let text = TerminalText.visible(text)
    return spaces(width - TerminalText.width(text)) + text
  }

  static func spaces(_ count: Int) -> String {
    guard count > 0 else { return "" }
    return String(unsafeUninitializedCapacity: count) { bytes in
      bytes.initialize(repeating: UInt8(ascii: " "))
      return count
    }
  }
}
