import Evaluation
import Testing

@testable import Workflow

struct ProgressLineTests {
  @Test(arguments: [
    (1_200_000, 406_000_000, 812_000_000, 500, "software.csv: 1,200,000 rows, 812 MB/s, 1 s left"),
    (999, 1_000_000, 1_000_000, 1_000, "software.csv: 999 rows, 1 MB/s, 0 s left"),
    (0, 0, 5_000, 0, "software.csv: 0 rows, 0 MB/s, 5 s left"),
  ])
  func `a line tells rows, speed and what is left`(
    rows: Int, bytes: Int, all: Int, milliseconds: Int, line: String
  ) {
    let progress = ScanProgress(path: "software.csv", rows: rows, bytes: bytes, allBytes: all)
    #expect(ProgressLine.text(progress, milliseconds: milliseconds) == line)
  }

  @Test func `where no terminal is, nothing is shown`() {
    #expect(ProgressLine(Captured().console) == nil)
  }
}
