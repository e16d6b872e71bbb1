import Diagnostics
import Formats

/// A value of a configuration file in one line: strings in quotes, `«x»` a template, `?` unreadable, `…` open.
func dump(_ node: ConfigurationNode) -> String {
  let text: String
  switch node.kind {
  case .null: text = "null"
  case .bool(let value): text = "\(value)"
  case .int(let value): text = "\(value)"
  case .double(let value): text = "\(value)f"
  case .string(let value): text = "'\(value)'"
  case .list(let items): text = "[" + items.map(dump).joined(separator: ", ") + "]"
  case .map(let entries):
    text = "{" + entries.map { "\($0.key): \(dump($0.value))" }.joined(separator: ", ") + "}"
  case .template(let value): text = "«\(value)»"
  case .unreadable: text = "?"
  }
  return node.isOpen ? text + "…" : text
}

/// The places of all keys and values below a node, a line each: `/a/0 3:5-3:9 text`.
func places(_ node: ConfigurationNode, at pointer: String = "") -> [String] {
  var lines = ["\(pointer.isEmpty ? "/" : pointer) \(node.place.start)-\(node.place.end)"]
  switch node.kind {
  case .list(let items):
    for (index, item) in items.enumerated() { lines += places(item, at: "\(pointer)/\(index)") }
  case .map(let entries):
    for entry in entries {
      lines.append("\(pointer)/\(entry.key): \(entry.keyPlace.start)-\(entry.keyPlace.end)")
      lines += places(entry.value, at: "\(pointer)/\(entry.key)")
    }
  default: break
  }
  return lines
}

/// What is made of a file: its documents, and its problems with their places.
func configuration(_ path: String, _ text: String) -> (tree: String, problems: [String]) {
  guard let file = ConfigurationReader.read(Source(path: path, text: text)) else { return ("none", []) }
  return (
    file.documents.map { dump($0.root) }.joined(separator: " --- "),
    file.diagnostics.all.map { "\($0.severity) \(FormatsTests.dump($0))" }
  )
}
