import CScan

/// Where the first row of each chunk begins, found by reading all that is before: for files whose quoted cells hold line
/// ends in unlucky places.
enum ScanBorders {
  /// - Returns: the beginning of the first row at or behind each chunk's own, or the end of the file.
  /// - Complexity: O(bytes), on one thread
  static func exact(_ file: ScannedFile, _ layout: ScanLayout) throws(ScanFault) -> [Int] {
    let chunks = layout.chunks(size: file.size)
    var starts: [Int] = []
    starts.reserveCapacity(chunks)
    let piece = 1 << 18
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: piece + 64)
    defer { memory.deallocate() }
    starts.append(layout.start)
    var carry: UInt64 = 0
    var offset = layout.start
    /// A row begins behind a line end; the line end before a chunk begins its first row.
    var wanted = chunks > 1 ? layout.bounds(1, size: file.size).lowerBound - 1 : Int.max
    while offset < file.size, starts.count < chunks {
      let count = min(piece, file.size - offset)
      try file.read(memory, count: count, at: offset)
      (memory + count).initialize(repeating: 0, count: 64)
      var place = 0
      while place < count {
        let masks = kiem_scan_cells_at(memory + place, 0)
        var inside = carry
        if masks.quotes != 0 {
          inside = ScanMasks.prefixXor(masks.quotes) ^ carry
          carry = UInt64(bitPattern: Int64(bitPattern: inside) &>> 63)
        }
        var ends = layout.isJSON ? masks.newlines : masks.newlines & ~inside
        while ends != 0 {
          let end = offset + place + ends.trailingZeroBitCount
          ends &= ends &- 1
          while end >= wanted, starts.count < chunks {
            starts.append(end + 1)
            wanted =
              starts.count < chunks ? layout.bounds(starts.count, size: file.size).lowerBound - 1 : Int.max
          }
        }
        place += 64
      }
      offset += count
    }
    while starts.count < chunks { starts.append(file.size) }
    return starts
  }
}
