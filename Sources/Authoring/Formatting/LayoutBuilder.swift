import Diagnostics
import Formats

/// Puts the comments of a file where they belong in its tree.
///
/// A comment that has its line for itself belongs to what stands below it, unless it stands in the column of the items
/// of a collection that ends there: then it closes that. A comment behind something belongs to that.
struct LayoutBuilder {
  /// What cannot be laid out without losing something.
  struct Unsupported: Error {
    var span: Span
    var message: String
  }

  private let source: Source
  private let comments: [Comment]
  /// Where a comment begins that ends at an offset.
  private let starts: [Int: Int]
  private var next = 0
  /// The end of what has been read so far: no anchor or tag of what comes stands before it.
  private var floor = 0

  init(_ source: Source, documents: [YAMLNode]) {
    self.source = source
    comments = SourceComments(source, documents: documents).all
    starts = Dictionary(comments.map { ($0.range.upperBound, $0.range.lowerBound) }, uniquingKeysWith: min)
  }

  /// The tree of a document.
  ///
  /// - Parameters:
  ///   - end: where the document ends: at the sign of the next one, or at the end of the file.
  mutating func document(_ node: YAMLNode, part: ValueShape, end: Int) throws(Unsupported) -> LayoutItem {
    var item = LayoutItem(value: LayoutNode(content: .alias(""), part: part, span: node.span))
    let start = node.span.range.lowerBound
    item.leading = takeLeading(before: start)
    item.value = try build(node, part: part, limit: end, followedBy: -1)
    item.tail = takeTail(after: item.value.span.range, limit: end)
    while next < comments.count, comments[next].range.lowerBound < end {
      item.value.closing += trivia(comments[next])
      next += 1
    }
    return item
  }

  // MARK: Nodes

  /// - Parameters:
  ///   - limit: where what follows begins.
  ///   - column: of what follows; -1 where nothing does.
  private mutating func build(
    _ node: YAMLNode, part: ValueShape, limit: Int, followedBy column: Int
  ) throws(Unsupported) -> LayoutNode {
    var result = LayoutNode(content: .alias(""), part: part, properties: properties(before: node), span: node.span)
    // The anchor of a collection is not its first key's.
    floor = max(floor, node.span.range.lowerBound)
    if SourceComments.isAlias(node, source) {
      result.content = .alias(node.span.text)
      floor = node.span.range.upperBound
      return result
    }
    switch node.kind {
    case .scalar(let scalar):
      result.content = .scalar(scalar)
      floor = node.span.range.upperBound
    case .sequence(let items):
      result.isFlow = begins(node, with: "[")
      let last = result.isFlow ? node.span.range.upperBound : limit
      var built: [LayoutItem] = []
      for (index, item) in items.enumerated() {
        let following = index + 1 < items.count ? items[index + 1] : nil
        built.append(
          try self.item(
            item, part: part, limit: following.map { start($0, behind: item.span.range.upperBound) } ?? last,
            followedBy: following.map { lineColumn($0.span.range.lowerBound) } ?? column))
      }
      result.content = .sequence(built)
      let own = items.first.map { lineColumn($0.span.range.lowerBound) } ?? 0
      result.closing = takeClosing(of: result, column: own, limit: limit, followedBy: column)
    case .mapping(let entries):
      result.isFlow = begins(node, with: "{")
      let last = result.isFlow ? node.span.range.upperBound : limit
      var built: [LayoutItem] = []
      for (index, entry) in entries.enumerated() {
        let following = index + 1 < entries.count ? entries[index + 1].key : nil
        built.append(
          try self.entry(
            entry, part: part, limit: following.map { start($0, behind: entry.value.span.range.upperBound) } ?? last,
            followedBy: following.map { self.column($0.span.range.lowerBound) } ?? column))
      }
      result.content = .mapping(built)
      let own = entries.first.map { self.column($0.key.span.range.lowerBound) } ?? 0
      result.closing = takeClosing(of: result, column: own, limit: limit, followedBy: column)
    }
    return result
  }

  private mutating func item(
    _ node: YAMLNode, part: ValueShape, limit: Int, followedBy column: Int
  ) throws(Unsupported) -> LayoutItem {
    let start = start(node)
    var item = LayoutItem(value: LayoutNode(content: .alias(""), part: part, span: node.span))
    item.leading = takeLeading(before: start, head: &item.head)
    item.value = try build(node, part: part, limit: limit, followedBy: column)
    takeBehind(&item, limit: limit)
    return item
  }

  private mutating func entry(
    _ entry: YAMLNode.Entry, part: ValueShape, limit: Int, followedBy column: Int
  ) throws(Unsupported) -> LayoutItem {
    guard let key = entry.key.scalar else {
      throw Unsupported(span: entry.key.span, message: "a key that is no text")
    }
    let keyRange = entry.key.span.range
    guard !source.bytes[keyRange].contains(0x0A), ![.literal, .folded].contains(key.style) else {
      throw Unsupported(span: entry.key.span, message: "a key of several lines")
    }
    var item = LayoutItem(value: LayoutNode(content: .alias(""), part: part, span: entry.value.span))
    let inner = part.child(key.text)
    item.leading = takeLeading(before: start(entry.key))
    item.key = LayoutNode(
      content: SourceComments.isAlias(entry.key, source) ? .alias(entry.key.span.text) : .scalar(key), part: .anything,
      properties: properties(before: entry.key), span: entry.key.span)
    floor = keyRange.upperBound
    // Behind `key:`, and above a value that stands on a line of its own.
    let valueStart = start(entry.value)
    let isBlock = isBlockCollection(entry.value)
    while next < comments.count, comments[next].range.lowerBound < valueStart {
      if !comments[next].isAlone, item.head == nil {
        item.head = source.text(comments[next].range)
      } else if isBlock {
        break
      } else {
        item.leading += trivia(comments[next])
      }
      next += 1
    }
    item.value = try build(entry.value, part: inner, limit: limit, followedBy: column)
    takeBehind(&item, limit: limit)
    return item
  }

  private mutating func takeBehind(_ item: inout LayoutItem, limit: Int) {
    // The comment behind the sign of a block scalar stands within its range.
    if case .scalar = item.value.content, next < comments.count,
      comments[next].range.lowerBound < item.value.span.range.upperBound,
      comments[next].range.lowerBound > item.value.span.range.lowerBound
    {
      item.head = source.text(comments[next].range)
      next += 1
    }
    item.tail = takeTail(after: item.value.span.range, limit: limit)
  }

  private func isBlockCollection(_ node: YAMLNode) -> Bool {
    guard !SourceComments.isAlias(node, source) else { return false }
    switch node.kind {
    case .scalar: return false
    case .sequence: return !begins(node, with: "[")
    case .mapping: return !begins(node, with: "{")
    }
  }

  private func begins(_ node: YAMLNode, with sign: Character) -> Bool {
    let offset = node.span.range.lowerBound
    guard offset < source.bytes.count, let byte = sign.asciiValue else { return false }
    return source.bytes[offset] == byte
  }

  // MARK: Properties

  /// Where a node begins, its anchor and tag included.
  private func start(_ node: YAMLNode, behind floor: Int? = nil) -> Int {
    propertyRanges(before: node, behind: floor ?? self.floor).first?.lowerBound ?? node.span.range.lowerBound
  }

  private func properties(before node: YAMLNode) -> String {
    propertyRanges(before: node, behind: floor).map { source.text($0) + " " }.joined()
  }

  /// Anchors and tags stand before a node, with nothing but white space and comments between.
  private func propertyRanges(before node: YAMLNode, behind floor: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = node.span.range.lowerBound
    while index > floor {
      if Self.isSpace(source.bytes[index - 1]) {
        index -= 1
        continue
      }
      if let comment = starts[index], comment >= floor {
        index = comment
        continue
      }
      var start = index
      while start > floor, !Self.isSpace(source.bytes[start - 1]), !",[{".utf8.contains(source.bytes[start - 1]) {
        start -= 1
      }
      guard start < index, source.bytes[start] == UInt8(ascii: "&") || source.bytes[start] == UInt8(ascii: "!"),
        start == 0 || Self.isSpace(source.bytes[start - 1]) || ",[{".utf8.contains(source.bytes[start - 1])
      else { break }
      ranges.append(start..<index)
      index = start
    }
    return ranges.reversed()
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  // MARK: Comments

  private mutating func takeLeading(before offset: Int) -> [LayoutTrivia] {
    var head: String?
    var leading = takeLeading(before: offset, head: &head)
    if let head { leading.append(.comment(head)) }
    return leading
  }

  /// The comments above, and the one behind a dash.
  private mutating func takeLeading(before offset: Int, head: inout String?) -> [LayoutTrivia] {
    var leading: [LayoutTrivia] = []
    while next < comments.count, comments[next].range.lowerBound < offset {
      if !comments[next].isAlone, head == nil {
        head = source.text(comments[next].range)
      } else {
        leading += trivia(comments[next])
      }
      next += 1
    }
    if isBlank(above: source.line(at: offset)) { leading.append(.blank) }
    return leading
  }

  /// A comment on the line on which something ends.
  private mutating func takeTail(after range: Range<Int>, limit: Int) -> String? {
    guard next < comments.count, !comments[next].isAlone, comments[next].range.lowerBound >= range.upperBound,
      comments[next].range.lowerBound < limit,
      comments[next].line == source.line(at: max(range.lowerBound, range.upperBound - 1))
    else { return nil }
    next += 1
    return source.text(comments[next - 1].range)
  }

  private mutating func takeClosing(
    of node: LayoutNode, column own: Int, limit: Int, followedBy following: Int
  ) -> [LayoutTrivia] {
    var closing: [LayoutTrivia] = []
    let end = node.isFlow ? node.span.range.upperBound : limit
    while next < comments.count, comments[next].range.lowerBound < end {
      let column = column(comments[next].range.lowerBound)
      let closes = column > following && (column == own || (column > own && following < 0))
      guard node.isFlow || (comments[next].isAlone && closes) else { break }
      closing += trivia(comments[next])
      next += 1
    }
    return closing
  }

  private func trivia(_ comment: Comment) -> [LayoutTrivia] {
    let text = LayoutTrivia.comment(source.text(comment.range))
    return isBlank(above: comment.line) ? [.blank, text] : [text]
  }

  private func isBlank(above line: Int) -> Bool {
    line > 1 && source.line(line - 1).allSatisfy { $0 == " " || $0 == "\t" }
  }

  // MARK: Columns

  private func column(_ offset: Int) -> Int { offset - source.lineStarts[source.line(at: offset) - 1] }

  /// The column of the first thing on a line: of an item its dash.
  private func lineColumn(_ offset: Int) -> Int {
    source.line(source.line(at: offset)).prefix { $0 == " " }.utf8.count
  }
}
