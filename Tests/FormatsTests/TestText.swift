import Diagnostics
import Formats

/// A YAML tree in one line: `{a: 1, b: [true, 'x']}`; strings in quotes, tags in front.
func dump(_ node: YAMLNode) -> String {
  let tag = node.tag.map { $0 + " " } ?? ""
  switch node.kind {
  case .sequence(let items): return tag + "[" + items.map(dump).joined(separator: ", ") + "]"
  case .mapping(let entries):
    return tag + "{"
      + entries.map { "\($0.key.scalar?.text ?? dump($0.key)): \(dump($0.value))" }.joined(separator: ", ")
      + "}"
  case .scalar(let scalar):
    switch scalar.resolved {
    case .null: return tag + "null"
    case .bool(let value): return tag + "\(value)"
    case .int(let value): return tag + "\(value)"
    case .double(let value): return tag + "\(value)f"
    case .string(let value): return tag + "'\(value)'"
    }
  }
}

/// A diagnostic in one line: `12:5-9 KIEM1102 message`.
func dump(_ diagnostic: Diagnostic) -> String {
  var place = ""
  if let span = diagnostic.primary?.span { place = "\(span.start)-\(span.end) " }
  return "\(place)\(diagnostic.code) \(diagnostic.message)"
}

func yaml(_ text: String, limits: YAMLLimits = .standard) -> (tree: String, problems: [String]) {
  let (documents, diagnostics) = YAMLReader.read(Source(path: "a.yaml", text: text), limits: limits)
  return (documents.map(dump).joined(separator: " --- "), diagnostics.all.map(dump))
}

/// Numbers that look random and are the same each time (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A raw value in short: strings in quotes, unreadable values with a question mark.
func dump(_ value: RawValue) -> String {
  switch value {
  case .null: "null"
  case .converted(let value, let text): "\(dump(value)) from \(text)"
  case .bool(let value): "\(value)"
  case .number(let text): text
  case .string(let text): "'\(text)'"
  case .list(let items): "[" + items.map(dump).joined(separator: ", ") + "]"
  case .map(let fields): "{" + fields.map { "\($0.name): \(dump($0.value))" }.joined(separator: ", ") + "}"
  case .unreadable(let text, let reason): "?'\(text)' (\(reason))"
  }
}

/// A record in one line: `2 line 3 /1: a='x' b=1 !short row`.
func dump(_ record: Record, _ columns: [String]) -> String {
  let fields = record.fields.map { " \(columns[$0.column])=\(dump($0.value))" }.joined()
  let pointer = record.pointer.isEmpty ? "" : " " + record.pointer
  return "\(record.row) line \(record.line)\(pointer):\(fields)" + (record.problem.map { " !\($0)" } ?? "")
}

func dump(_ file: RecordFile) -> [String] { file.records.map { dump($0, file.columns) } }
