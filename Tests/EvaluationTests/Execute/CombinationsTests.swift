import Testing

@testable import Evaluation

/// Rows with the same values have the same code, others have others, and each code has a row.
struct CombinationsTests {
  /// How many values each leaf has, and of how many rows: few pairs are numbered in a table, many by hashing.
  private static let shapes: [(values: [Int], rows: Int)] = [
    ([5], 40), ([5], 3), ([3, 4], 100), ([1, 1], 10), ([300, 400], 5000), ([300, 400, 3], 5000), ([2000, 3000], 20),
    ([7, 8], 0),
    ([1000, 1000, 1000], 3000),
  ]

  @Test(arguments: shapes)
  func `codes number the distinct combinations`(values: [Int], rows: Int) throws {
    var random = RandomSource(seed: UInt64(rows))
    let leaves = values.map { count in
      LeafCodes(codes: (0..<rows).map { _ in UInt32(random.below(count)) }, count: count)
    }
    let combinations = Combinations(leaves)
    #expect(combinations.codes.count == rows)
    var codeOfTuple: [[UInt32]: UInt32] = [:]
    for row in 0..<rows {
      let tuple = leaves.map { $0.codes[row] }
      let code = combinations.codes[row]
      #expect(codeOfTuple[tuple, default: code] == code)
      if codeOfTuple[tuple] == nil { #expect(combinations.representatives[Int(code)] == Int32(row)) }
      codeOfTuple[tuple] = code
    }
    #expect(Set(codeOfTuple.values).count == codeOfTuple.count)
    #expect(combinations.representatives.filter { $0 >= 0 }.count == codeOfTuple.count)
  }
}
