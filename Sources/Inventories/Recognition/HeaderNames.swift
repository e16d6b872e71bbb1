import Schema
import Values

/// The headers by which an entity's attributes and to-one relations go.
///
/// Headers compare folded, and punctuation between words does not count: `Password State`, `password_state` and
/// `password.state` are one. An attribute's own name goes before the names that others are known by.
struct HeaderNames {
  let entity: EntityType
  private let members: [ExactText: String]
  private let questions: [ExactText: AttributeDeclaration.Question]
  private let plain: PlainHeaders

  init(_ entity: EntityType, schema: InventorySchema) {
    self.entity = entity
    var members: [ExactText: String] = [:]
    members.reserveCapacity(entity.attributes.reduce(32) { $0 + 1 + $1.synonyms.count + $1.questions.count })
    var names: [(canonical: String, member: String)] = []
    func add(_ header: String, _ member: String) {
      let name = ExactText(HeaderNames.canonical(header))
      if let first = members.updateValue(member, forKey: name) {
        members[name] = first
      } else {
        names.append((name.text, member))
      }
    }
    for attribute in entity.attributes { add(attribute.name, attribute.name) }
    for relation in entity.toOneRelations { add(relation.name, relation.name) }
    var questions: [ExactText: AttributeDeclaration.Question] = [:]
    for attribute in entity.attributes {
      for synonym in attribute.synonyms { add(synonym, attribute.name) }
      for question in attribute.questions {
        add(question.header, attribute.name)
        questions[ExactText(HeaderNames.canonical(question.header))] = question
      }
    }
    for relation in entity.toOneRelations {
      for synonym in relation.synonyms { add(synonym, relation.name) }
      guard let target = schema[relation.entity], case .keys(let keys) = target.identity else { continue }
      for key in keys where target.attribute(key[0]) != nil { add("\(relation.name).\(key[0])", relation.name) }
    }
    self.members = members
    self.questions = questions
    plain = PlainHeaders(names)
  }

  /// The member that a header means, if any.
  func member(of header: String) -> String? { name(of: header, Self.canonical(header)).flatMap(member(named:)) }

  /// The member that a header means under a label that stands over several.
  ///
  /// `Phiên bản` below `Hệ điều hành` is `Phiên bản hệ điều hành`, `Tên` below it the system itself. Below a label that
  /// names a member of its own (`Đầu ghi`), what else stands there is not about this entity: `S/N` is the recorder's.
  func member(of header: String, below group: String) -> String? {
    name(of: header, below: group).flatMap(member(named:))
  }

  /// The member of a name in its form for comparison.
  private func member(named canonical: String) -> String? { members[ExactText(canonical)] }

  private func name(of header: String, below group: String) -> String? {
    let own = name(of: header, Self.canonical(header))
    guard !group.isEmpty else { return own }
    for joined in ["\(header) \(group)", "\(group) \(header)"] {
      if let name = name(of: joined, Self.canonical(joined)) { return name }
    }
    let canonical = Self.canonical(group)
    guard !Self.ofEntity.contains(canonical), let above = name(of: group, canonical), let member = member(named: above)
    else {
      return own
    }
    if Self.naming.contains(Self.canonical(header)) { return above }
    // os.name and os.edition are told by columns below one label.
    let family = member.prefix { $0 != "." }
    guard member.contains("."), let own, let found = self.member(named: own) else { return nil }
    return found.hasPrefix(family + ".") ? own : nil
  }

  private static let naming: Set<String> = ["tên", "name", "loại", "tên gọi"]
  /// Labels that only say what the table is about.
  private static let ofEntity: Set<String> = [
    "camera", "thiết_bị", "máy_tính", "máy", "tài_khoản", "device", "account",
  ]

  /// The member that a header means whose form for comparison is known.
  func member(of header: String, _ canonical: String) -> String? { name(of: header, canonical).flatMap(member(named:)) }

  /// The question that a header asks, if it is one that yes and no answer.
  func question(_ header: String, below group: String = "") -> AttributeDeclaration.Question? {
    name(of: header, below: group).flatMap { questions[ExactText($0)] }
  }

  /// The name that a header means, in its form for comparison: as it stands, without marks, or without what it has in
  /// brackets (`Ngày mua (dd/mm/yyyy)`).
  private func name(of header: String, _ canonical: String) -> String? {
    if member(named: canonical) != nil { return canonical }
    if let name = plain.name(of: canonical) { return name }
    guard let open = header.firstIndex(where: { "([".contains($0) }), open > header.startIndex else { return nil }
    // A note on passwords says what stands in the column besides.
    let note = Text(String(header[open...])).folded
    if Self.secrets.contains(where: { note.contains($0) }) { return nil }
    let short = Self.canonical(String(header[..<open]))
    return member(named: short) == nil ? plain.name(of: short) : short
  }

  private static let secrets = ["mật khẩu", "mat khau", "mk", "pass", "pwd"]

  /// Every member's name, for suggestions.
  var names: [String] { entity.attributes.map(\.name) + entity.toOneRelations.map(\.name) }

  /// A header's form for comparison: folded, its words joined with `_`.
  static func canonical(_ header: String) -> String { HeaderText.canonical(header) }
}
