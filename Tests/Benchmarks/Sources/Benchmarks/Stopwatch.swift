import Glibc

/// Processor time of the calling thread: what other processes take does not count.
enum Stopwatch {
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The least time of several rounds: noise only ever adds. What is slow gets one round.
  static func best(rounds: Int = 5, _ body: () -> Void) -> Double {
    var best = Double.infinity
    let start = seconds()
    for _ in 0..<rounds where best == .infinity || seconds() - start < 3 {
      let begin = seconds()
      body()
      best = min(best, seconds() - begin)
    }
    return best
  }
}

extension String {
  func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  func led(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}

extension Double {
  /// With so many digits behind the point.
  func rounded(to digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    return "\((self * scale).rounded() / scale)"
  }
}
