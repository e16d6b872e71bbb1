import Values

/// Caps on what a function may build, so that a short expression cannot fill the memory.
enum SizeLimit {
  /// Bytes of a string or of bytes.
  static let bytes = 16 << 20
  /// Elements of a list or entries of a map.
  static let elements = 4_000_000
  /// Pairs of values that one comparison looks at.
  static let comparisons = 5_000_000

  static let tooManyBytes = Value.capExceeded("bytes in a string", bytes)
  static let tooManyElements = Value.capExceeded("elements in a list", elements)
}
