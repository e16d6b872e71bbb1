import Diagnostics
import Schema

/// Holds records, matrix and summary of a bundle against each other: rules × subjects, nothing missing, nothing twice.
struct Completeness {
  let index: BundleIndex
  let matrix: VerdictMatrix
  let summary: RunSummary

  func problems(of records: RecordLines) -> [Diagnostic] {
    let rules = rulesAtOdds()
    guard rules.isEmpty else { return rules }
    return limited(subjectsTwice() + countsAtOdds() + clausesAtOdds()) + recordsAtOdds(records)
  }

  private func limited(_ found: [String]) -> [Diagnostic] {
    var shown = found.prefix(BundleVerifier.limit).map { Diagnostic.incomplete($0) }
    if found.count > shown.count { shown.append(.incomplete("and \(found.count - shown.count) more like these")) }
    return shown
  }

  // MARK: Rules and subjects

  private func rulesAtOdds() -> [Diagnostic] {
    let inRun = index.run.policies.map { "\($0.id) \($0.version) \($0.digest)" }
    let inSummary = summary.policies.map { "\($0.id) \($0.version) \($0.digest)" }
    var found: [String] = []
    if inRun != inSummary { found.append("the policies of `run.json` and `summary.json` are not the same") }
    let rules = summary.policies.flatMap { policy in policy.rules.map { "\(policy.id)/\($0.id)" } }
    let rows = matrix.rows.map { "\($0.policy)/\($0.rule)" }
    for rule in Set(rules).subtracting(rows).sorted() { found.append("the rule `\(rule)` is not in `matrix.json`") }
    for rule in Set(rows).subtracting(rules).sorted() { found.append("the rule `\(rule)` is not in `summary.json`") }
    if found.isEmpty, rules != rows {
      found.append("the rules of `matrix.json` are not in order, or one is there twice")
    }
    return limited(found)
  }

  private func subjectsTwice() -> [String] {
    matrix.subjects.flatMap { subjects -> [String] in
      var seen: Set<String> = []
      return subjects.ids.filter { !seen.insert($0).inserted }.map {
        "the subject `\(subjects.entity)/\($0)` is in `matrix.json` twice"
      }
    }
  }

  // MARK: Counts and verdicts

  private func countsAtOdds() -> [String] {
    var found: [String] = []
    var rows = matrix.rows.makeIterator()
    var total: [Verdict: Int] = [:]
    for policy in summary.policies {
      for rule in policy.rules {
        guard let row = rows.next() else { continue }
        var numbers: [Verdict: Int] = [:]
        var waived = 0
        for letter in row.letters + (row.standIns?.letters ?? []) {
          guard let verdict = VerdictMatrix.verdict(letter) else { continue }
          numbers[verdict, default: 0] += 1
          if letter == UInt8(ascii: "W") { waived += 1 }
        }
        if row.isWithoutSubject { numbers[.notChecked, default: 0] += 1 }
        let agrees = Verdict.allCases.allSatisfy { numbers[$0] ?? 0 == rule.counts[$0] }
        if !agrees || waived != rule.counts.waived {
          found.append("the counts of the rule `\(policy.id)/\(rule.id)` are not those of its verdicts")
        }
        let verdict =
          Verdict.combinationOrder.first { numbers[$0] ?? 0 > 0 }
          ?? (numbers[.informational] ?? 0 > 0 ? .informational : .notApplicable)
        if verdict != rule.verdict {
          found.append("the verdict of the rule `\(policy.id)/\(rule.id)` is not that of its subjects")
        }
        total.merge(numbers, uniquingKeysWith: +)
      }
    }
    if !Verdict.allCases.allSatisfy({ total[$0] ?? 0 == summary.counts[$0] }) {
      found.append("the counts of the run are not those of its rules")
    }
    return found
  }

  private func clausesAtOdds() -> [String] {
    summary.policies.flatMap { policy in
      policy.clauses.compactMap { clause -> String? in
        let verdicts = policy.rules.filter { $0.clauses.contains(clause.id) && !$0.isInformational }.map(\.verdict)
        let hasPass = clause.isAny && verdicts.contains(.pass)
        let verdict = hasPass ? .pass : verdicts.reduce(Verdict.informational) { $0.combined(with: $1) }
        if verdict == clause.verdict { return nil }
        return "the verdict of the clause `\(policy.id)/\(clause.id)` is not that of its rules"
      }
    }
  }

  // MARK: Records

  private func recordsAtOdds(_ records: RecordLines) -> [Diagnostic] {
    // Lines that cannot be read were told of, and would be missed here.
    guard records.problems.isEmpty else { return [] }
    var found: [String] = []
    var places: [String: Int] = [:]
    for (line, entry) in records.entries.enumerated() where places.updateValue(line, forKey: entry.id) != nil {
      found.append("the record \(entry.id) is there twice, the second time on line \(line + 1)")
    }
    var expected: Set<String> = []
    var isOrdered = true
    var last = -1
    matrix.forEachCell(.bySubject) { cells in
      for cell in cells {
        let (verdict, isWaived) = matrix.verdict(cell)
        guard index.settings.selection.takes(verdict) else { continue }
        let id = matrix.recordID(cell)
        expected.insert(id)
        guard let line = places[id] else {
          found.append("there is no record of \(name(cell)) (\(id))")
          continue
        }
        if line <= last { isOrdered = false }
        last = line
        let entry = records.entries[line]
        if entry.verdict != verdict || entry.isWaived != isWaived {
          found.append("the record of \(name(cell)) on line \(line + 1) has not the verdict of the matrix")
        }
      }
    }
    for (line, entry) in records.entries.enumerated() where !expected.contains(entry.id) {
      found.append("the record \(entry.id) on line \(line + 1) has no place in the matrix")
    }
    if !isOrdered, found.isEmpty { found.append("the records are not in order") }
    return limited(found)
  }

  private func name(_ cell: MatrixCell) -> String {
    let policy = summary.policies[cell.policy]
    let subject = matrix.subject(cell)
    return "`\(policy.id)/\(policy.rules[cell.rule].id)` about `\(subject.type)/\(subject.id)`"
  }
}
