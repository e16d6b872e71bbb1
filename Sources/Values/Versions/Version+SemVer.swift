/// Semantic Versioning 2.0.0: numbers, then a pre-release that ranks below none (section 11); build metadata after `+`
/// does not count. Besides the specification a `v` in front is left out, and a missing minor or patch number is zero.
extension VersionKey {
  init?(semver text: String) {
    self.init()
    var cursor = VersionCursor(text)
    cursor.skipPrefix()
    let numbers = cursor.dottedNumbers()
    guard 1...3 ~= numbers.count, numbers.allSatisfy(VersionKey.isSemVerNumber) else { return nil }
    append(release: numbers)
    if cursor.take(UInt8(ascii: "-")) {
      guard let identifiers = VersionKey.identifiers(&cursor), identifiers.allSatisfy(isValid) else { return nil }
      for identifier in identifiers {
        if identifier.allSatisfy(ByteCursor.isDigit) {
          append(number: identifier)
        } else {
          // Above every number, whose first byte is at most 0x10 + 200.
          append(0xF0)
          append(word: identifier)
        }
      }
      append(0x01)
    } else {
      append(0xFF)
    }
    if cursor.take(UInt8(ascii: "+")), VersionKey.identifiers(&cursor) == nil { return nil }
    guard cursor.isAtEnd else { return nil }
  }

  private static func isSemVerNumber(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count <= 200 && (digits.count == 1 || digits.first != 0x30)
  }

  private func isValid(_ identifier: ArraySlice<UInt8>) -> Bool {
    !identifier.allSatisfy(ByteCursor.isDigit) || VersionKey.isSemVerNumber(identifier)
  }

  /// Identifiers with dots between them; nil if one is empty.
  private static func identifiers(_ cursor: inout VersionCursor) -> [ArraySlice<UInt8>]? {
    var identifiers: [ArraySlice<UInt8>] = []
    repeat {
      let identifier = cursor.run { ByteCursor.isDigit($0) || ByteCursor.isLetter($0) || $0 == UInt8(ascii: "-") }
      guard !identifier.isEmpty else { return nil }
      identifiers.append(identifier)
    } while cursor.take(UInt8(ascii: "."))
    return identifiers
  }
}
