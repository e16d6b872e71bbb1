import Diagnostics
import Values

/// Reads the values of literals: what a token's text stands for.
struct LiteralReader {
  let source: ExpressionSource
  let bytes: [UInt8]

  /// The digits of an integer token as a number.
  /// - Returns: nil if it does not fit into 64 bits.
  func magnitude(_ range: Range<Int>) -> UInt64? {
    var digits = bytes[range]
    if let last = digits.last, last | 0x20 == UInt8(ascii: "u") { digits.removeLast() }
    var base: UInt64 = 10
    if digits.count > 2, digits[digits.startIndex + 1] | 0x20 == UInt8(ascii: "x") {
      base = 16
      digits = digits.dropFirst(2)
    }
    var number: UInt64 = 0
    for byte in digits {
      guard let digit = byte.hexDigit else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: base)
      let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
      guard !overflow, !carry else { return nil }
      number = sum
    }
    return number
  }

  /// An integer literal, with the sign that stands before it.
  func int(_ range: Range<Int>, isNegative: Bool) -> Result<Value, Problem> {
    guard let magnitude = magnitude(range) else { return .failure(Problem(intOverflow(range, isNegative))) }
    if !isNegative {
      guard let value = Int64(exactly: magnitude) else { return .failure(Problem(intOverflow(range, false))) }
      return .success(.int(value))
    }
    if magnitude == UInt64(Int64.max) + 1 { return .success(.int(.min)) }
    guard let value = Int64(exactly: magnitude) else { return .failure(Problem(intOverflow(range, true))) }
    return .success(.int(-value))
  }

  private func intOverflow(_ range: Range<Int>, _ isNegative: Bool) -> Diagnostic {
    SyntaxDiagnostics.numberOutOfRange(
      source.span(range), (isNegative ? "-" : "") + text(range), kind: "int",
      limits: "-9223372036854775808 to 9223372036854775807")
  }

  func uint(_ range: Range<Int>) -> Result<Value, Problem> {
    guard let magnitude = magnitude(range) else {
      return .failure(
        Problem(
          SyntaxDiagnostics.numberOutOfRange(
            source.span(range), text(range), kind: "uint", limits: "0 to 18446744073709551615")))
    }
    return .success(.uint(magnitude))
  }

  func double(_ range: Range<Int>, isNegative: Bool) -> Result<Value, Problem> {
    let text = text(range)
    let digits = text.hasPrefix(".") ? "0" + text : text
    guard let value = Double(digits), value.isFinite else {
      return .failure(
        Problem(
          SyntaxDiagnostics.numberOutOfRange(
            source.span(range), text, kind: "double", limits: "up to 1.7976931348623157e308")))
    }
    return .success(.double(isNegative ? -value : value))
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Why a literal has no value, in the words for the author.
  struct Problem: Error {
    let diagnostic: Diagnostic
    init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
  }

  /// A string or bytes literal with its escapes resolved, and every escape that cannot be.
  func string(_ range: Range<Int>) -> (Value, [Diagnostic]) {
    var start = range.lowerBound
    var isRaw = false
    var isBytes = false
    while bytes[start] != UInt8(ascii: "'"), bytes[start] != UInt8(ascii: "\"") {
      let letter = bytes[start] | 0x20
      isRaw = isRaw || letter == UInt8(ascii: "r")
      isBytes = isBytes || letter == UInt8(ascii: "b")
      start += 1
    }
    let quote = bytes[start]
    let isTriple = range.upperBound - start >= 6 && bytes[start + 1] == quote && bytes[start + 2] == quote
    let width = isTriple ? 3 : 1
    let content = start + width..<max(start + width, range.upperBound - width)
    var result: [UInt8] = []
    var problems: [Diagnostic] = []
    if isRaw || !bytes[content].contains(UInt8(ascii: "\\")) {
      result = Array(bytes[content])
    } else {
      result.reserveCapacity(content.count)
      var index = content.lowerBound
      while index < content.upperBound {
        if bytes[index] != UInt8(ascii: "\\") {
          result.append(bytes[index])
          index += 1
        } else {
          escape(at: &index, until: content.upperBound, isBytes: isBytes, into: &result, &problems)
        }
      }
    }
    return (isBytes ? .bytes(result) : .string(String(decoding: result, as: UTF8.self)), problems)
  }

  private func escape(
    at index: inout Int, until end: Int, isBytes: Bool, into result: inout [UInt8], _ problems: inout [Diagnostic]
  ) {
    let start = index
    index += 1
    guard index < end else {
      problems.append(SyntaxDiagnostics.invalidEscape(source.span(start..<end), "\\"))
      return
    }
    let letter = bytes[index]
    if let simple = LiteralReader.simpleEscape(letter) {
      index += 1
      result.append(simple)
      return
    }
    var scalar: UInt32 = 0
    var isOctet = false
    switch letter {
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      isOctet = true
      index += 1
      guard hex(2, at: &index, until: end, into: &scalar) else { return report(start, &index, end, &problems) }
    case UInt8(ascii: "u") where !isBytes:
      index += 1
      guard hex(4, at: &index, until: end, into: &scalar) else { return report(start, &index, end, &problems) }
    case UInt8(ascii: "U") where !isBytes:
      index += 1
      guard hex(8, at: &index, until: end, into: &scalar) else { return report(start, &index, end, &problems) }
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      isOctet = true
      guard index + 3 <= end else { return report(start, &index, end, &problems) }
      for digit in bytes[index..<index + 3] {
        guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "7") else {
          return report(start, &index, end, &problems)
        }
        scalar = scalar * 8 + UInt32(digit - UInt8(ascii: "0"))
      }
      index += 3
    default:
      if isBytes, letter | 0x20 == UInt8(ascii: "u") {
        problems.append(SyntaxDiagnostics.scalarEscapeInBytes(source.span(start..<index + 1), text(start..<index + 1)))
        index += 1
        return
      }
      return report(start, &index, end, &problems)
    }
    if isOctet && isBytes {
      result.append(UInt8(truncatingIfNeeded: scalar))
    } else if let scalar = Unicode.Scalar(scalar) {
      result.append(contentsOf: Array(String(Character(scalar)).utf8))
    } else {
      problems.append(SyntaxDiagnostics.noScalar(source.span(start..<index), text(start..<index)))
    }
  }

  private func hex(_ digits: Int, at index: inout Int, until end: Int, into scalar: inout UInt32) -> Bool {
    guard index + digits <= end else { return false }
    for byte in bytes[index..<index + digits] {
      guard let digit = byte.hexDigit else { return false }
      scalar = scalar << 4 | digit
    }
    index += digits
    return true
  }

  /// Reports an escape and goes on behind its letter.
  private func report(_ start: Int, _ index: inout Int, _ end: Int, _ problems: inout [Diagnostic]) {
    var after = start + 2
    while after < end, bytes[after] & 0xC0 == 0x80 { after += 1 }
    after = min(after, end)
    problems.append(SyntaxDiagnostics.invalidEscape(source.span(start..<after), text(start..<after)))
    index = after
  }

  private static func simpleEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "a"): 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "v"): 0x0B
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "?"): letter
    default: nil
    }
  }
}
