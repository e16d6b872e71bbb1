import Diagnostics

extension RawValue {
  /// Characters of XML as a value: text, or unreadable with its reason.
  public init(_ text: XMLText) {
    if let problem = text.problem { self = .unreadable(text.text, reason: problem) } else { self = .string(text.text) }
  }

  /// The characters of an element, without the white space around them.
  public init(textOf node: XMLNode) {
    self.init(XMLText(node.trimmedText, problem: node.text.problem))
  }
}

extension JSONNode {
  /// An XML element as a tree of JSON, in the way that most converters have: an attribute `a` is the member `@a`, the
  /// characters beside attributes or elements are `#text`, elements of one name are a list where there are several
  /// of them, and an element with nothing but characters is a string. Prefixes are left out. All values are strings.
  ///
  /// Two attributes or elements of one local name and different namespaces fall together.
  /// - Complexity: O(nodes)
  public init(_ node: XMLNode) {
    guard !node.attributes.isEmpty || !node.children.isEmpty else {
      self.init(kind: Kind(node.text, trimmed: node.trimmedText), span: node.span, isWhole: node.isWhole)
      return
    }
    var members: [Member] = []
    for attribute in node.attributes {
      let value = JSONNode(kind: Kind(attribute.value, trimmed: attribute.value.text), span: attribute.span)
      members.append(Member(name: "@" + attribute.name.local, nameSpan: attribute.span, value: value))
    }
    var places: [String: Int] = [:]
    var lists: [[JSONNode]] = []
    var names: [(name: String, span: Span)] = []
    for child in node.children {
      if let place = places[child.name.local] {
        lists[place].append(JSONNode(child))
      } else {
        places[child.name.local] = lists.count
        names.append((child.name.local, child.span))
        lists.append([JSONNode(child)])
      }
    }
    for (name, items) in zip(names, lists) {
      let value: JSONNode
      if items.count == 1 {
        value = items[0]
      } else {
        let end = items.last?.span.range.upperBound ?? name.span.range.upperBound
        let span = Span(source: name.span.source, range: name.span.range.lowerBound..<end)
        value = JSONNode(kind: .array(items), span: span, isWhole: items.allSatisfy(\.isWhole))
      }
      members.append(Member(name: name.name, nameSpan: name.span, value: value))
    }
    if !node.trimmedText.isEmpty || node.text.problem != nil {
      let value = JSONNode(kind: Kind(node.text, trimmed: node.trimmedText), span: node.span)
      members.append(Member(name: "#text", nameSpan: node.span, value: value))
    }
    self.init(kind: .object(members), span: node.span, isWhole: node.isWhole)
  }
}

extension JSONNode.Kind {
  fileprivate init(_ text: XMLText, trimmed: String) {
    if let problem = text.problem { self = .unreadable(trimmed, reason: problem) } else { self = .string(trimmed) }
  }
}
