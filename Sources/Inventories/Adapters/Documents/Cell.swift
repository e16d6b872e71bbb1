import Formats
import Values

/// A value of a document and where it stands: what an adapter reads, and puts into rows.
///
/// A cell that is changed keeps its place and the text that stands there, so that evidence still names both.
struct Cell: Sendable, Hashable {
  var value: RawValue
  /// The column's header, or `#` and a JSON pointer from the document's root; empty for what stands nowhere.
  var header: String

  init(_ value: RawValue, under header: String = "") {
    self.value = value
    self.header = header
  }

  init(_ text: String, under header: String = "") { self.init(.string(text), under: header) }

  /// What the adapter knows without the document saying it in words: `scope: machine` of a machine-wide list.
  static func constant(_ text: String) -> Cell { Cell(.string(text)) }

  /// The value as text, trimmed; empty for null, a list, an object.
  var text: String {
    switch value {
    case .string(let text), .number(let text), .unreadable(let text, _): Text(text).display
    case .bool(let value): value ? "true" : "false"
    case .converted(let value, _): Cell(value, under: header).text
    case .null, .list, .map: ""
    }
  }

  /// Whether it says nothing: null, or no text.
  var isEmpty: Bool {
    switch value {
    case .list(let items): items.isEmpty
    case .map(let fields): fields.isEmpty
    default: text.isEmpty
    }
  }

  /// The cell, or nil where it says nothing: `item["display_name"]?.given ?? item["name"]`.
  var given: Cell? { isEmpty ? nil : self }

  /// The cell with another value read out of it.
  func converted(to value: RawValue) -> Cell { Cell(.converted(value, from: self.value.spelling), under: header) }

  func converted(to text: String) -> Cell { converted(to: .string(text)) }

  /// The cell with its text changed; what cannot be changed (nil) stays as it stands, so that reading it may fail aloud.
  func map(_ change: (String) -> String?) -> Cell { change(text).map { converted(to: $0) } ?? self }
}
