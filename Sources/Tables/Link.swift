import Values

/// A to-one relation: for each row, the row of the other entity that it names.
public struct Link: Sendable {
  /// A row that names nobody: the word for none.
  public static let null: Int32 = -1
  /// A row of which it is not known whom it names; `reasons` says why.
  public static let unknown: Int32 = -2

  /// `entity.relation`, as causes name it.
  public let name: String
  /// The entity that is named.
  public let target: String
  /// Row of the target, or `null`, or `unknown`.
  public let rows: [Int32]
  /// Why a row's target is not known.
  public let reasons: [Int: Unknown.Code]
  /// As it stands in the file, for evidence; the code 0 is the empty string.
  public let raw: Column

  public init(name: String, target: String, rows: [Int32], reasons: [Int: Unknown.Code], raw: Column) {
    self.name = name
    self.target = target
    self.rows = rows
    self.reasons = reasons
    self.raw = raw
  }

  /// The value of the relation where it names nobody that is known.
  public func unknown(at row: Int) -> Unknown { Unknown(reasons[row] ?? .valueMissing, name) }
}

/// A to-many relation as adjacency lists: the child rows of each parent row, in the children's order.
///
///     starts   0 2 2 5        parent 0 has children[0..<2], parent 1 none, parent 2 children[2..<5]
///     children 4 7 0 1 9
public struct Adjacency: Sendable {
  public let starts: [UInt32]
  public let children: [UInt32]

  /// - Complexity: O(parents + children)
  public init(inverting link: Link, parents: Int) {
    var counts = [UInt32](repeating: 0, count: parents + 1)
    for row in link.rows where row >= 0 { counts[Int(row) + 1] += 1 }
    for parent in 0..<parents { counts[parent + 1] += counts[parent] }
    var next = counts
    var children = [UInt32](repeating: 0, count: Int(counts[parents]))
    for (child, row) in link.rows.enumerated() where row >= 0 {
      children[Int(next[Int(row)])] = UInt32(child)
      next[Int(row)] += 1
    }
    starts = counts
    self.children = children
  }

  /// The children of a parent.
  public subscript(parent: Int) -> ArraySlice<UInt32> { children[Int(starts[parent])..<Int(starts[parent + 1])] }
}
