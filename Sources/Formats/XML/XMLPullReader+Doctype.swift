import Diagnostics

extension XMLPullReader {
  /// Passes over a document type. What it names is never fetched, and what it declares is not applied.
  mutating func doctype() {
    let begin = index
    hasDoctype = true
    index += 9
    var isInside = false
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ">") where !isInside:
        index += 1
        return
      case UInt8(ascii: "["):
        isInside = true
        index += 1
      case UInt8(ascii: "]"):
        isInside = false
        index += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard passLiteral() else { return cut(begin) }
      case UInt8(ascii: "<"):
        guard isInside, passDeclaration() else { return cut(begin) }
      default: index += 1
      }
    }
    cut(begin)
  }

  private mutating func cut(_ begin: Int) {
    fail(XMLDiagnostics.unfinished(span(begin..<begin + 9), "document type", ">"))
  }

  /// Passes over a quoted text; false if it does not end.
  private mutating func passLiteral() -> Bool {
    let quote = bytes[index]
    index += 1
    while index < bytes.count, bytes[index] != quote { index += 1 }
    guard index < bytes.count else { return false }
    index += 1
    return true
  }

  /// Passes over a declaration, comment or instruction inside the document type; false if it does not end.
  private mutating func passDeclaration() -> Bool {
    let begin = index
    if starts("<!--", at: begin) { return pass(to: "-->", from: begin + 4) }
    if starts("<?", at: begin) { return pass(to: "?>", from: begin + 2) }
    let isEntity = starts("<!ENTITY", at: begin)
    let isList = starts("<!ATTLIST", at: begin)
    var isExternal = false
    index += 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ">"):
        index += 1
        if isEntity { found.add(XMLDiagnostics.entityRefused(span(begin..<index), isExternal: isExternal)) }
        if isList { found.add(XMLDiagnostics.attributeList(span(begin..<index))) }
        return true
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard passLiteral() else { return false }
      case UInt8(ascii: "<"): return false
      default:
        if starts("SYSTEM", at: index) || starts("PUBLIC", at: index) { isExternal = true }
        index += 1
      }
    }
    return false
  }

  private mutating func pass(to word: StaticString, from place: Int) -> Bool {
    guard let end = find(word, from: place) else { return false }
    index = end + word.utf8CodeUnitCount
    return true
  }
}
