import Diagnostics

/// The beginning of a file of records that is to be scanned: what its columns are, and where its records begin.
public struct TableHead: Sendable {
  public let format: ScanLayout.Format
  /// Names of columns, or of members, in the order of the file; distinct.
  public let columns: [String]
  /// Where the first record begins.
  public let start: Int

  /// Reads the head of delimited text that has nothing out of the ordinary in it.
  ///
  /// - Parameters:
  ///   - bytes: the beginning of the file, with all of the header.
  ///   - delimiter: the byte between cells; nil to find it out.
  /// - Returns: nil for UTF-16, lines above the header, headers without a name or twice the same: the general reader
  ///   knows what to do with them.
  public static func cells(_ bytes: [UInt8], delimiter: UInt8?) -> TableHead? {
    let (encoding, mark) = TextEncoding.detect(bytes)
    guard encoding == .utf8, let end = bytes[mark...].firstIndex(of: 0x0A) else { return nil }
    let found: (delimiter: UInt8, isPlain: Bool) = bytes.withUnsafeBufferPointer { buffer in
      let hasLinesAbove =
        CSVReader.separatorLine(buffer, from: mark) != nil || CSVReader.typeLineEnd(buffer, from: mark) != nil
      return (delimiter ?? CSVReader.detectDelimiter(buffer, from: mark).delimiter, !hasLinesAbove)
    }
    let header = Source(path: "", bytes: Array(bytes[mark...end]), isConfidential: true)
    let isUsual = !header.bytes.contains(0) && header.bytes.first.map { $0 != 0x20 && $0 != 0x0D && $0 != 0x0A } == true
    let file = CSVReader.read(header, options: CSVOptions(delimiter: found.delimiter))
    guard found.isPlain, isUsual, file.isWhole, file.diagnostics.isEmpty, file.columns.count > 1 else { return nil }
    let returns = header.bytes.count { $0 == 0x0D }
    guard returns == 0 || (returns == 1 && header.bytes.dropLast().last == 0x0D) else { return nil }
    return TableHead(
      format: .cells(delimiter: found.delimiter, count: file.columns.count), columns: file.columns, start: end + 1)
  }

  /// Reads the head of a file with a JSON object per line.
  public static func lines(_ bytes: [UInt8]) -> TableHead? {
    let (encoding, mark) = TextEncoding.detect(bytes)
    guard encoding == .utf8, let end = bytes.lastIndex(of: 0x0A) else { return nil }
    let file = NDJSONReader.read(Source(path: "", bytes: Array(bytes[mark...end]), isConfidential: true))
    let isFlat = !file.columns.contains { $0.utf8.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") } }
    guard file.diagnostics.isEmpty, isFlat, !file.columns.isEmpty else { return nil }
    return TableHead(format: .lines(names: file.columns), columns: file.columns, start: mark)
  }
}
