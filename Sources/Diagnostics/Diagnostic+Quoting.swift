extension Diagnostic {
  /// What a user wrote, for use inside a message: in back-ticks, on one line, and cut where it is long.
  ///
  /// `quote("camera")` is `` `camera` ``. A back-tick inside becomes an apostrophe, so that the quotation ends where it
  /// seems to.
  public static func quote(_ text: String, limit: Int = 60) -> String {
    var scalars = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        scalars.append(contentsOf: "...".unicodeScalars)
        break
      }
      count += 1
      switch scalar {
      case "`": scalars.append("'")
      case "\n", "\r", "\t": scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return "`" + String(scalars) + "`"
  }

  /// What stands at a place, for use inside a message. Of a confidential source only the brackets, quotes and other
  /// marks of its syntax are told: a word may be a password, or a part of one.
  public static func quote(_ span: Span, limit: Int = 60) -> String {
    let text = span.text
    guard span.source.isConfidential else { return quote(text, limit: limit) }
    let isMark = text.utf8.count == 1 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !isWord($0) }
    return isMark ? quote(text) : "what stands here"
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// A path in back-ticks, whole however long: a path that is cut leads nowhere.
  public static func quote(path: String) -> String { quote(path, limit: 4096) }
}
