/// Which rows of a file count; of the others it is as if they were not there.
enum CountedRows: Sendable {
  case all
  /// All but some, by chunk.
  case without([Int: [UInt32]])
  /// Some only, by chunk.
  case only([Int: [UInt32]])

  /// The rows of a chunk that do not count, a bit per row; empty where all do.
  /// - Parameter others: more that do not.
  func leftOut(_ chunk: Int, rows: Int, and others: [UInt32]) -> [UInt64] {
    var named: [UInt32] = []
    var isInverted = false
    switch self {
    case .all: break
    case .without(let left): named = left[chunk] ?? []
    case .only(let kept): (named, isInverted) = (kept[chunk] ?? [], true)
    }
    guard isInverted || !named.isEmpty || !others.isEmpty else { return [] }
    var mask = [UInt64](repeating: isInverted ? .max : 0, count: (rows + 63) >> 6)
    func set(_ row: UInt32, _ isLeftOut: Bool) {
      guard row < rows else { return }
      let bit: UInt64 = 1 &<< UInt64(row & 63)
      if isLeftOut { mask[Int(row >> 6)] |= bit } else { mask[Int(row >> 6)] &= ~bit }
    }
    for row in named { set(row, !isInverted) }
    for row in others { set(row, true) }
    return mask
  }
}
