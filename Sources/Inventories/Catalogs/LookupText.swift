import Schema
import Values

/// The text by which a value is looked up: folded, and the same for every spelling of one number or day.
enum LookupText {
  /// The folded text of a known scalar; nil for what is no scalar. Null and the empty text are the same: nothing.
  static func folded(_ value: Value) -> String? {
    switch value {
    case .null: ""
    case .text(let text): text.folded
    case .string(let string): Text(string).folded
    case .bool(let bool): bool ? "true" : "false"
    case .int(let int): String(int)
    case .uint(let uint): String(uint)
    case .double(let double): String(double)
    case .date(let date): "day \(date.dayNumber)"
    case .timestamp(let time): "time \(time.seconds).\(time.nanoseconds)"
    case .version(let version): Text(version.text).folded
    case .optional(let value): value.flatMap(folded)
    default: nil
    }
  }

  /// A scalar for people; empty for what is none.
  static func display(_ value: Value?) -> String {
    switch value {
    case .text(let text): text.display
    case .string(let string): Text(string).display
    case .version(let version): version.text
    case .date(let date): date.description
    case .some(let value): folded(value) ?? ""
    case nil: ""
    }
  }

  /// The scalars of a value: the elements of a list, else the value itself.
  static func scalars(_ value: Value) -> [Value] {
    if case .list(let list) = value { list.elements } else { [value] }
  }
}
