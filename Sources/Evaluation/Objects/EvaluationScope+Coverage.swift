import Planning
import Schema
import Tables
import Values

extension EvaluationScope {
  /// Why there may be more children than the tables show; nil if these are all. `period` asks about an interval of the
  /// relation's window only.
  ///
  /// An interval that ends after the data was collected is still closed where the policy's own freshness limit calls
  /// that data fresh: the limit is the author's word for how long a collection may stand for today.
  func openness(
    _ relation: RelationDeclaration, of entity: String, row: Int,
    period: (from: CalendarDate, to: CalendarDate)? = nil
  ) -> Unknown? {
    guard let many = relation.many else { return nil }
    let name = "\(entity).\(relation.name)"
    var result: Unknown?
    for section in many.closedBy {
      let key = CoverageMap.Key(section: section, parent: entity)
      let code = source.coverage.openness(
        key, row: row, staleSources: staleSources, period: asked(many, period)
      ) { end(of: $0, section: section) }
      guard let code else { continue }
      let cause = Unknown(code, name, subject: source.subject(row, of: entity), detail: section)
      result = result?.merging(cause) ?? cause
    }
    return result
  }

  /// The rows for which `openness` is nil, a bit per row in words of 64.
  ///
  /// - Complexity: O(rows of the sections' claims)
  func closedRows(
    _ relation: RelationDeclaration, of entity: String, period: (from: CalendarDate, to: CalendarDate)? = nil
  ) -> [UInt64] {
    let count = source.count(of: entity)
    var result = [UInt64](repeating: .max, count: (count + 63) / 64)
    guard let many = relation.many else { return result }
    for section in many.closedBy {
      let key = CoverageMap.Key(section: section, parent: entity)
      let closed = source.coverage.closed(
        key, count: count, staleSources: staleSources, period: asked(many, period)
      ) { end(of: $0, section: section) }
      for index in result.indices { result[index] &= closed[index] }
    }
    return result
  }

  /// A relation over time asks about an interval, and without one about all time.
  private func asked(
    _ many: RelationDeclaration.Many, _ period: (from: CalendarDate, to: CalendarDate)?
  ) -> (from: CalendarDate, to: CalendarDate)? {
    many.window == nil ? nil : period ?? (.distantPast, .distantPast)
  }

  private func end(of claim: CoverageMap.Claim, section: String) -> CalendarDate? {
    guard let end = claim.to ?? source.sources[claim.source].collected else { return nil }
    guard let limit = freshness.limits[section], policy.asOf.dayNumber - end.dayNumber <= limit else { return end }
    return max(end, policy.asOf)
  }
}

extension CalendarDate {
  /// Before every day: an interval that only a claim without a beginning covers.
  fileprivate static let distantPast = CalendarDate(dayNumber: Int.min / 4)
}
