import Diagnostics
import Schema
import Testing
import Values

@testable import Inventories

struct ExactTextTests {
  @Test func `texts that Unicode calls equivalent stay two in a column of exact texts`() {
    let span = Span(source: Source(path: "schema.yaml", text: ""), range: 0..<0)
    var pool = CellPool(
      entity: "software", attribute: AttributeDeclaration(name: "package", type: .string, span: span),
      words: VocabularyWords())
    let convention = WritingConvention(order: nil, zone: .vietnam)
    let codes = ["Bảo", "Ba\u{309}o", "Bảo"].map { pool.code(of: .string($0), by: convention) }
    #expect(codes[0] == codes[2])
    #expect(codes[0] != codes[1])
    #expect(codes.map { Array(pool.entries[Int($0)].raw.utf8) } == ["Bảo", "Ba\u{309}o", "Bảo"].map { Array($0.utf8) })
  }
}
