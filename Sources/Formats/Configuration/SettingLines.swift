import Diagnostics

/// The lines of a text without their breaks, as byte offsets.
struct SettingLines {
  let source: Source

  init(_ source: Source) { self.source = source }

  /// Each line, from its first byte to its last.
  /// - Complexity: O(lines)
  var lines: [Range<Int>] {
    var result: [Range<Int>] = []
    result.reserveCapacity(source.lineStarts.count)
    let mark = TextEncoding.marked(source.bytes)?.mark ?? 0
    for (index, start) in source.lineStarts.enumerated() {
      var end = index + 1 < source.lineStarts.count ? source.lineStarts[index + 1] : source.bytes.count
      while end > start, source.bytes[end - 1] == 0x0A || source.bytes[end - 1] == 0x0D { end -= 1 }
      result.append(min(max(start, mark), end)..<end)
    }
    return result
  }

  /// Each line without the spaces and tabs around it.
  var trimmedLines: [Range<Int>] { lines.map { trimmed($0) } }

  /// A range without the spaces and tabs around it; where nothing is left, the point of its start.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, source.bytes[start] == 0x20 || source.bytes[start] == 0x09 { start += 1 }
    while end > start, source.bytes[end - 1] == 0x20 || source.bytes[end - 1] == 0x09 { end -= 1 }
    return start == end ? range.lowerBound..<range.lowerBound : start..<end
  }

  func span(_ range: Range<Int>) -> Span { Span(source: source, range: range) }

  /// The text of a range; nil if its bytes are no text.
  func text(_ range: Range<Int>) -> String? { String(validating: source.bytes[range], as: UTF8.self) }

  /// The text of a range as a value.
  func value(_ range: Range<Int>, _ templates: TemplateSyntax) -> ConfigurationNode {
    guard let text = text(range) else {
      return ConfigurationNode(.unreadable(reason: "it is not UTF-8"), at: span(range))
    }
    return ConfigurationNode(templates.isTemplate(text) ? .template(text) : .string(text), at: span(range))
  }
}
