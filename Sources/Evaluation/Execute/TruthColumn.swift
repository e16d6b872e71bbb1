import Values

/// The outcome of a condition for every row: two bitmaps, a bit pair per row.
///
///     row       0 1 2 3          true (1,0)   false (0,1)
///     trues     1 0 0 1          unknown (0,0)
///     falses    0 1 0 1          error (1,1)
///
/// A column is filled batch by batch, on several threads.
/// INVARIANT: batches are multiples of 64 rows, so that no two threads write the same word, and nobody reads a batch
/// before its scan has ended; that is why the storage may be shared.
final class TruthColumn: @unchecked Sendable {
  let count: Int
  let trues: UnsafeMutablePointer<UInt64>
  let falses: UnsafeMutablePointer<UInt64>
  private let words: Int

  /// All rows unknown.
  init(count: Int) {
    self.count = count
    words = (count + 63) / 64
    trues = .allocate(capacity: max(words, 1))
    falses = .allocate(capacity: max(words, 1))
    trues.initialize(repeating: 0, count: max(words, 1))
    falses.initialize(repeating: 0, count: max(words, 1))
  }

  deinit {
    trues.deallocate()
    falses.deallocate()
  }

  /// - Complexity: O(1)
  subscript(row: Int) -> Truth {
    precondition(row >= 0 && row < count, "a row of the column")
    let (word, bit) = (row >> 6, UInt64(row & 63))
    let t = UInt8(truncatingIfNeeded: (trues[word] >> bit) & 1)
    let f = UInt8(truncatingIfNeeded: (falses[word] >> bit) & 1)
    return Truth(rawValue: t | f << 1) ?? .unknown
  }

  /// Sets the rows of a batch, a word at a time, from a function of the row.
  func fill(_ rows: Range<Int>, _ truth: (Int) -> Truth) {
    precondition(rows.lowerBound & 63 == 0, "a batch begins with a word")
    var row = rows.lowerBound
    while row < rows.upperBound {
      let end = min(row + 64, rows.upperBound)
      var t: UInt64 = 0
      var f: UInt64 = 0
      for index in row..<end {
        let bits = UInt64(truth(index).rawValue)
        let shift = UInt64(index & 63)
        t |= (bits & 1) &<< shift
        f |= (bits &>> 1) &<< shift
      }
      trues[row >> 6] = t
      falses[row >> 6] = f
      row = end
    }
  }

  /// Sets the rows of a batch by looking each row's code up in a table of truths.
  ///
  /// - Precondition: every code is an index into the table.
  /// - Complexity: O(rows), about a nanosecond a row
  func gather(_ rows: Range<Int>, codes: UnsafePointer<UInt32>, table: UnsafePointer<UInt8>) {
    precondition(rows.lowerBound & 63 == 0, "a batch begins with a word")
    var row = rows.lowerBound
    while row < rows.upperBound {
      let end = min(row &+ 64, rows.upperBound)
      var t: UInt64 = 0
      var f: UInt64 = 0
      var index = row
      while index < end {
        let bits = UInt64(table[Int(codes[index])])
        let shift = UInt64(truncatingIfNeeded: index &- row)
        t |= (bits & 1) &<< shift
        f |= (bits &>> 1) &<< shift
        index &+= 1
      }
      trues[row &>> 6] = t
      falses[row &>> 6] = f
      row = end
    }
  }

  // MARK: Logic, a word at a time

  /// A deciding false wins over unknown, unknown over error.
  func and(_ a: TruthColumn, _ b: TruthColumn, _ rows: Range<Int>) {
    for word in words(of: rows) {
      let (t1, f1, t2, f2) = (a.trues[word], a.falses[word], b.trues[word], b.falses[word])
      trues[word] = t1 & t2
      falses[word] = (f1 & ~t1) | (f2 & ~t2) | (t1 & t2 & (f1 | f2))
    }
  }

  func or(_ a: TruthColumn, _ b: TruthColumn, _ rows: Range<Int>) {
    for word in words(of: rows) {
      let (t1, f1, t2, f2) = (a.trues[word], a.falses[word], b.trues[word], b.falses[word])
      falses[word] = f1 & f2
      trues[word] = (t1 & ~f1) | (t2 & ~f2) | (f1 & f2 & (t1 | t2))
    }
  }

  func not(_ a: TruthColumn, _ rows: Range<Int>) {
    for word in words(of: rows) {
      trues[word] = a.falses[word]
      falses[word] = a.trues[word]
    }
  }

  /// The branch that the condition chooses; unknown and error of the condition are the result's.
  func conditional(_ test: TruthColumn, _ yes: TruthColumn, _ no: TruthColumn, _ rows: Range<Int>) {
    for word in words(of: rows) {
      let (t, f) = (test.trues[word], test.falses[word])
      let (chosen, other, failed) = (t & ~f, f & ~t, t & f)
      trues[word] = (chosen & yes.trues[word]) | (other & no.trues[word]) | failed
      falses[word] = (chosen & yes.falses[word]) | (other & no.falses[word]) | failed
    }
  }

  private func words(of rows: Range<Int>) -> Range<Int> { (rows.lowerBound >> 6)..<((rows.upperBound + 63) >> 6) }
}
