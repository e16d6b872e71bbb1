/// Reads chunks of a file and finds the fields in them; one for each thread, since its memory is used again and again.
///
///     file     … | chunk k                    | chunk k+1 …
///     rows     ──┤├─────┤├──────┤├──────┤├────────┤├──
///                 └ guessed: behind the first line end      a row belongs to the chunk it begins in
public final class ChunkReader {
  private let file: ScannedFile
  private let layout: ScanLayout
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 0
  private let index: PositionBuffer
  private let lines: LineFields?

  /// Readable bytes before and behind what was read.
  private static let before = 64
  private static let behind = 128

  public init(_ file: ScannedFile, _ layout: ScanLayout) {
    self.file = file
    self.layout = layout
    let room = min(layout.chunkBytes + layout.lookAhead, max(file.size, 1))
    capacity = room
    memory = .allocate(capacity: room + ChunkReader.before + ChunkReader.behind)
    memory.initialize(repeating: 0, count: room + ChunkReader.before + ChunkReader.behind)
    index = PositionBuffer(bytes: room + 64)
    if case .lines(let names) = layout.format {
      lines = LineFields(layout.fields, names: names)
    } else {
      lines = nil
    }
  }

  deinit { memory.deallocate() }

  /// Reads the rows that begin in a chunk.
  ///
  /// - Parameter known: where the first of them begins, where that is known for certain; else it is guessed.
  /// - Returns: a block whose memory is good until the next call.
  public func load(_ chunk: Int, known: Int? = nil) throws(ScanFault) -> RowBlock {
    let bounds = layout.bounds(chunk, size: file.size)
    var ahead = layout.lookAhead
    while true {
      if let block = try load(bounds, isFirst: chunk == 0, known: known, ahead: ahead) { return block }
      guard ahead < layout.recordBytes else { throw .odd("a record longer than \(layout.recordBytes) bytes") }
      ahead *= 8
    }
  }

  /// nil where the last record does not end within what was read.
  private func load(
    _ bounds: Range<Int>, isFirst: Bool, known: Int?, ahead: Int
  ) throws(ScanFault) -> RowBlock? {
    // The byte before the chunk tells whether a row begins with its first one.
    let from = known ?? (isFirst ? bounds.lowerBound : bounds.lowerBound - 1)
    let count = max(0, min(bounds.upperBound + ahead, file.size) - from)
    reserve(count)
    let base = memory + ChunkReader.before
    try file.read(base, count: count, at: from)
    (base + count).initialize(repeating: 0, count: ChunkReader.behind)
    let atEnd = from + count == file.size
    // The last line may do without its end.
    let total = atEnd && count > 0 && base[count - 1] != 0x0A ? count + 1 : count
    if total > count { base[count] = 0x0A }
    var first = 0
    if known == nil, !isFirst {
      while first < total, base[first] != 0x0A { first += 1 }
      first += 1
    }
    let limit = bounds.upperBound - from
    guard first < min(limit, total) else { return empty(base, at: from + min(first, total)) }
    switch layout.format {
    case .cells(let delimiter, let cells):
      return try rows(
        base + first, count: total - first, limit: limit - first, delimiter, cells, at: from + first, atEnd)
    case .lines:
      guard let lines else { return nil }
      // Behind the bytes nothing is searched.
      base[total] = 0x0A
      return try lines.rows(base + first, count: total - first, limit: limit - first, at: from + first, isWhole: atEnd)
    }
  }

  private func empty(_ base: UnsafePointer<UInt8>, at offset: Int) -> RowBlock {
    RowBlock(
      base: base, rows: 0, positions: index.positions, stride: 1, ends: [], trims: [], delimiter: nil, offset: offset,
      end: offset)
  }

  private func reserve(_ count: Int) {
    guard count > capacity else { return }
    memory.deallocate()
    capacity = count
    memory = .allocate(capacity: count + ChunkReader.before + ChunkReader.behind)
    memory.initialize(repeating: 0, count: count + ChunkReader.before + ChunkReader.behind)
    index.reserve(bytes: count + 64)
  }

  // MARK: Delimited text

  private func rows(
    _ base: UnsafePointer<UInt8>, count: Int, limit: Int, _ delimiter: UInt8, _ cells: Int, at offset: Int,
    _ isWhole: Bool
  ) throws(ScanFault) -> RowBlock? {
    let positions = index.positions
    let found = CSVIndex.scan(base, count: count, delimiter: delimiter, into: positions)
    if found.hasStrayQuote { throw .odd("a quote that is neither around a cell nor doubled") }
    if isWhole, found.endsInQuotes { throw .odd("an unclosed quote") }
    // Rows are taken as long as they begin within the chunk; the last position of each must be a line end, and no other.
    var rows = 0
    var place = cells - 1
    var begin = 0
    while begin < limit, place < found.count {
      guard base[Int(positions[place])] == 0x0A else { throw .odd("a row of another length") }
      begin = Int(positions[place]) + 1
      rows += 1
      place += cells
    }
    if begin < limit, begin < count {
      if isWhole { throw .odd("a row of another length") }
      return nil
    }
    // What lies behind the last row belongs to the next chunk, whatever it is.
    var newlines = 0
    let used = rows * cells
    if found.count == used {
      newlines = found.newlines
    } else {
      newlines = found.newlines
      for place in used..<found.count where base[Int(positions[place])] == 0x0A { newlines -= 1 }
    }
    if newlines != rows { throw .odd("a row of another length") }
    var trimsLast = 0
    if found.hasReturns {
      trimsLast = try carriageReturns(base, rows: rows, cells: cells, end: begin, positions)
    }
    var ends: [Int] = []
    var trims: [Int] = []
    for field in layout.fields {
      guard case .cell(let cell) = field else { continue }
      ends.append(cell)
      trims.append(cell == cells - 1 ? trimsLast : 0)
    }
    return RowBlock(
      base: base, rows: rows, positions: positions, stride: cells, ends: ends, trims: trims, delimiter: delimiter,
      offset: offset, end: offset + begin)
  }

  /// 1 where every row ends with a carriage return before its line end; carriage returns are nowhere else, else they are
  /// line breaks too, which is the general reader's to sort out. 0 where there is none in these rows.
  private func carriageReturns(
    _ base: UnsafePointer<UInt8>, rows: Int, cells: Int, end: Int, _ positions: UnsafePointer<UInt32>
  ) throws(ScanFault) -> Int {
    var all = 0
    for index in 0..<end where base[index] == 0x0D { all += 1 }
    var last = 0
    for row in 0..<rows {
      let place = Int(positions[row * cells + cells - 1])
      if place > 0, base[place - 1] == 0x0D { last += 1 }
    }
    if all == 0 { return 0 }
    guard all == last, last == rows else { throw .odd("a carriage return that ends no line") }
    return 1
  }
}
