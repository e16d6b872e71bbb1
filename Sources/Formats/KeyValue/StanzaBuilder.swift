import Diagnostics

/// Puts lines together to fields, and fields to paragraphs.
struct StanzaBuilder {
  private(set) var found: LimitedDiagnostics
  private(set) var stanzas: [Stanza] = []
  private var fields: [Stanza.Field] = []
  private var problem: String?
  /// The lines of the field that is open.
  private var pieces: [String] = []
  private var pieceProblem: String?
  private var size = 0
  private let source: Source
  /// How many bytes a value may have.
  private let limit = 16 << 20

  init(_ source: Source, found: LimitedDiagnostics) {
    self.source = source
    self.found = found
  }

  var isOpen: Bool { !fields.isEmpty }

  mutating func begin(_ name: String, _ value: TextPiece, _ range: Range<Int>) {
    endField()
    fields.append(
      Stanza.Field(
        name: name, value: .null, line: source.line(at: range.lowerBound), span: Span(source: source, range: range)))
    pieces = [value.text]
    pieceProblem = value.problem
    size = value.text.utf8.count
  }

  /// Adds a further line to the open field.
  mutating func extend(_ value: TextPiece, _ range: Range<Int>) {
    guard let last = fields.indices.last else { return }
    fields[last].span.range = fields[last].span.range.lowerBound..<range.upperBound
    pieceProblem = pieceProblem ?? value.problem
    size += value.text.utf8.count + 1
    if size > limit {
      pieceProblem = pieceProblem ?? "text beyond the limit of \(limit) bytes"
    } else {
      pieces.append(value.text)
    }
  }

  /// A line that is no field.
  mutating func spoil(_ range: Range<Int>) {
    found.add(StanzaDiagnostics.notAField(Span(source: source, range: range)))
    problem = problem ?? "a line that is no field"
  }

  private mutating func endField() {
    guard let last = fields.indices.last, !pieces.isEmpty else { return }
    let text = pieces.joined(separator: "\n")
    if let pieceProblem {
      found.add(StanzaDiagnostics.unreadable(fields[last].span, pieceProblem))
      fields[last].value = .unreadable(text, reason: pieceProblem)
    } else {
      fields[last].value = .string(text)
    }
    pieces = []
  }

  mutating func endStanza() {
    endField()
    if let first = fields.first, let last = fields.last {
      let range = first.span.range.lowerBound..<last.span.range.upperBound
      stanzas.append(
        Stanza(fields: fields, line: first.line, span: Span(source: source, range: range), problem: problem))
    }
    fields = []
    problem = nil
  }
}
