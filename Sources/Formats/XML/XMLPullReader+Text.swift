import Diagnostics

extension XMLPullReader {
  /// What rules hold for a stretch of characters.
  enum TextKind {
    case characters, cdata, attribute
  }

  /// The characters of the latest text event, references resolved and line breaks as LF.
  public mutating func text() -> XMLText { decode(textRange, as: isCDATA ? .cdata : .characters) }

  /// Whether the latest text event is nothing but white space.
  public var isBlank: Bool { bytes[textRange].allSatisfy { Self.isSpace($0) } }

  mutating func decode(_ range: Range<Int>, as kind: TextKind) -> XMLText {
    guard range.count <= limits.textBytes else {
      let place = span(range.lowerBound..<range.lowerBound)
      found.add(XMLDiagnostics.textTooLarge(place, bytes: range.count, limit: limits.textBytes))
      return XMLText("", problem: "text of \(range.count) bytes, beyond the limit of \(limits.textBytes)")
    }
    var isPlain = true
    var isASCII = true
    for byte in bytes[range] {
      if byte < 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "]") {
        if byte == 0x0A, kind != .attribute { continue }
        isPlain = false
        break
      }
      if byte >= 0x80 { isASCII = false }
    }
    if isPlain, isASCII || unknownEncoding == nil, let text = String(validating: bytes[range], as: UTF8.self) {
      return XMLText(text)
    }
    var decoder = XMLTextDecoder(kind: kind)
    decoder.decode(bytes, range)
    var problem = decoder.problem
    if let unknownEncoding, problem == nil, bytes[range].contains(where: { $0 >= 0x80 }) {
      problem = .encoding(unknownEncoding)
    }
    guard let text = String(validating: decoder.result, as: UTF8.self) else {
      let invalid = problem ?? .notUTF8
      if problem == nil { found.add(XMLDiagnostics.unreadableText(span(range), invalid)) }
      return XMLText(String(decoding: decoder.result, as: UTF8.self), problem: invalid.words)
    }
    guard let problem else { return XMLText(text) }
    // An encoding that is not known was reported once, for the whole file.
    if case .encoding = problem { return XMLText(text, problem: problem.words) }
    found.add(XMLDiagnostics.unreadableText(span(decoder.problemRange ?? range), problem))
    return XMLText(text, problem: problem.words)
  }
}

/// What makes a stretch of characters unreadable.
enum XMLTextProblem {
  case notUTF8
  case control
  case bareAmpersand
  /// A reference to an entity that is none of the five, by its name.
  case entity
  case badReference
  case bracket
  case encoding(String)

  /// In a few words, for the value itself.
  var words: String {
    switch self {
    case .notUTF8: "not UTF-8"
    case .control: "control character"
    case .bareAmpersand: "`&` that begins no reference"
    case .entity: "entity that is not resolved"
    case .badReference: "reference to no character"
    case .bracket: "`]]>` outside a CDATA section"
    case .encoding(let name): "encoding \(Diagnostic.quote(name)) is not known"
    }
  }
}

/// Resolves the references in a stretch of characters. What cannot be resolved stays as it is written.
struct XMLTextDecoder {
  let kind: XMLPullReader.TextKind
  private(set) var result: [UInt8] = []
  /// The first thing that is wrong, and where.
  private(set) var problem: XMLTextProblem?
  private(set) var problemRange: Range<Int>?

  init(kind: XMLPullReader.TextKind) { self.kind = kind }

  mutating func decode(_ bytes: [UInt8], _ range: Range<Int>) {
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "&") where kind != .cdata: index = reference(bytes, index, range.upperBound)
      case 0x0D:
        // A line break is LF however the file has it.
        result.append(kind == .attribute ? 0x20 : 0x0A)
        index += index + 1 < range.upperBound && bytes[index + 1] == 0x0A ? 2 : 1
      case 0x09, 0x0A:
        result.append(kind == .attribute ? 0x20 : byte)
        index += 1
      case 0..<0x20:
        note(.control, index..<index + 1)
        result.append(contentsOf: "\u{FFFD}".utf8)
        index += 1
      case UInt8(ascii: "]") where kind == .characters:
        if bytes[index..<range.upperBound].starts(with: "]]>".utf8) { note(.bracket, index..<index + 3) }
        result.append(byte)
        index += 1
      default:
        result.append(byte)
        index += 1
      }
    }
  }

  private mutating func note(_ problem: XMLTextProblem, _ range: Range<Int>) {
    guard self.problem == nil else { return }
    (self.problem, problemRange) = (problem, range)
  }

  /// Resolves the reference at an ampersand and returns where it ends.
  private mutating func reference(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    // No reference that means anything is longer than this; a longer run has no business being scanned for each `&`.
    let window = min(end, start + 80)
    guard let close = bytes[start..<window].firstIndex(of: UInt8(ascii: ";")), close > start + 1 else {
      note(.bareAmpersand, start..<start + 1)
      result.append(bytes[start])
      return start + 1
    }
    let name = String(decoding: bytes[start + 1..<close], as: UTF8.self)
    switch name {
    case "lt": result.append(UInt8(ascii: "<"))
    case "gt": result.append(UInt8(ascii: ">"))
    case "amp": result.append(UInt8(ascii: "&"))
    case "apos": result.append(UInt8(ascii: "'"))
    case "quot": result.append(UInt8(ascii: "\""))
    default:
      guard name.hasPrefix("#") else {
        let isName = name.utf8.allSatisfy { $0 >= 0x80 || $0 > 0x2C && $0 < 0x7B && $0 != 0x2F }
        note(isName ? .entity : .bareAmpersand, start..<(isName ? close + 1 : start + 1))
        result.append(bytes[start])
        return start + 1
      }
      guard let scalar = Self.scalar(name.dropFirst()) else {
        note(.badReference, start..<close + 1)
        result.append(bytes[start])
        return start + 1
      }
      result.append(contentsOf: String(Character(scalar)).utf8)
    }
    return close + 1
  }

  /// The character that `65` or `x41` stands for, if XML allows it.
  private static func scalar(_ digits: Substring) -> Unicode.Scalar? {
    let isHex = digits.hasPrefix("x")
    let figures = isHex ? digits.dropFirst() : digits
    guard let first = figures.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
    guard let value = UInt32(figures, radix: isHex ? 16 : 10), let scalar = Unicode.Scalar(value) else { return nil }
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: return scalar
    default: return nil
    }
  }
}
