import Diagnostics
import Formats

/// A value of a JSON or YAML document that knows its pointer.
///
///     for item in root.items("content", "softwares") {
///       output.add("software", at: item) { row in row["name"] = item["name"] }
///     }
struct JSONPlace: RecordSite {
  let node: JSONNode
  /// From the root of the document, or of the line of NDJSON.
  let pointer: String

  init(_ node: JSONNode, pointer: String = "") {
    self.node = node
    self.pointer = pointer
  }

  /// A member's value, also of nested objects: `item["os.name"]` is `item["os"]`'s member `name` unless a member bears
  /// the whole name. Null is a cell, a member that is not there is nil.
  subscript(name: String) -> Cell? { at(name)?.cell ?? dotted(name)?.cell }

  /// What stands at this place, as a cell.
  var cell: Cell { Cell(RawValue(node), under: "#" + pointer) }

  /// The value that a path of members leads to.
  func at(_ path: String...) -> JSONPlace? { at(path[...]) }

  private func at(_ path: ArraySlice<String>) -> JSONPlace? {
    var place = self
    for name in path {
      guard let next = place.node[name] else { return nil }
      place = JSONPlace(next, pointer: place.pointer + "/" + JSONPointer.escape(name))
    }
    return place
  }

  private func dotted(_ name: String) -> JSONPlace? {
    guard name.contains(".") else { return nil }
    return at(name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)[...])
  }

  /// The value at a pointer relative to this one.
  func at(pointer relative: String) -> JSONPlace? {
    node[pointer: relative].map { JSONPlace($0, pointer: pointer + relative) }
  }

  /// The items of the list that a path of members leads to (this one for no path); none where there is no list.
  func items(_ path: String...) -> [JSONPlace] {
    guard let place = at(path[...]), case .array(let items) = place.node.kind else { return [] }
    return items.enumerated().map { JSONPlace($0.element, pointer: "\(place.pointer)/\($0.offset)") }
  }

  /// The items of the list that a path leads to, or what stands there alone: XML, and JSON made of it, writes a list of
  /// one as the one.
  func each(_ path: String...) -> [JSONPlace] {
    guard let place = at(path[...]) else { return [] }
    return place.isArray ? place.items() : [place]
  }

  /// The members of the object that a path leads to, in order; none where there is no object.
  func members(_ path: String...) -> [(name: String, value: JSONPlace)] {
    guard let place = at(path[...]), case .object(let members) = place.node.kind else { return [] }
    return members.map { member in
      (member.name, JSONPlace(member.value, pointer: place.pointer + "/" + JSONPointer.escape(member.name)))
    }
  }

  var isObject: Bool { if case .object = node.kind { true } else { false } }
  var isArray: Bool { if case .array = node.kind { true } else { false } }

  /// Whether an object has all of some members.
  func has(_ names: String...) -> Bool { names.allSatisfy { node[$0] != nil } }

  var row: Int? { nil }
  var line: Int { node.span.source.line(at: node.span.range.lowerBound) }
  var problem: String? { node.isWhole ? nil : "the record breaks off" }
  var part: DocumentPart? { nil }

  var headers: [String] {
    guard case .object(let members) = node.kind else { return [] }
    return members.map(\.name)
  }
}
