import Formats
import Schema
import Values

/// Why stored evidence cannot be read: it is cut, altered, or not of the form that this version writes.
public struct StoredFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// JSON pointer to the place in its file or line; empty for the whole.
  public let pointer: String
  /// What is wrong there: lower case, no full stop.
  public let problem: String

  public init(_ problem: String, at pointer: String = "") {
    self.pointer = pointer
    self.problem = problem
  }

  public var description: String { pointer.isEmpty ? problem : "\(problem) (at `\(pointer)`)" }
}

/// An object read back from a file; what it lacks is told with the place.
struct StoredObject {
  let pointer: String
  private let members: [String: JSONValue]

  init(_ json: JSONValue, at pointer: String = "") throws(StoredFault) {
    guard case .object(let members) = json else { throw StoredFault("an object is expected", at: pointer) }
    self.pointer = pointer
    self.members = Dictionary(members, uniquingKeysWith: { first, _ in first })
  }

  func has(_ name: String) -> Bool { members[name] != nil }

  /// A member that must be there, `null` or not.
  func value(_ name: String) throws(StoredFault) -> JSONValue {
    guard let value = members[name] else { throw StoredFault("`\(name)` is missing", at: pointer) }
    return value
  }

  func string(_ name: String) throws(StoredFault) -> String {
    guard case .string(let text) = try value(name) else { throw fault(name, "a text") }
    return text
  }

  func optionalString(_ name: String) throws(StoredFault) -> String? {
    isNothing(name) ? nil : try string(name)
  }

  func int(_ name: String) throws(StoredFault) -> Int {
    guard case .int(let number) = try value(name), let number = Int(exactly: number) else {
      throw fault(name, "a whole number")
    }
    return number
  }

  /// A number of things.
  func count(_ name: String) throws(StoredFault) -> Int {
    let number = try int(name)
    guard number >= 0 else { throw fault(name, "a number of things") }
    return number
  }

  func bool(_ name: String) throws(StoredFault) -> Bool {
    guard case .bool(let value) = try value(name) else { throw fault(name, "true or false") }
    return value
  }

  /// A truth value that is left out where it is false.
  func flag(_ name: String) throws(StoredFault) -> Bool { has(name) ? try bool(name) : false }

  func object(_ name: String) throws(StoredFault) -> StoredObject {
    try StoredObject(try value(name), at: path(name))
  }

  func optionalObject(_ name: String) throws(StoredFault) -> StoredObject? {
    isNothing(name) ? nil : try object(name)
  }

  func array(_ name: String) throws(StoredFault) -> [JSONValue] {
    guard case .array(let items) = try value(name) else { throw fault(name, "a list") }
    return items
  }

  func objects(_ name: String) throws(StoredFault) -> [StoredObject] {
    var objects: [StoredObject] = []
    for (index, item) in try array(name).enumerated() {
      objects.append(try StoredObject(item, at: "\(path(name))/\(index)"))
    }
    return objects
  }

  func strings(_ name: String) throws(StoredFault) -> [String] {
    var texts: [String] = []
    for item in try array(name) {
      guard case .string(let text) = item else { throw fault(name, "a list of texts") }
      texts.append(text)
    }
    return texts
  }

  /// The members in the order of their names.
  func entries(_ name: String) throws(StoredFault) -> [(String, JSONValue)] {
    guard case .object(let members) = try value(name) else { throw fault(name, "an object") }
    return members.sorted { $0.0.precedesExactly($1.0) }
  }

  /// One of the words that a type knows.
  func word<T: RawRepresentable>(_ name: String) throws(StoredFault) -> T where T.RawValue == String {
    let text = try string(name)
    guard let value = T(rawValue: text) else { throw StoredFault("`\(text)` is no word for it", at: path(name)) }
    return value
  }

  func optionalDay(_ name: String) throws(StoredFault) -> CalendarDate? {
    guard let text = try optionalString(name) else { return nil }
    guard let day = CalendarDate(parsing: text) else { throw fault(name, "a day") }
    return day
  }

  func day(_ name: String) throws(StoredFault) -> CalendarDate {
    guard let day = try optionalDay(name) else { throw fault(name, "a day") }
    return day
  }

  func text(_ name: String) throws(StoredFault) -> LocalizedText {
    let texts = try object(name)
    return LocalizedText(vi: try texts.optionalString("vi"), en: try texts.optionalString("en"))
  }

  func path(_ name: String) -> String { "\(pointer)/\(JSONPointer.escape(name))" }

  private func isNothing(_ name: String) -> Bool {
    guard let value = members[name] else { return true }
    return value == .null
  }

  private func fault(_ name: String, _ expected: String) -> StoredFault {
    StoredFault("\(expected) is expected", at: path(name))
  }
}
