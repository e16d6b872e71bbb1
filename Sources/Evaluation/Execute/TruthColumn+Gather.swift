extension TruthColumn {
  /// Sets the rows of a batch by looking each row's code up in a table of truths.
  ///
  /// - Precondition: every code is an index into the table.
  /// - Complexity: O(rows)
  func gather(_ rows: Range<Int>, _ codes: [UInt32], _ table: [UInt8]) {
    precondition(rows.lowerBound & 63 == 0 && rows.upperBound <= count, "a batch of the column begins with a word")
    precondition(rows.upperBound <= codes.count, "a code for every row")
    codes.withUnsafeBufferPointer { codes in
      table.withUnsafeBufferPointer { table in
        guard let codes = codes.baseAddress, let table = table.baseAddress else { return }
        gather(rows, codes, table)
      }
    }
  }

  private func gather(_ rows: Range<Int>, _ codes: UnsafePointer<UInt32>, _ table: UnsafePointer<UInt8>) {
    var row = rows.lowerBound
    let whole = row &+ (rows.upperBound &- row) & ~63
    while row < whole {
      var t: UInt64 = 0
      var f: UInt64 = 0
      var shift: UInt64 = 0
      while shift < 64 {
        let eight = Self.lookUp(codes + (row &+ Int(truncatingIfNeeded: shift)), table)
        t |= Self.lowBits(eight) &<< shift
        f |= Self.lowBits(eight &>> 1) &<< shift
        shift &+= 8
      }
      trues[row &>> 6] = t
      falses[row &>> 6] = f
      row &+= 64
    }
    if row < rows.upperBound { fill(row..<rows.upperBound) { table[Int(codes[$0])] } }
  }

  /// The truths of eight codes, a byte each.
  @inline(__always)
  private static func lookUp(_ codes: UnsafePointer<UInt32>, _ table: UnsafePointer<UInt8>) -> UInt64 {
    let a = UInt64(table[Int(codes[0])]) | UInt64(table[Int(codes[1])]) &<< 8
    let b = UInt64(table[Int(codes[2])]) &<< 16 | UInt64(table[Int(codes[3])]) &<< 24
    let c = UInt64(table[Int(codes[4])]) &<< 32 | UInt64(table[Int(codes[5])]) &<< 40
    let d = UInt64(table[Int(codes[6])]) &<< 48 | UInt64(table[Int(codes[7])]) &<< 56
    return (a | b) | (c | d)
  }

  /// The lowest bit of each of eight bytes, side by side: the multiplication moves the bit of byte i to bit 56 + i, and
  /// no two of its partial products meet.
  @inline(__always)
  private static func lowBits(_ bytes: UInt64) -> UInt64 {
    ((bytes & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
  }
}
