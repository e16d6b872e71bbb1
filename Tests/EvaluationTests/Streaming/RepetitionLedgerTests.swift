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

  private func found(
    _ chunks: [[(owner: Int, hashes: [UInt32])]], described: Int, threads: Int
  ) -> [[Int]] {
    let ledger = RepetitionLedger(parents: described)
    for (chunk, runs) in chunks.enumerated() { ledger.take(sighting(runs, described: described), chunk: chunk) }
    return ledger.suspects(threads).flatMap { chunk, rows in rows.map { [chunk, Int($0)] } }
  }

  @Test func `rows alike in several runs of their parent are found whatever the runs and threads`() {
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
        let rows = found(chunks, described: owners / 2, threads: threads)
        #expect(Set(rows) == expected(chunks), "round \(round), \(threads) threads")
        #expect(Set(rows).count == rows.count, "round \(round), \(threads) threads")
      }
    }
  }

  @Test func `more rows of one parent than are remembered at once are taken in parts`() {
    let count = RunComparison.most + RunComparison.most / 4
    func hash(_ row: Int) -> UInt32 { UInt32(truncatingIfNeeded: row &* 0x9E37_79B9) << 1 | 1 }
    let alike = Set([3, 77_777, count - 1])
    let first = (0..<count).map(hash)
    let second = (0..<count + 1).map { alike.contains($0) ? hash($0) : hash($0 + 2 * count) }
    let rows = found([[(0, first)], [(0, second)]], described: 1, threads: 2)
    #expect(Set(rows) == Set(alike.flatMap { [[0, $0], [1, $0]] }))
  }
}
