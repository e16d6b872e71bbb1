import Diagnostics

extension Lexer {
  /// An integer or a floating-point number.
  ///
  ///     digits [. digits] [e [+-] digits] | . digits ... | 0x hexdigits      each integer with an optional u
  mutating func number() {
    let start = position
    var end = position
    var kind = Token.Kind.int
    let isHexadecimal =
      bytes[end] == UInt8(ascii: "0") && end + 1 < bytes.count && bytes[end + 1] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal {
      end += 2
      while end < bytes.count, bytes[end].hexDigit != nil { end += 1 }
    } else {
      while end < bytes.count, bytes[end].isDigit { end += 1 }
      if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), bytes[end + 1].isDigit {
        kind = .double
        end += 1
        while end < bytes.count, bytes[end].isDigit { end += 1 }
      }
      if let exponent = exponentEnd(end) {
        kind = .double
        end = exponent
      }
    }
    if kind == .int, end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "u") {
      kind = .uint
      end += 1
    }
    if end < bytes.count, bytes[end].continuesName || (isHexadecimal && end == start + 2) {
      while end < bytes.count, bytes[end].continuesName { end += 1 }
      diagnostics.append(SyntaxDiagnostics.malformedNumber(source.span(start..<end), text(start..<end)))
      kind = .invalid
    } else if isHexadecimal, end <= start + 2 {
      diagnostics.append(SyntaxDiagnostics.malformedNumber(source.span(start..<end), text(start..<end)))
      kind = .invalid
    } else if kind == .double, isThirdNumber(end) {
      while end < bytes.count, bytes[end].continuesName || bytes[end] == UInt8(ascii: ".") { end += 1 }
      diagnostics.append(SyntaxDiagnostics.dottedNumber(source.span(start..<end), text(start..<end)))
      kind = .invalid
    }
    append(kind, length: end - start)
  }

  /// Whether a number such as `5.4` goes on as `5.4.1`, a version that wants quotes.
  private func isThirdNumber(_ end: Int) -> Bool {
    end + 1 < bytes.count && bytes[end] == UInt8(ascii: ".") && bytes[end + 1].isDigit
  }

  private func exponentEnd(_ start: Int) -> Int? {
    guard start < bytes.count, bytes[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var end = start + 1
    if end < bytes.count, bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-") { end += 1 }
    guard end < bytes.count, bytes[end].isDigit else { return nil }
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    return end
  }

  /// A string or bytes literal whose quote stands `prefix` bytes on.
  mutating func string(prefix: Int) {
    let start = position
    var isRaw = false
    var isBytes = false
    for index in start..<start + prefix {
      let letter = bytes[index] | 0x20
      isRaw = isRaw || letter == UInt8(ascii: "r")
      isBytes = isBytes || letter == UInt8(ascii: "b")
    }
    let quote = bytes[start + prefix]
    let content = start + prefix
    let isTriple = content + 2 < bytes.count && bytes[content + 1] == quote && bytes[content + 2] == quote
    var end = content + (isTriple ? 3 : 1)
    let kind: Token.Kind = isBytes ? .bytes : .string
    while end < bytes.count {
      let byte = bytes[end]
      if byte == quote {
        if !isTriple { return append(kind, length: end + 1 - start) }
        if end + 2 < bytes.count, bytes[end + 1] == quote, bytes[end + 2] == quote {
          return append(kind, length: end + 3 - start)
        }
      } else if byte == UInt8(ascii: "\\"), !isRaw {
        // What is escaped cannot end the string; a line break cannot be escaped.
        if end + 1 < bytes.count, bytes[end + 1] != UInt8(ascii: "\n"), bytes[end + 1] != UInt8(ascii: "\r") {
          end += 1
        }
      } else if !isTriple, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        break
      }
      end += 1
    }
    end = min(end, bytes.count)
    hasUnclosedString = true
    let opener = start..<content + (isTriple ? 3 : 1)
    let isCut = end < bytes.count
    diagnostics.append(
      SyntaxDiagnostics.unclosedString(
        source.span(end..<end), opener: source.span(opener), quote: text(content..<opener.upperBound),
        atLineBreak: isCut))
    append(.invalid, length: end - start)
  }

  mutating func quotedIdentifier() {
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "`"), bytes[end] != UInt8(ascii: "\n") { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "`") else {
      hasUnclosedString = true
      diagnostics.append(
        SyntaxDiagnostics.unclosedString(
          source.span(end..<end), opener: source.span(position..<position + 1), quote: "`",
          atLineBreak: end < bytes.count))
      return append(.invalid, length: end - position)
    }
    let inner = bytes[position + 1..<end]
    let isValid = !inner.isEmpty && inner.allSatisfy { $0.continuesQuotedName }
    if !isValid {
      diagnostics.append(SyntaxDiagnostics.quotedName(source.span(position..<end + 1), text(position + 1..<end)))
    }
    append(isValid ? .quotedIdentifier : .invalid, length: end + 1 - position)
  }
}

extension UInt8 {
  /// Whether a name in back-ticks may have it.
  var continuesQuotedName: Bool {
    continuesName || self == UInt8(ascii: ".") || self == UInt8(ascii: "-") || self == UInt8(ascii: "/")
      || self == UInt8(ascii: " ")
  }
}
