import Formats

/// A paragraph of fields (`Package: zoom`) or of `key=value` lines.
struct StanzaPlace: RecordSite {
  let stanza: Stanza
  /// Its number in the file, from 1.
  let number: Int

  /// The value of a field, letter case not counted; unreadable where the paragraph has it twice.
  subscript(name: String) -> Cell? {
    let wanted = name.lowercased()
    let found = stanza.fields.filter { $0.name.lowercased() == wanted }
    guard let first = found.first else { return nil }
    if found.count == 1 { return Cell(first.value, under: first.name) }
    return Cell(.unreadable(first.value.spelling, reason: "the record has `\(first.name)` twice"), under: first.name)
  }

  var row: Int? { number }
  var line: Int { stanza.line }
  var pointer: String { "" }
  var problem: String? { stanza.problem }
  var part: DocumentPart? { nil }
  var headers: [String] { stanza.fields.map(\.name) }
}

/// A key of an exported Windows registry with its values.
struct RegistryPlace: RecordSite {
  let key: RegistryKey
  /// Its number in the file, from 1.
  let number: Int

  /// The whole path: `HKEY_LOCAL_MACHINE\SOFTWARE\...`.
  var path: String { key.path }
  /// The last part of the path.
  var name: String { key.name }

  /// A value by its name, letter case not counted.
  subscript(name: String) -> Cell? { key[name].map { Cell($0.raw, under: $0.name) } }

  var row: Int? { number }
  var line: Int { key.line }
  var pointer: String { "" }
  var problem: String? { key.problem }
  var part: DocumentPart? { nil }
  var headers: [String] { key.values.map(\.name) }
}
