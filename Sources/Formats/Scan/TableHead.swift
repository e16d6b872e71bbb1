import Diagnostics

/// The beginning of a file of records that is to be scanned: what its columns are, and where its records begin.
public struct TableHead: Sendable {
  public let format: ScanLayout.Format
  /// Names of columns, or of members, in the order of the file; distinct.
  public let columns: [String]
  /// Where the first record begins.
  public let start: Int

  /// How much is read of a file's beginning, and of its end, where it is too large to be read whole.
  static let sample = 1 << 16
  /// Files up to this size are read whole.
  static let small = 2 << 20
  /// A last row that adds up those above is looked for among no more records than this.
  public static let mostSummed = 10_000

  /// Whether a file is read whole before it is scanned.
  public static func isSmall(_ file: ScannedFile) -> Bool { file.size <= small }

  /// Reads the head of delimited text that has nothing out of the ordinary in it.
  ///
  /// - Parameter delimiter: the byte between cells; nil to find it out.
  /// - Returns: nil for other encodings than UTF-8, rows that are no records (titles, totals), headers without a name or
  ///   twice the same: the general reader knows what to do with them.
  public static func cells(_ file: ScannedFile, delimiter: UInt8?) -> TableHead? {
    guard let bytes = try? file.head(file.size <= small ? file.size : sample) else { return nil }
    return cells(bytes, isWhole: bytes.count == file.size, delimiter: delimiter, tail: file.size > small ? file : nil)
  }

  static func cells(_ bytes: [UInt8], isWhole: Bool, delimiter: UInt8?, tail: ScannedFile? = nil) -> TableHead? {
    let (encoding, mark) = TextEncoding.detect(bytes)
    guard encoding == .utf8, let end = bytes[mark...].firstIndex(of: 0x0A), let last = bytes.lastIndex(of: 0x0A)
    else { return nil }
    let header = bytes[mark...end]
    guard header.count(where: { $0 == 0x22 }) % 2 == 0, !header.contains(0),
      header.first.map({ $0 != 0x20 && $0 != 0x0D && $0 != 0x0A }) == true
    else { return nil }
    let returns = header.count { $0 == 0x0D }
    guard returns == 0 || (returns == 1 && header.dropLast().last == 0x0D) else { return nil }
    let isPlain = bytes.withUnsafeBufferPointer { buffer in
      CSVReader.separatorLine(buffer, from: mark) == nil && CSVReader.typeLineEnd(buffer, from: mark) == nil
    }
    let options = CSVOptions(delimiter: delimiter)
    guard isPlain, let read = plain(isWhole ? bytes : Array(bytes[...last]), options), read.columns.count > 1,
      let between = read.layout?.delimiter
    else { return nil }
    if let tail, !hasPlainTail(tail, Array(header), CSVOptions(delimiter: between)) { return nil }
    return TableHead(
      format: .cells(delimiter: between, count: read.columns.count), columns: read.columns, start: end + 1)
  }

  /// The text as records, if all of it is.
  private static func plain(_ bytes: [UInt8], _ options: CSVOptions) -> RecordFile? {
    let file = CSVReader.read(Source(path: "", bytes: bytes, isConfidential: true), options: options)
    guard file.isWhole, file.diagnostics.isEmpty, let layout = file.layout, layout.titles.isEmpty,
      layout.totals.isEmpty
    else { return nil }
    return file
  }

  /// Whether the last rows are records.
  private static func hasPlainTail(_ file: ScannedFile, _ header: [UInt8], _ options: CSVOptions) -> Bool {
    guard let bytes = try? file.tail(sample), let first = bytes.firstIndex(of: 0x0A) else { return false }
    return plain(header + bytes[(first + 1)...], options) != nil
  }

  /// Reads the head of a file with a JSON object per line.
  public static func lines(_ file: ScannedFile) -> TableHead? {
    (try? file.head(sample)).flatMap { lines($0) }
  }

  static func lines(_ bytes: [UInt8]) -> TableHead? {
    let (encoding, mark) = TextEncoding.detect(bytes)
    guard encoding == .utf8, let end = bytes.lastIndex(of: 0x0A) else { return nil }
    let source = Source(path: "", bytes: Array(bytes[mark...end]), isConfidential: true)
    let file = RecordReader.read(source, format: .ndjson)
    let isFlat = !file.columns.contains { $0.utf8.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") } }
    guard file.diagnostics.isEmpty, isFlat, !file.columns.isEmpty else { return nil }
    return TableHead(format: .lines(names: file.columns), columns: file.columns, start: mark)
  }
}
