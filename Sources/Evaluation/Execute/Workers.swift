import Formats
import Synchronization

/// Runs the batches of a scan on a number of threads. Which thread takes which batch is left to chance; what a batch
/// writes depends on the batch alone.
struct Workers: Sendable {
  let threads: Int

  init(threads: Int) { self.threads = max(1, threads) }

  /// Calls the body once for every batch.
  func forEach(_ batches: [Range<Int>], _ body: @escaping @Sendable (Range<Int>) -> Void) {
    guard threads > 1, batches.count > 1 else {
      for batch in batches { body(batch) }
      return
    }
    let next = Mutex(batches[...])
    BackgroundWork.share(min(threads, batches.count)) {
      while let batch = next.withLock({ $0.popFirst() }) { body(batch) }
    }
  }
}
