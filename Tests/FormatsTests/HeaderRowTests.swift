import Formats
import Testing

@Suite struct HeaderRowTests {
  /// Rows with `|` between cells; the number of rows above the header, negative (and one less) where it is not certain.
  static let tables: [(text: String, titles: Int)] = [
    ("name|serial\na|1", 0), ("STT|Tên|Hãng\n1|Cổng|Hikvision", 0), ("#|Name|IP\n1|a|10.0.0.1", 0),
    ("SỔ CAMERA||||\nĐơn vị: X||||\nSTT|Tên|Hãng|IP|Ghi chú\n1|Cổng|Hik|10.0.0.1|", 2),
    ("SỔ CAMERA\nSTT|Tên|Hãng|IP\n1|Cổng|Hik|10.0.0.1", 1),
    ("SỔ|Ngày 5/1||||\nSTT|Tên|Hãng|IP|MAC|Ghi chú\n1|Cổng|Hik|10.0.0.1|aa:bb|x", 1),
    // A row of data that could be a header does not become one below something wider than a title.
    ("name|serial|vendor\nCổng|Nhà xe|Hik\na|b|c", 0), ("id|name\na|b|c|d|e", 0), ("1|2|3\na|b|c", 0),
    ("Tên\nCổng chính\nNhà xe", 0), ("Tên", 0), ("", 0),
    // Nothing below that could be a header.
    ("SỔ CAMERA\n1|a|10.0.0.1|x", -1), ("SỔ CAMERA\nTên|Tên|Hãng|IP\na|b|c|d", -1),
    // A header with nothing below, or with little.
    ("SỔ CAMERA\nSTT|Tên|Hãng|IP", -2), ("SỔ\nSTT|Tên|Hãng|IP|MAC\nA|||", -2),
  ]

  @Test(arguments: tables)
  func `the header is found below titles only`(text: String, titles: Int) {
    let rows = text.split(separator: "\n").map { row in
      row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    let place = HeaderRow.find(in: rows)
    #expect((place.isCertain ? place.titles : -place.titles - 1) == titles)
  }

  @Test(arguments: [
    ("Tên", true), ("Có nắp che", true), ("có", false), ("Không rõ", false), ("Kho\u{302}ng ro\u{303}", false),
    (" không  rõ ", false), ("#", true), ("10.0.0.1", false), ("http://a.example", false), ("Link: trang", true),
    ("IP\u{A0}address", true), ("\u{A0}x\u{3000}", false), ("ГОСТ", true), ("a1", false), ("ab1", true), ("a@b", false),
    ("", false), (String(repeating: "a", count: 201), false),
  ])
  func `a label has more letters than figures, and is no value`(text: String, isLabel: Bool) {
    #expect(HeaderRow.isLabel(text) == isLabel)
  }

  static let totals: [(text: String, isTotals: Bool)] = [
    ("Tổng cộng|12", true), ("|TỔNG SỐ:||4|5", true), ("Total|1,204.5|-3%", true), ("Tổng cộng: 12 camera|", true),
    ("Cộng 3", true), ("Tổng kho|12", false), ("Tổng cộng|12|Hikvision", false), ("Tổng", false), ("Tổng kho 3", false),
    ("Tổng số|5 cuộc||", true), ("Tổng cộng|12 camera IP", true), ("Tổng|5 cuộc họp trong quý", false),
    ("Total Commander|9.51", false), ("12|Tổng", false), ("|", false), ("Totally 3", false),
  ]

  @Test(arguments: totals)
  func `a row of sums is none of the table`(text: String, isTotals: Bool) {
    let row = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    #expect(TotalsRow.isTotals(row) == isTotals)
  }

  /// Rows, a line each, and how many of the last are none of the table.
  static let closing: [(text: String, count: Int)] = [
    ("1|Cổng|Hik|x\n2|Sân|Dahua|y", 0), ("1|Cổng|Hik|x\n|Tổng cộng: 2 camera||", 1),
    (
      "1|Cổng|Hik|x\nTổng cộng|2||\n|||\n||Sao Mai, ngày 12 tháng 01 năm 2026|\n|NGƯỜI LẬP||CHỦ TỊCH\n|||Nguyễn Văn An",
      5
    ),
    ("1|Cổng|Hik|x\n||NGƯỜI LẬP BIỂU|\n||(Ký, ghi rõ họ tên)|", 2),
    // Sums in the middle, a record of which only a name or a number is known, a name with nothing before it.
    ("Tổng cộng|1||\n2|Sân|Dahua|y", 0), ("1|Cổng|Hik|x\nTổng cộng|1||\n2|||", 0),
    ("1|Cổng|Hik|x\n|||Nguyễn Văn An", 0),
    ("1|Cổng|Hik|x\n|Chủ tịch|Dahua|", 0),
  ]

  @Test(arguments: closing)
  func `sums and signatures below a table are none of it`(text: String, count: Int) {
    let rows = text.split(separator: "\n").map { row in
      row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(ClosingRows.count(in: rows, width: 4) == count)
  }
}
