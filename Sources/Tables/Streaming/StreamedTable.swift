import Formats
import Schema
import Values

/// An entity's records in one file that is read as it is needed, chunk by chunk, and never held in memory as a whole.
public struct StreamedTable: Sendable {
  /// A member of the entity that the file has.
  public struct Member: Sendable {
    /// An attribute, or a to-one relation.
    public var name: String
    public var field: ScanLayout.Field
    /// What a value of it is; of a relation as well, whose values are names.
    public var read: @Sendable (RawValue) -> Column.Entry
    /// Folded texts that mean something else than what they say (`n/a`), where every other text is a value as it is; nil
    /// where values are no texts.
    public var wordsApart: [String]?

    public init(
      name: String, field: ScanLayout.Field, wordsApart: [String]? = nil,
      read: @escaping @Sendable (RawValue) -> Column.Entry
    ) {
      self.name = name
      self.field = field
      self.wordsApart = wordsApart
      self.read = read
    }
  }

  /// What a subject is called by others, and by people.
  public struct Name: Sendable, Equatable {
    public var folded: String
    public var display: String
    /// Other forms to be tried, in order, where nobody is called so.
    public var others: [String]

    public init(folded: String, display: String, others: [String] = []) {
      self.folded = folded
      self.display = display
      self.others = others
    }
  }

  /// Whom a record names by a to-one relation.
  public enum Target: Sendable, Equatable {
    case name(Name)
    /// The word for nobody.
    case null
    case unknown(Unknown.Code)
  }

  public var entity: EntityType
  public var file: ScannedFile
  public var format: ScanLayout.Format
  /// Where the first record begins.
  public var start: Int
  /// Index into the inventory's sources.
  public var source: Int
  public var members: [Member]
  /// The attribute whose values identify subjects; nil for an entity of rows.
  public var key: String?
  /// What a value of the key attribute is as a key; nil where it is none.
  public var keyName: @Sendable (Column.Entry) -> Name?
  /// What a value of a to-one relation is as a name.
  public var target: @Sendable (Column.Entry) -> Target
  /// Keys that are certain to be as they are written: letters and digits of ASCII, both, with `-` and `_`. Only where no
  /// word of the schema looks like that.
  public var hasPlainKeys: Bool

  public init(
    entity: EntityType, file: ScannedFile, format: ScanLayout.Format, start: Int, source: Int, members: [Member],
    key: String?, hasPlainKeys: Bool, keyName: @escaping @Sendable (Column.Entry) -> Name?,
    target: @escaping @Sendable (Column.Entry) -> Target
  ) {
    self.entity = entity
    self.file = file
    self.format = format
    self.start = start
    self.source = source
    self.members = members
    self.key = key
    self.hasPlainKeys = hasPlainKeys
    self.keyName = keyName
    self.target = target
  }

  /// The member of that name; nil where the file does not have it.
  public func member(_ name: String) -> Member? { members.first { $0.name == name } }
}

/// An inventory of which every entity is one file that can be streamed.
public struct StreamedInventory: Sendable {
  public var schema: InventorySchema
  /// In the order in which evidence lists them; digests are empty, since nothing that is printed carries them.
  public var sources: [InventorySource]
  public var tables: [StreamedTable]
  public var zone: String

  public init(schema: InventorySchema, sources: [InventorySource], tables: [StreamedTable], zone: String) {
    self.schema = schema
    self.sources = sources
    self.tables = tables
    self.zone = zone
  }

  public func table(_ entity: String) -> StreamedTable? { tables.first { $0.entity.name == entity } }
}
