import Crypto

/// The stable name of a record: the same rule about the same subject has it in every run (RFC 9562, version 5).
public enum RecordID {
  /// Our own namespace, 6b69656d-2d65-5669-8465-6e63652d6964.
  private static let namespace: [UInt8] = [
    0x6B, 0x69, 0x65, 0x6D, 0x2D, 0x65, 0x56, 0x69, 0x84, 0x65, 0x6E, 0x63, 0x65, 0x2D, 0x69, 0x64,
  ]

  private static let digits = Array("0123456789abcdef".utf8)

  /// The id of a rule's record about a subject; the subject's id is empty where the rule met none.
  public static func id(policy: String, rule: String, subjectType: String, subject: String) -> String {
    // Only the last part may hold a line feed, so that different parts never make the same name.
    uuid(Array("\(policy)\n\(rule)\n\(subjectType)\n\(subject)".utf8))
  }

  /// The stable name of something that a report makes of a run, a subject or a record, and that its format wants a UUID
  /// for. No record has it.
  ///
  /// - Parameters:
  ///   - kind: what it is: `oscal-observation`.
  ///   - parts: what tells it from others of its kind; only the last may hold a line feed.
  public static func derived(_ kind: String, from parts: String...) -> String {
    // Ids of policies, with which the names of records begin, hold no NUL.
    uuid(Array(("\0" + kind + "\n" + parts.joined(separator: "\n")).utf8))
  }

  private static func uuid(_ name: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, byte) in Insecure.SHA1.hash(data: namespace + name).prefix(16).enumerated() {
      var byte = byte
      switch index {
      case 6: byte = byte & 0x0F | 0x50
      case 8: byte = byte & 0x3F | 0x80
      default: break
      }
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
