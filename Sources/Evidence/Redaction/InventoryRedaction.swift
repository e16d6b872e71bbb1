import Schema
import Tables

/// What an inventory's own rows may be shown as, outside of records: the same redaction that records get.
///
/// Making one reads every secret of the inventory: make one, and hand it on.
public struct InventoryRedaction: Sendable {
  private let redactor: Redactor

  /// - Complexity: O(distinct secrets)
  public init(_ source: any BatchSource, personal: PersonalData = .withheld) {
    redactor = Redactor(source: source, personal: personal)
  }

  /// The id of a row's subject.
  public func subject(_ row: Int, of entity: String) -> String { redactor.subject(row, of: entity) }

  /// What a person calls a row's subject.
  public func name(_ row: Int, of entity: String) -> String { redactor.name(row, of: entity) }

  /// A value of an attribute or relation, as a source of the row writes it. What a relation says is the name of a
  /// subject, and is masked as such; what cannot be read of a secret is withheld.
  public func value(_ raw: String, of member: String, row: Int, entity: String, isReadable: Bool = true) -> String {
    guard !raw.isEmpty else { return raw }
    if let shown = redactor.withheld(.string(raw), of: member, entity: entity) { return shown.plainText }
    let attribute = redactor.source.schema[entity]?.attribute(member)
    if let attribute, attribute.sensitivity != .none, !isReadable { return Redaction.mark }
    // A word out of a closed list is no secret, even where somebody's password or login is spelt the same.
    if isReadable, attribute?.type.isClosed == true { return raw }
    return text(raw, row: row, entity: entity)
  }

  /// Any text about a row.
  public func text(_ text: String, row: Int, entity: String) -> String {
    redactor.mask(text, redactor.closure(of: row, entity: entity))
  }
}
