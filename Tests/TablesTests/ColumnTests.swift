import Schema
import Tables
import Testing
import Values

@Suite struct ColumnTests {
  private func entry(_ raw: String, _ value: Value = .null) -> Column.Entry {
    Column.Entry(raw: raw, value: value, presence: .given)
  }

  @Test func `each distinct spelling is one entry`() {
    var builder = ColumnBuilder(name: "camera.vendor")
    for (index, raw) in ["Axis", "Dahua", "Axis", "axis"].enumerated() {
      builder.append(entry(raw), record: UInt32(index))
    }
    let column = builder.build()
    #expect(column.codes == [0, 1, 0, 2])
    #expect(column.entries.map(\.raw) == ["Axis", "Dahua", "axis"])
    #expect(column[2].raw == "Axis")
    #expect(column.records == [0, 1, 2, 3])
  }

  @Test func `equal spellings of different meaning stay apart`() {
    var builder = ColumnBuilder(name: "camera.bought_on")
    builder.append(entry("03/12/2025", .int(1)), discriminator: "dmy", record: 0)
    builder.append(entry("03/12/2025", .int(2)), discriminator: "mdy", record: 1)
    builder.noteConflict([0, 1])
    let column = builder.build()
    #expect(column.codes == [0, 1])
    #expect(column.conflicts == [1: [0, 1]])
  }

  @Test func `a column that no source has is absent in every row`() {
    let column = Column.absent("camera.vendor", rows: 2)
    #expect(column.codes.count == 2)
    #expect(column[1].presence == .absent)
    guard case .unknown(let unknown) = column[1].value else {
      Issue.record("not unknown")
      return
    }
    #expect(unknown.code == .attributeAbsent && unknown.attributes == ["camera.vendor"])
  }
}

@Suite struct AdjacencyTests {
  private func link(_ rows: [Int32]) -> Link {
    Link(
      name: "account.camera", target: "camera", rows: rows, reasons: [:],
      raw: .absent("account.camera", rows: rows.count))
  }

  @Test func `children stand with their parent in their own order`() {
    let adjacency = Adjacency(inverting: link([2, 0, Link.unknown, 2, Link.null, 0, 2]), parents: 4)
    #expect((0..<4).map { Array(adjacency[$0]) } == [[1, 5], [], [0, 3, 6], []])
  }

  @Test func `inverting twice gives back what was known`() {
    for parents in 1...4 {
      for seed in 0..<50 {
        let rows = (0..<9).map { Int32(($0 * 7 + seed * 3) % (parents + 2)) - 2 }
        let adjacency = Adjacency(inverting: link(rows), parents: parents)
        var back = [Int32](repeating: Link.null, count: rows.count)
        for parent in 0..<parents { for child in adjacency[parent] { back[Int(child)] = Int32(parent) } }
        #expect(back == rows.map { max($0, Link.null) }, "parents \(parents), seed \(seed)")
      }
    }
  }
}

@Suite struct EntityTableTests {
  @Test func `a value's record is its own, else the row's first, else none`() {
    let locators = (1...3).map { EntityTable.RecordLocator(source: 0, row: UInt32($0), line: UInt32($0)) }
    let value = Column.Entry(raw: "x", value: .null, presence: .given)
    let column = Column(name: "camera.vendor", codes: [0, 0], entries: [value], records: [1, .max])
    let table = EntityTable(
      entity: "camera", subjects: ["A", "B"], names: ["A", "B"], records: locators, recordsOfRow: [[0, 1], []],
      orphans: [1], columns: ["vendor": column], links: [:])
    #expect(table.record(of: 0, attribute: "vendor")?.row == 2)
    #expect(table.record(of: 0, attribute: "model")?.row == 1)
    #expect(table.record(of: 1, attribute: "vendor") == nil)
    #expect(table.column("model")[0].presence == .absent)
  }
}
