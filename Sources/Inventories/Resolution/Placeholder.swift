/// Texts that makers and spreadsheets leave where an identifier should be, and addresses that many devices bear. They are
/// no keys: two devices that bear one are not the same. (Among them the blacklist that FusionInventory and GLPI start
/// with.)
enum Placeholder {
  private static let phrases: Set<String> = [
    "to be filled by o.e.m.", "to be filled by o.e.m", "to be filled by oem", "to be filled", "default string",
    "default", "not specified", "not available", "not applicable", "not settable", "not present", "not provided",
    "unspecified", "system serial number", "systemserialnumb", "system product name", "product name", "system name",
    "serial number", "serial", "chassis serial number", "chassis serial", "base board serial number",
    "oem_serial", "oem serial", "eval", "iatpass", "tulip computers", "none", "null", "(null)", "(null string)", "nil",
    "n/a", "na", "release-keys", "test-keys", "dev-keys", "unknown", "unknow", "undefined", "invalid", "empty",
    "no asset information", "no asset tag",
    "asset tag", "asset-1234567890", "o.e.m.", "oem", "tbd", "sn", "s/n", "#n/a", "#ref!", "#value!", "-", "--", "?",
    ".", "*", "không có", "không rõ", "không biết", "chưa có", "chưa rõ", "chưa dán", "mất tem", "mờ", "không đọc được",
    "03000200-0400-0500-0006-000700080009", "6ab5b300-538d-1014-9fb5-b0684d007b53",
    "12345678-1234-5678-90ab-cddeefaabbcc", "01010101-0101-0101-0101-010101010101", "123456", "1234567", "12345678",
    "123456789", "1234567890", "12345678901", "123456789000", "12345678901234567", "0123456789", "012345678",
    "sn-12345", "sn-1234567890", "sys-123456", "sys-1234567890", "sys-9876543210", "mb-1234567890",
  ]

  /// Whether a folded text is a placeholder under any attribute.
  static func isPhrase(_ folded: String) -> Bool { phrases.contains(folded) }

  /// Whether a folded serial, tag or other exact identifier identifies nothing: one character again and again (`0000`,
  /// `xxxx`), or a number that a spreadsheet shortened (`4.94E+11`), which many serials become.
  static func isSerial(_ folded: String) -> Bool {
    let characters = folded.utf8.filter { !" -_:./".utf8.contains($0) }
    guard let first = characters.first else { return true }
    if characters.allSatisfy({ $0 == first }) { return first == UInt8(ascii: "0") || characters.count > 2 }
    return isScientific(folded)
  }

  /// Whether a computer's short name is one that many bear.
  static func isHost(_ folded: String) -> Bool {
    folded.isEmpty || ["localhost", "localhost.localdomain", "(none)"].contains(folded)
  }

  /// Whether twelve hexadecimal digits are the address of no one device: zeros and the like, addresses of groups
  /// (broadcast among them), locally administered ones (made up by phones, containers and drivers), and those that a
  /// driver gives to each machine it is installed on.
  static func isHardwareAddress(_ digits: String) -> Bool {
    guard let first = digits.utf8.first else { return true }
    if digits.utf8.allSatisfy({ $0 == first }) { return true }
    guard let octet = UInt8(digits.prefix(2), radix: 16), octet & 0b11 == 0 else { return true }
    return driverAddresses.contains(digits) || driverPrefixes.contains { digits.hasPrefix($0) }
      || digits.hasSuffix("20524153")
  }

  /// Of asynchronous and tunnel adapters, mobile broadband modems and virtual private networks.
  private static let driverAddresses: Set<String> = [
    "204153594eff", "505054503030", "00a0c6000000", "000bcafe0000", "005345000000",
    "00059a3c7800", "00059a3c7a00", "00090ffe0001", "00090faa0001", "001122334455", "123456789abc",
  ]

  /// VMware's adapters on the host.
  private static let driverPrefixes = ["005056c0"]

  private static func isScientific(_ folded: String) -> Bool {
    let parts = folded.split(separator: "e", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].utf8.first, isDigit(first) else { return false }
    let hasPoint = parts[0].utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    let hasSign = parts[1].utf8.first == UInt8(ascii: "+")
    // `12E4` is a serial like any other; `1.2E4` is none.
    guard hasPoint || hasSign else { return false }
    let mantissa = parts[0].utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    let exponent = parts[1].utf8.dropFirst(hasSign ? 1 : 0)
    return mantissa && !exponent.isEmpty && exponent.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
