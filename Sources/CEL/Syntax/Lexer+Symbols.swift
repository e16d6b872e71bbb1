import Diagnostics

extension Lexer {
  mutating func symbol(_ first: UInt8) {
    let second = byte(1)
    switch first {
    case UInt8(ascii: "."): append(.dot, length: 1)
    case UInt8(ascii: ","): append(.comma, length: 1)
    case UInt8(ascii: ":"): append(.colon, length: 1)
    case UInt8(ascii: "?"): append(.question, length: 1)
    case UInt8(ascii: "("): append(.leftParenthesis, length: 1)
    case UInt8(ascii: ")"): append(.rightParenthesis, length: 1)
    case UInt8(ascii: "["): append(.leftBracket, length: 1)
    case UInt8(ascii: "]"): append(.rightBracket, length: 1)
    case UInt8(ascii: "{"): append(.leftBrace, length: 1)
    case UInt8(ascii: "}"): append(.rightBrace, length: 1)
    case UInt8(ascii: "+"): append(.plus, length: 1)
    case UInt8(ascii: "-"): append(.minus, length: 1)
    case UInt8(ascii: "/") where second == UInt8(ascii: "*"): blockComment()
    case UInt8(ascii: "/"): append(.slash, length: 1)
    case UInt8(ascii: "%"): append(.percent, length: 1)
    case UInt8(ascii: "*"): second == UInt8(ascii: "*") ? append(.foreignOperator, length: 2) : append(.star, length: 1)
    case UInt8(ascii: "!") where second == UInt8(ascii: "="):
      byte(2) == UInt8(ascii: "=") ? append(.foreignOperator, length: 3) : append(.notEqual, length: 2)
    case UInt8(ascii: "!"): append(.exclamation, length: 1)
    case UInt8(ascii: "="): equalsSign(second)
    case UInt8(ascii: "<"):
      switch second {
      case UInt8(ascii: "="): append(.lessEqual, length: 2)
      case UInt8(ascii: ">"): append(.foreignOperator, length: 2)
      default: append(.less, length: 1)
      }
    case UInt8(ascii: ">"): second == UInt8(ascii: "=") ? append(.greaterEqual, length: 2) : append(.greater, length: 1)
    case UInt8(ascii: "&"): second == first ? append(.and, length: 2) : append(.foreignOperator, length: 1)
    case UInt8(ascii: "|"): second == first ? append(.or, length: 2) : append(.foreignOperator, length: 1)
    case UInt8(ascii: "^"), UInt8(ascii: "~"): append(.foreignOperator, length: 1)
    default: strangeCharacter()
    }
  }

  private mutating func equalsSign(_ second: UInt8) {
    switch second {
    case UInt8(ascii: "="):
      byte(2) == UInt8(ascii: "=") ? append(.foreignOperator, length: 3) : append(.equal, length: 2)
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"): append(.foreignOperator, length: 2)
    default: append(.foreignOperator, length: 1)
    }
  }

  private mutating func blockComment() {
    var end = position + 2
    while end < bytes.count,
      !(bytes[end] == UInt8(ascii: "/") && bytes[end - 1] == UInt8(ascii: "*") && end > position + 2)
    { end += 1 }
    end = min(end + 1, bytes.count)
    diagnostics.append(SyntaxDiagnostics.blockComment(source.span(position..<position + 2)))
    position = end
  }

  /// A character that begins no token: one scalar, or a run of letters that no name may have.
  private mutating func strangeCharacter() {
    let start = position
    let scalar = scalar(at: position)
    let length = UTF8.width(scalar)
    switch scalar {
    case "“", "”", "„", "«", "»", "‘", "’", "‚", "′", "″": smartQuote(scalar, length)
    case "≤", "≥", "≠", "＝": append(.foreignOperator, length: length)
    case "−", "–", "—":
      diagnostics.append(SyntaxDiagnostics.replaceCharacter(source.span(start..<start + length), scalar, by: "-"))
      append(.minus, length: length)
    case "，", "、":
      diagnostics.append(SyntaxDiagnostics.replaceCharacter(source.span(start..<start + length), scalar, by: ","))
      append(.comma, length: length)
    case "\u{A0}", "\u{2007}", "\u{202F}", "\u{3000}", "\u{FEFF}", "\u{200B}":
      diagnostics.append(SyntaxDiagnostics.strangeSpace(source.span(start..<start + length), scalar))
      position += length
    case "#":
      diagnostics.append(SyntaxDiagnostics.hashComment(source.span(start..<start + 1)))
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    case _ where scalar.properties.isAlphabetic: foreignWord()
    default:
      diagnostics.append(SyntaxDiagnostics.strangeCharacter(source.span(start..<start + length), scalar))
      var end = start + length
      while end < bytes.count, bytes[end].continuesName { end += 1 }
      append(.invalid, length: end - start)
    }
  }

  /// A word with letters outside ASCII, as a whole: `máy_ảnh`.
  private mutating func foreignWord() {
    let start = position
    // A name that began in ASCII was cut where the first other letter stands.
    let previous = tokens.last.flatMap { $0.kind == .identifier && $0.range.upperBound == start ? $0.range : nil }
    if previous != nil { tokens.removeLast() }
    while position < bytes.count {
      let scalar = scalar(at: position)
      guard
        scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
          || bytes[position].continuesName
      else { break }
      position += UTF8.width(scalar)
    }
    let range = (previous?.lowerBound ?? start)..<position
    diagnostics.append(SyntaxDiagnostics.foreignWord(source.span(range), text(range)))
    tokens.append(Token(kind: .invalid, range: range))
  }

  /// A typographic quote: if another one closes it on the same line, both are to be replaced and the text between
  /// them is one token.
  private mutating func smartQuote(_ opener: Unicode.Scalar, _ length: Int) {
    let start = position
    var end = position + length
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      let scalar = scalar(at: end)
      end += UTF8.width(scalar)
      guard "“”„«»‘’‚′″".unicodeScalars.contains(scalar) else { continue }
      let inner = text(start + length..<end - UTF8.width(scalar))
      let quoted = inner.contains("'") ? "\"\(inner)\"" : "'\(inner)'"
      let certain = !inner.contains("\\") && !(inner.contains("'") && inner.contains("\""))
      diagnostics.append(
        SyntaxDiagnostics.smartQuotes(source.span(start..<end), opener, replacement: certain ? quoted : nil))
      return append(.invalid, length: end - start)
    }
    diagnostics.append(SyntaxDiagnostics.smartQuotes(source.span(start..<start + length), opener, replacement: nil))
    hasUnclosedString = true
    append(.invalid, length: end - start)
  }

  /// The scalar that begins at an index; the text is valid UTF-8, being a string's.
  func scalar(at index: Int) -> Unicode.Scalar {
    var iterator = bytes[index..<min(index + 4, bytes.count)].makeIterator()
    var decoder = UTF8()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
    return "\u{FFFD}"
  }
}
