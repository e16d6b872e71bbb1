import Diagnostics

/// What the number formats of a workbook make of a number.
struct XLSXStyles {
  /// How a number is shown, as far as that changes what it means.
  enum Format: Sendable, Hashable {
    case general
    /// A day, with or without a time of day.
    case date
    /// A time of day, or a duration.
    case time
    /// At least so many figures before the point, and exactly so many after it: `00123`, `5.10`.
    case fixed(integers: Int, decimals: Int)
  }

  /// By the number of the style that cells name.
  private var formats: [Format] = []

  /// How a cell of a style is shown.
  func format(_ style: Int?) -> Format {
    guard let style, formats.indices.contains(style) else { return .general }
    return formats[style]
  }

  static func read(_ reader: inout XMLPullReader) -> XLSXStyles {
    var styles = XLSXStyles()
    var custom: [Int: Format] = [:]
    var isInside = false
    while let event = reader.next() {
      guard event == .startElement || event == .endElement else { continue }
      if reader.isNamed("cellXfs") {
        isInside = event == .startElement
      } else if event == .startElement, reader.isNamed("numFmt"), !isInside {
        if let id = (reader.attribute("numFmtId")?.text).flatMap({ Int($0) }), custom.count < 65_536 {
          custom[id] = XLSXNumberFormat.format(reader.attribute("formatCode")?.text ?? "")
        }
      } else if event == .startElement, isInside, reader.isNamed("xf"), styles.formats.count < 1 << 17 {
        let id = (reader.attribute("numFmtId")?.text).flatMap { Int($0) } ?? 0
        styles.formats.append(custom[id] ?? builtIn(id))
      }
    }
    return styles
  }

  /// The formats that no workbook spells out (ECMA-376 part 1, 18.8.30), those of East Asian versions included.
  private static func builtIn(_ id: Int) -> Format {
    switch id {
    case 1: .fixed(integers: 1, decimals: 0)
    case 2: .fixed(integers: 1, decimals: 2)
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: .date
    case 18...21, 32...35, 45...47, 55, 56: .time
    default: .general
    }
  }
}

/// The codes of number formats.
enum XLSXNumberFormat {
  /// What a code means, by its first section: `dd/mm/yyyy`, `[h]:mm`, `0.00`, `"No." 0000`.
  static func format(_ code: String) -> XLSXStyles.Format {
    let letters = significant(code)
    func has(_ set: String) -> Bool { letters.contains { set.utf8.contains($0) } }
    if let fixed = fixed(letters) { return fixed }
    if has("#?") || letters.contains(UInt8(ascii: "0")) && !letters.contains(UInt8(ascii: "s")) { return .general }
    if has("dy") { return .date }
    if has("hs") { return .time }
    return has("m") ? .date : .general
  }

  /// The first section in lower case without quoted text, escaped characters, colours and conditions, padding, and the
  /// halves of the day.
  private static func significant(_ code: String) -> [UInt8] {
    let bytes = Array(code.lowercased().utf8.prefix(1_000))
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ";"): return result
      case UInt8(ascii: "\""):
        index = (bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count - 1) + 1
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): index += 2
      case UInt8(ascii: "["):
        let close = bytes[index...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count
        let inner = bytes[(index + 1)..<close]
        // `[h]` is a count of hours; `[Red]`, `[$-409]` and `[>100]` are no part of the value.
        if let first = inner.first, "hms".utf8.contains(first), inner.allSatisfy({ $0 == first }) { result += inner }
        index = close + 1
      default:
        let rest = bytes[index...]
        if let half = ["am/pm", "a/p"].first(where: { rest.starts(with: $0.utf8) }) {
          index += half.utf8.count
        } else if rest.starts(with: "general".utf8) {
          index += 7
        } else {
          result.append(bytes[index])
          index += 1
        }
      }
    }
    return result
  }

  /// `0000` and `0.00`.
  private static func fixed(_ code: [UInt8]) -> XLSXStyles.Format? {
    let zero = UInt8(ascii: "0")
    let parts = code.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty, parts.count <= 2, parts.allSatisfy({ $0.allSatisfy { $0 == zero } })
    else { return nil }
    let decimals = parts.count == 2 ? parts[1].count : 0
    guard first.count <= 15, decimals <= 15, parts.count == 1 || decimals > 0 else { return nil }
    return .fixed(integers: first.count, decimals: decimals)
  }
}
