import Diagnostics
import Formats

/// A comment of a YAML file, from its `#` to the end of its line.
struct Comment: Sendable {
  /// Byte offsets; the line break is not included.
  var range: Range<Int>
  /// From 1.
  var line: Int
  /// Whether nothing else stands on its line.
  var isAlone: Bool
}

/// The comments of a YAML file in order. The reader of YAML does not keep them: they are what stands behind a `#` where
/// no scalar is.
struct SourceComments: Sendable {
  let source: Source
  let all: [Comment]

  /// - Parameter documents: what the reader made of the source.
  /// - Complexity: O(bytes + nodes · log nodes)
  init(_ source: Source, documents: [YAMLNode]) {
    self.source = source
    var leaves: [Range<Int>] = []
    var headers: [Range<Int>] = []
    for document in documents { Self.collect(document, source, &leaves, &headers) }
    var comments = headers
    var index = 0
    for leaf in leaves.sorted(by: { $0.lowerBound < $1.lowerBound }) + [source.bytes.count..<source.bytes.count] {
      if leaf.lowerBound > index { Self.scan(index..<leaf.lowerBound, source.bytes, &comments) }
      index = max(index, leaf.upperBound)
    }
    all = comments.sorted { $0.lowerBound < $1.lowerBound }.map { range in
      let line = source.line(at: range.lowerBound)
      let before = source.bytes[source.lineStarts[line - 1]..<range.lowerBound]
      return Comment(range: range, line: line, isAlone: before.allSatisfy { $0 == 0x20 || $0 == 0x09 })
    }
  }

  /// The comment without its `#` signs and the spaces around it.
  func text(_ comment: Comment) -> String {
    let text = source.text(comment.range).drop { $0 == "#" }
    return text.trimmed
  }

  /// Whether an alias stands where a node is said to be: what it names stands elsewhere.
  static func isAlias(_ node: YAMLNode, _ source: Source) -> Bool {
    let range = node.span.range
    guard range.lowerBound < source.bytes.count, source.bytes[range.lowerBound] == UInt8(ascii: "*") else {
      return false
    }
    return source.bytes[range].allSatisfy { $0 > 0x20 && !",[]{}".utf8.contains($0) }
  }

  private static func collect(
    _ node: YAMLNode, _ source: Source, _ leaves: inout [Range<Int>], _ headers: inout [Range<Int>]
  ) {
    if isAlias(node, source) {
      leaves.append(node.span.range)
      return
    }
    switch node.kind {
    case .scalar(let scalar):
      let range = node.span.range
      guard scalar.style == .literal || scalar.style == .folded else {
        leaves.append(range)
        return
      }
      // The comment behind a block scalar's indicator stands within the scalar's range.
      var end = range.lowerBound
      while end < range.upperBound, source.bytes[end] != 0x0A, source.bytes[end] != 0x0D { end += 1 }
      let sign = source.bytes[range.lowerBound..<end].firstIndex(of: UInt8(ascii: "#"))
      if let sign { headers.append(trimmed(sign..<end, source.bytes)) }
      leaves.append(range)
    case .sequence(let items): for item in items { collect(item, source, &leaves, &headers) }
    case .mapping(let entries):
      for entry in entries {
        collect(entry.key, source, &leaves, &headers)
        collect(entry.value, source, &leaves, &headers)
      }
    }
  }

  private static let beforeComment: Set<UInt8> = Set(" \t\r\n,[]{}:-?".utf8)

  private static func scan(_ gap: Range<Int>, _ bytes: [UInt8], _ comments: inout [Range<Int>]) {
    var index = gap.lowerBound
    while index < gap.upperBound {
      guard bytes[index] == UInt8(ascii: "#"), index == gap.lowerBound || beforeComment.contains(bytes[index - 1])
      else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      comments.append(trimmed(start..<index, bytes))
    }
  }

  private static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return range.lowerBound..<end
  }
}

extension StringProtocol {
  /// Without spaces and tabs at both ends.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
    while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
    return String(text)
  }
}
