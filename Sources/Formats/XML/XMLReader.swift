import Diagnostics

/// A file of XML, read.
public struct XMLDocument: Sendable {
  /// The text that places refer to: the file's, or what was decoded from its encoding.
  public var source: Source
  /// The outermost element; nil if there is none.
  public var root: XMLNode?
  /// Where its comments stand, as byte offsets.
  public var comments: [Range<Int>]
  /// What was wrong.
  public var diagnostics: DiagnosticList
  /// False if the file may hold elements that are not here: it is not well-formed, or beyond a limit.
  public var isWhole: Bool

  /// Makes a document of its parts.
  public init(
    source: Source, root: XMLNode?, comments: [Range<Int>] = [], diagnostics: DiagnosticList, isWhole: Bool
  ) {
    self.source = source
    self.comments = comments
    self.root = root
    self.diagnostics = diagnostics
    self.isWhole = isWhole
  }
}

/// XML text to a located tree. See `XMLPullReader` for what is accepted and what is refused.
public enum XMLReader {
  /// Reads a file.
  ///
  /// After an error of structure the tree holds what came before it, with `isWhole` false on every element that was
  /// still open.
  /// - Complexity: O(bytes)
  public static func read(_ source: Source, limits: XMLLimits = .standard) -> XMLDocument {
    var builder = XMLTreeBuilder(XMLPullReader(source, limits: limits))
    builder.build()
    let reader = builder.reader
    return XMLDocument(
      source: reader.source, root: builder.root, comments: builder.comments, diagnostics: reader.found.finished(),
      isWhole: reader.isWhole && builder.isWhole)
  }

  /// The name of a file's outermost element without its prefix, and its namespace, from the file's first bytes; nil if
  /// they are not XML.
  /// - Complexity: O(bytes before the first element)
  public static func rootName(_ source: Source) -> XMLName? {
    var reader = XMLPullReader(source)
    while let event = reader.next() {
      if event == .startElement { return reader.name }
    }
    return nil
  }
}

/// Puts events together to a tree, without recursion.
struct XMLTreeBuilder {
  private(set) var reader: XMLPullReader
  private(set) var root: XMLNode?
  private(set) var isWhole = true
  private(set) var comments: [Range<Int>] = []
  private var open: [XMLNode] = []
  private var nodes = 0
  /// One copy of each name.
  private var names: [XMLName: XMLName] = [:]

  init(_ reader: XMLPullReader) { self.reader = reader }

  mutating func build() {
    while let event = reader.next() {
      switch event {
      case .startElement:
        guard start() else {
          isWhole = false
          return unwind()
        }
      case .endElement: end()
      case .text: text()
      case .comment: comments.append(reader.range)
      case .instruction: break
      }
    }
    unwind()
  }

  private mutating func start() -> Bool {
    nodes += 1 + reader.attributeCount
    guard nodes <= reader.limits.nodes else {
      let place = reader.range.lowerBound
      reader.found.add(XMLDiagnostics.tooManyNodes(reader.span(place..<place), limit: reader.limits.nodes))
      return false
    }
    let name = shared(reader.name)
    var attributes: [XMLAttribute] = []
    if reader.attributeCount > 0 {
      attributes = reader.attributes()
      for place in attributes.indices { attributes[place].name = shared(attributes[place].name) }
    }
    open.append(XMLNode(name: name, attributes: attributes, span: reader.span(reader.range), isWhole: false))
    return true
  }

  private mutating func shared(_ name: XMLName) -> XMLName {
    if let known = names[name] { return known }
    // A file with a million names is no reason to keep each of them twice.
    if names.count < 4_096 { names[name] = name }
    return name
  }

  private mutating func text() {
    guard let top = open.indices.last else { return }
    if reader.isBlank, !open[top].children.isEmpty { return }
    let piece = reader.text()
    if open[top].text.text.isEmpty, open[top].text.problem == nil {
      open[top].text = piece
    } else if open[top].text.text.utf8.count + piece.text.utf8.count > reader.limits.textBytes {
      open[top].text.problem = open[top].text.problem ?? "text beyond the limit of \(reader.limits.textBytes) bytes"
    } else {
      open[top].text.text += piece.text
      open[top].text.problem = open[top].text.problem ?? piece.problem
    }
  }

  private mutating func end() {
    guard var node = open.popLast() else { return }
    node.isWhole = true
    node.span.range = node.span.range.lowerBound..<reader.range.upperBound
    finish(node)
  }

  private mutating func finish(_ node: XMLNode) {
    var node = node
    if !node.children.isEmpty, node.text.problem == nil, node.trimmedText.isEmpty { node.text = XMLText("") }
    if let top = open.indices.last { open[top].children.append(node) } else { root = node }
  }

  /// Closes what the text left open.
  private mutating func unwind() {
    while var node = open.popLast() {
      node.span.range = node.span.range.lowerBound..<max(reader.range.upperBound, node.span.range.upperBound)
      finish(node)
    }
  }
}
