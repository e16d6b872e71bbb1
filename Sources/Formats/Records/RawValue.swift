/// A value as a file gives it, before anyone asked what it means. Numbers keep their spelling.
public indirect enum RawValue: Sendable, Hashable {
  /// JSON or YAML null.
  case null
  case bool(Bool)
  /// A number as it was written: `9.80` stays `9.80`.
  case number(String)
  /// Text; an empty CSV cell is the empty string.
  case string(String)
  case list([RawValue])
  /// A nested object that is not flattened (inside a list).
  case map([Field])
  /// Bytes that are no text, with what is wrong with them; the text is a lossy rendering.
  case unreadable(String, reason: String)
  /// What an adapter has read out of a text that no reader of values would understand (a day in a tool's own spelling),
  /// and the text as it stands in the file.
  case converted(RawValue, from: String)

  public struct Field: Sendable, Hashable {
    public var name: String
    public var value: RawValue

    public init(_ name: String, _ value: RawValue) {
      self.name = name
      self.value = value
    }
  }
}
