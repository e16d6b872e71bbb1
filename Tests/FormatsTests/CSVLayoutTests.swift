import Diagnostics
import Formats
import Testing

/// Tables as people keep them: titles above the header, totals at the end, delimiters to be found out.
@Suite struct CSVLayoutTests {
  private func read(_ text: String, header: Int? = nil) -> RecordFile {
    CSVReader.read(Source(path: "a.csv", text: text), options: CSVOptions(headerLine: header))
  }

  /// The layout in a line: `; header 3, titles 1:SỔ CAMERA, totals 9:Tổng|12`.
  private func dump(_ layout: TableLayout?) -> String {
    guard let layout else { return "" }
    func rows(_ rows: [TableLayout.Row]) -> String {
      rows.map { " \($0.line):" + $0.cells.joined(separator: "|") }.joined()
    }
    let delimiter = layout.delimiter.map { $0 == 9 ? "\\t" : String(Unicode.Scalar($0)) } ?? ""
    let header = layout.headerLine.map { " header \($0)" } ?? " no header"
    return delimiter + header + (layout.titles.isEmpty ? "" : ", titles" + rows(layout.titles))
      + (layout.totals.isEmpty ? "" : ", totals" + rows(layout.totals))
  }

  @Test(arguments: [
    ("a;b\n1,5;2,5\n2,5;3,5\n", "; header 1"), ("a|b|c\n1|2|3\n", "| header 1"),
    ("a\tb, c\n1, 2\t3, 4\n", "\\t header 1"),
    ("Tên;Ghi chú\nCam 1;cổng, sân\nCam 2;nhà, kho, bếp\n", "; header 1"),
    (
      "SỔ CAMERA, NĂM 2025, QUÝ IV\nTên;Hãng;IP\nCam 1;Hik;10.0.0.1\nCam 2;Dahua;10.0.0.2\n",
      "; header 2, titles 1:SỔ CAMERA, NĂM 2025, QUÝ IV"
    ),
    ("a,b,c,d\nx|y,1,2,3\nx|y,1,2\nx|y,1,2,3\nx|y,1\n", ", header 1"), ("a\n1\n2\n", ", header 1"),
    ("a,b\n", ", header 1"), ("sep=|\na,b|c\n1|2\n", "| header 2"),
  ])
  func `the delimiter is found`(text: String, layout: String) {
    #expect(dump(read(text).layout) == layout)
  }

  @Test(arguments: [
    (
      "SỔ THEO DÕI CAMERA,,,\nĐơn vị: UBND phường A,,,\n,,,\nTên,Hãng,IP,Ghi chú\nCổng,Hik,10.0.0.5,\n,,,\nSân,Dahua,10.0.0.6,x\n",
      ", header 4, titles 1:SỔ THEO DÕI CAMERA 2:Đơn vị: UBND phường A",
      [
        "1 line 5: Tên='Cổng' Hãng='Hik' IP='10.0.0.5' Ghi chú=''", "2 line 6: Tên='' Hãng='' IP='' Ghi chú=''",
        "3 line 7: Tên='Sân' Hãng='Dahua' IP='10.0.0.6' Ghi chú='x'",
      ], ["KIEM1210 the header is taken to stand on line 4, below 2 rows of titles"]
    ),
    (
      "STT,\"Tên\nthiết bị\",Hãng\n(1),(2),(3)\n1,PC,HP\n", ", header 1, titles 3:(1)|(2)|(3)",
      ["1 line 4: STT='1' Tên thiết bị='PC' Hãng='HP'"], []
    ),
    (
      "Tên,Hãng,Số lượng\nA,Hik,5\nB,Dahua,7\nTổng cộng,,12\n", ", header 1, totals 4:Tổng cộng|12",
      ["1 line 2: Tên='A' Hãng='Hik' Số lượng='5'", "2 line 3: Tên='B' Hãng='Dahua' Số lượng='7'"],
      ["KIEM1211 the last row adds up those above, and is no record"]
    ),
    (
      "Tên,Hãng,Số lượng\nA,Hik,5\nTổng cộng: 5 camera\n", ", header 1, totals 3:Tổng cộng: 5 camera",
      ["1 line 2: Tên='A' Hãng='Hik' Số lượng='5'"], ["KIEM1211 the last row adds up those above, and is no record"]
    ),
    (
      "Tên,Hãng,Số lượng\nA,Hik,5\nB,Dahua,7\n,,12\n", ", header 1, totals 4:12",
      ["1 line 2: Tên='A' Hãng='Hik' Số lượng='5'", "2 line 3: Tên='B' Hãng='Dahua' Số lượng='7'"],
      ["KIEM1211 the last row adds up those above, and is no record"]
    ),
    (
      "Tên,Hãng,Số\nA,Hik,5\nTổng cộng: 5 camera\n,,\n,,\"Sao Mai, ngày 2 tháng 1 năm 2026\"\n,NGƯỜI LẬP,\n,Nguyễn Văn An,\n",
      ", header 1, totals 3:Tổng cộng: 5 camera 5:Sao Mai, ngày 2 tháng 1 năm 2026 6:NGƯỜI LẬP 7:Nguyễn Văn An",
      ["1 line 2: Tên='A' Hãng='Hik' Số='5'"], ["KIEM1211 the last 4 rows stand below the table, and are no records"]
    ),
    // Not at the end, not the sum, or with more than numbers: a record like any other.
    (
      "Tên,Số\nTổng,5\nB,7\n,13\n", ", header 1",
      ["1 line 2: Tên='Tổng' Số='5'", "2 line 3: Tên='B' Số='7'", "3 line 4: Tên='' Số='13'"], []
    ),
    (
      "Tên,Hãng\nA,Hik\nTotal Commander,Ghisler\n", ", header 1",
      ["1 line 2: Tên='A' Hãng='Hik'", "2 line 3: Tên='Total Commander' Hãng='Ghisler'"], []
    ),
  ])
  func `titles and totals are no records`(text: String, layout: String, records: [String], problems: [String]) {
    let file = read(text)
    #expect(dump(file.layout) == layout)
    #expect(file.records.map { line($0, file.columns) } == records)
    #expect(file.diagnostics.all.map { "\($0.code) \($0.message)" } == problems)
    #expect(file.diagnostics.all.allSatisfy { $0.severity == .note })
    #expect(file.isWhole)
  }

  @Test(arguments: [
    "PC-01,Zoom,5.16.10\nPC-02,Zoom,5.17.0\n", "PC-01,An\nPC-02,Bình\nPC-03,Chi\n", "a,10.0.0.1\nb,10.0.0.2\n",
    "Cổng,aa:bb:cc:dd:ee:01,x\nSân,aa:bb:cc:dd:ee:02,y\n", "1,2,3\n4,5,6\n", "a,2025-12-01\nb,2025-12-02\n",
    "an@x.vn,An\nbinh@x.vn,Bình\n", "SỔ CAMERA\nCổng,10.0.0.1,Hik\nSân,10.0.0.2,Hik\n",
  ])
  func `a table without a header is told, and its first row is a record`(text: String) {
    let file = read(text)
    #expect(file.layout?.headerLine == nil)
    #expect(file.columns.allSatisfy { $0.hasPrefix("column ") })
    let rows = text.split(separator: "\n").count { $0.contains(",") }
    #expect(file.records.count == rows)
    #expect(file.diagnostics.all.map { "\($0.code)" } == ["KIEM1209"])
  }

  @Test(arguments: [
    "IPv4,MAC\n10.0.0.1,aa:bb:cc:dd:ee:01\n", "Đơn vị,2024,2025\nA,1,2\nB,3,4\n", "Tên,01/12/2025\nA,x\nB,\n",
    "Camera 1,Camera 2\na,b\n", "name,dns1\na,10.0.0.1\n", "a,b\n1,2\n", "PC-01\nPC-02\n",
  ])
  func `a header with figures is a header`(text: String) {
    #expect(read(text).layout?.headerLine == 1)
  }

  @Test func `a manifest may say where the header stands`() {
    let text = "PC-01,10.0.0.1\nPC-02,10.0.0.2\nTên,IP\nPC-03,10.0.0.3\n"
    #expect(dump(read(text, header: 3).layout) == ", header 3, titles 1:PC-01|10.0.0.1 2:PC-02|10.0.0.2")
    #expect(read(text, header: 3).records.count == 1)
    #expect(read(text, header: 1).columns == ["PC-01", "10.0.0.1"])
    #expect(read(text, header: 1).diagnostics.isEmpty)
    #expect(read(text, header: 0).columns == ["column 1", "column 2"])
    #expect(read(text, header: 0).records.count == 4)
    #expect(!read(text, header: 9).isWhole)
  }

  @Test func `wide tables are read in bounded time`() {
    let wide = String(repeating: "a,", count: 1_000_000)
    #expect(
      read(wide + "\n" + wide).diagnostics.all.map(\.message) == [
        "the header names more columns than the limit of 10000"
      ])
    let long = read("a,b\n" + String(repeating: "x", count: 20 << 20) + ",1\n2,3\n")
    #expect(long.records.map(\.problem) == ["cell beyond the size limit", nil])
  }
}

/// The record in one line, as elsewhere in these tests.
private func line(_ record: Record, _ columns: [String]) -> String { dump(record, columns) }
