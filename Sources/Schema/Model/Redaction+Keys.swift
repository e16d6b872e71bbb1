/// What the keys of configuration files call a secret.
extension Redaction {
  /// Words that make a key one of a secret wherever they end it: `DB_PASSWORD`, `mqttPassword`, `PGPASSWORD`.
  private static let endings = [
    "password", "passwords", "passwd", "passphrase", "passcode", "secret", "secrets", "token", "tokens", "apikey",
    "apikeys", "privatekey", "accesskey", "secretkey", "authkey", "accountkey", "signingkey", "encryptionkey",
    "masterkey",
    "sharedkey", "presharedkey", "licensekey", "sshkey", "connectionstring", "credential", "credentials", "matkhau",
    "webhookurl",
  ]

  /// Shorter ones, which must be a word of their own: `wifi_psk`, not `mypsk`.
  private static let words: Set<String> = ["pass", "pwd", "psk", "pin", "pw", "otp", "mk", "creds", "auth", "dsn"]

  /// Whether the value of a key is a secret: by its last words, whether they are parted by signs or by capitals. A
  /// `password_min_length` is none.
  /// - Complexity: O(length)
  public static func isSecretKey(_ key: String) -> Bool {
    var parts: [String] = []
    var part = ""
    var wasLower = false
    for scalar in key.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      let isUpper = scalar.properties.isUppercase
      if !isLetter || (isUpper && wasLower) {
        if !part.isEmpty { parts.append(part) }
        part = ""
      }
      if isLetter { part += scalar.properties.lowercaseMapping }
      wasLower = isLetter && !isUpper
    }
    if !part.isEmpty { parts.append(part) }
    guard let last = parts.last else { return false }
    if words.contains(last) { return true }
    let joined = parts.suffix(2).joined()
    return endings.contains { last.hasSuffix($0) || joined == $0 }
  }

  /// Whether a text under such a key tells the state of a secret rather than the secret: `changed`, `none`, `true`.
  public static func tellsState(_ text: String) -> Bool { SecretNotes.tellsState(text) }
}
