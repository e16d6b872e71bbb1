import Diagnostics
import Formats

extension InventoryDocument {
  /// The parsed forms that were asked for.
  struct Forms {
    var trees: RecordTrees?
    var values: [JSONPlace]?
    var xml: JSONPlace??
    var xmlName: XMLName??
    var objects: [JSONPlace]?
    var documents: [JSONPlace]?
    var sample: [JSONPlace]?
    var csv: RecordFile?
    var head: InventoryTable??
    var table: InventoryTable??
    var tableList: RecordTable.List?
    var parts: [InventoryTable]?
    var readable: Source?
    var text: Source??
    var lines: [String]?
    var stanzas: [StanzaPlace]?
    var keyValues: [StanzaPlace]?
    var packageBlocks: [StanzaPlace]?
    var xmlDocument: XMLDocument??
    var propertyList: JSONPlace??
    var registryKeys: [RegistryPlace]?
  }

  // MARK: Trees

  /// The value of a JSON file, the only document of a YAML file, or the only line of NDJSON; else nil.
  var root: JSONPlace? {
    switch format {
    case .json: values.count == 1 ? values[0] : nil
    case .yaml: documents.count == 1 ? documents[0] : nil
    case .ndjson: objects.count == 1 ? objects[0] : nil
    case .csv, .xlsx, .sqlite, nil: nil
    }
  }

  /// The values of a JSON file: one, or several behind each other, each of whose pointers begins with its number.
  private var values: [JSONPlace] {
    if let known = forms.values { return known }
    guard let trees, trees.format == .json else { return [] }
    note(trees.diagnostics, loss: trees.isWhole ? nil : "the file breaks off")
    let values = Self.places(trees)
    forms.values = values
    return values
  }

  /// The trees of a JSON or YAML file, parsed once for whoever reads them; nil for any other.
  var trees: RecordTrees? {
    if let known = forms.trees { return known }
    guard let format, format == .json || format == .yaml else { return nil }
    // JSON tells its encoding; what YAML is written in, the text tells.
    let trees: RecordTrees
    if format == .yaml, readable === source, let read = yaml?.take() {
      trees = RecordTrees(source, read)
    } else {
      trees = RecordTrees(format == .yaml ? readable : source, format: format)
    }
    forms.trees = trees
    return trees
  }

  private static func places(_ trees: RecordTrees) -> [JSONPlace] {
    let count = trees.roots.count
    return trees.roots.enumerated().map { JSONPlace($0.element, pointer: count > 1 ? "/\($0.offset)" : "") }
  }

  /// The values of newline-delimited JSON, whose pointers begin at each line; of JSON its values. A line that is no
  /// JSON is a loss.
  var objects: [JSONPlace] {
    if let known = forms.objects { return known }
    var objects: [JSONPlace] = []
    switch format {
    case .ndjson:
      let lines = JSONReader.readLines(readable)
      note(lines.diagnostics, loss: lines.broken == 0 ? nil : "lines that are no JSON: \(lines.broken)")
      objects = lines.roots.map { JSONPlace($0) }
    case .json: objects = values
    case .yaml, .csv, .xlsx, .sqlite, nil: break
    }
    forms.objects = objects
    return objects
  }

  /// The documents of a YAML file; of several, each one's pointer begins with its number.
  var documents: [JSONPlace] {
    if let known = forms.documents { return known }
    guard let trees, trees.format == .yaml else { return [] }
    note(trees.diagnostics, loss: trees.roots.isEmpty || trees.diagnostics.hasErrors ? "the file breaks off" : nil)
    let places = Self.places(trees)
    forms.documents = places
    return places
  }

  /// The first few objects of whatever list of objects a JSON, NDJSON or YAML file is: enough to tell a tool by.
  var sample: [JSONPlace] {
    if let known = forms.sample { return known }
    var sample: [JSONPlace]
    if format == .ndjson {
      sample = JSONReader.readLines(readable, count: 5).roots.map { JSONPlace($0) }
    } else if let root {
      sample = root.isArray ? Array(root.items().prefix(5)) : [root]
    } else {
      sample = Array((format == .json ? values : documents).prefix(5))
    }
    sample = sample.filter(\.isObject)
    forms.sample = sample
    return sample
  }

  // MARK: Tables

  /// The header and the first rows of a CSV file, to tell a tool by without reading all of it.
  var head: InventoryTable? {
    if let known = forms.head { return known }
    var head: InventoryTable?
    if format == .csv {
      // It is asked for its columns.
      let limit = 16_384
      if source.bytes.count > limit {
        let bytes = source.bytes[...(source.bytes[..<limit].lastIndex(of: 0x0A) ?? limit)]
        let start = Source(path: source.path, bytes: Array(bytes), isConfidential: true)
        head = InventoryTable(CSVReader.read(start, options: options))
      } else {
        head = InventoryTable(csv)
      }
    }
    forms.head = .some(head)
    return head
  }

  /// A CSV file's records.
  var csv: RecordFile {
    if let known = forms.csv { return known }
    let file = CSVReader.read(source, options: options)
    forms.csv = file
    return file
  }

  /// The table that a CSV file is.
  var table: InventoryTable? {
    if let known = forms.table { return known }
    var table: InventoryTable?
    if format == .csv {
      let file = csv
      note(file.diagnostics, loss: file.isWhole ? nil : "the file breaks off")
      if file.records.contains(where: { $0.problem == "unclosed quote" }) { note(.init(), loss: "an unclosed quote") }
      table = InventoryTable(file)
    }
    forms.table = .some(table)
    return table
  }

  /// Every table of the document: the CSV file's, a workbook's sheets, a database's tables.
  var tables: [InventoryTable] { parts ?? [table].compactMap { $0 } }

  /// The table that some rows stand in, if anybody has read it.
  func readTable(_ part: DocumentPart?) -> InventoryTable? {
    if let part { return forms.parts?.first { $0.part == part } }
    return forms.table ?? nil
  }

  /// The same to recognise a tool by: of a CSV file the first rows only.
  var heads: [InventoryTable] { parts ?? [head].compactMap { $0 } }

  /// The tables of a file that has several; nil for any other.
  private var parts: [InventoryTable]? {
    if let known = forms.parts { return known }
    guard let list = tableList else { return nil }
    note(list.diagnostics, loss: list.isWhole ? nil : "the file breaks off")
    let parts = list.tables.map { table in
      InventoryTable(
        table.file, part: format == .xlsx ? .sheet(table.name) : .table(table.name), isHidden: table.isHidden,
        letters: table.letters)
    }
    forms.parts = parts
    return parts
  }

  /// The document as if one of its tables were all of it.
  func focused(on table: InventoryTable) -> InventoryDocument {
    let own = InventoryDocument(source, path: path, digest: digest, format: format, context: context)
    own.forms.head = .some(table)
    own.forms.table = .some(table)
    own.forms.parts = [table]
    own.forms.sample = []
    return own
  }

  /// The sheets of a workbook, the tables of a database; nil for any other file.
  var tableList: RecordTable.List? {
    guard let format, format.hasTables else { return nil }
    if let known = forms.tableList { return known }
    let list = RecordTable.tables(of: source, format: format, headerRow: context.csv.headerLine)
    forms.tableList = list
    return list
  }

  private var options: CSVOptions { context.csv }
}
