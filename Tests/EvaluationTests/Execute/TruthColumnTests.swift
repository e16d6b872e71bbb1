import Testing
import Values

@testable import Evaluation

/// The bitmaps obey the laws of the scalar truth.
struct TruthColumnTests {
  /// All pairs of truths, as often as it takes to fill more than two words.
  private static let pairs: [(Truth, Truth)] = (0..<160).map { row in
    (Truth.allCases[row % 4], Truth.allCases[row / 4 % 4])
  }

  private static func column(_ truths: [Truth]) -> TruthColumn {
    let column = TruthColumn(count: truths.count)
    column.fill(0..<truths.count) { truths[$0].rawValue }
    return column
  }

  private static func combine(_ body: (TruthColumn, TruthColumn, TruthColumn, Range<Int>) -> Void) -> [Truth] {
    let result = TruthColumn(count: pairs.count)
    body(result, column(pairs.map(\.0)), column(pairs.map(\.1)), 0..<pairs.count)
    return (0..<pairs.count).map { result[$0] }
  }

  @Test func `and, or and not are those of single truths`() {
    #expect(Self.combine { $0.and($1, $2, $3) } == Self.pairs.map { $0.0 && $0.1 })
    #expect(Self.combine { $0.or($1, $2, $3) } == Self.pairs.map { $0.0 || $0.1 })
    #expect(Self.combine { $0.not($1, $3) } == Self.pairs.map { !$0.0 })
  }

  @Test func `equality is strict`() {
    let expected = Self.pairs.map { a, b -> Truth in
      if a == .error || b == .error { return .error }
      if a == .unknown || b == .unknown { return .unknown }
      return a == b ? .true : .false
    }
    #expect(Self.combine { $0.equal($1, $2, $3) } == expected)
  }

  @Test func `a condition chooses, and shows where it cannot`() {
    let others = (0..<Self.pairs.count).map { Truth.allCases[$0 / 16 % 4] }
    let expected = zip(Self.pairs, others).map { pair, other -> Truth in
      switch pair.0 {
      case .true: pair.1
      case .false: other
      case .unknown, .error: pair.0
      }
    }
    #expect(Self.combine { $0.conditional($1, $2, Self.column(others), $3) } == expected)
  }

  @Test(arguments: [0, 1, 7, 8, 63, 64, 65, 127, 128, 200])
  func `looking codes up gives what the table says, however many rows`(rows: Int) {
    let table: [UInt8] = [3, 0, 1, 2, 1]
    let codes = (0..<rows).map { UInt32($0 &* 7 % 5) }
    let column = TruthColumn(count: rows)
    column.gather(0..<rows, codes, table)
    #expect((0..<rows).map { column[$0].rawValue } == codes.map { table[Int($0)] })
    for truth in Truth.allCases {
      let expected = (0..<rows).filter { column[$0] == truth }
      #expect(column.rows(where: truth) == expected)
      #expect(column.count(of: truth) == expected.count)
    }
  }

  @Test func `batches fill their own rows and no others`() {
    let truths = (0..<300).map { Truth.allCases[$0 % 4] }
    let column = TruthColumn(count: 300)
    for batch in [128..<192, 0..<64, 192..<300, 64..<128] { column.fill(batch) { truths[$0].rawValue } }
    #expect((0..<300).map { column[$0] } == truths)
  }
}
