import Values

/// A value as CEL writes it: an expression that yields it.
///
///     ValueLiteral.text(of: value)    // [1, 2u], {'a': 1.5}, timestamp('2026-01-05T00:00:00Z'), optional.none()
///
/// What is no value of CEL's reads as near to that as it can: an open list ends in `...`, an object is its identity,
/// an unknown lists its causes, an error its message. The one place where a value becomes text for people to read.
public enum ValueLiteral {
  /// How long a text is unless another limit is given, in bytes.
  public static let standardLimit = 10_000

  /// The value on one line, without anything that would steer a terminal but in the messages of errors.
  ///
  /// - Parameter limit: how many bytes there are at most, about; what is cut off ends in `...`. A limit has to be: a
  ///   short expression can make a value whose parts are shared and whose text would fill the memory.
  /// - Complexity: O(limit)
  public static func text(of value: Value, limit: Int = standardLimit) -> String {
    var writer = ValueLiteralWriter(limit: limit)
    writer.write(value)
    return writer.finished()
  }
}

private struct ValueLiteralWriter {
  let limit: Int
  private var out = ""

  init(limit: Int) { self.limit = limit }

  private var isFull: Bool { out.utf8.count > limit }

  func finished() -> String {
    guard isFull else { return out }
    var kept = String.UnicodeScalarView()
    var length = 0
    for scalar in out.unicodeScalars {
      length += UTF8.width(scalar)
      if length > limit { break }
      kept.append(scalar)
    }
    return String(kept) + "..."
  }

  mutating func write(_ value: Value) {
    switch value {
    case .null, .bool, .int, .uint, .double: out += LiteralText.text(of: value)
    case .string(let text): write(text)
    case .text(let text): write(text.display)
    // No byte is written in fewer than one; the copy is what must not be long.
    case .bytes(let bytes): out += LiteralText.text(of: .bytes(Array(bytes.prefix(limit + 1))))
    case .list(let list): write(list)
    case .map(let map): write(map)
    case .timestamp(let value): write(call: "timestamp", value.description)
    case .duration(let value): write(call: "duration", value.description)
    case .date(let value): write(call: "date", value.description)
    case .version(let value):
      out += "version("
      write(value.text)
      out += value.scheme == .generic ? ")" : ", '\(value.scheme.rawValue)')"
    case .ip(let value): write(call: "ip", value.description)
    case .cidr(let value): write(call: "cidr", value.description)
    case .type(let type): out += type.denotationName
    case .optional(nil): out += "optional.none()"
    case .optional(let value?):
      out += "optional.of("
      write(value)
      out += ")"
    case .object(let object): out += object.identity
    case .unknown(let unknown): write(unknown)
    case .failure(let failure): out += "an error: " + failure.message
    }
  }

  private mutating func write(_ text: String) {
    out += LiteralText.string(String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit + 1))))
  }

  private mutating func write(call function: String, _ argument: String) {
    out += function + "("
    write(argument)
    out += ")"
  }

  private mutating func write(_ list: ListValue) {
    out += "["
    for (position, element) in list.elements.enumerated() {
      guard !isFull else { return }
      if position > 0 { out += ", " }
      write(element)
    }
    if list.openness != nil { out += list.elements.isEmpty ? "..." : ", ..." }
    out += "]"
  }

  private mutating func write(_ map: MapValue) {
    out += "{"
    for (position, entry) in map.entries.enumerated() {
      guard !isFull else { return }
      if position > 0 { out += ", " }
      write(entry.key)
      out += ": "
      write(entry.value)
    }
    out += "}"
  }

  private mutating func write(_ unknown: Unknown) {
    out += "unknown ("
    for (position, cause) in unknown.causes.enumerated() {
      guard !isFull else { return }
      if position > 0 { out += "; " }
      out += cause.code.rawValue
      if !cause.attribute.isEmpty { out += " of \(cause.attribute)" }
      if !cause.detail.isEmpty { out += ", \(cause.detail)" }
    }
    out += ")"
  }
}
