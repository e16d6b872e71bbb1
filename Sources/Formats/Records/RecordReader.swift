import Diagnostics

/// Reads files of records, whatever their format.
public enum RecordReader {
  /// Reads a file.
  ///
  /// - CSV: each row after the header.
  /// - NDJSON: each line. A line that is no object is a record with a problem.
  /// - JSON and YAML: each item of the list at `pointer`. Without a pointer: of the list that is the whole value, or
  ///   of the only list of objects in an envelope (`{"count": 2, "devices": [...]}`); any other object is one record.
  ///   Of a YAML file with several documents, and of JSON with several values behind each other, each is read so.
  /// - Workbooks and databases: the rows of the first sheet or table; `RecordTable.tables` gives all of them.
  /// - Complexity: O(bytes)
  ///
  /// - Parameter encoding: how the bytes stand for characters, where a manifest says so; YAML is always UTF-8.
  public static func read(
    _ source: Source, format: RecordFormat, at pointer: String? = nil, encoding: TextEncoding? = nil
  ) -> RecordFile {
    switch format {
    case .csv: return CSVReader.read(source, options: CSVOptions(encoding: encoding))
    case .xlsx, .sqlite: return RecordTable.first(of: RecordTable.tables(of: source, format: format), source, format)
    case .json, .yaml: return RecordTrees(source, format: format, encoding: encoding).records(at: pointer)
    case .ndjson:
      var builder = RecordBuilder(found: LimitedDiagnostics())
      guard let text = DecodedText.decode(source, as: encoding, &builder.found) else {
        builder.isWhole = false
        return builder.file(source, format)
      }
      NDJSONReader.read(text.source, from: text.start, into: &builder)
      var file = builder.file(text.source, format)
      (file.encoding, file.encodingOrigin) = (text.encoding, text.origin)
      return file
    }
  }

  /// The records of a tree that something else was made into, at a pointer: of a list its items, else the object itself.
  /// - Complexity: O(nodes)
  public static func records(of root: JSONNode, in source: Source, at pointer: String) -> RecordFile {
    var builder = RecordBuilder(found: LimitedDiagnostics())
    builder.add(root, at: pointer)
    return builder.file(source, .json)
  }

  /// The format of a file: by its content where that is unmistakable, else by the end of its name, else by whether it
  /// looks like a table. Nil for anything else.
  ///
  /// - Parameter bytes: the file's bytes, or at least its first few lines.
  public static func recognise(path: String, bytes: [UInt8]) -> RecordFormat? {
    let (encoding, mark) = TextEncoding.detect(bytes)
    var head = Array(bytes[mark..<min(bytes.count, mark + 65_536)])
    switch encoding {
    case .utf8: break
    case .utf16LittleEndian: head = TextEncoding.decodeUTF16(head[...], bigEndian: false)
    case .utf16BigEndian: head = TextEncoding.decodeUTF16(head[...], bigEndian: true)
    case .utf32, .windows1258, .windows1252, .latin1: return nil
    }
    if SQLiteReader.begins(bytes) { return .sqlite }
    if let workbook = workbook(path, bytes) { return workbook ? .xlsx : nil }
    var name = FilePaths.name(of: path).lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
    let suffix = dot.map { name[name.utf8.index(after: $0)...] } ?? ""
    let text = head.drop { isSpace($0) }
    if text.first == UInt8(ascii: "<") { return nil }
    // One stray NUL spoils its cell, not the file, if the name says what the file is.
    if text.contains(0), !textSuffixes.contains(String(suffix)) || isBinary(text) { return nil }
    if suffix == "yaml" || suffix == "yml" { return .yaml }
    if looksLikeJSON(text) {
      if suffix == "ndjson" || suffix == "jsonl" { return .ndjson }
      return hasObjectPerLine(text) ? .ndjson : .json
    }
    switch suffix {
    case "csv", "tsv": return .csv
    case "json": return .json
    case "ndjson", "jsonl": return .ndjson
    default: break
    }
    // Markdown too may begin with a document of YAML.
    if suffix == "md" || suffix == "markdown" { return nil }
    if text.starts(with: "---\n".utf8) || text.starts(with: "---\r\n".utf8) || text.starts(with: "%YAML".utf8) {
      return .yaml
    }
    return CSVReader.looksLikeTable(head) ? .csv : nil
  }

  /// Whether a file is a workbook, of whatever version; nil if its bytes are neither an archive's nor an old workbook's.
  ///
  /// What old workbooks are kept in holds other documents too, so there the name decides.
  private static func workbook(_ path: String, _ bytes: [UInt8]) -> Bool? {
    guard bytes.first == 0xD0 || ZIPArchive.begins(bytes) else { return nil }
    switch XLSXReader.kind(of: Source(path: path, bytes: bytes)) {
    case nil: return bytes.first == 0xD0 ? nil : false
    case .compound: return [".xls", ".xlsx", ".xlsm", ".xlsb"].contains { path.lowercased().hasSuffix($0) }
    case .xlsx, .openDocument, .binary: return true
    }
  }

  private static let textSuffixes: Set<String> = ["csv", "tsv", "json", "ndjson", "jsonl"]

  /// Whether more than one byte in a hundred is a control character other than a line break or a tab.
  private static func isBinary(_ text: ArraySlice<UInt8>) -> Bool {
    text.count { $0 < 0x20 && !(0x09...0x0D).contains($0) } * 100 > text.count
  }

  /// Whether a file's first bytes are those of no text.
  public static func isBinary(_ source: Source) -> Bool { isBinary(source.bytes.prefix(65_536)) }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// An opening bracket and what may follow it in JSON but hardly elsewhere.
  private static func looksLikeJSON(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return false }
    guard let next = text.dropFirst().first(where: { !isSpace($0) }) else { return false }
    let follows = first == UInt8(ascii: "{") ? "\"}" : "{[]\""
    return follows.utf8.contains(next)
  }

  /// Whether among the first lines two that follow each other are an object each, which JSON would have a comma between.
  private static func hasObjectPerLine(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "{") else { return false }
    let lines = text.split(separator: 0x0A, maxSplits: 8).prefix(8)
      .map { line in line.drop(while: isSpace).reversed().drop(while: isSpace) }
      .filter { !$0.isEmpty }
    // A line, from its end: the last one may be cut, so its beginning is enough.
    func isObject(_ line: some BidirectionalCollection<UInt8>) -> Bool {
      line.last == UInt8(ascii: "{") && line.first == UInt8(ascii: "}")
    }
    return zip(lines, lines.dropFirst()).contains { isObject($0) && $1.last == UInt8(ascii: "{") }
  }
}
