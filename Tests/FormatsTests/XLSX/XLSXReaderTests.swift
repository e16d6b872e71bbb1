import Diagnostics
import Formats
import Testing

@Suite struct XLSXReaderTests {
  static let cells: [(cell: String, format: String, value: String)] = [
    ("\"ấ~&amp;~b", "", "'ấ & b'"), ("\"", "", "''"), ("-", "", "''"), ("+x_x000D_y_x005F_", "", "'x\ry_'"),
    ("+", "", "''"), ("$0", "", "'shared'"), ("$1", "", "'rich text'"), ("?1", "", "true"), ("?0", "", "false"),
    ("#494015532", "", "494015532"), ("#4.94015532E8", "", "494015532"), ("#-0", "", "0"), ("#-12", "", "-12"),
    ("#3.2000000000000002", "", "3.2"), ("#0.1", "", "0.1"), ("#-1.50", "", "-1.5"), ("#1E-7", "", "1e-07"),
    ("#867530012345678", "", "867530012345678"), ("#8.67530012345678E+14", "", "867530012345678"),
    ("#1234567890123456", "", "1234567890123456"),
    ("#123", "00000", "00123"), ("#5.0999999999999996", "0.00", "5.10"), ("#-5", "00.0", "-05.0"),
    ("#5.125", "0.00", "5.125"), ("#5", "#,##0", "5"), ("#0.5", "0%", "0.5"), ("=7", "", "7"), ("+yes", "", "'yes'"),
    ("#45658", "dd/mm/yyyy", "'2025-01-01'"), ("#45658.5", "yyyy-mm-dd hh:mm", "'2025-01-01T12:00:00'"),
    ("#45658.9999999", "d/m/yy", "'2025-01-02'"), ("#1", "d", "'1900-01-01'"), ("#59", "d", "'1900-02-28'"),
    ("#61", "d", "'1900-03-01'"), ("#2958465", "d", "'9999-12-31'"), ("#45658", "mmm", "'2025-01-01'"),
    ("#45658", "[$-42A]dd\\ mmmm\\ yyyy;@", "'2025-01-01'"), ("#45658", "&quot;ngày&quot; d", "'2025-01-01'"),
    ("#0.5", "h:mm AM/PM", "'12:00:00'"), ("#1.25", "[h]:mm:ss", "'30:00:00'"), ("#0.5", "mm:ss.0", "'12:00:00'"),
    ("#45658", "[Red]0", "45658"), ("#45658", "&quot;days&quot; 0", "45658"), ("#45658", "General", "45658"),
    ("#45658", "0.00E+00", "45658"), ("#45658", "_(* #,##0_);[Red]d", "45658"), ("#45658", "@", "45658"),
    ("=45658", "dd/mm/yyyy", "'2025-01-01'"),
  ]

  /// A value as it is shown, whatever it was converted from.
  private func shown(_ value: RawValue) -> String {
    if case .converted(let inner, _) = value { return dump(inner) }
    return dump(value)
  }

  @Test(arguments: cells)
  func `a cell is what a person sees`(cell: String, format: String, value: String) throws {
    let style = format.isEmpty ? "" : "/1"
    let strings = [
      "<si><t>shared</t></si>",
      "<si><r><rPr><b/></rPr><t>rich</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh><r><t xml:space=\"preserve\"> text</t></r></si>",
    ]
    let maker = WorkbookMaker(
      "1 A\"a B\"b\n2 A\"x B\(cell)\(style)", formats: format.isEmpty ? [] : [format], strings: strings)
    let book = maker.read()
    let record = try #require(book.sheets.first?.file.records.first)
    #expect(shown(record.fields[1].value) == value)
    #expect(messages(book) == [] && book.isWhole)
  }

  static let unreadable: [(cell: String, format: String, value: String)] = [
    ("!#N/A", "", "?'#N/A' (an error of the sheet)"), ("=", "", "?'' (a formula whose result is not in the file)"),
    ("$9", "", "?'' (a shared text that the workbook does not have)"), ("#x", "", "?'x' (not a number)"),
    ("#nan", "", "?'nan' (not a number)"), ("?2", "", "?'2' (neither true nor false)"),
    ("#12345678901234500", "", "?'12345678901234500' (a number of more than 15 figures, of which a sheet keeps 15)"),
    (
      "#8.6012345678901203E+18", "",
      "?'8601234567890120300' (a number of more than 15 figures, of which a sheet keeps 15)"
    ),
    ("#60", "d", "?'60' (29 February 1900, which there was not)"), ("#0", "d", "?'0' (day 0 of the year 1900)"),
    ("#-1", "d", "?'-1' (a number that is no date)"), ("#2958466", "d", "?'2958466' (a number that is no date)"),
    ("\"a&amp;b&x;", "", "?'a&b&x;' (entity that is not resolved)"),
  ]

  @Test(arguments: unreadable)
  func `what the file does not have, or not exactly, is unreadable`(cell: String, format: String, value: String) throws
  {
    let style = format.isEmpty ? "" : "/1"
    let maker = WorkbookMaker("1 A\"a B\"b\n2 A\"x B\(cell)\(style)", formats: format.isEmpty ? [] : [format])
    let book = maker.read()
    let record = try #require(book.sheets.first?.file.records.first)
    #expect(
      dump(record.fields[1].value).replacing("860123456789012096", with: "x")
        == value.replacing("8601234567890120300", with: "8601234567890120704"))
    #expect(messages(book).contains { $0.hasPrefix("KIEM1703 cell B2 of the sheet `Sheet1` cannot be read: ") })
  }

  @Test func `days are counted from 1904 where the workbook says so`() throws {
    var maker = WorkbookMaker("1 A\"a B\"b\n2 A#0/1 B#44196/1", formats: ["d/m/yyyy"])
    maker.is1904 = true
    let sheet = try #require(maker.read().sheets.first)
    #expect(sheet.file.records[0].fields.map { shown($0.value) } == ["'1904-01-01'", "'2025-01-01'"])
    if case .converted(_, let raw) = sheet.file.records[0].fields[1].value { #expect(raw == "44196") }
  }

  @Test func `sheets are tables, hidden ones and those out of order too`() {
    var maker = WorkbookMaker("3 A\"x\n1 A\"a B\"b\n2 B#2 A#1\n3 A\"y\n4 A#1 A#2")
    maker.add("Ẩn", "1 A\"c B\"d\n2 B\"v", state: "veryHidden")
    maker.add("Trống", "1 A-/1 B-/1")
    let book = maker.read()
    #expect(book.sheets.map(\.name) == ["Sheet1", "Ẩn"] && book.sheets.map(\.isHidden) == [false, true])
    #expect(
      dump(book.sheets[0]) == [
        "2: a=1 b=2", "3: a='x' b='' !the sheet has the row twice", "3: a='y' b='' !the sheet has the row twice",
        "4: a=?'' (the sheet has the cell twice) b=''",
      ])
    #expect(dump(book.sheets[1]) == ["2: c='' d='v'"] && book.sheets[1].letters == ["A", "B"])
    #expect(
      messages(book) == [
        "KIEM1703 the file has cell A4 of the sheet `Sheet1` twice",
        "KIEM1703 the file has row 3 of the sheet `Sheet1` twice",
      ])
  }

  @Test func `parts may have other names and letter cases`() {
    var maker = WorkbookMaker("1 A\"a B\"b\n2 A\"x")
    maker.parts["xl/worksheets/s0.xml"] = "-"
    maker.parts["XL/Worksheets/S0.xml"] =
      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is>"
      + "<x:t>a</x:t></x:is></x:c><x:c t=\"inlineStr\"><x:is><x:t>b</x:t></x:is></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c>"
      + "<x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    let book = maker.read()
    #expect(book.sheets.first.map(dump) == ["2: a=1 b=2"] && messages(book) == [])
  }

  // MARK: what is broken

  @Test func `a part that is missing or broken is told and the rest is read`() {
    var missing = WorkbookMaker("1 A\"a B\"b\n2 A\"x")
    missing.add("Hai", "1 A\"c B\"d\n2 A\"y")
    missing.parts["xl/worksheets/s0.xml"] = "-"
    let book = missing.read()
    #expect(book.sheets.map(\.name) == ["Hai"] && !book.isWhole)
    #expect(messages(book) == ["KIEM1702 the workbook has no part `xl/worksheets/s0.xml`"])

    var cut = WorkbookMaker("1 A\"a B\"b")
    cut.parts["xl/worksheets/s0.xml"] = String(WorkbookMaker.sheet("1 A\"a B\"b\n2 A\"x B\"y\n3 A\"z").dropLast(60))
    let broken = cut.read()
    #expect(broken.sheets.first.map(dump)?.first == "2: a='x' b='y'" && !broken.isWhole)
    #expect(broken.sheets.first?.file.isWhole == false && messages(broken).contains { $0.hasPrefix("KIEM1601") })

    var none = WorkbookMaker("1 A\"a")
    none.parts["xl/workbook.xml"] = "-"
    #expect(!none.read().isWhole && !none.read().diagnostics.isEmpty)
  }

  @Test func `a workbook that is cut or changed anywhere does not crash`() {
    let bytes = WorkbookMaker(
      "1 A\"a B\"b\n2 A\"x B#5/1 C$0", merges: ["A2:A4"], formats: ["d"], strings: ["<si><t>s</t></si>"]
    ).bytes()
    for length in stride(from: 0, to: bytes.count, by: 7) {
      let book = XLSXReader.read(Source(path: "a", bytes: Array(bytes.prefix(length))))
      #expect(!book.isWhole && !book.diagnostics.isEmpty, "cut at \(length)")
    }
    for seed in 0..<500 as Range<UInt64> {
      var random = Seeded(seed)
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        changed[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let book = XLSXReader.read(Source(path: "a", bytes: changed))
      #expect(book.isWhole || !book.diagnostics.isEmpty, "seed \(seed)")
    }
  }

  @Test func `a sheet's own XML may be anything`() {
    let seed = Array(
      WorkbookMaker.sheet("1 A\"a B\"b\n2 A\"x B#5/1 C?1\n3 B+t", "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>")
        .utf8)
    for number in 0..<500 as Range<UInt64> {
      var random = Seeded(number)
      var bytes = seed
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 0...12, using: &random))
        if Bool.random(using: &random) {
          bytes.removeSubrange(place..<end)
        } else {
          bytes.insert(contentsOf: bytes[place..<end], at: place)
        }
      }
      var maker = WorkbookMaker("")
      maker.parts["xl/worksheets/s0.xml"] = String(decoding: bytes, as: UTF8.self)
      let book = maker.read()
      for sheet in book.sheets {
        let holds =
          sheet.letters.count == sheet.file.columns.count
          && sheet.file.records.allSatisfy { $0.fields.allSatisfy { sheet.file.columns.indices.contains($0.column) } }
        #expect(holds, "seed \(number)")
      }
    }
  }

  @Test func `each limit has its diagnostic`() {
    let maker = WorkbookMaker("1 A\"a B\"b C\"c\n2 A\"x B\"y C\"z\n3 A\"w", strings: ["<si><t>aaaaaaaaaa</t></si>"])
    let cells = maker.read(XLSXOptions(cells: 5))
    #expect(cells.sheets.first.map(dump) == ["2: a='x' b='y' c=''"] && !cells.isWhole)
    #expect(messages(cells) == ["KIEM1002 the workbook has more cells than the limit, reached in the sheet `Sheet1`"])
    let columns = maker.read(XLSXOptions(columns: 2))
    #expect(columns.sheets.first?.file.columns == ["a", "b"] && !columns.isWhole)
    #expect(
      messages(maker.read(XLSXOptions(textBytes: 20))) == [
        "KIEM1002 the workbook's texts have more bytes than the limit of 20"
      ])
    #expect(
      messages(maker.read(XLSXOptions(sheets: 0))) == ["KIEM1002 the workbook has more sheets than the limit of 0"])
  }

  @Test func `rows without a value are no rows, however many there are`() {
    var rows = "1 A\"a B\"b\n2 A\"x B\"y"
    for row in 3..<20_000 { rows += "\n\(row) A-/1 B-/1 C-/1" }
    let book = WorkbookMaker(rows, formats: ["d"]).read()
    #expect(book.sheets.first.map(dump) == ["2: a='x' b='y'"] && messages(book) == [])
  }

  @Test func `workbooks of other kinds are recognised and not read`() {
    func problems(_ bytes: [UInt8], _ path: String) -> [String] {
      #expect(RecordReader.recognise(path: path, bytes: bytes) == .xlsx)
      return messages(XLSXReader.read(Source(path: path, bytes: bytes)))
    }
    let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
    #expect(
      problems(old, "a.XLS") == [
        "KIEM1701 the file is a workbook of Excel 97 to 2003 (`.xls`), or protected by a password"
      ])
    #expect(RecordReader.recognise(path: "a.msi", bytes: old) == nil)
    let open = ArchiveMaker([
      .init("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), .init("content.xml", "<a/>"),
    ])
    #expect(problems(open.bytes(), "a.ods") == ["KIEM1701 the file is an OpenDocument sheet (`.ods`)"])
    let binary = ArchiveMaker([.init("[Content_Types].xml", "<a/>"), .init("xl/workbook.bin", "x")])
    #expect(problems(binary.bytes(), "a.xlsb") == ["KIEM1701 the file is a binary workbook (`.xlsb`)"])
    let word = ArchiveMaker([.init("[Content_Types].xml", "<a/>"), .init("word/document.xml", "<a/>")])
    #expect(RecordReader.recognise(path: "a.docx", bytes: word.bytes()) == nil)
    #expect(RecordReader.recognise(path: "a.zip", bytes: ArchiveMaker([.init("a.csv")]).bytes()) == nil)
    #expect(RecordReader.recognise(path: "noname", bytes: WorkbookMaker("1 A\"a").bytes()) == .xlsx)
  }
}
