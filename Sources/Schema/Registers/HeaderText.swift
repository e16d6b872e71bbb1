import Values

/// The text of a table's header.
public enum HeaderText {
  /// A header's form for comparison: folded, its words joined with `_`, so that punctuation between them does not count.
  /// - Complexity: O(length)
  public static func canonical(_ header: String) -> String {
    let folded = Text(header).folded.utf8
    let isSeparator = isSeparator
    var bytes: [UInt8] = []
    bytes.reserveCapacity(folded.count)
    var isApart = false
    for byte in folded {
      if isSeparator[Int(byte)] {
        isApart = !bytes.isEmpty
        continue
      }
      if isApart { bytes.append(UInt8(ascii: "_")) }
      isApart = false
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let isSeparator: [Bool] = {
    let separators = Set(" -_./?!:;,()[]*#\"".utf8)
    return (0...UInt8.max).map { separators.contains($0) }
  }()
}
