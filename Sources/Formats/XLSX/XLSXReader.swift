import Diagnostics

/// Workbooks of Excel and others (`.xlsx`, `.xlsm`: ECMA-376, both editions' namespaces) to tables.
///
/// A sheet is read as a stream: cells without a value cost time and no memory. A value that the file does not have (a
/// formula that nobody calculated) or does not have exactly (a number of more figures than a sheet keeps) is unreadable.
public enum XLSXReader {
  /// Reads a file. Workbooks of older versions and of OpenDocument are recognised, and not read.
  /// - Complexity: O(bytes, expanded)
  public static func read(_ source: Source, options: XLSXOptions = XLSXOptions()) -> Workbook {
    var reading = WorkbookReading(source, options: options)
    reading.read()
    return Workbook(
      source: source, sheets: reading.sheets, diagnostics: reading.found.finished(), isWhole: reading.isWhole)
  }

  /// What kind of workbook a file is, as far as that is certain.
  enum Kind {
    case xlsx
    /// The format of Excel 97 to 2003, or an encrypted workbook: both come in the same container.
    case compound
    case openDocument
    /// Excel's binary workbook, `.xlsb`.
    case binary
  }

  /// The kind of a file; nil for anything else.
  /// - Complexity: O(directory of the archive)
  static func kind(of source: Source) -> Kind? {
    if source.bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .compound }
    guard ZIPArchive.begins(source.bytes), let archive = ZIPArchive.open(source).archive else { return nil }
    return kind(of: archive)
  }

  static func kind(of archive: ZIPArchive) -> Kind? {
    if archive["xl/workbook.bin"] != nil { return .binary }
    if archive["xl/workbook.xml"] != nil { return .xlsx }
    if let type = archive["mimetype"], type.size < 200, let bytes = try? archive.read(type) {
      let text = String(decoding: bytes, as: UTF8.self)
      return text.hasPrefix("application/vnd.oasis.opendocument.spreadsheet") ? .openDocument : nil
    }
    guard archive["[Content_Types].xml"] != nil else { return nil }
    // The workbook may stand anywhere; a document of another program stands below a folder of its own.
    let others = ["word/document.xml", "ppt/presentation.xml"]
    return others.contains { archive[$0] != nil }
      ? nil : archive.members.contains { $0.name.contains("sheet") } ? .xlsx : nil
  }
}

/// A workbook while it is read.
struct WorkbookReading {
  let source: Source
  let options: XLSXOptions
  var found = LimitedDiagnostics()
  private(set) var sheets: [SheetTable] = []
  private(set) var isWhole = true
  private var cellsLeft: Int

  init(_ source: Source, options: XLSXOptions) {
    self.source = source
    self.options = options
    cellsLeft = options.cells
  }

  private mutating func lose(_ diagnostic: Diagnostic) {
    isWhole = false
    found.add(diagnostic)
  }

  mutating func read() {
    if source.bytes.first == 0xD0, XLSXReader.kind(of: source) == .compound {
      return lose(XLSXDiagnostics.otherFormat(source, .compound))
    }
    let (archive, problems) = ZIPArchive.open(source, limits: options.expansion)
    for problem in problems.all { found.add(problem) }
    guard let archive else {
      isWhole = false
      return
    }
    if !archive.isWhole { isWhole = false }
    if let kind = XLSXReader.kind(of: archive), kind != .xlsx {
      return lose(XLSXDiagnostics.otherFormat(source, kind))
    }
    let package = XLSXPackage(archive)
    guard let book = package.workbook(&found) else {
      return lose(XLSXDiagnostics.noWorkbook(source))
    }
    if !book.isWhole { isWhole = false }
    let strings = sharedStrings(package, book)
    let styles = styles(package, book)
    if book.sheets.count > options.sheets {
      lose(XLSXDiagnostics.tooManySheets(source, limit: options.sheets))
    }
    for sheet in book.sheets.prefix(options.sheets) {
      read(sheet, package, SheetContext(strings: strings, styles: styles, is1904: book.is1904))
    }
  }

  private mutating func sharedStrings(_ package: XLSXPackage, _ book: XLSXPackage.Book) -> [XMLText] {
    guard let path = book.strings else { return [] }
    guard var reader = package.open(path, &found) else {
      isWhole = false
      return []
    }
    let (strings, isCut) = XLSXStrings.read(&reader, limit: options.textBytes)
    note(reader, package)
    if isCut { lose(XLSXDiagnostics.textLimit(source, limit: options.textBytes)) }
    return strings
  }

  private mutating func styles(_ package: XLSXPackage, _ book: XLSXPackage.Book) -> XLSXStyles {
    guard let path = book.styles else { return XLSXStyles() }
    guard var reader = package.open(path, &found) else {
      // Without styles a date is a number, which no reader of dates takes.
      isWhole = false
      return XLSXStyles()
    }
    let styles = XLSXStyles.read(&reader)
    note(reader, package)
    return styles
  }

  /// What was wrong with a part that was streamed.
  private mutating func note(_ reader: XMLPullReader, _ package: XLSXPackage) {
    if !reader.isWhole { isWhole = false }
    package.note(reader, &found)
  }

  private mutating func read(_ sheet: XLSXPackage.Sheet, _ package: XLSXPackage, _ context: SheetContext) {
    guard let path = sheet.path else { return }
    guard var reader = package.open(path, &found) else {
      isWhole = false
      return
    }
    var grid = SheetGrid(context, source: source, sheet: sheet.name, cellsLeft: cellsLeft, found: found)
    grid.read(&reader)
    found = grid.found
    cellsLeft = grid.cellsLeft
    note(reader, package)
    let isWholeSheet = grid.isWhole && reader.isWhole
    if !isWholeSheet { isWhole = false }
    guard !grid.rows.isEmpty else { return }
    var table = SheetShaping(grid, source: source, sheet: sheet.name, options: options, found: found)
    let result = table.table(isHidden: sheet.isHidden, isWhole: isWholeSheet)
    found = table.found
    if var result {
      if !result.file.isWhole { isWhole = false }
      result.file.layout?.countsFrom1904 = context.is1904
      sheets.append(result)
    }
  }
}
