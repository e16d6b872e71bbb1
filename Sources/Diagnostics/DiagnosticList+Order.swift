extension DiagnosticList {
  /// The diagnostics in the order in which people read them: by path (its bytes), place and code, those without a place
  /// first; otherwise as found.
  /// - Complexity: O(count · log count)
  public var sorted: [Diagnostic] {
    let keyed = all.enumerated().map { (order: $0.offset, diagnostic: $0.element) }
    let ordered = keyed.sorted { a, b in
      let (left, right) = (a.diagnostic, b.diagnostic)
      let (leftPath, rightPath) = (left.primary?.span.source.path ?? "", right.primary?.span.source.path ?? "")
      if leftPath != rightPath { return leftPath.utf8.lexicographicallyPrecedes(rightPath.utf8) }
      let (leftStart, rightStart) = (
        left.primary?.span.range.lowerBound ?? -1, right.primary?.span.range.lowerBound ?? -1
      )
      if leftStart != rightStart { return leftStart < rightStart }
      if left.code.number != right.code.number { return left.code.number < right.code.number }
      return a.order < b.order
    }
    return ordered.map(\.diagnostic)
  }

  /// How many there are of each severity, in words: `2 errors, 1 warning`; empty if there are none.
  public var summary: String {
    let counts = [Diagnostic.Severity.error, .warning, .note].compactMap { severity -> String? in
      let count = all.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return counts.joined(separator: ", ")
  }
}
