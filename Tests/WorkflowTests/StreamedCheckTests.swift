import Testing

@testable import Workflow

/// The same inventory and policy, evaluated over tables in memory and while it streams by: numbers and findings must be
/// the same, however the files are cut and whatever the number of threads.
struct StreamedCheckTests {
  @Test(arguments: StreamedWorld.all.indices)
  func `what streams by comes to the same as what is held in memory`(index: Int) throws {
    let world = try StreamedWorld.all[index].written()
    let whole = try world.inMemory()
    for chunk in [64, 100, 333, 4096, 1 << 20] {
      for threads in [1, 2, 3, 8] {
        let streamed = try world.streamed(chunk: chunk, threads: threads)
        let place = "\(world.name), chunks of \(chunk), \(threads) threads"
        #expect(streamed.differences(from: whole).isEmpty, "\(place)")
      }
    }
  }

  @Test(arguments: StreamedWorld.refused.indices)
  func `what is out of the ordinary is not streamed`(index: Int) throws {
    let world = try StreamedWorld.refused[index].written()
    #expect(throws: (any Error).self, "\(world.name)") { try world.streamed(chunk: 64, threads: 2) }
    _ = try? world.inMemory()
  }

  @Test func `only chunks with rows that repeat others are read again, unless they are very many`() throws {
    func again(_ name: String, chunk: Int) throws -> Int {
      let world = try #require(StreamedWorld.all.first { $0.name == name })
      return try world.written().chunksAgain(chunk: chunk)
    }
    // Three rows of 1,200 repeat another.
    let few = "a few children among very many that come again, of parents with few witnesses"
    #expect(try again(few, chunk: 333) == 3)
    #expect(try again("a bit of everything", chunk: 64) == 0)
    let lines = "a few rows among very many that come again, with what rests on them"
    #expect(try 1..<15 ~= again(lines, chunk: 333))
    // Another would have to be told in the place of one that is taken back.
    let told = "a child that comes again, of a parent with more witnesses than are told"
    #expect(try again(told, chunk: 333) > 10)
    #expect(try again("a long list of one parent that repeats itself", chunk: 333) > 50)
  }

  @Test func `lines come in one order whatever the threads`() throws {
    let world = try StreamedWorld.all[0].written()
    let first = try world.streamedText(chunk: 64, threads: 1)
    for threads in [2, 3, 8] { #expect(try world.streamedText(chunk: 64, threads: threads) == first) }
  }

  @Test func `more values than a number of two bytes counts come to the same`() throws {
    let rows = (0..<66_000).map { "D-\($0 / 220)x,zoom \($0),Zoom,\($0 % 5).\($0),\($0 % 11)\n" }
    let world = try StreamedWorld(
      name: "66,000 names", devices: "id,os\n" + (0..<290).map { "D-\($0)x,os\n" }.joined(),
      software: "device,name,publisher,version,size\n" + rows.joined()
    ).written()
    let streamed = try world.streamed(chunk: 1 << 18, threads: 2)
    #expect(streamed.differences(from: try world.inMemory()).isEmpty)
  }

  @Test func `rows that all begin as those that are looked for come to the same`() throws {
    let world = try StreamedWorld(
      name: "as those that are looked for", devices: "id,os\n" + (0..<5).map { "D-\($0)x,os\n" }.joined(),
      software: "device,name,publisher,version,size\n"
        + (0..<20_000).map { "D-\($0 / 4000)x,zoom \($0 % 300),Kasp,1.1,\($0)\n" }.joined()
    ).written()
    let streamed = try world.streamed(chunk: 1 << 16, threads: 2)
    #expect(streamed.differences(from: try world.inMemory()).isEmpty)
  }
}
