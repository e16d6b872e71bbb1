import Diagnostics
import Formats
import Testing

/// What is wrong with an inventory's file is told without a word of what stands in it: it may be a password.
struct ConfidentialTests {
  private static let texts: [(text: String, format: RecordFormat)] = [
    ("[{\"password\": Hunter2}]", .json), ("[{\"password\": 0123Hunter2}]", .json),
    ("[{\"password\" Hunter2}]", .json), ("[{Hunter2: 1}]", .json), ("[{\"a\": \"\\Hunter2\"}]", .json),
    ("[{\"a\": 1} Hunter2]", .json), ("{\"password\": Hunter2}\n{\"password\": True}\n", .ndjson),
    ("- password: *Hunter2\n", .yaml), ("- &Hunter3 {a: *Hunter2}\n", .yaml), ("- password: !!Hunter2 x\n", .yaml),
    ("- password: !!int Hunter2\n", .yaml), ("- password: @Hunter2\n", .yaml), ("- password: 'Hunter2\n", .yaml),
  ]

  @Test(arguments: texts)
  func `no message quotes a confidential file`(text: String, format: RecordFormat) {
    func messages(_ source: Source) -> String {
      RecordReader.read(source, format: format).diagnostics.all.map { ([$0.message] + $0.help).joined(separator: " ") }
        .joined(separator: "\n")
    }
    let told = messages(Source(path: "a", text: text).confidential)
    #expect(!told.isEmpty)
    #expect(!told.contains("unter"), "\(told)")
  }

  @Test func `marks of the syntax are told`() {
    let source = Source(path: "a", text: "[{\"a\": 1} }]").confidential
    let told = RecordReader.read(source, format: .json).diagnostics.all.map(\.message)
    #expect(told == ["a `,` or the `]` of the list was expected, not `}`"])
  }
}
