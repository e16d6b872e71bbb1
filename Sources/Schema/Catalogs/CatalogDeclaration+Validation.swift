import Diagnostics

extension CatalogDeclaration {
  /// What is wrong with the entities and attributes that `classify` names, under a schema.
  public func diagnostics(under schema: InventorySchema) -> [Diagnostic] {
    classify.flatMap { classifier -> [Diagnostic] in
      guard let entity = schema[classifier.entity.value] else {
        return [
          .unknownName(
            .unknownEntity, classifier.entity.value, what: "entity", known: schema.entities.map(\.name),
            at: classifier.entity.span)
        ]
      }
      return classifier.ranks.compactMap { rank in
        if let attribute = entity.attribute(rank.attribute.value) {
          let element = attribute.type.element ?? attribute.type
          let isText = [.text, .string].contains(element) || element.vocabulary != nil
          return isText ? nil : .classifyType(rank.attribute, type: attribute.type, declared: attribute.span)
        }
        return .unknownName(
          .unknownMember, rank.attribute.value, what: "attribute of `\(entity.name)` named",
          known: entity.attributes.map(\.name), at: rank.attribute.span)
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func classifyType(
    _ attribute: Located<String>, type: AttributeType, declared: Span
  ) -> Diagnostic {
    Diagnostic(
      .invalidMember, "a catalog classifies by texts, but `\(attribute.value)` is of type `\(type)`",
      at: attribute.span, also: [Diagnostic.Label(declared, "declared here")])
  }
}
