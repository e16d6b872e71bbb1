import Diagnostics

extension XMLPullReader {
  // MARK: what callers ask about the latest start tag

  /// Whether the latest element event has a local name, in whatever namespace.
  public func isNamed(_ local: StaticString) -> Bool {
    var start = nameRange.lowerBound
    if let colon = colon(in: nameRange) { start = colon + 1 }
    return nameRange.upperBound - start == local.utf8CodeUnitCount && starts(local, at: start)
  }

  /// The name of the latest element event, with its namespace.
  public var name: XMLName { name(nameRange, isAttribute: false) }

  /// How many attributes the latest start tag has, declarations of namespaces included.
  public var attributeCount: Int { rawAttributes.count }

  /// The value of an attribute of the latest start tag, by its name as written.
  /// - Complexity: O(attributes)
  public mutating func attribute(_ name: StaticString) -> XMLText? {
    for raw in rawAttributes where raw.name.count == name.utf8CodeUnitCount && starts(name, at: raw.name.lowerBound) {
      return value(of: raw)
    }
    return nil
  }

  /// The value of an attribute of the latest start tag as it stands in the file, references and all.
  func rawAttribute(_ name: StaticString) -> ArraySlice<UInt8>? {
    for raw in rawAttributes where raw.name.count == name.utf8CodeUnitCount && starts(name, at: raw.name.lowerBound) {
      return bytes[raw.value]
    }
    return nil
  }

  /// The attributes of the latest start tag in the file's order, without declarations of namespaces.
  public mutating func attributes() -> [XMLAttribute] {
    var result: [XMLAttribute] = []
    for raw in rawAttributes where declaredPrefix(raw) == nil {
      let name = name(raw.name, isAttribute: true)
      result.append(
        XMLAttribute(name: name, value: value(of: raw), span: span(raw.name.lowerBound..<raw.value.upperBound + 1)))
    }
    return result
  }

  private mutating func value(of raw: RawAttribute) -> XMLText {
    var value = decode(raw.value, as: .attribute)
    if raw.isDuplicate { value.problem = "the element has the attribute twice" }
    return value
  }

  // MARK: names and namespaces

  /// The colon between a prefix and a local name; one that stands at either end parts nothing.
  private func colon(in range: Range<Int>) -> Int? {
    for place in range where bytes[place] == UInt8(ascii: ":") {
      return place > range.lowerBound && place + 1 < range.upperBound ? place : nil
    }
    return nil
  }

  private func name(_ range: Range<Int>, isAttribute: Bool) -> XMLName {
    guard let colon = colon(in: range) else {
      let namespace = isAttribute ? "" : namespaces[""]?.last ?? ""
      return XMLName(local: String(decoding: bytes[range], as: UTF8.self), namespace: namespace)
    }
    let prefix = String(decoding: bytes[range.lowerBound..<colon], as: UTF8.self)
    let local = String(decoding: bytes[colon + 1..<range.upperBound], as: UTF8.self)
    return XMLName(prefix: prefix, local: local, namespace: namespaces[prefix]?.last ?? "")
  }

  /// The prefix that an attribute declares, if it declares one; empty for the default namespace.
  private func declaredPrefix(_ raw: RawAttribute) -> String? {
    guard starts("xmlns", at: raw.name.lowerBound) else { return nil }
    if raw.name.count == 5 { return "" }
    guard bytes[raw.name.lowerBound + 5] == UInt8(ascii: ":") else { return nil }
    return String(decoding: bytes[raw.name.lowerBound + 6..<raw.name.upperBound], as: UTF8.self)
  }

  /// Takes the namespaces that the tag declares into force, and returns their prefixes.
  mutating func declarations() -> [String] {
    var prefixes: [String] = []
    for raw in rawAttributes {
      guard let prefix = declaredPrefix(raw), prefix != "xml" else { continue }
      namespaces[prefix, default: []].append(decode(raw.value, as: .attribute).text)
      prefixes.append(prefix)
    }
    checkPrefix(nameRange)
    for raw in rawAttributes { checkPrefix(raw.name) }
    return prefixes
  }

  private mutating func checkPrefix(_ range: Range<Int>) {
    guard let colon = colon(in: range), !starts("xmlns", at: range.lowerBound) else { return }
    let prefix = String(decoding: bytes[range.lowerBound..<colon], as: UTF8.self)
    if (namespaces[prefix] ?? []).isEmpty { found.add(XMLDiagnostics.unknownPrefix(span(range))) }
  }

  // MARK: scanning

  /// How a start tag ends.
  enum TagEnd {
    case open, empty
  }

  /// Scans a start tag with its attributes; nil after a failure.
  mutating func tag(from begin: Int) -> TagEnd? {
    index = begin + 1
    rawAttributes.removeAll(keepingCapacity: true)
    guard let name = scanName() else { return nil }
    nameRange = name
    while true {
      let gap = index
      passSpace()
      guard index < bytes.count else { return tagCut(begin) }
      switch bytes[index] {
      case UInt8(ascii: ">"):
        index += 1
        return .open
      case UInt8(ascii: "/"):
        guard index + 1 < bytes.count else { return tagCut(begin) }
        guard bytes[index + 1] == UInt8(ascii: ">") else {
          fail(XMLDiagnostics.tagNotClosed(span(begin..<index + 1)))
          return nil
        }
        index += 2
        return .empty
      default:
        guard gap < index else {
          fail(XMLDiagnostics.spaceMissing(span(index..<index + 1)))
          return nil
        }
        guard scanAttribute(begin) else { return nil }
      }
    }
  }

  private mutating func tagCut(_ begin: Int) -> TagEnd? {
    fail(XMLDiagnostics.unfinished(span(begin..<min(begin + 1, bytes.count)), "tag", ">"))
    return nil
  }

  private mutating func scanAttribute(_ tag: Int) -> Bool {
    guard rawAttributes.count < limits.attributes else {
      fail(XMLDiagnostics.tooManyAttributes(span(tag..<tag + 1), limit: limits.attributes))
      return false
    }
    guard let name = scanName() else { return false }
    passSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      fail(XMLDiagnostics.noValue(span(name)))
      return false
    }
    index += 1
    passSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
      fail(XMLDiagnostics.noQuotes(span(name)))
      return false
    }
    let (quote, opening) = (bytes[index], index)
    index += 1
    while index < bytes.count, bytes[index] != quote {
      guard bytes[index] != UInt8(ascii: "<") else {
        fail(XMLDiagnostics.lessInValue(span(index..<index + 1), opening: span(opening..<opening + 1)))
        return false
      }
      index += 1
    }
    guard index < bytes.count else {
      fail(XMLDiagnostics.unfinished(span(opening..<opening + 1), "attribute's value", quote == 0x22 ? "\"" : "'"))
      return false
    }
    add(RawAttribute(name: name, value: opening + 1..<index))
    index += 1
    return true
  }

  private mutating func add(_ attribute: RawAttribute) {
    var attribute = attribute
    // At most as many comparisons as the limit on attributes allows, and most of them end at the length.
    for (place, other) in rawAttributes.enumerated()
    where other.name.count == attribute.name.count && bytes[other.name] == bytes[attribute.name] {
      rawAttributes[place].isDuplicate = true
      attribute.isDuplicate = true
      found.add(XMLDiagnostics.duplicateAttribute(span(attribute.name), first: span(other.name)))
      break
    }
    rawAttributes.append(attribute)
  }

  /// A name that begins here; nil, after a failure, if none does.
  mutating func scanName() -> Range<Int>? {
    let begin = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        guard Self.isNameByte(byte) else { break }
        index += 1
        continue
      }
      guard let (length, value) = scalar(at: index), Self.isNameScalar(value) else { break }
      index += length
    }
    guard index > begin, Self.mayBegin(bytes[begin]) else {
      fail(XMLDiagnostics.notAName(span(begin..<min(begin + 1, bytes.count))))
      return nil
    }
    return begin..<index
  }

  private func scalar(at place: Int) -> (length: Int, value: UInt32)? {
    bytes.withUnsafeBufferPointer { UTF8Scan.scalar($0, at: place) }
  }

  private static func mayBegin(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isLetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x2D...0x2E).contains(byte) || (0x30...0x3A).contains(byte) || byte == UInt8(ascii: "_")
  }

  /// Whether a scalar beyond ASCII may stand in a name (XML 1.0, fifth edition).
  private static func isNameScalar(_ value: UInt32) -> Bool {
    switch value {
    case 0xB7, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x203F...0x2040,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }
}
