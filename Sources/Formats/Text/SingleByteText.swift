/// Texts of one byte for each character: Windows-1258, Windows-1252 and ISO 8859-1.
enum SingleByteText {
  /// The characters of the bytes from 0x80 on; nil where the encoding has none.
  private static let tables: [TextEncoding: [UInt32]] = {
    let missing = UInt32.max
    let latin = (0x80...0xFF).map { UInt32($0) }
    // Code page 1252: what stands where ISO 8859-1 has control characters.
    let punctuation: [UInt32] = [
      0x20AC, missing, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, missing,
      0x017D, missing, missing, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
      0x0153, missing, 0x017E, 0x0178,
    ]
    let western = punctuation + latin[32...]
    var vietnamese = western
    let others: [(UInt8, UInt32)] = [
      (0x8A, missing), (0x8E, missing), (0x9A, missing), (0x9E, missing), (0xC3, 0x0102), (0xCC, 0x0300),
      (0xD0, 0x0110), (0xD2, 0x0309), (0xD5, 0x01A0), (0xDD, 0x01AF), (0xDE, 0x0303), (0xE3, 0x0103), (0xEC, 0x0301),
      (0xF0, 0x0111), (0xF2, 0x0323), (0xF5, 0x01A1), (0xFD, 0x01B0), (0xFE, 0x20AB),
    ]
    for (byte, value) in others { vietnamese[Int(byte) - 0x80] = value }
    let controls = [UInt32](repeating: missing, count: 32)
    return [.windows1252: western, .windows1258: vietnamese, .latin1: controls + latin[32...]]
  }()

  /// The combining marks of Windows-1258, in the order of `toned`: grave, hook, tilde, acute, dot below.
  static let marks: [UInt8] = [0xCC, 0xD2, 0xDE, 0xEC, 0xF2]

  /// The vowels, and each with the five tones.
  private static let vowels = Array("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".unicodeScalars)
  private static let toned = Array(
    ("àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
      + "ÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ").unicodeScalars)

  /// The character of a byte; nil where the encoding has none.
  static func scalar(_ byte: UInt8, _ encoding: TextEncoding) -> UInt32? {
    guard byte >= 0x80 else { return UInt32(byte) }
    guard let value = tables[encoding]?[Int(byte) - 0x80], value != .max else { return nil }
    return value
  }

  /// The letter that a vowel and a mark (an index into `marks`) make.
  static func compose(_ vowel: UInt32, _ mark: Int) -> UInt32? {
    guard let place = vowels.firstIndex(where: { $0.value == vowel }) else { return nil }
    return toned[place * marks.count + mark].value
  }

  /// The text in UTF-8, letters with their tones composed (NFC). A byte that the encoding does not have stays as it is,
  /// which is not UTF-8.
  /// - Complexity: O(bytes)
  static func decode(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> [UInt8] {
    guard let table = tables[encoding] else { return Array(bytes) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 4)
    /// The character before, as long as a mark may join it.
    var pending: UInt32?
    for byte in bytes {
      let value = byte < 0x80 ? UInt32(byte) : table[Int(byte) - 0x80]
      if encoding == .windows1258 {
        if byte >= 0x80, let mark = marks.firstIndex(of: byte), let vowel = pending, let letter = compose(vowel, mark) {
          TextEncoding.append(letter, to: &output)
          pending = nil
          continue
        }
        if let waiting = pending { TextEncoding.append(waiting, to: &output) }
        pending = nil
        if value != .max, value > 0x40 {
          pending = value
          continue
        }
      }
      if value == .max { output.append(byte) } else { TextEncoding.append(value, to: &output) }
    }
    if let waiting = pending { TextEncoding.append(waiting, to: &output) }
    return output
  }
}
