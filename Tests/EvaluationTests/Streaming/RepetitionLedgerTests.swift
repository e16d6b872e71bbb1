import Formats
import Synchronization
import Testing

@testable import Evaluation

struct RepetitionLedgerTests {
  private struct Random {
    var state: UInt64

    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
  }

  /// A chunk with some runs, each an owner and the hashes of its rows.
  private func sighting(_ runs: [(owner: Int, hashes: [UInt32])], described: Int) -> RepetitionWatch.Sighting {
    let hashes = runs.flatMap(\.hashes)
    var sighting = RepetitionWatch.Sighting(hashes: RowHashes(count: hashes.count))
    for (row, hash) in hashes.enumerated() { sighting.hashes.base[row] = hash }
    var begin = 0
    for run in runs {
      let owner: RepetitionWatch.Run.Owner =
        run.owner < described ? .described(Int32(run.owner)) : .other(UInt64(run.owner))
      sighting.runs.append(RepetitionWatch.Run(owner: owner, begin: UInt32(begin)))
      begin += run.hashes.count
    }
    return sighting
  }

  /// The rows with a hash that another run of their owner has, found without any cunning.
  private func expected(_ chunks: [[(owner: Int, hashes: [UInt32])]]) -> Set<[Int]> {
    var runsOfHash: [[Int]: Set<Int>] = [:]
    var run = 0
    for item in chunks.joined() {
      for hash in item.hashes where hash != 0 { runsOfHash[[item.owner, Int(hash)], default: []].insert(run) }
      run += 1
    }
    var rows: Set<[Int]> = []
    for (chunk, items) in chunks.enumerated() {
      var row = 0
      for item in items {
        for hash in item.hashes {
          if runsOfHash[[item.owner, Int(hash)], default: []].count > 1 { rows.insert([chunk, row]) }
          row += 1
        }
      }
    }
    return rows
  }

  /// What a ledger makes of chunks.
  private struct Found {
    var rows: [[Int]] = []
    /// Chunks that were read again.
    var visited: [Int] = []
    /// The most hashes that were kept after a chunk.
    var most = 0
  }

  private typealias Chunks = [[(owner: Int, hashes: [UInt32])]]

  /// - Parameter memory: bytes of what was seen that may be in memory.
  private func found(
    _ chunks: Chunks, described: Int, threads: Int, memory: Int = 0, folder: String = SpoolFile.folder
  ) throws -> Found {
    var found = Found()
    let ledger = RepetitionLedger(parents: described, memory: memory, folder: folder)
    for (chunk, runs) in chunks.enumerated() {
      ledger.take(sighting(runs, described: described), chunk: chunk)
      found.most = max(found.most, ledger.hashesKept)
    }
    let visited = Mutex<[Int]>([])
    let rows = try ledger.suspects(threads) { some, take in
      visited.withLock { $0 += some }
      for chunk in some { take(chunk, self.sighting(chunks[chunk], described: described)) }
    }
    found.rows = rows.flatMap { chunk, rows in rows.map { [chunk, Int($0)] } }
    found.visited = visited.withLock { $0.sorted() }
    return found
  }

  /// So many different hashes.
  private func hashes(_ count: Int, from first: Int) -> [UInt32] {
    (first..<first + count).map { UInt32(truncatingIfNeeded: $0 &* 0x9E37_79B9) << 1 | 1 }
  }

  /// Parents in order with as many rows each, cut into chunks of some rows.
  private func ordered(parents: Range<Int>, rows: Int, chunk: Int) -> Chunks {
    var chunks: Chunks = [[]]
    var room = chunk
    for parent in parents {
      var rest = hashes(rows, from: parent * rows)[...]
      while !rest.isEmpty {
        if room == 0 {
          chunks.append([])
          room = chunk
        }
        let some = rest.prefix(room)
        chunks[chunks.count - 1].append((parent, Array(some)))
        rest = rest.dropFirst(some.count)
        room -= some.count
      }
    }
    return chunks
  }

  @Test func `what is kept of a list in order does not grow with its rows`() throws {
    for chunks in [10, 100, 1000] {
      let list = ordered(parents: 0..<chunks * 4, rows: 25, chunk: 100 + 7)
      let result = try found(list, described: chunks * 4, threads: 2)
      #expect(result.most <= 25, "\(chunks) chunks")
      #expect(result.rows.isEmpty && result.visited.isEmpty)
    }
    // Whom no register describes as well.
    #expect(try found(ordered(parents: 0..<900, rows: 25, chunk: 80), described: 0, threads: 2).most <= 25)
  }

  @Test func `rows that repeat one across the border of a chunk are found without reading a chunk again`() throws {
    var list = ordered(parents: 0..<40, rows: 30, chunk: 100)
    list[2][0].hashes[1] = list[1][list[1].count - 1].hashes[2]
    #expect(list[1].last?.owner == list[2][0].owner)
    let result = try found(list, described: 40, threads: 2)
    #expect(Set(result.rows) == expected(list))
    #expect(result.rows.count == 2)
    #expect(result.visited.isEmpty)
  }

  @Test func `of a parent that comes again far away only the chunks of its run are looked at again`() throws {
    var list = ordered(parents: 0..<400, rows: 30, chunk: 100)
    let run = list[50].firstIndex { $0.owner > list[50][0].owner } ?? 0
    let (owner, some) = list[50][run]
    list[110].insert((owner, hashes(3, from: 1 << 20) + [some[4]]), at: 2)
    let result = try found(list, described: 400, threads: 2)
    #expect(Set(result.rows) == expected(list))
    #expect(result.rows.count == 2)
    #expect(result.visited.isEmpty)
    #expect(result.most <= 30 + 4)
    // Where nothing can be set aside.
    let without = try found(list, described: 400, threads: 2, folder: "/nowhere/at/all")
    #expect(Set(without.rows) == Set(result.rows))
    #expect(without.visited == [50])
  }

  @Test func `a run over many chunks that comes again is looked at again from where it began`() throws {
    var list = ordered(parents: 0..<1, rows: 1000, chunk: 50)
    list[0].insert((1, hashes(10, from: 5000)), at: 0)
    list[19].append((2, hashes(10, from: 6000)))
    list.append([(3, hashes(50, from: 7000))])
    list.append([(3, hashes(3, from: 8000)), (0, hashes(2, from: 555)), (4, [1])])
    let result = try found(list, described: 3, threads: 3, folder: "/nowhere/at/all")
    #expect(Set(result.rows) == expected(list))
    #expect(result.rows.count == 4)
    #expect(result.visited == Array(0..<20))
  }

  @Test func `a list in no order is not read twice`() throws {
    var random = Random(state: 5)
    let list = (0..<200).map { _ in
      (0..<100).map { _ -> (owner: Int, hashes: [UInt32]) in
        (random.next(500), [UInt32(random.next(1 << 20)) << 1 | 1])
      }
    }
    let result = try found(list, described: 400, threads: 2, folder: "/nowhere/at/all")
    #expect(Set(result.rows) == expected(list))
    #expect(result.visited.count <= 4)
  }

  @Test func `of two lists in order one after the other only the second is kept`() throws {
    var list = ordered(parents: 0..<400, rows: 30, chunk: 100)
    var second = ordered(parents: 0..<400, rows: 3, chunk: 100)
    for chunk in second.indices {
      for run in second[chunk].indices { second[chunk][run].hashes = hashes(3, from: 1 << 20 + chunk * 400 + run * 3) }
    }
    second[5][7].hashes[1] = list[50][1].hashes[9]
    second[5][7].owner = list[50][1].owner
    list += second
    for threads in [1, 2, 5] {
      let result = try found(list, described: 300, threads: threads)
      #expect(Set(result.rows) == expected(list))
      #expect(result.visited.isEmpty)
      #expect(result.most <= 400 * 3 + 30)
    }
  }

  @Test func `a stray row within a run neither keeps nor loses anything`() throws {
    var list = ordered(parents: 0..<400, rows: 30, chunk: 107)
    for chunk in stride(from: 0, to: list.count, by: 3) {
      // A parent that was never met, in the middle of the second run.
      let run = list[chunk][1]
      list[chunk][1].hashes = Array(run.hashes.prefix(9))
      list[chunk].insert((1000 + chunk, hashes(1, from: 1 << 20 + chunk)), at: 2)
      list[chunk].insert((run.owner, Array(run.hashes.dropFirst(9)) + [run.hashes[2]]), at: 3)
    }
    let result = try found(list, described: 400, threads: 2, folder: "/nowhere/at/all")
    #expect(Set(result.rows) == expected(list))
    #expect(result.visited.isEmpty)
    #expect(result.most <= 31)
  }

  @Test func `rows alike in several runs of their parent are found whatever the runs and threads`() throws {
    var random = Random(state: 11)
    for round in 0..<300 {
      let owners = 1 + random.next(6)
      let kinds = 1 + random.next(60)
      let chunks = (0..<(1 + random.next(5))).map { _ in
        (0..<(1 + random.next(8))).map { _ -> (owner: Int, hashes: [UInt32]) in
          // 0 stands for a row that is left out already; the lowest bit of others is set.
          let hashes = (0..<(1 + random.next(9))).map { _ in
            random.next(9) == 0 ? 0 : UInt32(random.next(kinds)) &* 0x9E37_79B9 | 1
          }
          return (random.next(owners), hashes)
        }
      }
      for threads in [1, 2, 3, 8] {
        let memory = round % 3 * 200
        let folder = round % 2 == 0 ? SpoolFile.folder : "/nowhere/at/all"
        let rows = try found(chunks, described: owners / 2, threads: threads, memory: memory, folder: folder).rows
        #expect(Set(rows) == expected(chunks), "round \(round), \(threads) threads")
        #expect(Set(rows).count == rows.count, "round \(round), \(threads) threads")
      }
    }
  }

  @Test func `rows alike are found in lists that are more or less in order`() throws {
    var random = Random(state: 3)
    for round in 0..<400 {
      // One owner after the other, sometimes one that was before; some go over several chunks.
      let (strays, kinds, longest) = (random.next(12), 1 + random.next(400), 1 + random.next(30))
      var owner = 0
      let chunks: Chunks = (0..<(2 + random.next(12))).map { _ in
        (0..<(1 + random.next(12))).map { _ in
          let goesOn = random.next(4) == 0
          owner += goesOn ? 0 : 1
          let now = random.next(12) < strays ? random.next(owner + 1) : owner
          return (now, (0..<(1 + random.next(longest))).map { _ in UInt32(random.next(kinds)) &* 0x9E37_79B9 | 1 })
        }
      }
      for threads in [1, 3] {
        let memory = round % 3 * 1000
        let folder = round % 2 == 0 ? SpoolFile.folder : "/nowhere/at/all"
        let rows = try found(chunks, described: owner / 2, threads: threads, memory: memory, folder: folder).rows
        #expect(Set(rows) == expected(chunks), "round \(round), \(threads) threads")
        #expect(Set(rows).count == rows.count, "round \(round), \(threads) threads")
      }
    }
  }

  @Test func `more rows of one parent than are remembered at once are taken in parts`() throws {
    let count = RunComparison.most + RunComparison.most / 4
    func hash(_ row: Int) -> UInt32 { UInt32(truncatingIfNeeded: row &* 0x9E37_79B9) << 1 | 1 }
    let alike = Set([3, 77_777, count - 1])
    let first = (0..<count).map(hash)
    let second = (0..<count + 1).map { alike.contains($0) ? hash($0) : hash($0 + 2 * count) }
    let rows = try found([[(0, first)], [(0, second)]], described: 1, threads: 2).rows
    #expect(Set(rows) == Set(alike.flatMap { [[0, $0], [1, $0]] }))
  }
}
