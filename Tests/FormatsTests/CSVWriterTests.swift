import Diagnostics
import Testing

@testable import Formats

struct CSVWriterTests {
  private func row(_ cells: [String], _ separator: Character = ",") -> String {
    var bytes: [UInt8] = []
    CSVWriter(separator: separator.asciiValue ?? 0x2C).append(cells, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (["a", "", "đủ"], "a,,đủ\r\n"),
    (["a,b", "c\"d", "e\nf", " g"], "\"a,b\",\"c\"\"d\",\"e\nf\",\" g\"\r\n"),
    (["a;b"], "\"a;b\"\r\n"),
  ])
  func `cells are quoted where they must be`(cells: [String], expected: String) {
    #expect(row(cells) == expected)
  }

  @Test func `a semicolon separates where asked for`() { #expect(row(["a", "b"], ";") == "a;b\r\n") }

  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{A0}=1", "\u{FEFF}=1", "＝1", "=\u{301}1",
    "=HYPERLINK(\"http://x\",\"y\")",
  ])
  func `a cell that would be a formula is text`(cell: String) {
    #expect(CSVWriter.harmless(cell).unicodeScalars.first == "'")
    #expect(CSVWriter.harmless(cell).unicodeScalars.dropFirst().elementsEqual(cell.unicodeScalars))
  }

  @Test(arguments: ["a=1", "PC-1", "'=1", "", "1", "(=1)"])
  func `other cells stay as they are`(cell: String) { #expect(CSVWriter.harmless(cell) == cell) }

  @Test func `a cell holds what Excel holds`() {
    let long = String(repeating: "đ", count: 40_000)
    let cut = CSVWriter.harmless(long)
    #expect(cut.utf16.count == CSVWriter.cellLimit)
    #expect(cut.hasSuffix("…"))
    #expect(CSVWriter.harmless("a\0b") == "a\u{FFFD}b")
  }
}
