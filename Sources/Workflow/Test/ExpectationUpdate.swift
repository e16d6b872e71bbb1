import Authoring
import Diagnostics
import Policies

/// Writes what was found over expectations that were not met, and leaves every other byte as it is.
enum ExpectationUpdate {
  struct Outcome {
    /// What was changed, for review.
    var text = ""
    var problems = DiagnosticList()
  }

  static func apply(_ cases: [PolicyTestReport.Case]) -> Outcome {
    var outcome = Outcome()
    var sources: [Source] = []
    var corrections: [ObjectIdentifier: [PolicyTestReport.Correction]] = [:]
    for correction in cases.flatMap(\.corrections) {
      let source = correction.span.source
      if corrections[ObjectIdentifier(source)] == nil { sources.append(source) }
      corrections[ObjectIdentifier(source), default: []].append(correction)
    }
    for source in sources {
      let own = (corrections[ObjectIdentifier(source)] ?? []).sorted {
        $0.span.range.lowerBound < $1.span.range.lowerBound
      }
      write(own, to: source, &outcome)
    }
    let open = cases.reduce(0) { $0 + $1.misses.count } - cases.reduce(0) { $0 + $1.corrections.count }
    if open > 0 { outcome.text += "\(open) expectations name no subject, or several that differ: they stay\n" }
    return outcome
  }

  private static func write(
    _ corrections: [PolicyTestReport.Correction], to source: Source, _ outcome: inout Outcome
  ) {
    var bytes: [UInt8] = []
    var index = 0
    var count = 0
    for correction in corrections where correction.span.range.lowerBound >= index {
      bytes += source.bytes[index..<correction.span.range.lowerBound] + Array(correction.replacement.utf8)
      index = correction.span.range.upperBound
      count += 1
    }
    bytes += source.bytes[index...]
    let updated = DocumentDecoder.decode(Source(path: source.path, bytes: bytes))
    // INVARIANT: a file that could be read before can be read after; else it stays as it is.
    guard !updated.diagnostics.hasErrors else {
      outcome.problems.add(contentsOf: updated.diagnostics.all)
      return
    }
    if let problem = OutputFile.write(bytes, to: source.path, existing: .replaced) {
      outcome.problems.add(problem)
    } else {
      outcome.text += "\(source.path): \(count) expectation\(count == 1 ? "" : "s") rewritten; read the difference\n"
    }
  }
}
