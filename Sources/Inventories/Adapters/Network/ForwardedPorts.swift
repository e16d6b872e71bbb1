import Formats
import Values

/// The outside ports that a rule forwards, as routers write them: `8000`, `8000-8010`, `8000:8010`, `80,443`, `any`.
struct ForwardedPorts {
  var ranges: [ClosedRange<Int>] = []
  /// Whether it is every port: a DMZ host.
  var isAll = false

  private static let words: Set<String> = ["*", "any", "all", "dmz", "tất cả", "mọi cổng", "toàn bộ", "tất cả cổng"]

  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// nil for what is no list of ports.
  init?(_ text: String) {
    let folded = Text(text).folded
    if Self.words.contains(folded) {
      isAll = true
      return
    }
    var spelled = ""
    for word in folded.split(whereSeparator: { " \n()".contains($0) }) {
      let plain = word == "to" || word == "đến" || word == "tới" ? "-" : String(word)
      if plain == "tcp" || plain == "udp" || plain == "tcp/udp" { continue }
      let isTied = plain.first.map { "-:~–—".contains($0) } ?? false
      let isOpen = spelled.last.map { "-:~–—".contains($0) } ?? true
      spelled += (isTied || isOpen ? "" : ",") + plain
    }
    for part in spelled.split(whereSeparator: { ",;/&+".contains($0) }) where part != "tcp" && part != "udp" {
      guard let range = Self.range(part) else { return nil }
      ranges.append(range)
    }
    if ranges.isEmpty { return nil }
    // Every port there is, or all that are no system's own.
    isAll = ranges.contains { $0.lowerBound <= 1 && $0.upperBound >= 65535 }
  }

  /// A range by its two ends, or by its first port and how many there are.
  init?(_ first: String, through last: String?, count: String?) {
    self.init(first)
    guard ranges.count == 1, let start = ranges.first, start.count == 1 else { return }
    var end: Int?
    if let last = last.flatMap({ Int(Text($0).folded) }) { end = last }
    if let count = count.flatMap({ Int(Text($0).folded) }), count > 0 {
      end = start.lowerBound.addingReportingOverflow(count - 1).partialValue
    }
    guard let end, end > start.lowerBound, end <= 65535 else { return }
    ranges = [start.lowerBound...end]
    isAll = start.lowerBound <= 1 && end == 65535
  }

  private static func range(_ text: Substring) -> ClosedRange<Int>? {
    let ends = text.split(omittingEmptySubsequences: false) { "-:~–—".contains($0) }.map { Int($0) }
    guard let first = ends.first ?? nil, (0...65535).contains(first) else { return nil }
    if ends.count == 1 { return first...first }
    guard ends.count == 2, let last = ends[1], (0...65535).contains(last) else { return nil }
    // `8080:80`: outside and inside.
    if last < first { return text.contains(":") ? first...first : nil }
    return first...last
  }
}
