import Diagnostics
import Values

/// An `adapter` document: how one tool's export maps to entities, without a line of code.
///
///     adapter: snipe-it
///     version: 1.0.0
///     title: Snipe-IT (assets exported as CSV)
///     recognise: {format: csv, headers: [Asset Tag, Checkout Type]}
///     date_order: mdy
///     records:
///       - entity: device
///         declared: true
///         where: row['Category'] != 'Camera'
///         columns: {asset_tag: Asset Tag, model: [Model, Model Number], vendor: Manufacturer}
///         derive:
///           status: "row['Checkout Type'] == '' ? 'inventory' : 'active'"
///
/// Columns are named by header in tables and by member, dotted path or JSON pointer in trees; in XML by child element,
/// path or `@attribute`. `..` climbs to the object or element around a record.
public struct AdapterDeclaration: Sendable {
  /// As manifests say it.
  public var name: Located<String>
  public var version: String
  /// For people: the tool, and the form of its output.
  public var title: String
  public var recognise: Marks
  /// How the tool writes dates; a manifest's source may say otherwise.
  public var dateOrder: DateOrder?
  public var records: [Records]
  public var span: Span

  /// What tells the tool's files from others; all of it must hold.
  public struct Marks: Sendable {
    /// The form of the file.
    public var format: Format
    /// Headers that a table must have.
    public var headers: [Located<String>]
    /// JSON pointers at which something must stand, in the first of the records where there is a list.
    public var pointers: [Located<String>]
    /// The outermost element of XML.
    public var root: Located<String>?
    /// The sheet or table that must be there.
    public var sheet: Located<String>?
    /// Whether files of others may look the same.
    public var isLikely: Bool
    /// nil if the document does not say; such an adapter reads only what a manifest gives it.
    public var span: Span?
  }

  /// The forms that an adapter can be declared for.
  public enum Format: String, Sendable, CaseIterable {
    case csv, json, ndjson, yaml, xml, xlsx, sqlite
  }

  /// Rows of one entity, or of one catalog's reference data.
  public struct Records: Sendable {
    public var target: Target
    /// Where they stand: a JSON pointer or a path of elements, in which `*` stands for every item; nil for the rows of
    /// the table, the items of the outermost list, or the outermost object.
    public var at: Located<String>?
    /// The only sheet or table that they stand in.
    public var sheet: Located<String>?
    public var columns: [Column]
    /// Members whose value is worked out, by an expression over `row`.
    public var derive: [Derived]
    /// Which of the rows count; nil for all.
    public var condition: ExpressionText?
    public var claims: [ManifestSource.SectionCoverage]
    /// The column that dates the records, or a pointer from the document's root.
    public var collected: Located<String>?
    /// Whether they say what should be, rather than what a tool saw.
    public var isDeclared: Bool
    /// The to-one relation that means the device the document is about, where it names none.
    public var host: Located<String>?
    public var span: Span
  }

  public enum Target: Sendable {
    case entity(Located<String>)
    case catalog(Located<String>)
  }

  /// A member and the columns that give it, of which the first that is filled counts.
  public struct Column: Sendable {
    public var member: Located<String>
    public var sources: [Located<String>]
  }

  public struct Derived: Sendable {
    public var member: Located<String>
    public var expression: ExpressionText
  }
}

extension AdapterDeclaration {
  /// What is wrong with the entities, members and sections that it names, under a schema.
  public func diagnostics(under schema: InventorySchema) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for records in records {
      guard case .entity(let name) = records.target else { continue }
      guard let entity = schema[name.value] else {
        let known = schema.entities.map(\.name)
        found.append(.unknownName(.unknownEntity, name.value, what: "entity", known: known, at: name.span))
        continue
      }
      let members = entity.attributes.map(\.name) + entity.toOneRelations.map(\.name)
      let named = records.columns.map(\.member) + records.derive.map(\.member) + [records.host].compactMap { $0 }
      for member in named where !members.contains(member.value) {
        found.append(
          .unknownName(
            .unknownMember, member.value, what: "attribute or to-one relation of `\(entity.name)` named",
            known: members, at: member.span))
      }
      let sections = schema.sections(of: entity.name)
      for claim in records.claims where !sections.contains(claim.section.value) {
        found.append(
          .unknownName(
            .unknownSection, claim.section.value, what: "section of `\(entity.name)` named", known: sections,
            at: claim.section.span))
      }
    }
    return found
  }
}
