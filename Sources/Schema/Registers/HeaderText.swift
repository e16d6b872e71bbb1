import Values

/// The text of a table's header.
public enum HeaderText {
  /// A header's form for comparison: folded, its words joined with `_`, so that punctuation between them does not count.
  /// - Complexity: O(length)
  public static func canonical(_ header: String) -> String {
    // ASCII folds byte by byte, and its spaces separate words as they are.
    var folded = header.utf8.allSatisfy { $0 < 0x80 } ? header : Text.fold(header)
    let isSeparator = isSeparator
    return folded.withUTF8 { folded in
      String(unsafeUninitializedCapacity: folded.count) { bytes in
        var count = 0
        var isApart = false
        for byte in folded {
          if isSeparator[Int(byte)] {
            isApart = count > 0
            continue
          }
          if isApart {
            bytes[count] = UInt8(ascii: "_")
            count += 1
          }
          isApart = false
          bytes[count] = byte &- 0x41 < 26 ? byte | 0x20 : byte
          count += 1
        }
        return count
      }
    }
  }

  private static let isSeparator: [Bool] = {
    let separators = Set(" \t\n\u{B}\u{C}\r-_./?!:;,()[]*#\"".utf8)
    return (0...UInt8.max).map { separators.contains($0) }
  }()
}
