import Crypto
import Values

/// A key that signs (Ed25519, RFC 8032).
public struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// A new one, from the system's randomness.
  public init() { key = Curve25519.Signing.PrivateKey() }

  /// - Parameter pem: a private key in PKCS #8, as `openssl genpkey -algorithm ed25519` writes it.
  public init?(pem: String) {
    guard let bytes = PEM.bytes(of: pem, label: "PRIVATE KEY"), bytes.starts(with: SigningKey.prefix),
      bytes.count == SigningKey.prefix.count + 32,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.dropFirst(SigningKey.prefix.count))
    else { return nil }
    self.key = key
  }

  /// In PKCS #8.
  public var pem: String { PEM.text(SigningKey.prefix + Array(key.rawRepresentation), label: "PRIVATE KEY") }

  public var publicKey: VerifyingKey { VerifyingKey(key.publicKey) }

  /// 64 bytes; nil where the library refuses.
  public func signature(of message: [UInt8]) -> [UInt8]? { (try? key.signature(for: message)).map { Array($0) } }

  /// DER of everything before the 32 bytes of the key: version 0, algorithm 1.3.101.112 (RFC 8410 section 7).
  private static let prefix: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
}

/// A key that signatures are held against (Ed25519).
public struct VerifyingKey: Sendable {
  private let key: Curve25519.Signing.PublicKey

  init(_ key: Curve25519.Signing.PublicKey) { self.key = key }

  /// - Parameter text: a public key as PEM, or the base64 of it alone; of the 32 bytes by themselves too.
  public init?(_ text: String) {
    let bytes = PEM.bytes(of: text, label: "PUBLIC KEY") ?? Base64.decode(Array(text.utf8))
    guard var bytes else { return nil }
    if bytes.starts(with: VerifyingKey.prefix) { bytes.removeFirst(VerifyingKey.prefix.count) }
    guard bytes.count == 32, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return nil }
    self.key = key
  }

  /// As `SubjectPublicKeyInfo`.
  public var pem: String { PEM.text(der, label: "PUBLIC KEY") }

  /// The same in base64, on one line.
  public var base64: String { Base64.encode(der) }

  /// The key's name: the SHA-256 of its `SubjectPublicKeyInfo`.
  public var id: String { ContentDigest.sha256(der) }

  /// Whether a signature is this key's.
  public func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    key.isValidSignature(signature, for: message)
  }

  private var der: [UInt8] { VerifyingKey.prefix + Array(key.rawRepresentation) }

  /// DER of everything before the 32 bytes of the key (RFC 8410 section 4).
  private static let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
}

/// Keys as text (RFC 7468).
private enum PEM {
  static func text(_ bytes: [UInt8], label: String) -> String {
    var lines = ["-----BEGIN \(label)-----"]
    var rest = Substring(Base64.encode(bytes))
    while !rest.isEmpty {
      lines.append(String(rest.prefix(64)))
      rest = rest.dropFirst(64)
    }
    return (lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
  }

  /// The bytes of the first block of a label.
  static func bytes(of text: String, label: String) -> [UInt8]? {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let begin = lines.firstIndex(of: "-----BEGIN \(label)-----"),
      let end = lines[begin...].firstIndex(of: "-----END \(label)-----")
    else { return nil }
    return Base64.decode(Array(lines[(begin + 1)..<end].joined().utf8))
  }
}
