import Tables
import Values

/// Where a list or a map of a document stands, for the log of a replay.
final class DocumentOrigin: ValueOrigin {
  private let log: ReadLog
  private let key: Reading.Key
  /// The list or map itself, without origin.
  private let value: Value

  private init(_ value: Value, _ key: Reading.Key, log: ReadLog) {
    self.value = value
    self.key = key
    self.log = log
  }

  /// A value whose lists and maps, however deep, tell the log what is looked up in them.
  /// - Complexity: O(values)
  static func located(_ value: Value, _ key: Reading.Key, log: ReadLog) -> Value {
    switch value {
    case .list(var list):
      let origin = DocumentOrigin(value, key, log: log)
      list.elements = list.elements.enumerated().map { index, element in
        located(element, origin.key(String(index)), log: log)
      }
      list.origin = origin
      return .list(list)
    case .map(let map):
      let origin = DocumentOrigin(value, key, log: log)
      return .map(
        map.mapValues(origin: origin) { entry in
          located(entry.value, origin.key(entry.key.keyText ?? ""), log: log)
        })
    default: return value
    }
  }

  func didLookUp(_ key: Value) {
    guard case .map(let map) = value, let text = key.keyText else { return }
    let found = map[key]
    var reading = Reading(key: self.key(text), value: found ?? .null)
    reading.isMissing = found == nil
    log.read(reading)
  }

  func didVisit(_ position: Int) {
    switch value {
    case .list(let list) where list.elements.indices.contains(position):
      log.read(Reading(key: key(String(position)), value: list.elements[position]))
    case .map(let map) where map.entries.indices.contains(position):
      let entry = map.entries[position]
      log.read(Reading(key: key(entry.key.keyText ?? ""), value: entry.value))
    default: break
    }
  }

  private func key(_ part: String) -> Reading.Key {
    var inner = key
    inner.pointer = DocumentPath.pointer(key.pointer ?? "", part)
    return inner
  }
}

extension Value {
  /// A key of a document's map.
  fileprivate var keyText: String? {
    switch self {
    case .string(let text): text
    case .text(let text): text.display
    default: nil
    }
  }
}
