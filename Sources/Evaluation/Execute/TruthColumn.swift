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
public final class TruthColumn: @unchecked Sendable {
  public let count: Int
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
  public subscript(row: Int) -> Truth {
    precondition(row >= 0 && row < count, "a row of the column")
    return Truth(rawValue: bits(row)) ?? .unknown
  }

  /// How many rows came out so.
  /// - Complexity: O(rows / 64)
  public func count(of truth: Truth) -> Int {
    (0..<words).reduce(0) { $0 + word(of: truth, $1).nonzeroBitCount }
  }

  /// The rows that came out so, in ascending order.
  /// - Complexity: O(rows / 64 + result)
  func rows(where truth: Truth) -> [Int] {
    var rows: [Int] = []
    for index in 0..<words {
      var word = word(of: truth, index)
      while word != 0 {
        rows.append(index << 6 | word.trailingZeroBitCount)
        word &= word - 1
      }
    }
    return rows
  }

  /// The rows of a word that came out so, a bit per row.
  private func word(of truth: Truth, _ index: Int) -> UInt64 {
    let (t, f) = (trues[index], falses[index])
    let inside = index == count >> 6 ? (1 << UInt64(count & 63)) - 1 : UInt64.max
    switch truth {
    case .true: return t & ~f & inside
    case .false: return f & ~t & inside
    case .unknown: return ~t & ~f & inside
    case .error: return t & f & inside
    }
  }

  /// The bit pair of a row, true in the lower bit: the raw value of its truth. Not checked: the row is one of the column.
  @inline(__always)
  func bits(_ row: Int) -> UInt8 {
    let (word, shift) = (row &>> 6, UInt64(truncatingIfNeeded: row & 63))
    let t = UInt8(truncatingIfNeeded: (trues[word] &>> shift) & 1)
    let f = UInt8(truncatingIfNeeded: (falses[word] &>> shift) & 1)
    return t | f &<< 1
  }

  /// Sets the rows of a batch, a word at a time, from a function of the row that gives the raw value of a truth.
  @inline(__always)
  func fill(_ rows: Range<Int>, _ truth: (Int) -> UInt8) {
    precondition(rows.lowerBound & 63 == 0 && rows.upperBound <= count, "a batch of the column begins with a word")
    var row = rows.lowerBound
    while row < rows.upperBound {
      let end = min(row &+ 64, rows.upperBound)
      var t: UInt64 = 0
      var f: UInt64 = 0
      for index in row..<end {
        let bits = UInt64(truth(index))
        let shift = UInt64(truncatingIfNeeded: index & 63)
        t |= (bits & 1) &<< shift
        f |= (bits &>> 1) &<< shift
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

  /// Whether both are the same; error where either is, else unknown where either is.
  func equal(_ a: TruthColumn, _ b: TruthColumn, _ rows: Range<Int>) {
    for word in words(of: rows) {
      let (t1, f1, t2, f2) = (a.trues[word], a.falses[word], b.trues[word], b.falses[word])
      let failed = (t1 & f1) | (t2 & f2)
      let known = (t1 | f1) & (t2 | f2)
      let same = (t1 & t2) | (f1 & f2)
      trues[word] = (known & same) | failed
      falses[word] = (known & ~same) | failed
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
