import Formats
import Schema
import Values

/// Finds the parents that rows name; one for each thread.
///
/// A parent is its row, or beyond the rows the number of a name that no register has: an orphan, met by this thread.
public final class ParentProbe {
  /// The parent of a row that names nobody, and of one of which it is not known whom it names.
  public static let none: Int32 = Link.null
  public static let unknown: Int32 = Link.unknown

  /// A name that no register has, and where this thread met it first.
  public struct Orphan {
    public let name: StreamedTable.Name
    public let chunk: Int
    public let row: Int
  }

  /// The rows of the last block that name somebody else than the row above.
  @exclusivity(unchecked) public private(set) var runs: [UInt32] = []

  private let keys: KeyTable
  private let table: StreamedTable
  private let member: StreamedTable.Member
  private let base: Int
  /// Names that are not written as any key is, and what became of each.
  private let others = ByteDictionary(capacity: 64)
  private var targets: [Int32] = []
  private var orphanOfName: [String: Int32] = [:]
  public private(set) var orphans: [Orphan] = []
  /// The parent that was found last.
  @exclusivity(unchecked) private var likely: Int32 = -1
  /// Rows of which it is not known whom they name.
  @exclusivity(unchecked) public private(set) var strays = 0
  /// Whether a row of the last block has no parent, or none that is known.
  @exclusivity(unchecked) public private(set) var hasStrays = false

  public init(_ table: StreamedTable, _ member: StreamedTable.Member, keys: KeyTable) {
    self.table = table
    self.member = member
    self.keys = keys
    base = keys.count
  }

  /// Writes the parent of every row, and calls back for each run of rows with one parent.
  /// - Complexity: O(bytes of the fields)
  public func probe(
    _ block: RowBlock, _ column: Int, chunk: Int, into parents: UnsafeMutablePointer<Int32>,
    seen: (Int32) -> Void
  ) throws(ScanFault) {
    let isJSON = block.delimiter == nil
    let (positions, stride, end, trim) = (block.positions, block.stride, block.ends[column], block.trims[column])
    runs.removeAll(keepingCapacity: true)
    hasStrays = false
    var last = block.base
    var lastLength = -1
    var parent = ParentProbe.unknown
    for row in 0..<block.rows {
      let place = row &* stride &+ end
      let from = Int(positions[place &- 1] &+ 1)
      let length = Int(positions[place]) &- trim &- from
      let name = block.base + from
      if length == lastLength, length >= 0, ByteHash.isSame(name, last, length), !isJSON || name[-1] == last[-1] {
        parents[row] = parent
        if parent == ParentProbe.unknown { strays += 1 }
        continue
      }
      (last, lastLength) = (name, length)
      runs.append(UInt32(truncatingIfNeeded: row))
      let field = length < 0 ? nil : UnsafeBufferPointer(start: name, count: length)
      parent = try target(field, isJSON: isJSON, block, chunk, row)
      parents[row] = parent
      if parent >= 0 { seen(parent) } else { hasStrays = true }
      if parent == ParentProbe.unknown { strays += 1 }
    }
  }

  private func target(
    _ field: UnsafeBufferPointer<UInt8>?, isJSON: Bool, _ block: RowBlock, _ chunk: Int, _ row: Int
  ) throws(ScanFault) -> Int32 {
    guard let field, let bytes = field.baseAddress else { return ParentProbe.unknown }
    let kind: UInt32 = isJSON && bytes[-1] != UInt8(ascii: "\"") ? ByteDictionary.otherKind : 0
    // Children mostly come in the order of their parents.
    let next = Int(likely) + 1
    if next < base, keys.isWritten(field, kind: kind, next) {
      likely = Int32(truncatingIfNeeded: next)
      return likely
    }
    if let known = keys.row(field, kind: kind) {
      likely = Int32(truncatingIfNeeded: known)
      return likely
    }
    if let code = others.find(bytes, field.count, kind: kind) {
      let target = targets[Int(code)]
      if target == ParentProbe.unknown { try checkBlank(block, row) }
      return target
    }
    guard let value = StreamedValue.read(field, kind: kind, isJSON: isJSON) else {
      throw .odd("a value that is no JSON")
    }
    let target: Int32
    switch table.target(member.read(value)) {
    case .null: target = ParentProbe.none
    case .unknown:
      try checkBlank(block, row)
      target = ParentProbe.unknown
    case .name(let name):
      let forms = [name.folded] + name.others
      if let known = forms.lazy.compactMap({
        self.keys.row(folded: $0).map { Int32(truncatingIfNeeded: $0) } ?? self.orphanOfName[$0]
      }).first {
        target = known
      } else {
        target = Int32(truncatingIfNeeded: base + orphans.count)
        orphanOfName[name.folded] = target
        orphans.append(Orphan(name: name, chunk: chunk, row: row))
      }
    }
    _ = others.code(bytes, field.count, kind: kind)
    targets.append(target)
    return target
  }

  /// A row without anything in it is no record, and numbers of rows do not count it.
  private func checkBlank(_ block: RowBlock, _ row: Int) throws(ScanFault) {
    if block.delimiter != nil, block.isBlank(row) { throw .odd("a blank row") }
  }
}
