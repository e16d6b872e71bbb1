import Diagnostics

/// Cuts an expression's text into tokens.
///
/// It works on UTF-8 bytes and never fails: what belongs to no token is reported and stands in the result as one
/// `invalid` token, so that the parser can go on behind it. The values of literals are read later, by `LiteralReader`.
/// - Complexity: O(bytes)
struct Lexer {
  let source: ExpressionSource
  let bytes: [UInt8]
  var position = 0
  var tokens: [Token] = []
  var diagnostics: [Diagnostic] = []
  /// Whether a string did not end: whatever stands behind it is not worth a word.
  var hasUnclosedString = false

  init(_ source: ExpressionSource) {
    self.source = source
    bytes = Array(source.text.utf8)
    tokens.reserveCapacity(bytes.count / 3 + 2)
  }

  /// The byte at an offset from the position, 0 past the end.
  func byte(_ offset: Int = 0) -> UInt8 {
    let index = position + offset
    return index < bytes.count ? bytes[index] : 0
  }

  mutating func run() {
    while position < bytes.count { next() }
    tokens.append(Token(kind: .end, range: bytes.count..<bytes.count))
  }

  private mutating func next() {
    let first = bytes[position]
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C: position += 1
    case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLine()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): word()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    case UInt8(ascii: ".") where byte(1).isDigit && !followsOperand: number()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): string(prefix: 0)
    case UInt8(ascii: "`"): quotedIdentifier()
    default: symbol(first)
    }
  }

  /// Whether the previous token ends an operand, so that a dot selects and does not begin a number.
  private var followsOperand: Bool {
    guard let last = tokens.last else { return false }
    switch last.kind {
    case .identifier, .quotedIdentifier, .reserved, .int, .uint, .double, .string, .bytes, .true, .false, .null,
      .invalid:
      return true
    default: return last.kind.isCloser
    }
  }

  mutating func append(_ kind: Token.Kind, length: Int) {
    tokens.append(Token(kind: kind, range: position..<position + length))
    position += length
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n"), bytes[position] != UInt8(ascii: "\r") {
      position += 1
    }
  }

  private mutating func word() {
    var end = position + 1
    while end < bytes.count, bytes[end].continuesName { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "'") || bytes[end] == UInt8(ascii: "\"") {
      let prefix = end - position
      if isStringPrefix(position..<end) { return string(prefix: prefix) }
      if let meant = misspeltPrefix(position..<end) {
        diagnostics.append(
          SyntaxDiagnostics.stringPrefix(source.span(position..<end), text(position..<end), meant: meant))
        return string(prefix: prefix)
      }
    }
    append(Lexer.keyword(bytes[position..<end]), length: end - position)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func isStringPrefix(_ range: Range<Int>) -> Bool {
    let first = bytes[range.lowerBound] | 0x20
    if range.count == 1 { return first == UInt8(ascii: "r") || first == UInt8(ascii: "b") }
    return range.count == 2 && first == UInt8(ascii: "b") && bytes[range.lowerBound + 1] | 0x20 == UInt8(ascii: "r")
  }

  private func misspeltPrefix(_ range: Range<Int>) -> String? {
    switch text(range).lowercased() {
    case "rb": "br"
    case "u", "f": ""
    default: nil
    }
  }

  static func keyword(_ word: ArraySlice<UInt8>) -> Token.Kind {
    guard word.count <= 9, let kind = words[String(decoding: word, as: UTF8.self)] else { return .identifier }
    return kind
  }

  private static let words: [String: Token.Kind] = {
    var words: [String: Token.Kind] = ["true": .true, "false": .false, "null": .null, "in": .in]
    for word in reservedWords { words[word] = .reserved }
    return words
  }()

  /// The words that no variable or function may bear; fields may.
  static let reservedWords = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "namespace",
    "package", "return", "var", "void", "while",
  ]
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  var isNameStart: Bool {
    let letter = self | 0x20
    return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") || self == UInt8(ascii: "_")
  }

  var continuesName: Bool { isNameStart || isDigit }

  /// The value of a hexadecimal digit.
  var hexDigit: UInt32? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
