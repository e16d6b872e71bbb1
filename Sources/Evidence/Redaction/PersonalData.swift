import Crypto
import Synchronization
import Values

/// What becomes of data that the schema marks as personal.
public enum PersonalData: Sendable {
  /// Replaced by a mark that is the same for all.
  case withheld
  /// Shown: in a report for the unit itself.
  case shown
  /// Replaced by commitments, so that a value may be disclosed later and checked.
  case committed(CommitmentKey)

  /// The word for it in `run.json`.
  public var name: String {
    switch self {
    case .withheld: "withheld"
    case .shown: "shown"
    case .committed: "committed"
    }
  }

  /// The key's name, where there is one: it tells whether the right key is used, and nothing of the key.
  public var keyID: String? { if case .committed(let key) = self { key.id } else { nil } }
}

/// Makes commitments to values: the same value has the same one under the same key, and without the key nobody can tell
/// a guess at the value from any other text.
///
///     opening    = HMAC-SHA256(key, "kiem opening 1" ‖ 0 ‖ value)
///     commitment = HMAC-SHA256(opening, "kiem commitment 1" ‖ 0 ‖ value), its first 16 bytes
///
/// Whoever is given a value with its opening can check that one commitment, and learns nothing of any other. A value is
/// taken folded: trimmed, in NFC, without regard to case.
public struct CommitmentKey: Sendable {
  /// The fewest bytes that a key has.
  public static let shortest = 32

  private let key: SymmetricKey
  private let known = KnownCommitments()

  /// - Returns: nil where there are too few bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count >= CommitmentKey.shortest else { return nil }
    key = SymmetricKey(data: bytes)
  }

  /// What lets others check a value's commitment, in hexadecimal.
  public func opening(of value: String) -> String { ContentDigest.hexadecimal(openingBytes(value)) }

  /// The commitment to a value, in hexadecimal.
  public func commitment(to value: String) -> String {
    CommitmentKey.commitment(to: value, opening: openingBytes(value))
  }

  /// The commitment to a value that an opening leads to; nil where the opening is none.
  public static func commitment(to value: String, opening: String) -> String? {
    guard let bytes = hexadecimal(opening), bytes.count == 32 else { return nil }
    return commitment(to: value, opening: bytes)
  }

  /// What stands in a value's place.
  func mark(of value: String) -> String { CommitmentKey.mark(known.commitment(to: value, make: commitment)) }

  /// A commitment as texts bear it.
  public static func mark(_ commitment: String) -> String { "[personal:\(commitment)]" }

  /// A keyed tag, for ids from which something else was taken out.
  func tag(_ text: String) -> String {
    ContentDigest.hexadecimal(hmac("kiem tag 1", text, key).prefix(6))
  }

  /// The key's name.
  public var id: String { ContentDigest.hexadecimal(hmac("kiem key 1", "", key).prefix(8)) }

  private func openingBytes(_ value: String) -> [UInt8] { hmac("kiem opening 1", Text.fold(value), key) }

  private static func commitment(to value: String, opening: [UInt8]) -> String {
    let code = hmacOf("kiem commitment 1", Text.fold(value), SymmetricKey(data: opening))
    return ContentDigest.hexadecimal(code.prefix(16))
  }

  private func hmac(_ purpose: String, _ text: String, _ key: SymmetricKey) -> [UInt8] {
    CommitmentKey.hmacOf(purpose, text, key)
  }

  private static func hmacOf(_ purpose: String, _ text: String, _ key: SymmetricKey) -> [UInt8] {
    let message = Array(purpose.utf8) + [0] + Array(text.utf8)
    return Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
  }

  private static func hexadecimal(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x57
    case 0x41...0x46: digit - 0x37
    default: nil
    }
  }
}

/// Commitments made before: a name stands in many records.
private final class KnownCommitments: Sendable {
  private static let limit = 200_000
  private let known = Mutex<[String: String]>([:])

  func commitment(to value: String, make: (String) -> String) -> String {
    if let commitment = known.withLock({ $0[value] }) { return commitment }
    let commitment = make(value)
    known.withLock { known in
      if known.count < KnownCommitments.limit { known[value] = commitment }
    }
    return commitment
  }
}
