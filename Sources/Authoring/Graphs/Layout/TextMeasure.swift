import Diagnostics

/// How wide a text is drawn, without asking any font.
///
/// The widths are those of Helvetica (Adobe's font metrics), widened so that the same text fits in the fonts that stand in
/// for it, which run up to an eighth wider. Letters with marks are as wide as without.
struct TextMeasure {
  /// In pixels.
  var size: Double
  var isMonospaced = false
  var isBold = false

  /// Of the printable characters of ASCII, in thousandths of the size.
  private static let widths: [Double] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
  ]

  func width(_ text: String) -> Double { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  private func width(_ scalar: Unicode.Scalar) -> Double {
    let columns = TerminalText.width(scalar)
    guard columns > 0 else { return 0 }
    if columns == 2 { return size }
    if isMonospaced { return size * 0.605 }
    let value = Int(scalar.value)
    let own: Double
    if value >= 0x20, value < 0x7F {
      own = TextMeasure.widths[value - 0x20]
    } else if scalar.properties.isUppercase {
      own = 730
    } else if "ìíỉĩịıïîĺľłﬁ".unicodeScalars.contains(scalar) {
      own = 278
    } else if "ưƯ…—✓✗⊘○".unicodeScalars.contains(scalar) {
      own = 900
    } else {
      own = 570
    }
    return own / 1000 * size * (isBold ? 1.21 : 1.12)
  }

  /// The lines of a text that is broken at spaces, and within words that are too long; with an ellipsis where there are
  /// more than the limit.
  /// - Complexity: O(text)
  func wrapped(_ text: String, to limit: Double, lines count: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0.0
    let space = width(" ")
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      for piece in pieces(String(word), to: limit) {
        let own = width(piece)
        if line.isEmpty {
          (line, used) = (piece, own)
        } else if used + space + own <= limit {
          line += " " + piece
          used += space + own
        } else {
          lines.append(line)
          (line, used) = (piece, own)
        }
        // What is cut off is not measured: a text may be long.
        if lines.count > count { return shortened(lines, to: limit, count) }
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines.count > count ? shortened(lines, to: limit, count) : lines
  }

  private func shortened(_ lines: [String], to limit: Double, _ count: Int) -> [String] {
    var kept = Array(lines.prefix(count))
    guard var last = kept.popLast() else { return [] }
    while !last.isEmpty, width(last + "…") > limit { last.removeLast() }
    return kept + [last + "…"]
  }

  /// A word cut into pieces that fit, behind a mark where there is one.
  private func pieces(_ word: String, to limit: Double) -> [String] {
    guard width(word) > limit else { return [word] }
    var pieces: [String] = []
    var piece = ""
    var used = 0.0
    var breakable: String.Index?
    for character in word {
      let own = width(String(character))
      if used + own > limit, !piece.isEmpty {
        let end = breakable ?? piece.endIndex
        pieces.append(String(piece[..<end]))
        piece = String(piece[end...])
        used = width(piece)
        breakable = nil
      }
      piece.append(character)
      used += own
      if "._-/(,".contains(character) { breakable = piece.endIndex }
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }
}
