/// A string that compares folded: trimmed, spaces folded, NFC and case folding; diacritics count.
///
/// `Text("  PHÒNG   ngủ ") == Text("Phòng ngủ")`, but `Text("Phòng Ngữ") != Text("phòng ngủ")`, whichever Unicode form
/// the input was in. The order is that of the folded code points: no language's alphabet, but the same everywhere.
public struct Text: Sendable {
  /// For people: NFC, trimmed, runs of spaces folded to one.
  public let display: String
  /// For comparison: `display` case-folded.
  public let folded: String

  /// - Complexity: O(n); without allocation where the text is ASCII and already in its display form.
  public init(_ raw: String) {
    display = Text.normalized(raw)
    folded = Text.caseFolded(display)
  }

  /// Whether nothing is left of the text after trimming.
  public var isEmpty: Bool { display.isEmpty }
}

extension Text: Hashable, Comparable {
  /// Equal folded.
  public static func == (a: Text, b: Text) -> Bool { a.folded.equalsExactly(b.folded) }
  /// By the folded form.
  public func hash(into hasher: inout Hasher) { folded.hashExactly(into: &hasher) }
  /// By the code points of the folded form.
  public static func < (a: Text, b: Text) -> Bool { a.folded.precedesExactly(b.folded) }
}

extension Text: CustomStringConvertible {
  /// As people should see it.
  public var description: String { display }
}
