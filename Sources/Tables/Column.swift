import Values

/// One attribute of an entity's rows, dictionary-coded: each distinct spelling is read once.
///
///     codes    0 1 0 2 ...          one per row
///     entries  0 -> raw "9.80.3",  value version(9.80.3)
///              1 -> raw "",        value unknown(value-missing)
///              2 -> raw "9.8O.1",  value unknown(value-unreadable)
///
/// What is not known is an entry like any other, so that a predicate over the column is evaluated once per entry and
/// then looked up per row.
public struct Column: Sendable {
  /// What a cell is, for `has` (DESIGN section 2.2).
  public enum Presence: UInt8, Sendable {
    /// A value other than null is there, readable or not.
    case given
    /// Collected, and empty or a none word.
    case empty
    /// No source that covers the subject has the attribute.
    case absent
  }

  public struct Entry: Sendable {
    /// As it stands in the file; of a conflict, all spellings joined by ` | `.
    public var raw: String
    /// The value, null for a none word, `unknown` where there is none.
    public var value: Value
    public var presence: Presence

    public init(raw: String, value: Value, presence: Presence) {
      self.raw = raw
      self.value = value
      self.presence = presence
    }
  }

  /// `entity.attribute`, as causes name it.
  public let name: String
  public let codes: [UInt32]
  public let entries: [Entry]
  /// The record that each row's value came from, as an index into the table's records; nil where every value came from
  /// the row's first record.
  public let records: [UInt32]?
  /// All records that take part in a conflict, by row.
  public let conflicts: [Int: [UInt32]]

  public init(
    name: String, codes: [UInt32], entries: [Entry], records: [UInt32]? = nil, conflicts: [Int: [UInt32]] = [:]
  ) {
    precondition(records == nil || records!.count == codes.count, "one record per row")
    self.name = name
    self.codes = codes
    self.entries = entries
    self.records = records
    self.conflicts = conflicts
  }

  /// A column that no source has: every row is `attribute-absent`.
  public static func absent(_ name: String, rows: Int) -> Column {
    absent(name, codes: Array(repeating: 0, count: rows))
  }

  /// The same over an array of zeros, which is not copied.
  static func absent(_ name: String, codes: [UInt32]) -> Column {
    let entry = Entry(raw: "", value: .unknown(Unknown(.attributeAbsent, name)), presence: .absent)
    return Column(name: name, codes: codes, entries: [entry])
  }

  public subscript(row: Int) -> Entry { entries[Int(codes[row])] }
}

/// Builds a column row by row.
public struct ColumnBuilder: Sendable {
  private struct Key: Hashable {
    var raw: String
    var presence: UInt8
    var discriminator: String
  }

  private let name: String
  private var codes: [UInt32] = []
  private var entries: [Column.Entry] = []
  private var codeOfKey: [Key: UInt32] = [:]
  private var records: [UInt32] = []
  private var conflicts: [Int: [UInt32]] = [:]

  public init(name: String) { self.name = name }

  /// Appends the next row's value.
  ///
  /// - Parameters:
  ///   - discriminator: tells apart entries of equal spelling that mean different things (a conflict's reason).
  ///   - record: the record the value came from, as an index into the table's records.
  /// - Complexity: O(1) amortised
  public mutating func append(_ entry: Column.Entry, discriminator: String = "", record: UInt32) {
    let key = Key(raw: entry.raw, presence: entry.presence.rawValue, discriminator: discriminator)
    if let code = codeOfKey[key] {
      codes.append(code)
    } else {
      let code = UInt32(entries.count)
      codeOfKey[key] = code
      entries.append(entry)
      codes.append(code)
    }
    records.append(record)
  }

  /// Notes which records disagree about the row appended last.
  public mutating func noteConflict(_ records: [UInt32]) { conflicts[codes.count - 1] = records }

  public func build() -> Column {
    Column(name: name, codes: codes, entries: entries, records: records, conflicts: conflicts)
  }
}
