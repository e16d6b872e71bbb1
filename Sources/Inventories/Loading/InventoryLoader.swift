import Diagnostics
import Formats
import Schema
import Tables
import Values

/// Reads an inventory: files and folders in, one `Inventory` out, with a report of what became of everything.
///
///     paths ─ InventoryFiles ─ contents, manifests ─ RecordSet (recognised, mapped) ─ InventoryBuilder ─ Inventory
///
/// What comes out depends on the files and their paths relative to the roots given, never on the order in which paths
/// are named.
public enum InventoryLoader {
  /// What a profile or the command line may say about every inventory.
  public struct Options: Sendable {
    /// The zone that goes before the manifest's.
    public var zone: String?
    /// How dates are written where neither source nor manifest says; nil reads ISO dates only.
    public var dateOrder: DateOrder?
    /// Adapters that documents declare, besides those that Kiem brings.
    public var adapters: [AdapterDeclaration]
    /// Whether to keep how every record became part of its subject, for people who ask. It takes memory for each record.
    public var keepsTrace: Bool
    /// Whether configuration files become rows of `document`, beside what adapters recognise in them; nil leaves them
    /// be. Asked for by runs whose policies speak of documents.
    public var documents: DocumentReading?

    public init(
      zone: String? = nil, dateOrder: DateOrder? = nil, adapters: [AdapterDeclaration] = [], keepsTrace: Bool = false,
      documents: DocumentReading? = nil
    ) {
      self.documents = documents
      self.adapters = adapters
      self.zone = zone
      self.dateOrder = dateOrder
      self.keepsTrace = keepsTrace
    }
  }

  /// The zone where neither a profile nor a manifest names one.
  public static let standardZone = "Asia/Ho_Chi_Minh"

  /// Reads files and folders, and rows given inline.
  ///
  /// A path that is not there, a manifest with errors, a file that cannot be read, a file named outright that no entity
  /// fits, and a source without rows that nobody declared complete make the inventory unusable; everything else is
  /// reported and the run goes on.
  /// - Complexity: O(bytes + cells · log records)
  public static func load(
    paths: [String], inline: InlineInventory? = nil, schema: InventorySchema, options: Options = Options()
  ) -> LoadedInventory {
    var assembly = InventoryAssembly(schema: schema, options: options, readsFiles: !paths.isEmpty)
    assembly.add(paths)
    if let inline { assembly.add(inline) }
    return assembly.finish(paths: paths)
  }

  /// An inventory of rows given inline, as a test gives them.
  public static func inline(
    _ inline: InlineInventory, schema: InventorySchema, options: Options = Options()
  ) -> LoadedInventory {
    load(paths: [], inline: inline, schema: schema, options: options)
  }
}

/// What came of reading an inventory.
public struct LoadedInventory: Sendable {
  /// nil if it cannot be used: exit status 66 if `missingPaths` names any, else 65.
  public var inventory: Inventory?
  /// The manifests that were read: part of what names the run.
  public var manifests: [InventorySource]
  /// Rows of reference data, for catalogs, in the order of their files.
  public var references: [AdaptedReference]
  /// Files with waivers or attestations, in the order of their paths.
  public var registers: [InventoryRegister] = []
  /// The declared adapters that read a file, those aside that manifests name (they are among `manifests`): part of what
  /// names the run.
  public var adapters: [AdapterDeclaration]
  public var report: InventoryReport
  /// In the order found: by file, then as they stand in it.
  public var diagnostics: DiagnosticList
  /// Paths named outright that are not there.
  public var missingPaths: [String]
  /// Where each file stands, as the user would find it, by the path that evidence calls it.
  public var paths: [String: String] = [:]
  /// Whether everything was read, and nothing of it is about a subject: reference data, lists of waivers.
  public var holdsOnlyReferences = false
  /// How records became subjects, where the options ask for it.
  public var trace: ResolutionTrace?

  /// The files of reference data: part of what names the run.
  public var referenceSources: [InventorySource] {
    var seen: Set<String> = []
    return references.filter { seen.insert($0.path).inserted }.map { reference in
      InventorySource(
        path: reference.path, digest: reference.digest, format: "", collected: reference.asOf, coverage: [:],
        entity: "", headers: [:])
    }
  }

  /// What the day of a run shows to be doubtful: sources dated after it.
  public func diagnostics(asOf: CalendarDate) -> [Diagnostic] {
    let dated = report.sources.map { ($0.path, $0.collected) } + referenceSources.map { ($0.path, $0.collected) }
    return dated.compactMap { path, collected in
      collected.flatMap { $0 > asOf ? InventoryDiagnostics.collectedLater(path, $0, asOf: asOf) : nil }
    }
  }
}

/// Rows given inside another document: the `given`, `complete` and `where_present` of a test.
public struct InlineInventory: Sendable {
  /// The rows of one entity.
  public struct Entity: Sendable {
    public var name: String
    public var rows: [Row]
    public var span: Span?

    public init(_ name: String, rows: [Row], span: Span? = nil) {
      self.name = name
      self.rows = rows
      self.span = span
    }
  }

  public struct Row: Sendable {
    public var fields: [Field]
    public var span: Span?

    public init(_ fields: [Field], span: Span? = nil) {
      self.fields = fields
      self.span = span
    }
  }

  /// A value under a dotted name.
  public struct Field: Sendable {
    public var name: String
    public var value: RawValue
    public var span: Span?
    /// All that is written of the value, for the data of a document; nil for other values.
    public var document: Span?

    public init(_ name: String, _ value: RawValue, span: Span? = nil, document: Span? = nil) {
      self.document = document
      self.name = name
      self.value = value
      self.span = span
    }
  }

  public var entities: [Entity]
  /// Sections of which the rows are all there is, for every parent.
  public var complete: [String]
  /// Sections of which the rows are all there is for the parents they name.
  public var wherePresent: [String]
  /// The day on which the rows count as collected.
  public var collected: CalendarDate

  public init(entities: [Entity], complete: [String] = [], wherePresent: [String] = [], collected: CalendarDate) {
    self.entities = entities
    self.complete = complete
    self.wherePresent = wherePresent
    self.collected = collected
  }

  /// Rows as YAML mappings; nested mappings become dotted names.
  public init(
    given: [String: [YAMLNode]], complete: [String] = [], wherePresent: [String] = [], collected: CalendarDate
  ) {
    let entities = given.keys.sorted().map { name in
      Entity(name, rows: (given[name] ?? []).map { Row(Self.fields($0, of: name, prefix: ""), span: $0.headSpan) })
    }
    self.init(entities: entities, complete: complete, wherePresent: wherePresent, collected: collected)
  }

  private static func fields(_ node: YAMLNode, of entity: String, prefix: String) -> [Field] {
    guard case .mapping(let entries) = node.kind else { return [] }
    return entries.flatMap { entry in
      let name = prefix + (entry.key.scalar?.text ?? "")
      if entity == DocumentEntity.name, name == DocumentEntity.data {
        return [Field(name, .null, span: entry.value.headSpan, document: entry.value.span)]
      }
      if case .mapping(let inner) = entry.value.kind, !inner.isEmpty {
        return fields(entry.value, of: entity, prefix: name + ".")
      }
      return [Field(name, entry.value.asRawValue(), span: entry.value.span)]
    }
  }
}
