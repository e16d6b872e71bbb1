import Dispatch
import Synchronization

/// What one thread does with the chunks it is given.
public protocol ChunkWorker: AnyObject, SendableMetatype {
  associatedtype Output: Sendable

  /// Turns the rows of a block into something that can be handed in later; the block is gone afterwards.
  func process(_ block: RowBlock, chunk: Int) throws(ScanFault) -> Output
}

/// Runs over a file by chunks on several threads, and takes in what comes of them in the order of the file.
///
///     thread 1   read 0 ─ index ─ process ─┐        read 2 ...
///     thread 2   read 1 ─ index ─ process ─┼─ take in 0 ─ take in 1
///
/// A chunk is taken in when its first row is where the one before ended; if it is not, the guess about its quotes was
/// wrong, and the whole is to be done again with exact borders.
public struct ChunkScan: Sendable {
  public let file: ScannedFile
  public let layout: ScanLayout
  private let known: [Int]?

  /// A scan that guesses where rows begin.
  public init(_ file: ScannedFile, _ layout: ScanLayout) {
    self.file = file
    self.layout = layout
    known = nil
  }

  /// The same scan with borders found by reading all that is before.
  public func exact() throws(ScanFault) -> ChunkScan {
    ChunkScan(file, layout, known: try ScanBorders.exact(file, layout))
  }

  private init(_ file: ScannedFile, _ layout: ScanLayout, known: [Int]) {
    self.file = file
    self.layout = layout
    self.known = known
  }

  /// Whether borders are certain: then what seems odd is odd.
  public var isExact: Bool { known != nil }

  /// So many chunks may be done before the first of them is taken in: what waits is in memory.
  private static let window = 16

  /// - Parameters:
  ///   - workers: one for each thread.
  ///   - take: is given what came of each chunk, in order, with the number of rows before it; never on two threads at
  ///     once.
  /// - Returns: the number of rows.
  public func run<Worker: ChunkWorker>(
    _ workers: [Worker], take: (Worker.Output, _ rowsBefore: Int) -> Void
  ) throws(ScanFault) -> Int {
    let state = ScanState<Worker.Output>(chunks: layout.chunks(size: file.size), start: layout.start)
    withoutActuallyEscaping(take) { take in
      let shared = Shared(workers: workers, take: take)
      let threads = max(1, min(workers.count, state.chunks))
      if threads == 1 {
        work(shared, 0, state)
      } else {
        BackgroundWork.forEach(threads) { work(shared, $0, state) }
      }
    }
    if let fault = state.fault { throw fault }
    guard state.next == state.chunks, state.expected >= file.size || state.chunks == 0 else { throw .misguessed }
    return state.rows
  }

  /// Reads some chunks once more, one after the other.
  public func revisit(
    _ chunks: [Int], _ body: (RowBlock, _ chunk: Int) throws(ScanFault) -> Void
  ) throws(ScanFault) {
    let reader = ChunkReader(file, layout)
    for chunk in chunks { try body(try reader.load(chunk, known: known?[chunk]), chunk) }
  }

  /// Has workers look at some chunks once more, a share each.
  /// - Returns: what came of each chunk with rows, in the order of the chunks.
  public func revisit<Worker: ChunkWorker>(
    _ chunks: [Int], _ workers: [Worker]
  ) throws(ScanFault) -> [Worker.Output] {
    let shared = Shared<Worker>(workers: workers) { _, _ in }
    let share = (chunks.count + workers.count - 1) / max(1, workers.count)
    let done = Mutex<[(share: Int, outputs: [Worker.Output], fault: ScanFault?)]>([])
    BackgroundWork.forEach(workers.count) { number in
      let begin = min(number * share, chunks.count)
      var outputs: [Worker.Output] = []
      var fault: ScanFault?
      do throws(ScanFault) {
        try revisit(Array(chunks[begin..<min(begin + share, chunks.count)])) { block, chunk throws(ScanFault) in
          if block.rows > 0 { outputs.append(try shared.workers[number].process(block, chunk: chunk)) }
        }
      } catch {
        fault = error
      }
      done.withLock { [outputs, fault] in $0.append((number, outputs, fault)) }
    }
    let shares = done.withLock { $0.sorted { $0.share < $1.share } }
    if let fault = shares.lazy.compactMap(\.fault).first { throw fault }
    return shares.flatMap(\.outputs)
  }

  /// INVARIANT: a worker is used by the thread of its number only, and `take` within the lock only.
  private struct Shared<Worker: ChunkWorker>: @unchecked Sendable {
    let workers: [Worker]
    let take: (Worker.Output, Int) -> Void
  }

  private func work<Worker: ChunkWorker>(_ shared: Shared<Worker>, _ number: Int, _ state: ScanState<Worker.Output>) {
    let reader = ChunkReader(file, layout)
    let worker = shared.workers[number]
    while let chunk = state.claim(window: ChunkScan.window) {
      do throws(ScanFault) {
        let block = try reader.load(chunk, known: known?[chunk])
        let output = block.rows > 0 ? try worker.process(block, chunk: chunk) : nil
        let limit = layout.bounds(chunk, size: file.size).upperBound
        let done = ScanState<Worker.Output>.Done(
          output: output, rows: block.rows, start: block.offset, end: block.end, limit: limit)
        state.hand(in: done, chunk, shared.take)
      } catch {
        state.fail(error, chunk)
      }
    }
  }
}

/// Which chunks are being worked on, are done, are taken in.
///
/// INVARIANT: everything mutable is touched within the lock.
private final class ScanState<Output: Sendable>: @unchecked Sendable {
  struct Done {
    var output: Output?
    var rows: Int
    var start: Int
    var end: Int
    var limit: Int
  }

  let chunks: Int
  private let condition = DispatchSemaphore(value: 0)
  private let lock = Mutex(())
  private var claimed = 0
  private var waiting: [Int: Done] = [:]
  private var sleepers = 0
  /// Whether a thread takes something in.
  private var isTaking = false
  /// The first chunk that is not taken in.
  private(set) var next = 0
  private(set) var expected: Int
  private(set) var rows = 0
  private(set) var fault: ScanFault?
  private var faulty = Int.max

  init(chunks: Int, start: Int) {
    self.chunks = chunks
    expected = start
  }

  /// The next chunk nobody works on; nil where there is none, or all is over. Waits while it is too far ahead.
  func claim(window: Int) -> Int? {
    while true {
      let (chunk, mustWait): (Int?, Bool) = lock.withLock { _ in
        guard fault == nil, claimed < chunks else { return (nil, false) }
        if claimed >= next + window {
          sleepers += 1
          return (nil, true)
        }
        claimed += 1
        return (claimed - 1, false)
      }
      if !mustWait { return chunk }
      condition.wait()
    }
  }

  /// Hands in what came of a chunk, and takes in whatever is next in order, unless another thread is at it: that one goes
  /// on with this chunk. So nobody waits for a lock while lines are written.
  func hand(in done: Done, _ chunk: Int, _ take: (Output, Int) -> Void) {
    var ready: (done: Done, rowsBefore: Int)? = lock.withLock { _ in
      waiting[chunk] = done
      return isTaking ? nil : first()
    }
    while let (done, rowsBefore) = ready {
      if let output = done.output { take(output, rowsBefore) }
      ready = lock.withLock { _ in first() }
    }
  }

  /// The next chunk in order, if it is done: this thread takes it in.
  private func first() -> (done: Done, rowsBefore: Int)? {
    isTaking = false
    defer { wake() }
    guard fault == nil, let first = waiting.removeValue(forKey: next) else { return nil }
    guard first.rows == 0 ? expected >= first.limit : first.start == expected else {
      set(.misguessed, next)
      return nil
    }
    defer { (rows, next, isTaking) = (rows + first.rows, next + 1, true) }
    if first.rows > 0 { expected = first.end }
    return (first, rows)
  }

  func fail(_ fault: ScanFault, _ chunk: Int) {
    lock.withLock { _ in
      set(fault, chunk)
      wake()
    }
  }

  private func set(_ fault: ScanFault, _ chunk: Int) {
    // Of several faults the first in the file is told, whoever finds it first.
    if chunk < faulty { (self.fault, faulty) = (fault, chunk) }
  }

  private func wake() {
    for _ in 0..<sleepers { condition.signal() }
    sleepers = 0
  }
}
