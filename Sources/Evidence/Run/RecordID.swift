import Crypto

/// The stable name of a record: the same rule about the same subject has it in every run (RFC 9562, version 5).
public enum RecordID {
  /// Our own namespace, 6b69656d-2d65-5669-8465-6e63652d6964.
  private static let namespace: [UInt8] = [
    0x6B, 0x69, 0x65, 0x6D, 0x2D, 0x65, 0x56, 0x69, 0x84, 0x65, 0x6E, 0x63, 0x65, 0x2D, 0x69, 0x64,
  ]

  /// The id of a rule's record about a subject; the subject's id is empty where the rule met none.
  public static func id(policy: String, rule: String, subjectType: String, subject: String) -> String {
    // Only the last part may hold a line feed, so that different parts never make the same name.
    uuid(Array("\(policy)\n\(rule)\n\(subjectType)\n\(subject)".utf8))
  }

  private static func uuid(_ name: [UInt8]) -> String {
    var bytes = Array(Insecure.SHA1.hash(data: namespace + name).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: text, as: UTF8.self)
  }
}
