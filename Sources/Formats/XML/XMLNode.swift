import Diagnostics

/// An attribute of an XML element.
public struct XMLAttribute: Sendable, Hashable {
  /// Its name.
  public var name: XMLName
  /// Its value.
  public var value: XMLText
  /// Where it stands, value included.
  public var span: Span

  /// Makes an attribute of its parts.
  public init(name: XMLName, value: XMLText, span: Span) {
    self.name = name
    self.value = value
    self.span = span
  }
}

/// An XML element with its place.
public struct XMLNode: Sendable {
  /// Its name, with its namespace.
  public var name: XMLName
  /// Its attributes in the file's order, without declarations of namespaces.
  public var attributes: [XMLAttribute]
  /// The elements in it, in the file's order.
  public var children: [XMLNode]
  /// The characters that stand in it directly, in one piece. White space between child elements is left out.
  public var text: XMLText
  /// From the start tag to the end tag.
  public var span: Span
  /// False if the text broke off inside the element; it holds what came before.
  public var isWhole: Bool

  /// Makes an element of its parts.
  public init(
    name: XMLName, attributes: [XMLAttribute] = [], children: [XMLNode] = [], text: XMLText = XMLText(""), span: Span,
    isWhole: Bool = true
  ) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = text
    self.span = span
    self.isWhole = isWhole
  }

  /// The line on which the element begins, from 1.
  /// - Complexity: O(log lines)
  public var line: Int { span.source.line(at: span.range.lowerBound) }

  /// The first child with a local name, in whatever namespace.
  /// - Complexity: O(children)
  public func child(named local: String) -> XMLNode? { children.first { $0.name.local == local } }

  /// The children with a local name, in whatever namespace.
  /// - Complexity: O(children)
  public func children(named local: String) -> [XMLNode] { children.filter { $0.name.local == local } }

  /// The elements that a path of local names leads to from here, in the file's order: `CONTENT/SOFTWARES`. A `*`
  /// stands for any name; the empty path leads to the element itself.
  /// - Complexity: O(children of the elements on the way)
  public func all(path: String) -> [XMLNode] {
    var level = [self]
    for step in path.split(separator: "/") {
      level = level.flatMap { node in node.children.filter { step == "*" || $0.name.local == step } }
    }
    return level
  }

  /// The first element that a path of local names leads to.
  public func first(path: String) -> XMLNode? { all(path: path).first }

  /// An attribute by its local name, in whatever namespace.
  /// - Complexity: O(attributes)
  public func attribute(named local: String) -> XMLAttribute? { attributes.first { $0.name.local == local } }

  /// The characters without the white space around them.
  public var trimmedText: String {
    let scalars = text.text.unicodeScalars
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.value <= 0x20 }
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
