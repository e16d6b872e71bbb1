import Diagnostics
import Formats

/// An element of XML that knows its path: what XPath would call it, with a number where siblings share a name.
///
///     for program in document.xml?.all("CONTENT", "SOFTWARES") ?? [] {
///       output.add("software", at: program) { row in row["name"] = program["NAME"] }
///     }
///
/// Names are local: namespace prefixes differ between makers.
struct XMLPlace: RecordSite {
  let node: XMLNode
  let pointer: String

  init(_ node: XMLNode, pointer: String? = nil) {
    self.node = node
    self.pointer = pointer ?? "/" + node.name.local
  }

  var name: String { node.name.local }

  /// The text of the first child element of a name, or of one further down (`os/name`), or an attribute (`@id`); nil
  /// where it is not there, or holds elements instead of text.
  subscript(name: String) -> Cell? {
    var place = self
    var steps = name.split(separator: "/").map(String.init)[...]
    if steps.last?.first == "@", let attribute = steps.popLast()?.dropFirst() {
      for step in steps {
        guard let next = place.first(step) else { return nil }
        place = next
      }
      return place.node.attribute(named: String(attribute)).map {
        Cell(RawValue($0.value), under: "#\(place.pointer)/@\(attribute)")
      }
    }
    for step in steps {
      guard let next = place.first(step) else { return nil }
      place = next
    }
    return place.cell
  }

  /// The text of this element; nil where it holds elements instead.
  var cell: Cell? {
    if !node.children.isEmpty, node.trimmedText.isEmpty { return nil }
    return Cell(RawValue(textOf: node), under: "#" + pointer)
  }

  /// The first element that a path of names leads to.
  func first(_ path: String...) -> XMLPlace? {
    var place = self
    for name in path {
      guard let next = place.children(named: name).first else { return nil }
      place = next
    }
    return place
  }

  /// Every element that a path of names leads to, in the file's order.
  func all(_ path: String...) -> [XMLPlace] {
    path.reduce([self]) { places, name in places.flatMap { $0.children(named: name) } }
  }

  /// The elements in it, in the file's order.
  var children: [XMLPlace] {
    var counts: [String: Int] = [:]
    for child in node.children { counts[child.name.local, default: 0] += 1 }
    var seen: [String: Int] = [:]
    return node.children.map { child in
      let name = child.name.local
      seen[name, default: 0] += 1
      let isAlone = counts[name] == 1
      return XMLPlace(child, pointer: "\(pointer)/\(name)" + (isAlone ? "" : "[\(seen[name] ?? 1)]"))
    }
  }

  private func children(named name: String) -> [XMLPlace] {
    let own = node.children(named: name)
    if own.count == 1 { return [XMLPlace(own[0], pointer: "\(pointer)/\(name)")] }
    return own.enumerated().map { XMLPlace($0.element, pointer: "\(pointer)/\(name)[\($0.offset + 1)]") }
  }

  var row: Int? { nil }
  var line: Int { node.line }
  var problem: String? { node.isWhole ? nil : "the record breaks off" }
  var part: DocumentPart? { nil }

  var headers: [String] {
    var seen: Set<String> = []
    return (node.attributes.map { "@" + $0.name.local } + node.children.map(\.name.local)).filter {
      seen.insert($0).inserted
    }
  }
}
