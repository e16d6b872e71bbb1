import Diagnostics
import Formats
import Schema
import Synchronization
import Tables
import Values

/// What a file of an inventory turns out to be.
enum FileContent {
  /// Another kind of Kiem document, by its first key.
  case document(String)
  /// A manifest, and what was wrong with its YAML.
  case manifest(YAMLNode, DiagnosticList)
  /// Records, and what was read of them where that took reading: of YAML.
  case records(RecordFormat, ReadYAML?)
  /// Neither a table nor a list.
  case other
  /// YAML that cannot be parsed.
  case broken(DiagnosticList)

  private static let documents: Set<String> = [
    "policy", "schema", "adapter", "catalog", "profile", "tests", "waivers", "attestations", "kiem",
  ]

  /// - Complexity: O(bytes) for YAML, else O(1)
  static func of(_ source: Source) -> FileContent {
    guard let format = RecordReader.recognise(path: source.path, bytes: source.bytes) else { return .other }
    guard format == .yaml else { return .records(format, nil) }
    let key = YAMLReader.firstKey(of: source)
    if let key, Self.documents.contains(key) { return .document(key) }
    // A manifest is written by hand and holds no rows, so its lines may be shown.
    let isManifest = key == "inventory"
    let (documents, diagnostics) = YAMLReader.read(isManifest ? source.open : source)
    let yaml = isManifest ? nil : ReadYAML((documents, diagnostics))
    guard let first = documents.first else { return diagnostics.hasErrors ? .broken(diagnostics) : .other }
    guard case .mapping(let entries) = first.kind, let key = entries.first?.key.scalar?.text else {
      return .records(.yaml, yaml)
    }
    if key == "inventory" {
      if isManifest { return .manifest(first, diagnostics) }
      let (documents, diagnostics) = YAMLReader.read(source.open)
      return .manifest(documents.first ?? first, diagnostics)
    }
    return Self.documents.contains(key) ? .document(key) : .records(.yaml, yaml)
  }
}

/// What was read of a file of YAML to tell what it is, for the first who wants it whole: after that it is not kept.
final class ReadYAML: Sendable {
  typealias Text = (documents: [YAMLNode], diagnostics: DiagnosticList)

  private let text: Mutex<Text?>

  init(_ text: Text) { self.text = Mutex(text) }

  /// The documents and what was wrong with them; nil if somebody has taken them.
  func take() -> Text? {
    text.withLock { text in
      defer { text = nil }
      return text
    }
  }
}

/// A list of records in a file, with the entity that the file says they are.
struct FilePart {
  var file: RecordFile
  /// The key under which the list stands (`camera` of `{camera: [...]}`), as an entity.
  var entity: String?
  /// The day that the file itself states beside its lists.
  var collected: CalendarDate?
  /// The sheet or table it is, of a file with such.
  var part: InventorySource.Part?
  /// Whether it is a sheet that whoever opens the file does not see.
  var isHidden = false
  /// What people call the places of its columns, where it has letters.
  var letters: [String] = []

  /// What its format is called, if it is none that has records by itself.
  var formatName: String?

  /// What its sheet or table is called.
  var partName: String? {
    switch part {
    case .sheet(let name), .table(let name): name
    case nil: nil
    }
  }
}

extension FilePart {
  /// The lists of records in a file: one for each entity that a key names, else the one that the reader finds.
  /// - Complexity: O(bytes + values · lists)
  static func parts(of document: InventoryDocument, recognizer: EntityRecognizer) -> [FilePart] {
    guard let format = document.format else { return markup(document, recognizer: recognizer) }
    let source = document.source
    if format == .csv { return [FilePart(file: document.csv)] }
    if let list = document.tableList { return tables(list, of: source, format) }
    let members = format == .ndjson ? [] : document.root?.members() ?? []
    let collected = members.first { $0.name == "collected" || $0.name == "collected_at" }.flatMap {
      CalendarDate(parsing: $0.value.cell.text)
    }
    var lists: [(key: String, entity: String)] = []
    for member in members where member.value.isArray {
      if let entity = recognizer.entity(key: member.name) { lists.append((member.name, entity)) }
    }
    guard let trees = document.trees, format == .json || format == .yaml else {
      return [FilePart(file: RecordReader.read(source, format: format), collected: collected)]
    }
    guard !lists.isEmpty else { return [FilePart(file: trees.records(), collected: collected)] }
    return lists.enumerated().map { index, list in
      let pointer = "/" + JSONPointer.escape(list.key)
      // What is wrong with the text is told once.
      return FilePart(
        file: trees.records(at: pointer, tellsText: index == 0), entity: list.entity, collected: collected)
    }
  }

  /// A part for each table. A file that may have lost a table has lost rows of any of them.
  private static func tables(_ list: RecordTable.List, of source: Source, _ format: RecordFormat) -> [FilePart] {
    var parts = list.tables.map { table in
      var file = table.file
      file.isWhole = file.isWhole && list.isWhole
      var part = FilePart(file: file, part: format == .xlsx ? .sheet(table.name) : .table(table.name))
      part.isHidden = table.isHidden
      part.letters = table.letters
      return part
    }
    if parts.isEmpty {
      let file = RecordFile(
        source: source, columns: [], records: [], diagnostics: DiagnosticList(), format: format, isWhole: false)
      parts = [FilePart(file: file)]
    }
    parts[0].file.diagnostics = list.diagnostics
    return parts
  }
}
