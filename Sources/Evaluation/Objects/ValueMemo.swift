import CEL
import Values

/// The scalar values that expressions about single rows have, each worked out once: the conditions of several rules ask
/// for the same facts over and over, and whoever replays one asks for its parts.
///
/// INVARIANT: used by one thread at a time; that is why it may be shared by the objects that this thread makes.
final class ValueMemo: @unchecked Sendable {
  private struct Key: Hashable {
    var expression: Int
    var row: Int
  }

  /// So many values are kept; then it begins anew.
  private static let limit = 4096

  private var known: [Key: Value] = [:]
  private var replayed: [Key: EvaluatedParts] = [:]

  /// The value of a fact, or of another expression with a number of its own.
  func value(of expression: Int, row: Int, _ compute: () -> Value) -> Value {
    let key = Key(expression: expression, row: row)
    if let value = known[key] { return value }
    let value = compute()
    if known.count >= ValueMemo.limit { known = [:] }
    if value.isScalar { known[key] = value }
    return value
  }

  /// The value of a part of an expression, for a replay. Whoever evaluates it evaluates what is in it, and that is kept
  /// too: a replay goes on to ask for it.
  ///
  /// - Parameters:
  ///   - part: the id of its node.
  ///   - log: where it is noted what is read; what was read once is then read each time.
  ///   - compute: evaluates the part with a trace of it.
  func value(
    of part: Int, in expression: Int, row: Int, _ log: ReadLog, _ compute: (Trace) -> Value
  ) -> Value {
    let key = Key(expression: expression, row: row)
    let parts = replayed[key]
    if let known = parts?.value(of: part, log) { return known }
    let trace = Trace(limit: 0) { log.length }
    let evaluated = parts ?? EvaluatedParts()
    let value = log.record {
      compute(trace)
    } keep: {
      evaluated.add(trace.steps, $0)
    }
    if parts == nil {
      if replayed.count >= ValueMemo.limit / 2 { replayed = [:] }
      replayed[key] = evaluated
    }
    return value
  }
}

/// What the parts of an expression came to for a row, outside of its macros, and what each of them read.
private final class EvaluatedParts {
  private struct Part {
    let id: Int
    let value: Value
    /// Which of the reads; nil where they are too many to be kept.
    let reads: Range<Int>?
  }

  private var parts: [Part] = []
  private var reads: [ReadLog.Read] = []

  /// The reads of an evaluation are kept if they are no more; else a part is worked out again where they are noted.
  private static let mostReads = 64

  /// The value of a part, if it is known here; the log is told what it read, if that is asked.
  func value(of id: Int, _ log: ReadLog) -> Value? {
    guard let part = parts.last(where: { $0.id == id }) else { return nil }
    guard log.isNoting else { return part.value }
    guard let range = part.reads else { return nil }
    log.read(reads[range])
    return part.value
  }

  /// Keeps what is not kept yet: what comes to a list or an object is worked out whenever it is asked for, and what is
  /// in it with it.
  /// - Parameter read: what was read meanwhile, by the times of the steps.
  func add(_ steps: [Trace.Step], _ read: ArraySlice<ReadLog.Read>) {
    let keepsReads = read.count <= EvaluatedParts.mostReads
    let shift = reads.count - read.startIndex
    let known = parts.count
    for step in steps where step.value.isScalar && !has(step.expression.id, withReads: keepsReads) {
      let range = keepsReads ? step.time.lowerBound + shift..<step.time.upperBound + shift : nil
      parts.append(Part(id: step.expression.id, value: step.value, reads: range))
    }
    if keepsReads, parts.count > known { reads += read }
  }

  private func has(_ id: Int, withReads: Bool) -> Bool {
    parts.contains { $0.id == id && (!withReads || $0.reads != nil) }
  }
}

extension Value {
  /// Whether it can be kept by what it may hold itself: an object holds the memo that it was made with.
  fileprivate var isScalar: Bool {
    switch self {
    case .object, .list, .map, .optional: false
    default: true
    }
  }
}
