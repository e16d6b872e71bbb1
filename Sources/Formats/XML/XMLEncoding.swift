import Diagnostics

/// Which characters the bytes of an XML file stand for.
enum XMLEncoding {
  /// The text as UTF-8, where it begins, and the encoding that was declared if it is none that is known.
  struct Decoded {
    var source: Source?
    var start: Int
    var unknown: String?
  }

  /// A byte order mark decides, then NUL bytes, then the XML declaration; UTF-8 otherwise.
  ///
  /// A file that says UTF-16 in letters of one byte each was converted by someone who left the declaration as it was;
  /// it is UTF-8.
  static func decode(_ source: Source, _ found: inout LimitedDiagnostics) -> Decoded {
    let (text, start) = JSONReader.readable(source, &found)
    guard let text else { return Decoded(source: nil, start: 0) }
    // Where a mark or NUL bytes told the encoding, the declaration has nothing to add.
    guard text === source, start == 0, let declared = declared(in: text.bytes) else {
      return Decoded(source: text, start: start)
    }
    switch String(decoding: text.bytes[declared], as: UTF8.self).lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "unicode":
      return Decoded(source: text, start: start)
    case let name:
      guard text.bytes.contains(where: { $0 >= 0x80 }) else { return Decoded(source: text, start: start) }
      if let encoding = TextEncoding(named: name), encoding.isSingleByte {
        let bytes = SingleByteText.decode(text.bytes[...], encoding)
        return Decoded(source: Source(path: source.path, bytes: bytes, isConfidential: source.isConfidential), start: 0)
      }
      found.add(XMLDiagnostics.unknownEncoding(Span(source: text, range: declared), name))
      return Decoded(source: text, start: start, unknown: name)
    }
  }

  /// Where the name of the encoding stands in an XML declaration.
  private static func declared(in bytes: [UInt8]) -> Range<Int>? {
    guard bytes.starts(with: "<?xml".utf8) else { return nil }
    let head = bytes.prefix(1_000)
    guard let end = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let word = Array("encoding".utf8)
    var place = 5
    while place + word.count < end {
      guard bytes[place..<place + word.count].elementsEqual(word) else {
        place += 1
        continue
      }
      let rest = bytes[place + word.count..<end]
      guard let quote = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }),
        let close = bytes[(quote + 1)..<end].firstIndex(of: bytes[quote])
      else { return nil }
      return quote + 1..<close
    }
    return nil
  }
}
