import Schema

/// The headers under which a sheet gives an entity's members, as recognition reads them: for templates that people fill
/// in.
public struct SheetHeaders: Sendable {
  private let names: HeaderNames
  private let entity: EntityType

  public init(_ entity: EntityType, schema: InventorySchema) {
    self.entity = entity
    names = HeaderNames(entity, schema: schema)
  }

  /// The attribute or to-one relation that a header means, if any.
  public func member(of header: String) -> String? { names.member(of: header) }

  /// A header that means a member and nothing else: in Vietnamese the first of its names that is Vietnamese, if it has
  /// one, else its own name.
  public func header(of member: String, _ language: Language) -> String {
    let synonyms = entity.attribute(member)?.synonyms ?? entity.relation(member)?.synonyms ?? []
    guard language == .vi else { return member }
    let own = synonyms.first { synonym in
      // A question is answered with yes or no, not with the attribute's own words.
      !synonym.utf8.allSatisfy { $0 < 0x80 } && names.member(of: synonym) == member && names.question(synonym) == nil
    }
    guard let own, let first = own.first else { return member }
    return first.uppercased() + own.dropFirst()
  }
}
