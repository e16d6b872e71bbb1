/// Text as a terminal shows it: how wide it is, and without anything that would steer the terminal.
public enum TerminalText {
  /// Text from an input made safe to print: control characters and those that reorder text become U+FFFD, a tab a
  /// space. Line feeds stay only where asked for.
  public static func visible(_ text: String, keepingLines: Bool = false) -> String {
    guard !isPlain(text), text.unicodeScalars.contains(where: isHidden) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n", keepingLines {
        result.append(scalar)
      } else if scalar == "\t" || scalar == "\n" {
        result.append(" ")
      } else {
        result.append(isHidden(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }

  /// Whether a scalar steers the terminal or reorders the text around it.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// How many columns a scalar takes: 0 for combining marks, 2 for East Asian wide characters and emoji
  /// (Unicode Standard Annex 11, by its blocks).
  public static func width(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1160...0x11FF: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// How many columns a text takes.
  public static func width(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { width($0, 0..<$0.count) }
  }

  /// How many columns a stretch of UTF-8 takes, from one scalar to another.
  /// - Complexity: O(bytes)
  public static func width(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var columns = 0
    var place = range.lowerBound
    while place < range.upperBound {
      let first = bytes[place]
      if first < 0x80 {
        columns += 1
        place += 1
        continue
      }
      let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      var value = UInt32(first) & (0x7F >> UInt32(length))
      for next in bytes[place + 1..<place + length] { value = value << 6 | UInt32(next & 0x3F) }
      // The letters of Vietnamese need no look at the tables.
      let isVietnamese = 0x1EA0...0x1EF9 ~= value
      columns += isVietnamese ? 1 : width(Unicode.Scalar(value) ?? "\u{FFFD}")
      place += length
    }
    return columns
  }

  /// Whether a text is of letters, figures and signs of ASCII only, of which none is hidden.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F } } ?? false
  }
}
