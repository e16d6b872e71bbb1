/// What must not be shown, decided in one place, before any writer sees a value (DESIGN section 4).
public struct Redaction: Sendable {
  /// What stands in a secret's place.
  public static let mark = "[redacted]"

  private let schema: InventorySchema
  private let showsPersonal: Bool

  /// - Parameter showsPersonal: whether personal data may be shown: in a report for the unit itself.
  public init(schema: InventorySchema, showsPersonal: Bool = false) {
    self.schema = schema
    self.showsPersonal = showsPersonal
  }

  /// Whether the values of an attribute (`account.holders`) are withheld.
  public func withholds(_ path: String) -> Bool {
    switch schema.attribute(atPath: path)?.attribute.sensitivity {
    case .secret: true
    case .personal: !showsPersonal
    case nil, .some(.none): false
    }
  }

  /// A text as it may be shown as a value of an attribute, and whether anything was taken out. Credentials in URLs and
  /// secrets in remarks are taken out of every text.
  public func shown(_ text: String, of path: String) -> (text: String, isRedacted: Bool) {
    if withholds(path) { return (Self.mark, true) }
    let masked = Self.withoutSecrets(text)
    return (masked, masked != text)
  }

  /// A text with what stands between `://` and `@` in its URLs taken out.
  /// - Complexity: O(length)
  static func withoutUserInfo(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var copied = 0
    var index = 0
    while index + 2 < bytes.count {
      guard bytes[index] == UInt8(ascii: ":"), bytes[index + 1] == UInt8(ascii: "/"),
        bytes[index + 2] == UInt8(ascii: "/")
      else {
        index += 1
        continue
      }
      let start = index + 3
      let token = start..<(bytes[start...].firstIndex(where: endsToken) ?? bytes.count)
      if let at = credentialsEnd(bytes, token) {
        result += bytes[copied..<start] + Array(mark.utf8)
        copied = at
      }
      index = token.upperBound
    }
    if copied == 0 { return text }
    return String(decoding: result + bytes[copied...], as: UTF8.self)
  }

  /// The `@` that ends the credentials of a URL, whose text after `://` is given. Passwords with unescaped `/`, `?` or
  /// `#` occur in the wild: where what seems a port is no number, or what seems a host is empty, the last `@` ends them.
  private static func credentialsEnd(_ bytes: [UInt8], _ token: Range<Int>) -> Int? {
    guard let last = bytes[token].lastIndex(of: UInt8(ascii: "@")) else { return nil }
    let authority = token.lowerBound..<(bytes[token].firstIndex { "/?#".utf8.contains($0) } ?? token.upperBound)
    if let at = bytes[authority].lastIndex(of: UInt8(ascii: "@")) {
      return at + 1 == authority.upperBound ? last : at
    }
    guard let colon = bytes[authority].lastIndex(of: UInt8(ascii: ":")) else { return nil }
    let port = bytes[(colon + 1)..<authority.upperBound]
    return port.allSatisfy(NumberReading.isDigit) ? nil : last
  }

  private static func endsToken(_ byte: UInt8) -> Bool {
    byte <= UInt8(ascii: " ") || "\"'<>".utf8.contains(byte)
  }
}
