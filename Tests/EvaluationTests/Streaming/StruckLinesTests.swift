import Testing

@testable import Evaluation

struct StruckLinesTests {
  private func left(of part: String, without lines: String) -> String? {
    StruckLines(bytes: Array(lines.utf8)).leave(of: Array(part.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("a,1\nb,2\nc,3\n", "b,2\n", "a,1\nc,3\n"),
    ("a,1\nb,2\nc,3\n", "a,1\nc,3\n", "b,2\n"),
    ("a,1\nb,2\n", "", "a,1\nb,2\n"),
    ("a,1\n", "a,1\n", ""),
    // A line of the table that stands in a cell of another.
    ("a,\"x\nb,2\n\"\nb,2\n", "b,2\n", "a,\"x\nb,2\n\"\n"),
    ("a,\"x \"\"\ny\"\nb,\"\"\nc,3\n", "b,\"\"\n", "a,\"x \"\"\ny\"\nc,3\n"),
    ("a,\"x\n\"\"y\"\nb,2\n", "a,\"x\n\"\"y\"\n", "b,2\n"),
    // A quote within a cell opens nothing.
    ("a,5\" disk\nb,2\nc,\"3\n", "b,2\n", "a,5\" disk\nc,\"3\n"),
  ])
  func `lines go, and others stay as they are`(part: String, lines: String, rest: String) {
    #expect(left(of: part, without: lines) == rest)
  }

  @Test(arguments: [("a,1\nb,2\n", "c,3\n"), ("a,1\nb,2\n", "b,2\na,1\n"), ("", "a,1\n")])
  func `lines that do not all stand there, in their order, are not struck`(part: String, lines: String) {
    #expect(left(of: part, without: lines) == nil)
  }
}
