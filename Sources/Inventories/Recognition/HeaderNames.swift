import Schema

/// The headers by which an entity's attributes and to-one relations go.
///
/// Headers compare folded, and punctuation between words does not count: `Password State`, `password_state` and
/// `password.state` are one. An attribute's own name goes before the names that others are known by.
struct HeaderNames {
  let entity: EntityType
  private let members: [String: String]
  private let questions: [String: AttributeDeclaration.Question]

  init(_ entity: EntityType, schema: InventorySchema) {
    self.entity = entity
    var members: [String: String] = [:]
    func add(_ header: String, _ member: String) {
      let name = HeaderNames.canonical(header)
      if members[name] == nil { members[name] = member }
    }
    for attribute in entity.attributes { add(attribute.name, attribute.name) }
    for relation in entity.toOneRelations { add(relation.name, relation.name) }
    var questions: [String: AttributeDeclaration.Question] = [:]
    for attribute in entity.attributes {
      for synonym in attribute.synonyms { add(synonym, attribute.name) }
      for question in attribute.questions {
        add(question.header, attribute.name)
        questions[HeaderNames.canonical(question.header)] = question
      }
    }
    for relation in entity.toOneRelations {
      for synonym in relation.synonyms { add(synonym, relation.name) }
      guard let target = schema[relation.entity], case .keys(let keys) = target.identity else { continue }
      for key in keys where target.attribute(key[0]) != nil { add("\(relation.name).\(key[0])", relation.name) }
    }
    self.members = members
    self.questions = questions
  }

  /// The member that a header means, if any.
  func member(of header: String) -> String? { members[Self.canonical(header)] }

  /// The member that a header in its form for comparison means, if any.
  func member(canonical header: String) -> String? { members[header] }

  /// The question that a header asks, if it is one that yes and no answer.
  func question(_ header: String) -> AttributeDeclaration.Question? { questions[Self.canonical(header)] }

  /// Every member's name, for suggestions.
  var names: [String] { entity.attributes.map(\.name) + entity.toOneRelations.map(\.name) }

  /// A header's form for comparison: folded, its words joined with `_`.
  static func canonical(_ header: String) -> String { HeaderText.canonical(header) }
}
