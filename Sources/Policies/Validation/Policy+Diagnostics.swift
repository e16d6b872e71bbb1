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
    let known = advisory.clauses.map(\.id)
    let isKnown = Set(known)
    var deciding: [String: [Rule]] = [:]
    for rule in rules {
      for clause in rule.clauses where !clause.value.isEmpty {
        if !isKnown.contains(clause.value) {
          found.append(.unknownName(.unknownClause, clause.value, what: "clause", known: known, at: clause.span))
        } else if !rule.isInformational {
          deciding[clause.value, default: []].append(rule)
        }
      }
    }
    found += advisory.clauses.flatMap { diagnostics(of: $0, decidedBy: deciding[$0.id] ?? []) }
    return found
  }

  private func diagnostics(of clause: Clause, decidedBy deciding: [Rule]) -> [Diagnostic] {
    guard !clause.id.isEmpty else { return [] }
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
  /// - Complexity: O(clauses · text)
  public func quoteDiagnostics(in text: String, named path: String) -> [Diagnostic] {
    let advisory = Array(Text.normalized(text).utf8)
    return self.advisory.clauses.compactMap { clause in
      let quote = Array(Text.normalized(clause.quote.value).utf8)
      let length = Self.longestBeginning(of: quote, in: advisory)
      if length == quote.count { return nil }
      let words = quote[..<length].lastIndex(of: UInt8(ascii: " ")) ?? 0
      let isWhole = quote[length] == UInt8(ascii: " ")
      let longest = String(decoding: quote[..<(isWhole ? length : words)], as: UTF8.self)
      return .quoteNotFound(at: clause.quote.span, text: path, longest: longest)
    }
  }

  /// How many bytes of a quote, from its first on, stand somewhere in a text (Knuth, Morris and Pratt).
  private static func longestBeginning(of quote: [UInt8], in text: [UInt8]) -> Int {
    guard !quote.isEmpty else { return 0 }
    var borders = [0]
    var border = 0
    for index in 1..<quote.count {
      while border > 0, quote[index] != quote[border] { border = borders[border - 1] }
      if quote[index] == quote[border] { border += 1 }
      borders.append(border)
    }
    var (matched, longest) = (0, 0)
    for byte in text {
      while matched > 0, byte != quote[matched] { matched = borders[matched - 1] }
      if byte == quote[matched] { matched += 1 }
      longest = max(longest, matched)
      if matched == quote.count { return matched }
    }
    return longest
  }
}
