import Diagnostics
import Formats
import Values

extension DecodingLog {
  /// A scalar as it is written, or nil after saying that it is none. Numbers and booleans keep their spelling.
  public func string(_ node: YAMLNode, as what: @autoclosure () -> String = "a text") -> Located<String>? {
    guard let scalar = scalar(node, as: what()) else { return nil }
    return Located(scalar.text, node.span)
  }

  /// A text with the place of each of its bytes.
  public func text(_ node: YAMLNode, as what: @autoclosure () -> String = "a text") -> LocatedText? {
    guard let scalar = scalar(node, as: what()) else { return nil }
    return LocatedText(text: scalar.text, map: scalar.map, span: node.span)
  }

  /// A CEL identifier that is no reserved word of CEL.
  public func identifier(_ node: YAMLNode, as what: @autoclosure () -> String) -> Located<String>? {
    guard let name = string(node, as: what()) else { return nil }
    checkIdentifier(name, as: what())
    return name
  }

  /// Reports a name that expressions could not write.
  public func checkIdentifier(_ name: Located<String>, as what: @autoclosure () -> String) {
    if !Identifier.isValid(name.value) { add(.invalidIdentifier(name.value, what: what(), at: name.span)) }
  }

  /// Reports a dotted name of which expressions could not write a part.
  public func checkDottedIdentifier(_ name: Located<String>, as what: @autoclosure () -> String) {
    if Identifier.isValid(name.value) { return }
    let parts = name.value.split(separator: ".", omittingEmptySubsequences: false)
    if !parts.allSatisfy({ Identifier.isValid(String($0)) }) {
      add(.invalidIdentifier(name.value, what: what(), at: name.span))
    }
  }

  /// One of a closed list of words.
  public func word<Word: RawRepresentable & CaseIterable>(_ node: YAMLNode, as what: @autoclosure () -> String) -> Word?
  where Word.RawValue == String {
    guard let text = string(node, as: what()) else { return nil }
    if let word = Word(rawValue: text.value) { return word }
    add(.unknownWord(text.value, what: what(), allowed: Word.allCases.map(\.rawValue), at: text.span))
    return nil
  }

  /// A boolean, unquoted.
  public func bool(_ node: YAMLNode, as what: @autoclosure () -> String) -> Bool? {
    guard node.tag == nil, let value = node.scalar?.plainBool else {
      expected("`true` or `false` for \(what())", found: node)
      return nil
    }
    return value
  }

  /// A whole number within a range.
  public func integer(_ node: YAMLNode, as what: @autoclosure () -> String, in range: ClosedRange<Int> = 0...1_000_000)
    -> Int?
  {
    guard let text = string(node, as: what()) else { return nil }
    guard let value = Int(text.value), range.contains(value) else {
      add(.invalidNumber(text.value, what: what(), range: range, at: text.span))
      return nil
    }
    return value
  }

  /// A day, `2026-01-15`.
  public func date(_ node: YAMLNode, as what: @autoclosure () -> String) -> CalendarDate? {
    guard let text = string(node, as: what()) else { return nil }
    guard let date = Self.isoDate(text.value) else {
      add(.invalidDate(text.value, what: what(), at: text.span))
      return nil
    }
    return date
  }

  /// A day written `2026-01-15`, and in no other way: documents are written by hand, once.
  private static func isoDate(_ text: String) -> CalendarDate? {
    let shape = text.utf8.map { NumberReading.isDigit($0) ? UInt8(ascii: "0") : $0 }
    return shape.elementsEqual("0000-00-00".utf8) ? CalendarDate(parsing: text) : nil
  }

  /// A text for people: one for all languages, or one for each.
  public func localized(_ node: YAMLNode, as what: @autoclosure () -> String) -> LocalizedText? {
    if case .mapping = node.kind {
      let what = what()
      return mapping(node, as: what) { fields in
        LocalizedText(vi: fields.optionalString("vi")?.value, en: fields.optionalString("en")?.value)
      }
    }
    return string(node, as: "\(what()), or a mapping with `vi` and `en`").map {
      LocalizedText(vi: $0.value, en: $0.value)
    }
  }

  private func scalar(_ node: YAMLNode, as what: @autoclosure () -> String) -> YAMLScalar? {
    if let tag = node.tag {
      add(.unexpectedTag(tag, at: node.span))
      return nil
    }
    guard let scalar = node.scalar, !scalar.isNull else {
      expected(what(), found: node)
      return nil
    }
    if scalar.text.isBlank {
      add(.emptyText(what: what(), at: node.span))
      return nil
    }
    return scalar
  }
}

extension String {
  /// Whether there is nothing to read in it. Nearly always the first byte tells that there is.
  var isBlank: Bool {
    if let first = utf8.first, first > 0x20, first < 0x7F { return false }
    return allSatisfy(\.isWhitespace)
  }
}

/// CEL's identifiers.
public enum Identifier {
  /// Whether expressions can write a name: letters, digits and underscores, no digit first, no reserved word.
  public static func isValid(_ name: String) -> Bool {
    guard let first = name.utf8.first, !isDigit(first) else { return false }
    guard name.utf8.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }) else { return false }
    return !reserved.contains(name)
  }

  /// What CEL's grammar and its section on reserved words keep from being identifiers.
  static let reserved: Set<String> = [
    "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import",
    "let", "loop", "package", "namespace", "return", "var", "void", "while",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
