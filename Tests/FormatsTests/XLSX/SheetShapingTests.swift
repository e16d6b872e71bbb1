import Diagnostics
import Formats
import Testing

@Suite struct SheetShapingTests {
  private func read(_ rows: String, merges: [String] = []) -> (sheet: SheetTable?, rows: [String], problems: [String]) {
    let book = WorkbookMaker(rows, merges: merges).read()
    return (book.sheets.first, book.sheets.first.map(dump) ?? [], messages(book))
  }

  @Test func `the header may stand below titles`() {
    let found = read(
      "2 B\"SỔ~CAMERA\n3 B\"Ngày~5/1/2026\n5 B\"STT C\"Tên D\"Hãng E\"IP\n7 B#1 C\"Cổng D\"Hik E\"10.0.0.1\n8 B#2 C\"Nhà",
      merges: ["B2:E2"])
    #expect(found.sheet?.file.layout?.headerLine == 5 && found.sheet?.isHeaderCertain == true)
    #expect(found.sheet?.file.layout?.titles.map(\.cells) == [["SỔ CAMERA"], ["Ngày 5/1/2026"]])
    #expect(found.sheet?.letters == ["B", "C", "D", "E"])
    #expect(found.rows == ["7: STT=1 Tên='Cổng' Hãng='Hik' IP='10.0.0.1'", "8: STT=2 Tên='Nhà' Hãng='' IP=''"])
    #expect(found.problems == [])
  }

  @Test func `a header that is not certain is told, and may be given`() {
    let rows = "1 A\"Sổ\n2 A\"Tên B\"Tên C\"Hãng D\"IP\n3 A\"a B\"b C\"c D\"d"
    let found = read(rows)
    #expect(found.sheet?.file.layout?.headerLine == 1 && found.sheet?.isHeaderCertain == false)
    #expect(found.problems.first == "KIEM1704 row 1 of the sheet `Sheet1` is taken for its header, and may not be it")
    let given = WorkbookMaker(rows).read(XLSXOptions(headerRow: 2))
    #expect(
      given.sheets.first?.file.layout?.headerLine == 2
        && given.sheets.first?.file.columns == ["Tên", "Tên", "Hãng", "IP"])
    #expect(messages(given) == ["KIEM1202 columns A and B of the sheet `Sheet1` have the name `Tên`"])
    #expect(messages(WorkbookMaker(rows).read(XLSXOptions(headerRow: 9))).first?.hasPrefix("KIEM1704 row 9") == true)
    #expect(WorkbookMaker(rows).read(XLSXOptions(headerRow: 0)).sheets.first?.file.records.count == 3)
  }

  @Test func `columns of one name are not used, and those without a name are kept apart`() {
    let found = read("1 A\"Tên B\"tên~ C\"IP\n2 A\"a B\"b C\"c E\"note")
    #expect(
      found.rows == ["2: Tên=?'a' (duplicate header `Tên`) tên=?'b' (duplicate header `tên`) IP='c' ='note'"])
    #expect(
      found.problems == [
        "KIEM1202 columns A and B of the sheet `Sheet1` have the name `tên`",
        "KIEM1203 column E of the sheet `Sheet1` has no name",
      ])
  }

  @Test func `a header of two rows names each column`() {
    // STT and Tên are merged down; Mạng spans IP and MAC; Quản trị spans IP again and Tài khoản.
    let found = read(
      "1 A\"STT B\"Tên C\"Mạng E\"Quản~trị\n2 C\"IP D\"MAC E\"IP F\"Tài~khoản\n3 A#1 B\"x C\"10.0.0.1 D\"aa E\"10.1.1.1 F\"root",
      merges: ["A1:A2", "B1:B2", "C1:D1", "E1:F1"])
    #expect(found.sheet?.file.columns == ["STT", "Tên", "Mạng IP", "MAC", "Quản trị IP", "Tài khoản"])
    #expect(found.sheet?.file.layout?.headerLine == 2 && found.rows.count == 1 && found.problems == [])
    let loose = read("1 A\"STT B\"Tên C\"Mạng\n2 C\"IP D\"MAC\n3 A#1 B\"x C\"10.0.0.1 D\"aa", merges: ["C1:D1"])
    #expect(loose.sheet?.file.columns == ["STT", "Tên", "IP", "MAC"] && loose.sheet?.file.layout?.headerLine == 2)
  }

  @Test func `a label over several columns names those that hold anything`() {
    let one = read("1 A\"Tên B\"Mạng D\"x\n2 A\"a C\"c D\"d", merges: ["B1:C1"])
    #expect(one.sheet?.letters == ["A", "C", "D"] && one.rows == ["2: Tên='a' Mạng='c' x='d'"])
    let two = read("1 A\"Tên B\"Mạng D\"x\n2 A\"a B\"b C\"c D\"d", merges: ["B1:C1"])
    #expect(two.rows == ["2: Tên='a' Mạng=?'b' (duplicate header `Mạng`) Mạng=?'c' (duplicate header `Mạng`) x='d'"])
  }

  @Test func `cells merged down are filled, those merged across are not`() {
    let found = read(
      "1 A\"Phòng B\"Tên C\"Hãng\n2 A\"Kho B\"a C\"x\n3 B\"b C\"y\n4 B\"c\n5 A\"Khác B\"d\n6 B\"e",
      merges: ["A2:A4", "B5:C5", "A5:A9"])
    #expect(
      found.rows == [
        "2: Phòng='Kho' Tên='a' Hãng='x'", "3: Phòng='Kho' from  Tên='b' Hãng='y'",
        "4: Phòng='Kho' from  Tên='c' Hãng=''",
        "5: Phòng='Khác' Tên='d' Hãng=?'' (merged with the cell to its left)", "6: Phòng='Khác' from  Tên='e' Hãng=''",
      ])
    #expect(
      found.problems == [
        "KIEM1705 cells A2:A4 of the sheet `Sheet1` are merged: 2 of them are read with the value of the first",
        "KIEM1705 cells B5:C5 of the sheet `Sheet1` are merged over several columns",
        "KIEM1705 cells A5:A9 of the sheet `Sheet1` are merged: 1 of them are read with the value of the first",
      ])
  }

  @Test func `headings and sums are no rows of the table`() {
    let found = read(
      "1 A\"Tên B\"Hãng C\"Số\n2 A\"TẦNG~1\n3 A\"a B\"x C#1\n4 A\"Tổng C#1\n5 A\"Tổng~kho B\"y C#1\n7 A\"Tổng~cộng C#2",
      merges: ["A2:C2"])
    #expect(
      found.rows == ["3: Tên='a' Hãng='x' Số=1", "4: Tên='Tổng' Hãng='' Số=1", "5: Tên='Tổng kho' Hãng='y' Số=1"])
    #expect(
      found.problems == [
        "KIEM1706 row 7 of the sheet `Sheet1` stands below the table (sums, signatures), and is not read as a row of it",
        "KIEM1706 row 2 of the sheet `Sheet1` is a heading across the table, and is not read as a row of it",
      ])
    #expect(found.sheet?.file.layout?.totals == [TableLayout.Row(line: 7, cells: ["Tổng cộng", "2"])])
  }

  @Test func `a sheet without a header has its columns called by their letters`() {
    let found = read("1 A\"SỔ~CAMERA\n3 A\"PC-01 B\"10.0.0.1 D#5\n4 A\"PC-02 B\"10.0.0.2 D#6")
    #expect(
      found.sheet?.file.columns == ["column A", "column B", "column D"] && found.sheet?.file.layout?.headerLine == nil)
    #expect(
      found.rows == [
        "3: column A='PC-01' column B='10.0.0.1' column D=5", "4: column A='PC-02' column B='10.0.0.2' column D=6",
      ])
    #expect(found.problems == ["KIEM1704 the sheet `Sheet1` has no header: row 3 is data like the rows below it"])
  }

  @Test func `a row that numbers the columns is none of the table`() {
    let found = read("1 A\"Tên B\"Hãng\n2 A\"(1) B\"(2)\n3 A\"a B\"b")
    #expect(found.rows == ["3: Tên='a' Hãng='b'"] && found.sheet?.file.layout?.titles.map(\.cells) == [["(1)", "(2)"]])
  }

  @Test func `merges without end cost no more than a limit`() {
    let rows = "1 A\"a B\"b\n" + (2..<2_000).map { "\($0) B\"x" }.joined(separator: "\n") + "\n2000 A\"v"
    let merges = ["A2:XFD1048576"] + (0..<2_000).map { _ in "B2:XFD1048576" }
    let found = read(rows, merges: merges)
    #expect(found.problems.contains { $0.hasPrefix("KIEM1002 the sheet `Sheet1` has more merged cells") })
  }
}
