import Values

extension Redaction {
  /// A text with the secrets taken out that can be told by their form alone: credentials in URLs, and what people write
  /// down in remarks (`mật khẩu: …`, `pass: …`). For every text that comes from an input.
  /// - Complexity: O(length)
  public static func withoutSecrets(_ text: String) -> String { SecretNotes.masked(withoutCredentials(text)) }

  /// A text with the credentials in its URLs taken out: what stands before `@`, with a scheme or without, and the values
  /// of telling parameters. For expressions too, where a remark's words are names.
  /// - Complexity: O(length)
  public static func withoutCredentials(_ text: String) -> String {
    let plain = text.hasByte(UInt8(ascii: "@")) ? withoutBareLogins(withoutUserInfo(text)) : text
    guard plain.hasByte(UInt8(ascii: "=")), hasURL(plain) else { return plain }
    return withoutParameters(plain)
  }

  /// Whether `://` stands in a text: by bytes, since every text is asked and few hold one.
  private static func hasURL(_ text: String) -> Bool { text.hasBytes(of: "://") }

  // MARK: Parameters

  /// Names of query parameters that carry a secret: cameras take `?user=admin&password=...`, meeting links `?pwd=...`.
  private static let secretParameters = [
    "passwd", "password", "passcode", "passphrase", "pass", "pwd", "psw", "pw", "secret", "token", "tk", "zak",
    "api_key", "apikey", "key", "auth", "sig", "signature",
  ]

  private static func withoutParameters(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var isInURL = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte <= 0x20 || "\"'<>`".utf8.contains(byte) { isInURL = false }
      if byte == UInt8(ascii: ":"), index + 2 < bytes.count, bytes[index + 1] == 0x2F, bytes[index + 2] == 0x2F {
        isInURL = true
      }
      result.append(byte)
      index += 1
      guard isInURL, byte == UInt8(ascii: "="), isSecretParameter(result.dropLast()) else { continue }
      let end = bytes[index...].firstIndex { $0 <= 0x20 || "&;#\"'<>`".utf8.contains($0) } ?? bytes.count
      if end > index { result += Array(mark.utf8) }
      index = end
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isSecretParameter(_ before: ArraySlice<UInt8>) -> Bool {
    var start = before.endIndex
    while start > before.startIndex, isNameByte(before[start - 1]) { start -= 1 }
    let text = String(decoding: before[start...], as: UTF8.self).lowercased()
    return secretParameters.contains { text == $0 || text.hasSuffix("_" + $0) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    NumberReading.isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F
  }

  // MARK: Logins without a scheme

  /// What stands before the colon of an address, not of a login.
  private static let addressWords: Set<String> = [
    "mailto", "email", "e-mail", "mail", "sip", "sips", "xmpp", "tel", "gmail", "zalo", "acct", "skype", "thu", "cc",
    "bcc", "to", "from",
  ]

  /// Takes the login out of `admin:12345@192.168.1.10`.
  private static func withoutBareLogins(_ text: String) -> String {
    guard text.hasByte(UInt8(ascii: ":")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let end = bytes[index...].firstIndex { $0 <= 0x20 || "\"'<>`,;()".utf8.contains($0) } ?? bytes.count
      let token = bytes[index..<end]
      if let at = loginEnd(token) {
        result += Array(mark.utf8)
        result += token[at...]
      } else {
        result += token
      }
      if end < bytes.count { result.append(bytes[end]) }
      index = end + 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The `@` behind a name, a colon and a password.
  private static func loginEnd(_ token: ArraySlice<UInt8>) -> Int? {
    guard let colon = token.firstIndex(of: UInt8(ascii: ":")), colon > token.startIndex,
      let at = token.lastIndex(of: UInt8(ascii: "@")), at > colon + 1, at + 1 < token.endIndex,
      token[colon + 1] != UInt8(ascii: "/")
    else { return nil }
    let name = token[..<colon]
    guard name.allSatisfy({ isNameByte($0) || ".-".utf8.contains($0) }) else { return nil }
    return addressWords.contains(String(decoding: name, as: UTF8.self).lowercased()) ? nil : at
  }
}
