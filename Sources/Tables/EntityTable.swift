import Values

/// The rows of one entity: resolved subjects (`identity: keys`) or streamed rows (`identity: row`).
public struct EntityTable: Sendable {
  /// Where a row was found.
  public struct RecordLocator: Sendable, Hashable {
    /// Index into the inventory's sources.
    public var source: UInt32
    /// Record number in its file, from 1.
    public var row: UInt32
    /// Line on which it begins, from 1.
    public var line: UInt32
    /// JSON pointer of the record, where the format has one.
    public var pointer: String
    /// Which of its source's headers hold for it: 0 the usual ones, else one more than the index of a variant.
    public var variant: UInt32

    public init(source: UInt32, row: UInt32, line: UInt32, pointer: String = "", variant: UInt32 = 0) {
      self.variant = variant
      self.source = source
      self.row = row
      self.line = line
      self.pointer = pointer
    }
  }

  public let entity: String
  /// The stable id of each row's subject.
  public let subjects: [String]
  /// What a person calls it; the id where there is nothing better.
  public let names: [String]
  public let records: [RecordLocator]
  /// The records of each row, in source order; empty for a subject that only other rows or the manifest name.
  public let recordsOfRow: [[UInt32]]
  /// Subjects made from rows of others that name them (a software row's device that no register has).
  public let orphans: Set<Int>
  /// By attribute. An attribute that no source has is missing here; `column(_:)` gives it all the same.
  public let columns: [String: Column]
  /// By to-one relation. A relation that no source has is missing here.
  public let links: [String: Link]
  /// The codes of every column that is not there: one array for all of them.
  private let absentCodes: [UInt32]

  public init(
    entity: String, subjects: [String], names: [String], records: [RecordLocator], recordsOfRow: [[UInt32]],
    orphans: Set<Int>, columns: [String: Column], links: [String: Link]
  ) {
    precondition(subjects.count == names.count && subjects.count == recordsOfRow.count, "one entry per row")
    self.entity = entity
    self.subjects = subjects
    self.names = names
    self.records = records
    self.recordsOfRow = recordsOfRow
    self.orphans = orphans
    self.columns = columns
    self.links = links
    absentCodes = [UInt32](repeating: 0, count: subjects.count)
  }

  public var count: Int { subjects.count }

  /// The column of an attribute, all absent where no source has it.
  /// - Complexity: O(1)
  public func column(_ attribute: String) -> Column {
    columns[attribute] ?? .absent("\(entity).\(attribute)", codes: absentCodes)
  }

  /// The record that a value came from; nil for a subject without records.
  public func record(of row: Int, attribute: String) -> RecordLocator? {
    if let column = columns[attribute] ?? links[attribute]?.raw, let records = column.records {
      let index = Int(records[row])
      if index < self.records.count { return self.records[index] }
    }
    return recordsOfRow[row].first.map { records[Int($0)] }
  }

  /// The source of each row's value, by index; -1 for a subject without records.
  /// - Complexity: O(rows)
  func origins(of attribute: String) -> [Int32] {
    let indices = columns[attribute]?.records ?? links[attribute]?.raw.records
    return recordsOfRow.indices.map { row in
      if let indices, Int(indices[row]) < records.count { return Int32(records[Int(indices[row])].source) }
      return recordsOfRow[row].first.map { Int32(records[Int($0)].source) } ?? -1
    }
  }
}
