import Diagnostics
import Formats

/// Reads back the JSON that evidence is stored as.
enum StoredJSON {
  /// The value of a JSON text without any fault: duplicate names and unreadable strings are faults.
  /// - Complexity: O(bytes)
  static func read(_ bytes: [UInt8]) throws(StoredFault) -> JSONValue {
    let (root, problems) = JSONReader.read(Source(path: "<stored>", bytes: bytes, isConfidential: true))
    if let first = problems.all.first { throw StoredFault(first.message) }
    guard let root, root.isWhole else { throw StoredFault("it is no JSON") }
    return try value(root)
  }

  /// The value of a line in the canonical form; any other spelling of the same value is a fault.
  static func readCanonical(_ bytes: [UInt8]) throws(StoredFault) -> JSONValue {
    let value = try read(bytes)
    guard JSONWriter.canonical(value) == bytes else { throw StoredFault("it is not in canonical form") }
    return value
  }

  /// The value of a file laid out for people; any other layout of the same value is a fault.
  static func readPretty(_ bytes: [UInt8]) throws(StoredFault) -> JSONValue {
    let value = try read(bytes)
    guard JSONWriter.pretty(value) == bytes else { throw StoredFault("it is not laid out as it was written") }
    return value
  }

  private static func value(_ node: JSONNode) throws(StoredFault) -> JSONValue {
    switch node.kind {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .number(let text):
      if let whole = Int64(text) { return .int(whole) }
      guard let number = Double(text), number.isFinite else { throw StoredFault("`\(text)` is no number") }
      return .double(number)
    case .string(let text): return .string(text)
    case .unreadable: throw StoredFault("it has a string that is no text")
    case .array(let items):
      var values: [JSONValue] = []
      values.reserveCapacity(items.count)
      for item in items { values.append(try value(item)) }
      return .array(values)
    case .object(let members):
      var values: [(String, JSONValue)] = []
      values.reserveCapacity(members.count)
      for member in members { values.append((member.name, try value(member.value))) }
      return .object(values)
    }
  }
}
