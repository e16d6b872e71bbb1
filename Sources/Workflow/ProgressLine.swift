import Evaluation

/// How far a long run is, in one line that a terminal shows and then forgets. Nothing of it is a result.
///
/// INVARIANT: told by one thread at a time, as progress is.
final class ProgressLine: @unchecked Sendable {
  private let console: Console
  private let begin = ContinuousClock.now
  private var shown: ContinuousClock.Instant?

  /// nil where nobody watches.
  init?(_ console: Console) {
    guard console.showsProgress else { return nil }
    self.console = console
  }

  /// Short runs show nothing; longer ones five lines a second.
  func tell(_ progress: ScanProgress) {
    let now = ContinuousClock.now
    guard begin.duration(to: now) > .seconds(1), shown.map({ $0.duration(to: now) > .milliseconds(200) }) ?? true
    else { return }
    shown = now
    console.tell("\r\u{1B}[K" + ProgressLine.text(progress, milliseconds: Self.milliseconds(begin.duration(to: now))))
  }

  /// Wipes the line.
  func end() {
    if shown != nil { console.tell("\r\u{1B}[K") }
  }

  /// `software.csv: 1,200,000 rows, 812 MB/s, 3 s left`.
  static func text(_ progress: ScanProgress, milliseconds: Int) -> String {
    let speed = progress.bytes / max(milliseconds, 1)
    let left = max(0, progress.allBytes - progress.bytes) / max(speed, 1)
    return "\(progress.path): \(grouped(progress.rows)) rows, \(speed / 1000) MB/s, \((left + 999) / 1000) s left"
  }

  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
    }.joined()
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(clamping: seconds) * 1000 + Int(clamping: attoseconds / 1_000_000_000_000_000)
  }
}
