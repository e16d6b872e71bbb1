import Diagnostics
import Schema
import Values

extension Policy {
  /// What is wrong with the policy by itself, without a schema.
  public func diagnostics() -> [Diagnostic] {
    var found: [Diagnostic] = []
    let log = DecodingLog()
    log.unique(advisory.clauses.map { Located($0.id, $0.span) }, as: "clauses")
    log.unique(rules.map { Located($0.id, $0.span) }, as: "rules")
    found += log.diagnostics.all
    found += rules.flatMap(clauseDiagnostics)
    found += advisory.clauses.flatMap(ruleDiagnostics)
    if rules.isEmpty { found.append(.noRules(id, at: span)) }
    return found
  }

  private func clauseDiagnostics(_ rule: Rule) -> [Diagnostic] {
    let known = advisory.clauses.map(\.id)
    return rule.clauses.filter { !$0.value.isEmpty && !known.contains($0.value) }.map {
      .unknownName(.unknownClause, $0.value, what: "clause", known: known, at: $0.span)
    }
  }

  private func ruleDiagnostics(_ clause: Clause) -> [Diagnostic] {
    guard !clause.id.isEmpty else { return [] }
    let deciding = rules(ofClause: clause.id).filter { !$0.isInformational }
    switch clause.encoding {
    case .rules where deciding.isEmpty && !rules.isEmpty: return [.clauseWithoutRule(clause.id, at: clause.span)]
    case .rules: break
    case .none:
      return deciding.prefix(1).map { .contradictingEncoding(clause.id, at: clause.span, rule: $0.span) }
    }
    guard clause.isAny, let attested = deciding.first(where: { $0.attest != nil }),
      let checked = deciding.first(where: { $0.attest == nil })
    else { return [] }
    return [.mixedAlternatives(clause.id, at: clause.span, attested: attested.span, checked: checked.span)]
  }

  // MARK: The advisory's text

  /// The quotes that do not stand in the advisory's text. Spaces and line breaks count as one space; letters as they
  /// are, since a quote is verbatim.
  /// - Complexity: O(text + clauses · text) in the worst case
  public func quoteDiagnostics(in text: String, named path: String) -> [Diagnostic] {
    let advisory = Array(Text.normalized(text).utf8)
    return self.advisory.clauses.compactMap { clause in
      let quote = Text.normalized(clause.quote.value)
      if quote.isEmpty || Self.contains(advisory, Array(quote.utf8)) { return nil }
      let longest = Self.longestBeginning(of: quote, in: advisory)
      return .quoteNotFound(at: clause.quote.span, text: path, longest: longest)
    }
  }

  private static func longestBeginning(of quote: String, in text: [UInt8]) -> String {
    let words = quote.split(separator: " ")
    var (fits, fails) = (0, words.count + 1)
    while fails - fits > 1 {
      let middle = (fits + fails) / 2
      if contains(text, Array(words[..<middle].joined(separator: " ").utf8)) { fits = middle } else { fails = middle }
    }
    return words[..<fits].joined(separator: " ")
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= text.count else { return part.isEmpty }
    var index = 0
    while index <= text.count - part.count {
      if text[index] == first, text[index..<index + part.count].elementsEqual(part) { return true }
      index += 1
    }
    return false
  }
}
