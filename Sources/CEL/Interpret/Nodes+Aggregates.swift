import Values

/// `[a, ?b, c]`.
final class ListNode: Node {
  let expression: Expression
  let elements: [any Node]
  let optionals: Set<Int>

  init(_ expression: Expression, elements: [any Node], optionals: Set<Int>) {
    self.expression = expression
    self.elements = elements
    self.optionals = optionals
  }

  func compute(_ frame: inout Frame) -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    var blocked: Value?
    for (position, element) in elements.enumerated() {
      let value = element.evaluate(&frame)
      if !value.isKnown {
        blocked = blocked.map { Strict.blend($0, value) } ?? value
      } else if optionals.contains(position) {
        guard case .optional(let inner) = value else {
          let failure = Value.failed("an element marked with `?` is no optional but \(value.runtimeType)")
          blocked = blocked.map { Strict.blend($0, failure) } ?? failure
          continue
        }
        if let inner { values.append(inner) }
      } else {
        values.append(value)
      }
    }
    return blocked ?? .list(ListValue(values))
  }
}

/// `{a: b, ?c: d}`.
final class MapNode: Node {
  struct Entry: Sendable {
    let key: any Node
    let value: any Node
    let isOptional: Bool
  }

  let expression: Expression
  let entries: [Entry]

  init(_ expression: Expression, entries: [Entry]) {
    self.expression = expression
    self.entries = entries
  }

  func compute(_ frame: inout Frame) -> Value {
    var result: [MapValue.Entry] = []
    result.reserveCapacity(entries.count)
    var blocked: Value?
    for entry in entries {
      let key = entry.key.evaluate(&frame)
      var value = entry.value.evaluate(&frame)
      if !key.isKnown || !value.isKnown {
        let both = Strict.blend(key, value)
        blocked = blocked.map { Strict.blend($0, both) } ?? both
        continue
      }
      if entry.isOptional {
        guard case .optional(let inner) = value else {
          let failure = Value.failed("a value marked with `?` is no optional but \(value.runtimeType)")
          blocked = blocked.map { Strict.blend($0, failure) } ?? failure
          continue
        }
        guard let inner else { continue }
        value = inner
      }
      result.append(MapValue.Entry(key: key, value: value))
    }
    return blocked ?? MapBuilding.map(result)
  }
}

/// A map of entries, or the failure that tells why there is none.
enum MapBuilding {
  static func map(_ entries: [MapValue.Entry]) -> Value {
    for entry in entries {
      switch entry.key {
      case .bool, .int, .uint, .string, .text: continue
      default: return .failed("unsupported key type: \(entry.key.runtimeType)")
      }
    }
    if let map = MapValue(entries) { return .map(map) }
    for (position, entry) in entries.enumerated()
    where entries[..<position].contains(where: { CELEquality.areEqual($0.key, entry.key) }) {
      return .failed("repeated key: `\(ValueText.literal(entry.key))`")
    }
    return .failed("repeated key")
  }
}
