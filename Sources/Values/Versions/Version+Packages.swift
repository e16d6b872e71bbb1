/// Debian: `[epoch:]upstream[-revision]` (Debian Policy 5.6.12).
///
/// From left to right, what is not digits and what is digits are compared by turns; in the former letters rank below
/// other characters and `~` below everything, even the end. No revision is revision 0.
extension VersionKey {
  init?(deb text: String) {
    self.init()
    let bytes = Array(text.utf8)
    var rest = bytes[...]
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      let epoch = rest[..<colon]
      guard !epoch.isEmpty, epoch.allSatisfy(ByteCursor.isDigit) else { return nil }
      append(number: epoch)
      rest = rest[(colon + 1)...]
    } else {
      append(number: [])
    }
    var revision: ArraySlice<UInt8> = []
    if let hyphen = rest.lastIndex(of: UInt8(ascii: "-")) {
      revision = rest[(hyphen + 1)...]
      rest = rest[..<hyphen]
      guard !revision.isEmpty, revision.allSatisfy({ VersionKey.isDebian($0) }) else { return nil }
    }
    let isUpstream: (UInt8) -> Bool = { VersionKey.isDebian($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") }
    guard let first = rest.first, ByteCursor.isDigit(first), rest.allSatisfy(isUpstream) else { return nil }
    append(debian: rest)
    append(debian: revision)
  }

  private static func isDebian(_ byte: UInt8) -> Bool {
    ByteCursor.isDigit(byte) || ByteCursor.isLetter(byte) || [UInt8](".+~".utf8).contains(byte)
  }

  private mutating func append(debian part: ArraySlice<UInt8>) {
    var rest = part
    repeat {
      let other = rest.prefix { !ByteCursor.isDigit($0) }
      for byte in other { append(byte == UInt8(ascii: "~") ? 0x01 : ByteCursor.isLetter(byte) ? byte : byte | 0x80) }
      append(0x02)
      rest = rest.dropFirst(other.count)
      let digits = rest.prefix(while: ByteCursor.isDigit)
      append(number: digits)
      rest = rest.dropFirst(digits.count)
    } while !rest.isEmpty
    append(0x02)
  }
}

/// RPM: `[epoch:]version[-release]`, each part by `rpmvercmp` (rpm documentation, "rpm-version(7)").
///
/// Runs of digits and runs of letters are compared in turn, digits ranking above letters; other characters only
/// separate. `~` ranks below everything, even the end, and `^` above the end but below what goes on. No release ranks
/// below any.
extension VersionKey {
  init?(rpm text: String) {
    self.init()
    var rest = Array(text.utf8)[...]
    var epoch: ArraySlice<UInt8> = []
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      epoch = rest[..<colon]
      guard !epoch.isEmpty, epoch.allSatisfy(ByteCursor.isDigit) else { return nil }
      rest = rest[(colon + 1)...]
    }
    append(number: epoch)
    let hyphen = rest.firstIndex(of: UInt8(ascii: "-")) ?? rest.endIndex
    let version = rest[..<hyphen]
    guard version.contains(where: ByteCursor.isDigit), version.allSatisfy(VersionKey.isRPM) else { return nil }
    append(rpm: version)
    guard hyphen < rest.endIndex else { return }
    let release = rest[(hyphen + 1)...]
    guard !release.isEmpty, release.allSatisfy(VersionKey.isRPM) else { return nil }
    append(0x03)
    append(rpm: release)
  }

  private static func isRPM(_ byte: UInt8) -> Bool {
    ByteCursor.isDigit(byte) || ByteCursor.isLetter(byte) || [UInt8]("._+~^".utf8).contains(byte)
  }

  private mutating func append(rpm part: ArraySlice<UInt8>) {
    var rest = part
    while let byte = rest.first {
      if ByteCursor.isDigit(byte) {
        let digits = rest.prefix(while: ByteCursor.isDigit)
        append(number: digits)
        rest = rest.dropFirst(digits.count)
      } else if ByteCursor.isLetter(byte) {
        let letters = rest.prefix(while: ByteCursor.isLetter)
        append(0x04)
        append(word: letters)
        rest = rest.dropFirst(letters.count)
      } else {
        if byte == UInt8(ascii: "~") { append(0x01) }
        if byte == UInt8(ascii: "^") { append(0x03) }
        rest = rest.dropFirst()
      }
    }
    append(0x02)
  }
}
