import CEL
import Diagnostics
import Evaluation
import Policies
import Schema
import Values

/// What one rule said in a test, to be held against what was expected.
struct RuleResults {
  let rule: RuleOutcome
  let outcome: PolicyOutcome
  let replayer: Replayer

  /// One verdict, with its reason.
  private struct Result {
    var verdict: Verdict
    var reason: VerdictReason
    var isWaived = false
    var replay: Replay?
    var row: Int?
  }

  /// An expectation that is not met: what to tell, and what it would have to say, if that can be said.
  struct Miss {
    var diagnostic: Diagnostic
    var correction: PolicyTestReport.Correction?
  }

  /// What is wrong with an expectation; nil if it is met.
  func miss(_ expected: SubjectExpectation) -> Miss? {
    let (found, others) = results(for: expected.subject?.value)
    guard let result = found.first(where: { !matches($0, expected) }) ?? found.first else {
      return Miss(
        diagnostic: .noSuchSubject(expected.subject?.value ?? "", rule: rule.rule.id, others, at: expected.span))
    }
    if found.allSatisfy({ matches($0, expected) }) { return nil }
    let correction = correction(of: expected, found)
    return Miss(
      diagnostic: .unmetExpectation(
        describe(expected), describe(result), rule: rule.rule.id, subject: expected.subject?.value,
        steps: result.replay?.steps ?? [], correction, at: expected.span),
      correction: correction)
  }

  /// The verdicts that an expectation asserts, and the rows they are about; nil where it is about a parent or the rule.
  func met(_ expected: SubjectExpectation) -> [(Verdict, row: Int?)] {
    results(for: expected.subject?.value).found.map { ($0.verdict, $0.row) }
  }

  /// What the expectation would have to say. None where it is about several subjects that differ, or where a comment
  /// stands inside it.
  private func correction(of expected: SubjectExpectation, _ found: [Result]) -> PolicyTestReport.Correction? {
    let texts = Set(found.map { written($0, like: expected) })
    guard texts.count == 1, let text = texts.first, !expected.written.text.contains("#") else { return nil }
    return PolicyTestReport.Correction(span: expected.written, replacement: text)
  }

  /// A result as tests write it. The attribute to blame is written where one was, or where there is but one.
  private func written(_ result: Result, like expected: SubjectExpectation) -> String {
    var parts: [String] = []
    let attributes = result.reason.attributes
    if let code = result.reason.code {
      parts.append("\(result.verdict.rawValue): \(code.rawValue)")
      let isNamed = !expected.attributes.isEmpty || (attributes.count == 1 && Self.namesAttribute(code))
      if isNamed, !attributes.isEmpty {
        parts.append("of: " + (attributes.count == 1 ? attributes[0] : "[\(attributes.joined(separator: ", "))]"))
      }
    }
    if expected.isWaived != nil {
      if parts.isEmpty { parts.append("\(result.verdict.rawValue): ") }
      parts.append("waived: \(result.isWaived)")
    }
    return parts.isEmpty ? result.verdict.rawValue : "{\(parts.joined(separator: ", "))}"
  }

  private static func namesAttribute(_ code: ReasonCode) -> Bool {
    [.valueMissing, .valueUnreadable, .attributeAbsent].contains(code)
  }

  private func matches(_ result: Result, _ expected: SubjectExpectation) -> Bool {
    result.verdict == expected.verdict
      && (expected.reason == nil || expected.reason == result.reason.code)
      && Set(expected.attributes).isSubset(of: result.reason.attributes)
      && (expected.isWaived == nil || expected.isWaived == result.isWaived)
  }

  /// The verdicts about a subject, by its id or its name, stand-ins on a parent included; and the subjects there are.
  private func results(for subject: String?) -> (found: [Result], others: [String]) {
    let source = outcome.scope.source
    let entity = rule.rule.subject
    guard let subject else {
      let none = Result(
        verdict: rule.verdict, reason: rule.hasNoSubject ? RuleOutcome.withoutSubject : VerdictReason(code: nil))
      return ([none], [])
    }
    let wanted = Text(subject)
    func isWanted(_ row: Int, _ entity: String) -> Bool {
      Text(source.subject(row, of: entity)) == wanted || Text(source.name(row, of: entity)) == wanted
    }
    let rows = rule.verdicts.indices.filter { isWanted($0, entity) }
    let own = (rows.isEmpty ? rowsWithKey(wanted) : rows).map { row -> Result in
      let replay = replayer.replay(rule.rule, row: row)
      return Result(
        verdict: rule.verdicts[row], reason: rule.reason(row: row, replay: replay), isWaived: rule.waived[row] != nil,
        replay: replay, row: row)
    }
    let parents = rule.standIns.filter { isWanted($0.row, $0.entity) }.map {
      Result(verdict: $0.verdict, reason: $0.reason)
    }
    let names =
      rule.verdicts.indices.map { source.subject($0, of: entity) }
      + rule.standIns.map { source.subject($0.row, of: $0.entity) }
    return (own + parents, names)
  }

  /// Rows of which one part of a composite key is the text: an account by its name alone, without its service.
  private func rowsWithKey(_ wanted: Text) -> [Int] {
    rule.verdicts.indices.filter { row in
      outcome.scope.source.subject(row, of: rule.rule.subject).split(separator: "/").contains {
        Text(String($0)) == wanted
      }
    }
  }

  private func describe(_ expected: SubjectExpectation) -> String {
    describe(expected.verdict, expected.reason, expected.attributes, isWaived: expected.isWaived ?? false)
  }

  private func describe(_ result: Result) -> String {
    describe(result.verdict, result.reason.code, result.reason.attributes, isWaived: result.isWaived)
  }

  private func describe(_ verdict: Verdict, _ reason: ReasonCode?, _ attributes: [String], isWaived: Bool) -> String {
    var text = verdict.rawValue
    if let reason { text += ": \(reason.rawValue)" }
    if !attributes.isEmpty { text += " of \(attributes.joined(separator: ", "))" }
    return isWaived ? text + ", waived" : text
  }
}

extension Diagnostic {
  fileprivate static func unmetExpectation(
    _ expected: String, _ found: String, rule: String, subject: String?, steps: [Replay.Step],
    _ correction: PolicyTestReport.Correction?, at span: Span
  ) -> Diagnostic {
    let about = subject.map { " of `\($0)`" } ?? ""
    let trace = steps.prefix(6).map { step in
      "`\(step.expression)` is \(ValueLiteral.text(of: step.value, limit: 200))"
        + (step.about.map { " for \($0)" } ?? "")
    }
    return Diagnostic(
      .unmetExpectation, "`\(rule)`\(about) is \(found), not \(expected)", at: span, label: "expected \(expected)",
      help: (correction.map { [$0.difference] } ?? []) + trace)
  }

  fileprivate static func noSuchSubject(_ subject: String, rule: String, _ others: [String], at span: Span)
    -> Diagnostic
  {
    let nearest = NameSuggestions.nearest(to: subject, among: others)
    return Diagnostic(
      .unmetExpectation, "`\(rule)` says nothing about a subject `\(subject)`", at: span,
      label: nearest.map { "did you mean `\($0)`?" } ?? "",
      help: others.isEmpty
        ? ["it met no subject at all"]
        : ["its subjects are " + others.prefix(12).map { "`\($0)`" }.joined(separator: ", ")])
  }
}

extension PolicyTestReport.Correction {
  /// The lines of the expectation as they are and as they would be.
  var difference: String {
    let source = span.source
    let lines = span.lines
    let start = source.lineStarts[lines.lowerBound - 1]
    let before = (lines).map { source.line($0) }
    let last = lines.upperBound
    let end = last < source.lineStarts.count ? source.lineStarts[last] : source.bytes.count
    let text = source.text(start..<span.range.lowerBound) + replacement + source.text(span.range.upperBound..<end)
    let after = text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    let indent = before.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    let rows = before.map { "- " + $0.dropFirst(indent) } + after.map { "+ " + $0.dropFirst(indent) }
    return rows.joined(separator: "\n")
  }
}
