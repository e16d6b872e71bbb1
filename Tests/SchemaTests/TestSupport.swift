import Diagnostics
import Formats
import Schema
import Values

/// One document out of a text; what is wrong with the YAML itself is left to the tests of its reader.
func document(_ text: String) throws -> YAMLNode {
  let documents = YAMLReader.read(Source(path: "test.yaml", text: text)).documents
  guard let first = documents.first else { throw NoDocument() }
  return first
}

struct NoDocument: Error {}

/// Diagnostics as a table: place, code, message, then help and second places indented.
func table(_ diagnostics: [Diagnostic]) -> String {
  diagnostics.map { diagnostic in
    let place = diagnostic.primary.map { "\($0.span.start)" } ?? "-"
    let also = diagnostic.secondary.map { "\n  also \($0.span.start) \($0.text)" }
    let help = diagnostic.help.map { "\n  \($0)" }
    return "\(place) \(diagnostic.code) \(diagnostic.message)" + also.joined() + help.joined()
  }.joined(separator: "\n")
}

/// A value as a test writes it.
func shown(_ value: Value) -> String {
  switch value {
  case .null: "null"
  case .bool(let value): "\(value)"
  case .int(let value): "int \(value)"
  case .double(let value): "double \(value)"
  case .string(let value): "'\(value)'"
  case .text(let value): "text '\(value.display)'"
  case .date(let value): "date \(value)"
  case .timestamp(let value): "timestamp \(value)"
  case .version(let value): "version \(value.text)"
  case .list(let list): "[" + list.elements.map(shown).joined(separator: ", ") + "]"
  case .map(let map): "{" + map.entries.map { "\(shown($0.key)): \(shown($0.value))" }.joined(separator: ", ") + "}"
  default: "other"
  }
}

func shown(_ reading: CellReading) -> String {
  switch reading {
  case .value(let value): shown(value)
  case .null: "null"
  case .missing: "missing"
  case .unreadable(let reason): "unreadable: \(reason)"
  }
}
