import Diagnostics
import Values

/// A reference table shipped with policies: products and look-alikes, firmware releases, sensitive places.
public struct CatalogDeclaration: Sendable {
  /// A CEL identifier: expressions name the catalog by it.
  public var name: String
  /// The day on which its rows were true. A row may state its own.
  public var asOf: CalendarDate?
  /// Where its rows come from. A row may state its own.
  public var origin: String?
  /// In the order of the document.
  public var columns: [CatalogColumn]
  /// The columns that `row(...)` takes, in order; never empty in a usable catalog.
  public var key: [String]
  /// The list column whose texts stand for a row's key as well; only with a key of one column.
  public var aliases: String?
  /// By entity: the ranked ways to tell which row an entity is.
  public var classify: [CatalogClassifier]
  public var rows: [CatalogRow]
  public var doc: LocalizedText
  /// Where the name stands.
  public var span: Span

  public init(
    name: String, asOf: CalendarDate? = nil, origin: String? = nil, columns: [CatalogColumn], key: [String],
    aliases: String? = nil, classify: [CatalogClassifier] = [], rows: [CatalogRow],
    doc: LocalizedText = LocalizedText(), span: Span
  ) {
    self.name = name
    self.asOf = asOf
    self.origin = origin
    self.columns = columns
    self.key = key
    self.aliases = aliases
    self.classify = classify
    self.rows = rows
    self.doc = doc
    self.span = span
  }

  public func column(_ name: String) -> CatalogColumn? { columns.first { $0.name == name } }

  public func classifier(of entity: String) -> CatalogClassifier? { classify.first { $0.entity.value == entity } }

  /// The column of patterns that are certainly another product's, by its conventional name.
  public var lookAlikesColumn: CatalogColumn? { column("look_alikes") }

  /// The column of patterns that make an answer undecided, by its conventional name.
  public var suspectColumn: CatalogColumn? { column("suspect") }

  /// The columns that name products of vulnerabilities, by their conventional names: a CPE, a package URL, a CPE's
  /// vendor and product.
  public static let productColumns = ["cpe", "purl", "product"]

  /// Whether it lists vulnerabilities, by the conventional names of its columns: then `affecting` looks versions up.
  public var listsVulnerabilities: Bool {
    column("id") != nil && column("fixed") != nil && column("last_affected") != nil
      && Self.productColumns.contains { column($0) != nil }
  }

  /// The names that a row may have beside the columns.
  public static let rowMarks = ["as_of", "origin", "unchecked"]
}

extension CatalogDeclaration {
  /// The type of the variable by which expressions name the catalog.
  public var objectType: ObjectType { CatalogDeclaration.objectType(name) }

  /// The type of what `row` and `match` give.
  public var rowType: ObjectType { CatalogDeclaration.rowType(name) }

  public static func objectType(_ name: String) -> ObjectType { ObjectType("catalog:\(name)") }
  public static func rowType(_ name: String) -> ObjectType { ObjectType("row:\(name)") }

  /// The attributes that `classify` and `match` read of an entity, by rank; empty where the catalog cannot tell.
  public func attributesRead(of entity: String) -> [String] {
    classifier(of: entity)?.ranks.map(\.attribute.value) ?? []
  }
}

/// A column of a catalog.
public struct CatalogColumn: Sendable {
  public var name: String
  public var type: AttributeType
  public var span: Span

  public init(name: String, type: AttributeType, span: Span) {
    self.name = name
    self.type = type
    self.span = span
  }
}

/// How a catalog tells which row an entity is: the first rank that answers wins.
public struct CatalogClassifier: Sendable {
  public var entity: Located<String>
  public var ranks: [Rank]

  /// An attribute whose value is looked up in a column.
  public struct Rank: Sendable {
    public var attribute: Located<String>
    public var column: Located<String>
    public var match: Match

    public init(attribute: Located<String>, column: Located<String>, match: Match) {
      self.attribute = attribute
      self.column = column
      self.match = match
    }
  }

  public enum Match: String, Sendable, CaseIterable {
    /// The whole folded value equals the text, or the pattern matches the whole of it.
    case whole
    /// The text stands in the value as whole words, folded.
    case phrase
  }

  public init(entity: Located<String>, ranks: [Rank]) {
    self.entity = entity
    self.ranks = ranks
  }
}

/// A row of a catalog.
public struct CatalogRow: Sendable {
  /// By column. A column without a cell is not known for this row.
  public var cells: [String: CatalogCell]
  /// The row's own day, else the catalog's.
  public var asOf: CalendarDate?
  /// The row's own origin, else the catalog's.
  public var origin: String?
  /// Whether it states what nobody has verified; reports say so wherever it decides.
  public var isUnchecked: Bool
  /// Whether it comes from a file of the inventory, not from the document; its day is then that file's or none.
  public var isSupplied: Bool
  /// Where it stands in the inventory, if it is supplied.
  public var supplied: SuppliedPlace?
  /// Where it stands in the document; of a supplied row the catalog's name.
  public var span: Span

  /// The place of a row in a file of the inventory.
  public struct SuppliedPlace: Sendable, Hashable {
    public var path: String
    public var digest: String
    public var row: Int
    public var line: Int
    public var pointer: String

    public init(path: String, digest: String, row: Int, line: Int, pointer: String) {
      self.path = path
      self.digest = digest
      self.row = row
      self.line = line
      self.pointer = pointer
    }
  }

  public init(
    cells: [String: CatalogCell], asOf: CalendarDate? = nil, origin: String? = nil, isUnchecked: Bool = false,
    isSupplied: Bool = false, span: Span
  ) {
    self.isSupplied = isSupplied
    self.cells = cells
    self.asOf = asOf
    self.origin = origin
    self.isUnchecked = isUnchecked
    self.span = span
  }

  /// The value of a column, or nil where the row does not say.
  public func value(_ column: String) -> Value? { cells[column]?.value }
}

/// A cell of a catalog that has a value.
public struct CatalogCell: Sendable {
  public var value: Value
  /// The texts as written: one for a scalar, one per element of a list. Patterns are compiled from these, so that an
  /// error inside one points into the file.
  public var texts: [LocatedText]
  /// Of a cell that a file of the inventory supplies: what its column is called there, and what stands there.
  public var header: String?
  public var raw: String?
  public var span: Span

  public init(value: Value, texts: [LocatedText], span: Span) {
    self.value = value
    self.texts = texts
    self.span = span
  }
}
