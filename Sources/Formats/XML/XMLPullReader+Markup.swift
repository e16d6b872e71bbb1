import Diagnostics

extension XMLPullReader {
  mutating func characters() -> Event? {
    let begin = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    if open.isEmpty {
      guard let odd = bytes[begin..<index].firstIndex(where: { !XMLPullReader.isSpace($0) }) else { return nil }
      fail(
        hasRoot ? XMLDiagnostics.textAfterEnd(span(odd..<odd + 1)) : XMLDiagnostics.textBeforeRoot(span(odd..<odd + 1)))
      return nil
    }
    range = begin..<index
    textRange = range
    isCDATA = false
    return .text
  }

  mutating func cdata() -> Event? {
    let begin = index
    guard !open.isEmpty else {
      fail(XMLDiagnostics.notMarkup(span(begin..<begin + 9)))
      return nil
    }
    guard let end = find("]]>", from: begin + 9) else {
      fail(XMLDiagnostics.unfinished(span(begin..<begin + 9), "CDATA section", "]]>"))
      return nil
    }
    index = end + 3
    range = begin..<index
    textRange = begin + 9..<end
    isCDATA = true
    return .text
  }

  mutating func comment() -> Event? {
    let begin = index
    // `--` inside a comment is forbidden by the grammar and harmless: hand-made files have it.
    guard let end = find("-->", from: begin + 4) else {
      fail(XMLDiagnostics.unfinished(span(begin..<begin + 4), "comment", "-->"))
      return nil
    }
    index = end + 3
    range = begin..<index
    return .comment
  }

  mutating func instruction() -> Event? {
    let begin = index
    guard let end = find("?>", from: begin + 2) else {
      fail(XMLDiagnostics.unfinished(span(begin..<begin + 2), "processing instruction", "?>"))
      return nil
    }
    if starts("<?xml", at: begin), begin + 5 < bytes.count, Self.isSpace(bytes[begin + 5]), begin != start {
      fail(XMLDiagnostics.misplacedDeclaration(span(begin..<begin + 5)))
      return nil
    }
    index = end + 2
    range = begin..<index
    return .instruction
  }

  /// Where a word stands next.
  func find(_ word: StaticString, from place: Int) -> Int? {
    let first = word.withUTF8Buffer { $0.first ?? 0 }
    var place = place
    while place < bytes.count {
      if bytes[place] == first, starts(word, at: place) { return place }
      place += 1
    }
    return nil
  }

  mutating func passSpace() {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
