/// A row of reference data, or a catalog of such rows, as evidence names it: where it stands, and on which day it was true.
public struct ReferencePlace: Sendable, Hashable {
  /// The catalog's name.
  public var catalog: String
  /// The row's key, its parts joined with `/`; empty for the catalog as a whole.
  public var key: String
  /// The column that identifies a row.
  public var keyColumn: String
  /// The document or the inventory's file in which it stands.
  public var path: String
  /// SHA-256 of the inventory's file; empty for a document.
  public var digest: String
  /// From 1; 0 where it is not told.
  public var row: Int
  public var line: Int
  /// JSON pointer of the row, in files that have one; else empty.
  public var pointer: String
  /// The day on which it was true; nil where nobody says.
  public var asOf: CalendarDate?
  /// Whether nobody has verified what it states.
  public var isUnchecked: Bool
  /// Whether it comes from a file of the inventory.
  public var isSupplied: Bool

  public init(
    catalog: String, key: String = "", keyColumn: String = "", path: String, digest: String = "", row: Int = 0,
    line: Int, pointer: String = "", asOf: CalendarDate?, isUnchecked: Bool = false, isSupplied: Bool = false
  ) {
    self.catalog = catalog
    self.key = key
    self.keyColumn = keyColumn
    self.path = path
    self.digest = digest
    self.row = row
    self.line = line
    self.pointer = pointer
    self.asOf = asOf
    self.isUnchecked = isUnchecked
    self.isSupplied = isSupplied
  }

  /// By what tells nearly all places apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(row)
    hasher.combine(line)
  }
}

/// A row of reference data.
public protocol ReferenceRow: ObjectValue {
  /// Where it stands.
  var place: ReferencePlace { get }

  /// What a column is called where the row stands, and its text there; nil where that is not told.
  func spelling(of column: String) -> (header: String, raw: String)?
}

extension ReferenceRow {
  public var reference: (any ReferenceRow)? { self }
}

/// What looks rows of reference data up.
public protocol ReferenceCatalog: ObjectValue {
  /// Where it stands.
  var place: ReferencePlace { get }

  /// The rows on which the answer to a call rests, those included that leave it open.
  func rowsConsulted(_ method: String, _ arguments: [Value]) -> [any ReferenceRow]

  /// Where `classify` of an entity looks at one attribute and nothing else, and compares it as a whole: the attribute, and
  /// the folded texts that it looks for. Any other known text of the attribute is classified as `''`. nil where there is
  /// more to it.
  func textsClassified(of entity: String) -> (attribute: String, texts: [String])?
}

extension ReferenceCatalog {
  public var referenceCatalog: (any ReferenceCatalog)? { self }

  /// More to it, unless a catalog says otherwise.
  public func textsClassified(of entity: String) -> (attribute: String, texts: [String])? { nil }
}
