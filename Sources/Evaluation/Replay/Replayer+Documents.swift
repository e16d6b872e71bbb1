import CEL
import Values

/// Lists and maps of documents: which of their elements decided.
extension Replayer {
  /// An element of a list or map of a document, and how to tell its place.
  private struct Site {
    /// The position or key, as two variables would have it first.
    var key: Value
    var value: Value
    var isEntry: Bool
    let origin: any ValueOrigin
    let position: Int

    /// What a comprehension's variables stand for.
    func bound(_ names: [String], in rows: [String: Value]) -> [String: Value] {
      var inner = rows
      if names.count == 2 {
        inner[names[0]] = key
        inner[names[1]] = value
      } else if let name = names.first {
        inner[name] = isEntry ? key : value
      }
      return inner
    }
  }

  /// Follows the elements of a document's list or the entries of its map that made `all` false, `exists` true, or either
  /// unknown.
  ///
  /// - Returns: whether that was it; else the whole is one thing.
  func parts(
    _ comprehension: Expression.Comprehension, _ expression: Expression, of whole: ReplayedExpression,
    _ rows: [String: Value], _ value: Value, depth: Int, into replay: inout Replay
  ) -> Bool {
    let wanted = Truth(value)
    let isUnremarkable = comprehension.macro == .exists ? wanted == .false : wanted == .true
    guard !isUnremarkable, let body = comprehension.condition, (1...2).contains(comprehension.variables.count),
      let sites = sites(of: comprehension.operand, of: whole, rows)
    else { return false }
    let steps = replay.steps.count
    replay.add(whole.text(of: expression), value, about: nil)
    for site in sites {
      let inner = site.bound(comprehension.variables, in: rows)
      let outcome = evaluate(body, of: whole, inner)
      guard Truth(outcome) == wanted else { continue }
      guard replay.readings.count < Replayer.limit * 2 else { break }
      // The element itself, unless what is read of it is told.
      let element = visit(site.origin, site.position)
      note(element, into: &replay)
      let outer = replay.element
      replay.element = element.first?.name
      follow(body, of: whole, inner, outcome, about: nil, depth: depth + 1, into: &replay)
      replay.element = outer
    }
    if replay.steps.count == steps + 1, replay.readings.isEmpty {
      // No element made it what it is: the list may have more than it shows.
      replay.steps.removeLast()
      return false
    }
    return true
  }

  /// What an expression read, without the elements that its macros looked at and left out: of
  /// `ports.filter(p, p < 1024).size() == 0` the ports below 1024.
  func narrowed(
    _ readings: [Reading], _ expression: Expression, of whole: ReplayedExpression, _ rows: [String: Value],
    _ value: Value
  ) -> [Reading] {
    guard readings.contains(where: { $0.key.pointer != nil }) else { return readings }
    if case .comprehension(let comprehension) = expression.kind {
      guard let body = comprehension.condition, let sites = sites(of: comprehension.operand, of: whole, rows)
      else { return readings }
      let wanted: Truth = value.isKnown ? (comprehension.macro == .all ? .false : .true) : .unknown
      var chosen: Set<Reading.Key> = []
      var others: Set<Reading.Key> = []
      for site in sites {
        let outcome = Truth(evaluate(body, of: whole, site.bound(comprehension.variables, in: rows)))
        let keys = visit(site.origin, site.position).map(\.key)
        if outcome == wanted { chosen.formUnion(keys) } else { others.formUnion(keys) }
      }
      guard !chosen.isEmpty else { return readings }
      let rest = readings.filter { !$0.key.isInside(of: others) }
      return rest.isEmpty ? readings : rest
    }
    return expression.children.reduce(readings) { narrowed($0, $1, of: whole, rows, value) }
  }

  /// The elements of a list or map of a document that an expression comes to; those that `filter` lets through and what
  /// `map` makes of each. Nil of anything else.
  private func sites(of expression: Expression, of whole: ReplayedExpression, _ rows: [String: Value]) -> [Site]? {
    if case .comprehension(let comprehension) = expression.kind, comprehension.variables.count == 1,
      comprehension.macro == .filter || comprehension.macro == .map,
      let inner = sites(of: comprehension.operand, of: whole, rows)
    {
      var sites: [Site] = []
      for var site in inner {
        let bound = site.bound(comprehension.variables, in: rows)
        if let condition = comprehension.condition {
          let truth = Truth(evaluate(condition, of: whole, bound))
          guard truth == .true || truth == .unknown else { continue }
        }
        site.value =
          comprehension.transform.map { evaluate($0, of: whole, bound) } ?? bound[comprehension.variables[0]] ?? .null
        site.key = .int(Int64(sites.count))
        site.isEntry = false
        sites.append(site)
      }
      return sites
    }
    let range = evaluate(expression, of: whole, rows)
    guard let origin = range.origin else { return nil }
    let isEntry = range.isMap
    return range.elementPairs.enumerated().map { position, pair in
      Site(key: pair.key, value: pair.value, isEntry: isEntry, origin: origin, position: position)
    }
  }
}

extension Value {
  fileprivate var origin: (any ValueOrigin)? {
    switch self {
    case .list(let list): list.origin
    case .map(let map): map.origin
    default: nil
    }
  }

  fileprivate var isMap: Bool { if case .map = self { true } else { false } }

  /// Positions and elements, or keys and values.
  fileprivate var elementPairs: [(key: Value, value: Value)] {
    switch self {
    case .list(let list): list.elements.enumerated().map { (.int(Int64($0)), $1) }
    case .map(let map): map.entries.map { ($0.key, $0.value) }
    default: []
    }
  }
}
