import Formats
import Values

extension JSONValue {
  /// How many values in each other one value is written with. An expression can share parts, so that a few bytes of
  /// it would otherwise fill the memory; no record of rows comes near.
  private static let sizeLimit = 100_000

  /// A value as evidence writes it: what JSON has no word for as text, what is not known as `null`.
  ///
  /// A list that may have more elements than it shows is written with those it shows: why it is open stands among the
  /// record's reasons. An object is its subject. A list or map beyond the size limit is how many elements it has.
  public init(_ value: Values.Value) {
    var left = JSONValue.sizeLimit
    self.init(value, &left)
  }

  private init(_ value: Values.Value, _ left: inout Int) {
    left -= 1
    switch value {
    case .null, .unknown, .failure, .optional(nil): self = .null
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = Int64(exactly: value).map(JSONValue.int) ?? .string(String(value))
    case .double(let value): self = value.isFinite ? .double(value) : .string(value.celDescription)
    case .string(let value): self = .string(value)
    case .text(let value): self = .string(value.display)
    case .bytes(let value): self = .string("\(value.count) bytes")
    case .list(let list):
      let count = list.elements.count
      self = left < count ? .string("a list of \(count)") : .array(list.elements.map { JSONValue($0, &left) })
    case .map(let map):
      self = left < map.count ? .string("a map of \(map.count)") : .object(JSONValue.members(map, &left))
    case .timestamp(let value): self = .string(value.description)
    case .duration(let value): self = .string(value.description)
    case .date(let value): self = .string(value.description)
    case .version(let value): self = .string(value.text)
    case .ip(let value): self = .string(value.description)
    case .cidr(let value): self = .string(value.description)
    case .type(let value): self = .string(value.description)
    case .optional(.some(let value)): self = JSONValue(value, &left)
    case .object(let object): self = .string(object.identity)
    }
  }

  /// Two keys of different types may be spelt alike (`1` and `'1'`); JSON has room for one.
  private static func members(_ map: MapValue, _ left: inout Int) -> [(String, JSONValue)] {
    var seen: Set<String> = []
    var members: [(String, JSONValue)] = []
    for entry in map.entries {
      let key: String =
        switch JSONValue(entry.key, &left) {
        case .string(let text): text
        case let other: String(decoding: JSONWriter.canonical(other), as: UTF8.self)
        }
      if seen.insert(key).inserted { members.append((key, JSONValue(entry.value, &left))) }
    }
    return members
  }

  /// As a person reads it in a sentence: a string bare, a list with commas, `null` empty.
  var plainText: String {
    switch self {
    case .null: ""
    case .string(let text): text
    case .array(let items): items.map(\.plainText).joined(separator: ", ")
    default: String(decoding: JSONWriter.canonical(self), as: UTF8.self)
    }
  }

  /// As a person reads it beside a name: strings in quotes, a list item by item.
  var quotedText: String {
    switch self {
    case .string(let text): EvidenceRecord.quoted(text)
    case .array(let items): items.isEmpty ? "[]" : items.map(\.quotedText).joined(separator: ", ")
    default: String(decoding: JSONWriter.canonical(self), as: UTF8.self)
    }
  }

  /// The same value with every string in it changed.
  func mapStrings(_ change: (String) -> String) -> JSONValue {
    switch self {
    case .string(let text): .string(change(text))
    case .array(let items): .array(items.map { $0.mapStrings(change) })
    case .object(let members): .object(members.map { (change($0.0), $0.1.mapStrings(change)) })
    default: self
    }
  }
}
