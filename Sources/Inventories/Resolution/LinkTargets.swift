import Tables
import Values

/// Whom each record of an entity names by one to-one relation.
struct LinkTargets {
  /// Per record: the target's row, `Link.null` or `Link.unknown`.
  var rows: [Int32]
  /// Why a record's target is not known.
  var reasons: [Int: Unknown.Code]
  /// Records that name nobody and got the unit of their source.
  var defaults: Set<Int> = []
  /// Records that name nobody, and whose network address is the target's.
  var byAddress: Set<Int> = []

  init(records: Int) {
    rows = Array(repeating: Link.unknown, count: records)
    reasons = [:]
  }

  mutating func set(_ record: Int, unknown reason: Unknown.Code) {
    rows[record] = Link.unknown
    reasons[record] = reason
  }
}
