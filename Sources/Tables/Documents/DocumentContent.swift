import Diagnostics
import Formats
import Schema
import Values

/// A document of a configuration file as its row keeps it: what expressions see of it, where each value stands, and
/// which findings its comments set aside.
public struct DocumentContent: Sendable {
  /// The path of its file, as its source has it.
  public let path: String
  /// Its values with their places.
  public let root: ConfigurationNode
  /// What expressions see as `document.data`: maps, lists and scalars, `unknown` where a value is a template or cannot
  /// be read.
  public let value: Value
  /// In the order of the file.
  public let suppressions: [DocumentSuppression]

  /// - Parameter subject: the id of its row, as the causes of what is not known name it.
  /// - Complexity: O(values)
  public init(path: String, root: ConfigurationNode, subject: String, suppressions: [DocumentSuppression] = []) {
    self.path = path
    self.root = root
    self.suppressions = suppressions
    value = DocumentValues(subject: subject).value(of: root, at: "", depth: 0)
  }

  // MARK: Places

  /// Where the value of a pointer stands; where nothing does, the nearest of what would hold it: the key of a list or
  /// mapping, since that names it best.
  public func region(of pointer: String) -> DocumentRegion { DocumentRegion(span(of: pointer)) }

  /// Whether there is a value at a pointer.
  public func has(_ pointer: String) -> Bool { root[pointer: pointer] != nil }

  /// The first and last line that a value takes, its key included; where there is none, the line of what would hold it.
  public func lines(of pointer: String) -> ClosedRange<Int> {
    let reached = walk(pointer)
    let start = (reached.key ?? reached.node.place).start.line
    let isScalar = !reached.node.isCollection
    let end = isScalar ? reached.node.place.end.line : (reached.key?.end.line ?? start)
    return min(start, end)...max(start, end)
  }

  private func span(of pointer: String) -> Span {
    let reached = walk(pointer)
    guard reached.node.isCollection else { return reached.node.place }
    if let key = reached.key { return key }
    // A whole document, or an element that is one: where it begins.
    let start = reached.node.place.range.lowerBound
    return Span(source: reached.node.place.source, range: start..<start)
  }

  /// The value at a pointer or the nearest above it, with its key.
  private func walk(_ pointer: String) -> (node: ConfigurationNode, key: Span?) {
    var (node, key): (ConfigurationNode, Span?) = (root, nil)
    for part in DocumentPath.keys(pointer) {
      switch node.kind {
      case .map:
        guard let entry = node.entry(part) else { return (node, key) }
        (node, key) = (entry.value, entry.keyPlace)
      case .list(let items):
        guard let index = Int(part), items.indices.contains(index) else { return (node, key) }
        (node, key) = (items[index], nil)
      default: return (node, key)
      }
    }
    return (node, key)
  }

  /// A scalar as the file spells it; empty for lists and mappings, and for what cannot be read, which may be all of
  /// a file with whatever is in it.
  public func spelling(of pointer: String) -> String {
    guard let node = root[pointer: pointer], !node.isCollection else { return "" }
    switch node.kind {
    case .template(let text): return text
    case .string(let text): return text
    case .unreadable: return ""
    default: return node.place.text
    }
  }
}

extension ConfigurationNode {
  /// Whether it is a list or a mapping.
  var isCollection: Bool {
    switch kind {
    case .list, .map: true
    default: false
    }
  }
}

/// Turns the values of a configuration file into those of expressions.
private struct DocumentValues {
  /// How deep values may nest; the reader's own cap is lower.
  private static let depthLimit = 200
  /// Causes kept of what is not known inside a list or mapping.
  private static let causeLimit = 8

  let subject: String

  func value(of node: ConfigurationNode, at pointer: String, depth: Int) -> Value {
    guard depth < Self.depthLimit else { return unknown(pointer, "nested too deep") }
    switch node.kind {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .double(let value): return .double(value)
    case .string(let value): return .string(value)
    case .template: return unknown(pointer, "a template")
    case .unreadable(let reason): return unknown(pointer, reason)
    case .list(let items):
      let elements = items.enumerated().map { index, item in
        value(of: item, at: DocumentPath.pointer(pointer, String(index)), depth: depth + 1)
      }
      return .list(
        ListValue(elements, openness: openness(node, pointer), obscurity: obscurity(elements)))
    case .map(let entries):
      let all = entries.map { entry in
        MapValue.Entry(
          key: .string(entry.key),
          value: value(of: entry.value, at: DocumentPath.pointer(pointer, entry.key), depth: depth + 1))
      }
      let map = MapValue(all, openness: openness(node, pointer), obscurity: obscurity(all.map(\.value)))
      return map.map(Value.map) ?? unknown(pointer, "a key stands twice")
    }
  }

  private func openness(_ node: ConfigurationNode, _ pointer: String) -> Unknown? {
    node.isOpen ? cause(pointer, "it may hold more than is here") : nil
  }

  private func unknown(_ pointer: String, _ detail: String) -> Value { .unknown(cause(pointer, detail)) }

  private func cause(_ pointer: String, _ detail: String) -> Unknown {
    Unknown(.valueUnreadable, DocumentPath.name(pointer), subject: subject, detail: detail)
  }

  /// What is not known of values, however deep.
  private func obscurity(_ values: [Value]) -> Unknown? {
    var result: Unknown?
    for value in values {
      let own: Unknown?
      switch value {
      case .unknown(let unknown): own = unknown
      case .list(let list): own = merged(list.openness, list.obscurity)
      case .map(let map): own = merged(map.openness, map.obscurity)
      default: own = nil
      }
      result = merged(result, own)
      if let found = result, found.causes.count >= Self.causeLimit { return found }
    }
    return result
  }

  private func merged(_ a: Unknown?, _ b: Unknown?) -> Unknown? {
    guard let a else { return b }
    return b.map { a.merging($0) } ?? a
  }
}
