import Diagnostics

/// The comments of a YAML file. The reader does not keep them: they are what stands behind a `#` where no scalar is.
public enum YAMLComments {
  /// Where the comments stand, in order, each from its `#` to its last character.
  ///
  /// - Parameter documents: what the reader made of the source.
  /// - Complexity: O(bytes + nodes · log nodes), an alias counting as one node
  public static func ranges(in source: Source, documents: [YAMLNode]) -> [Range<Int>] {
    var leaves: [Range<Int>] = []
    var comments: [Range<Int>] = []
    for document in documents { collect(document, source, &leaves, &comments) }
    var index = 0
    for leaf in leaves.sorted(by: { $0.lowerBound < $1.lowerBound }) + [source.bytes.count..<source.bytes.count] {
      if leaf.lowerBound > index { scan(index..<leaf.lowerBound, source.bytes, &comments) }
      index = max(index, leaf.upperBound)
    }
    return comments.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Whether an alias stands where a node is said to be: what it names stands elsewhere.
  public static func isAlias(_ node: YAMLNode, in source: Source) -> Bool {
    let range = node.span.range
    guard range.lowerBound < source.bytes.count, source.bytes[range.lowerBound] == UInt8(ascii: "*") else {
      return false
    }
    return source.bytes[range].allSatisfy { $0 > 0x20 && !",[]{}".utf8.contains($0) }
  }

  private static func collect(
    _ node: YAMLNode, _ source: Source, _ leaves: inout [Range<Int>], _ headers: inout [Range<Int>]
  ) {
    if isAlias(node, in: source) {
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
