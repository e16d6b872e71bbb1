import CEL
import Formats

/// Writes a tree with its comments in the canonical layout.
struct LayoutWriter {
  /// Columns beyond which brackets go on on another line, and scalars of several lines are not joined to one.
  static let width = 120

  /// A line, and the comment behind it.
  private struct Line {
    var text: String
    var comment: String?
  }

  private var lines: [Line] = []

  /// The text of a file.
  static func text(of documents: [LayoutItem]) -> String {
    var writer = LayoutWriter()
    for (index, document) in documents.enumerated() {
      if index > 0 { writer.lines.append(Line(text: "---")) }
      writer.write(document)
    }
    return writer.text
  }

  private mutating func write(_ document: LayoutItem) {
    trivia(document.leading, indent: 0, isFirst: true)
    switch document.value.content {
    case .mapping(let items) where !isInline(document.value):
      entries(items, indent: 0, isFirstInline: false)
    case .sequence(let items) where !isInline(document.value):
      self.items(items, indent: 0)
    default:
      bracketed(document.value, behind: document.value.properties, indent: 0, comment: document.tail)
    }
    trivia(document.value.closing, indent: 0)
  }

  // MARK: Collections

  /// - Parameter isFirstInline: whether the first entry stands on the line begun already, behind a dash.
  private mutating func entries(_ items: [LayoutItem], indent: Int, isFirstInline: Bool) {
    for (index, item) in items.enumerated() {
      let isInline = isFirstInline && index == 0
      if !isInline { trivia(item.leading, indent: indent, isFirst: index == 0) }
      let key = item.key.map { $0.properties + $0.span.text } ?? ""
      let start = (isInline ? lines.removeLast().text : spaces(indent)) + key + ":"
      value(item, behind: start, indent: indent)
    }
  }

  private mutating func items(_ items: [LayoutItem], indent: Int) {
    for (index, item) in items.enumerated() {
      var item = item
      if case .mapping(var entries) = item.value.content, !isInline(item.value), !entries.isEmpty {
        // What stood above a key that came to the front now stands above the dash.
        item.leading += entries[0].leading.filter { if case .comment = $0 { true } else { false } }
        entries[0].leading = []
        item.value.content = .mapping(entries)
        // What stood behind the closing bracket speaks of the whole.
        if let tail = item.tail { item.leading.append(.comment(tail)) }
        item.tail = nil
      }
      trivia(item.leading, indent: indent, isFirst: index == 0)
      let start = spaces(indent) + "-"
      if case .mapping(let entries) = item.value.content, !isInline(item.value), item.head == nil,
        item.value.properties.isEmpty
      {
        lines.append(Line(text: start + " "))
        self.entries(entries, indent: indent + 2, isFirstInline: true)
        trivia(item.value.closing, indent: indent + 2)
      } else {
        value(item, behind: start, indent: indent)
      }
    }
  }

  /// A value behind its key or dash.
  private mutating func value(_ item: LayoutItem, behind start: String, indent: Int) {
    let node = item.value
    let properties = node.properties.isEmpty ? "" : " " + node.properties.dropLast()
    let behind = [item.head, item.tail].compactMap { $0 }.joined(separator: " ")
    let comment = behind.isEmpty ? nil : behind
    if case .scalar(let scalar) = node.content {
      let text = ScalarLayout(node: node, scalar: scalar, indent: indent + 2).text
      let first = text.lines.first ?? ""
      lines.append(Line(text: start + properties + (first.isEmpty ? "" : " " + first), comment: comment))
      for line in text.lines.dropFirst() { lines.append(Line(text: line.isEmpty ? "" : spaces(text.indent) + line)) }
      return
    }
    if isInline(node) {
      bracketed(node, behind: start + properties + " ", indent: indent, comment: comment)
      return
    }
    lines.append(Line(text: start + properties, comment: comment))
    switch node.content {
    case .mapping(let inner): entries(inner, indent: indent + 2, isFirstInline: false)
    case .sequence(let inner): items(inner, indent: indent + 2)
    default: break
    }
    trivia(node.closing, indent: indent + 2)
  }

  // MARK: Brackets

  /// Whether a node is no block: a scalar, brackets that the author wrote and that hold no comment.
  private func isInline(_ node: LayoutNode) -> Bool {
    switch node.content {
    case .alias: return true
    case .scalar: return true
    case .sequence(let items) where items.isEmpty, .mapping(let items) where items.isEmpty: return !node.hasComments
    default:
      return node.isFlow && !node.hasComments && pieces(node) != nil
    }
  }

  /// A node as it stands between brackets, in pieces between which a line may end; nil where something in it needs
  /// lines of its own.
  private func pieces(_ node: LayoutNode) -> [String]? {
    let items: [LayoutItem]
    let brackets: (String, String)
    switch node.content {
    case .alias(let text): return [text]
    case .scalar(let scalar): return ScalarLayout(node: node, scalar: scalar, indent: 0).inline.map { [$0] }
    case .sequence(let own): (items, brackets) = (own, ("[", "]"))
    case .mapping(let own): (items, brackets) = (own, ("{", "}"))
    }
    var all: [String] = []
    for (index, item) in items.enumerated() {
      guard var own = pieces(item.value), !own.isEmpty else { return nil }
      let key = item.key.map { $0.properties + $0.span.text + ": " } ?? ""
      own[0] = (index == 0 ? brackets.0 : "") + key + item.value.properties + own[0]
      own[own.count - 1] += index + 1 < items.count ? "," : brackets.1
      all += own
    }
    return all.isEmpty ? [brackets.0 + brackets.1] : all
  }

  /// Writes what is no block behind what stands on its line already; where it is too long, lines end behind commas.
  private mutating func bracketed(_ node: LayoutNode, behind start: String, indent: Int, comment: String?) {
    var (text, isFirst) = (start, true)
    for piece in pieces(node) ?? [] {
      if isFirst {
        text += piece
      } else if text.unicodeScalars.count + 1 + piece.unicodeScalars.count <= Self.width {
        text += " " + piece
      } else {
        lines.append(Line(text: text))
        text = spaces(indent + 4) + piece
      }
      isFirst = false
    }
    lines.append(Line(text: text, comment: comment))
  }

  // MARK: Lines

  private mutating func trivia(_ trivia: [LayoutTrivia], indent: Int, isFirst: Bool = false) {
    var isFirst = isFirst
    for piece in trivia {
      switch piece {
      case .blank:
        // Nothing stands apart from the line that opens a collection.
        if !isFirst, let last = lines.last, !last.text.isEmpty || last.comment != nil { lines.append(Line(text: "")) }
      case .comment(let text): lines.append(Line(text: spaces(indent) + text))
      }
      isFirst = false
    }
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  /// Lines with their comments: those of neighbouring lines stand in one column, if no line is too long for that.
  private var text: String {
    var result = ""
    var index = 0
    while index < lines.count {
      var end = index
      while end < lines.count, lines[end].comment != nil, columns(lines[end]) <= 80 { end += 1 }
      guard end > index else {
        result += lines[index].text + (lines[index].comment.map { "  " + $0 } ?? "") + "\n"
        index += 1
        continue
      }
      let column = lines[index..<end].map(columns).max() ?? 0
      for line in lines[index..<end] {
        result += line.text + spaces(column - columns(line) + 2) + (line.comment ?? "") + "\n"
      }
      index = end
    }
    return result
  }

  private func columns(_ line: Line) -> Int { line.text.unicodeScalars.count }
}
