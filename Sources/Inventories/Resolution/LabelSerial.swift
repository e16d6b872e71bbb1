/// The serial number on the label of a camera or recorder of Hikvision, which is the end of the one that it tells itself:
/// `DS-2CD2043G2-I20230101AAWRJ12345678` has `J12345678` printed on it, and that is what registers write down.
enum LabelSerial {
  /// The label's part of a folded serial number: a letter and eight figures behind the model, a day and four letters, and
  /// before four letters or nothing. Nil for any other text, and for figures that are all the same.
  /// - Complexity: O(length)
  static func of(_ folded: String) -> String? {
    guard folded.hasPrefix("ds-") || folded.hasPrefix("ids-") else { return nil }
    var bytes = Array(folded.utf8)
    if bytes.count > 25, bytes.suffix(4).allSatisfy(isLetter) { bytes.removeLast(4) }
    guard bytes.count > 24 else { return nil }
    let figures = bytes.suffix(8)
    let letter = bytes[bytes.count - 9]
    let family = bytes[(bytes.count - 13)..<(bytes.count - 9)]
    let day = bytes[(bytes.count - 21)..<(bytes.count - 13)]
    guard figures.allSatisfy(isDigit), isLetter(letter), family.allSatisfy(isLetter), day.allSatisfy(isDigit),
      let first = figures.first, !figures.allSatisfy({ $0 == first })
    else { return nil }
    return String(decoding: bytes.suffix(9), as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
