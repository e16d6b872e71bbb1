import Diagnostics

/// A text of names and values in paragraphs, read: `dpkg`'s status, `rpm -qai`, the answer of a camera.
public struct StanzaFile: Sendable {
  /// The text that places refer to.
  public var source: Source
  /// The paragraphs in order.
  public var stanzas: [Stanza]
  /// What was wrong.
  public var diagnostics: DiagnosticList
  /// False if the file may hold paragraphs that are not here.
  public var isWhole: Bool

  /// Makes a file of its parts.
  public init(source: Source, stanzas: [Stanza], diagnostics: DiagnosticList, isWhole: Bool = true) {
    self.source = source
    self.stanzas = stanzas
    self.diagnostics = diagnostics
    self.isWhole = isWhole
  }
}

/// A paragraph: the fields of one thing.
public struct Stanza: Sendable {
  /// Its fields in order; a name that it has twice is there twice.
  public var fields: [Field]
  /// The line on which it begins, from 1.
  public var line: Int
  /// From its first field to its last.
  public var span: Span
  /// Why it cannot be trusted as a whole: a line in it that is no field.
  public var problem: String?

  /// A name and its value.
  public struct Field: Sendable {
    /// As written.
    public var name: String
    /// Text, its further lines joined by LF; unreadable where it is not UTF-8.
    public var value: RawValue
    /// The line on which it begins, from 1.
    public var line: Int
    /// Where it stands, name included.
    public var span: Span

    /// Makes a field of its parts.
    public init(name: String, value: RawValue, line: Int, span: Span) {
      self.name = name
      self.value = value
      self.line = line
      self.span = span
    }
  }

  /// Makes a paragraph of its parts.
  public init(fields: [Field], line: Int, span: Span, problem: String? = nil) {
    self.fields = fields
    self.line = line
    self.span = span
    self.problem = problem
  }

  /// The value of the first field with a name, letter case not counted.
  /// - Complexity: O(fields)
  public subscript(name: String) -> RawValue? {
    let wanted = name.lowercased()
    return fields.first { $0.name.lowercased() == wanted }?.value
  }
}

/// Characters, and why they cannot be trusted if they cannot.
struct TextPiece {
  var text: String
  var problem: String?

  init(_ text: String, problem: String? = nil) {
    self.text = text
    self.problem = problem
  }
}

/// Lines of a text, by their bytes, without the breaks after them.
struct TextLines {
  let source: Source
  private let bytes: [UInt8]
  private var index: Int
  /// The line that was read last.
  private(set) var range = 0..<0

  init(_ source: Source, from start: Int) {
    self.source = source
    bytes = source.bytes
    index = start
  }

  /// The next line; false at the end.
  mutating func next() -> Bool {
    guard index < bytes.count else { return false }
    let start = index
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    range = start..<index
    if index < bytes.count {
      index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    }
    return true
  }

  var isBlank: Bool { bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 } }
  var isIndented: Bool { bytes[range].first == 0x20 || bytes[range].first == 0x09 }

  /// Where a byte stands first in the line.
  func first(_ byte: UInt8) -> Int? { bytes[range].firstIndex(of: byte) }

  func span(_ range: Range<Int>) -> Span { Span(source: source, range: range) }

  /// A stretch without the white space around it.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }

  /// A stretch as text, and why it is none.
  func text(_ range: Range<Int>) -> TextPiece {
    if bytes[range].contains(0) {
      return TextPiece(String(decoding: bytes[range], as: UTF8.self), problem: "NUL byte")
    }
    if let text = String(validating: bytes[range], as: UTF8.self) { return TextPiece(text) }
    return TextPiece(String(decoding: bytes[range], as: UTF8.self), problem: "not UTF-8")
  }
}
