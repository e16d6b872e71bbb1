import Diagnostics

/// Collects diagnostics, but of each kind only so many: a file with a million short rows says so in a hundred lines
/// and a number.
struct LimitedDiagnostics {
  private let limit: Int
  private var list = DiagnosticList()
  private var counts: [DiagnosticCode: Int] = [:]

  init(limit: Int = 100) { self.limit = limit }

  mutating func add(_ diagnostic: Diagnostic) {
    let count = counts[diagnostic.code, default: 0] + 1
    counts[diagnostic.code] = count
    if count <= limit { list.add(diagnostic) }
  }

  /// The diagnostics, with a note for each kind that has more.
  func finished() -> DiagnosticList {
    var result = list
    let file = list.all.lazy.compactMap { $0.primary?.span.source }.first
    for (code, count) in counts.sorted(by: { $0.key.number < $1.key.number }) where count > limit {
      result.add(
        Diagnostic(
          .moreProblems, .note, "\(count - limit) more of \(code), \(code.title), in `\(file?.path ?? "")`"))
    }
    return result
  }
}
