/// Updates of Windows stand among programs in many lists.
enum WindowsUpdates {
  /// Whether a name is one's: `Security Update for Windows XP (KB923789)`, `KB888111WXPSP2`.
  static func isOne(_ text: String) -> Bool {
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where word.uppercased().hasPrefix("KB") {
      let digits = word.dropFirst(2).prefix(6)
      if digits.count == 6, digits.allSatisfy(\.isNumber) { return true }
    }
    return false
  }
}
