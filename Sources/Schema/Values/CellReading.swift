import Values

/// What a source's raw value is as a value of its attribute (DESIGN section 2.1).
public enum CellReading: Sendable {
  case value(Value)
  /// A none word: positively nothing.
  case null
  /// Collected and empty, or a word for *not known*.
  case missing
  /// Not of the type, or out of the vocabulary. The reason never repeats the value, which may be a secret.
  case unreadable(reason: String)
}
