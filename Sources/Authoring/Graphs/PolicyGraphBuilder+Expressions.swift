import CEL
import Evidence
import Planning
import Policies
import Schema
import Values

extension PolicyGraphBuilder {
  /// A checked expression, and what it is about.
  struct Reading {
    let whole: CheckedExpression
    let home: String
    let bindings: [String: EntityPath]

    func object(_ expression: Expression) -> ObjectType? {
      switch whole.types[expression.id] {
      case .object(let object)?: object
      case .optional(.object(let object))?: object
      default: nil
      }
    }

    /// The text by which equal conditions are one.
    func text(of expression: Expression) -> String {
      let cut = CheckedExpression(
        parsed: ParsedExpression(source: whole.parsed.source, root: expression), types: whole.types,
        references: whole.references)
      return Excerpt(expression: cut, home: home, bindings: bindings).text
    }
  }

  // MARK: Conditions

  /// The conditions that an expression is made of, each a node that a rule or an operation leads to.
  mutating func conditions(
    _ expression: Expression, _ reading: Reading, from parent: Int, _ role: PolicyGraph.Role
  ) {
    if let (name, operands) = PolicyGraphBuilder.logic(expression, reading) {
      guard showsLogic else {
        for operand in operands { conditions(operand, reading, from: parent, role) }
        return
      }
      let (position, isNew) = add(
        PolicyGraph.Node(
          id: identifier("logic", expression, reading), kind: .logic, name: name,
          note: LocalizedText(vi: Unparser.text(of: expression))))
      connect(parent, position, role)
      if isNew { for operand in operands { conditions(operand, reading, from: position, .of) } }
      return
    }
    if case .literal = expression.kind { return }
    if let node = member(expression, reading) {
      // A condition that is an attribute, a parameter or a fact is that thing itself.
      connect(parent, add(node, of: expression, reading), role)
      for child in expression.children { reads(child, reading, from: parent, onlyLinks: true) }
      return
    }
    let text = Unparser.text(of: expression)
    let (position, isNew) = add(
      PolicyGraph.Node(
        id: identifier("condition", expression, reading), kind: .condition, name: text,
        note: LocalizedText(vi: text)))
    connect(parent, position, role)
    if isNew { reads(expression, reading, from: position) }
  }

  /// What an operator of logic is called, and what it is of; nil for anything else.
  private static func logic(_ expression: Expression, _ reading: Reading) -> (String, [Expression])? {
    guard case .call(let name, nil, let operands) = expression.kind else { return nil }
    switch (name, operands.count) {
    case ("_&&_", 2): return ("all of", expression.operands(of: name))
    case ("_||_", 2): return ("any of", expression.operands(of: name))
    case ("!_", 1): return ("not", operands)
    case ("_?_:_", 3) where reading.whole.types[expression.id] == .bool: return ("if, then, else", operands)
    default: return nil
    }
  }

  private func identifier(_ kind: String, _ expression: Expression, _ reading: Reading) -> String {
    let digest = ContentDigest.sha256(Array("\(reading.home)\n\(reading.text(of: expression))".utf8))
    return "\(kind):\(digest.prefix(12))"
  }

  // MARK: What is read

  /// Connects a node with everything that an expression reads: facts, attributes, relations, parameters, catalogs.
  ///
  /// - Parameter onlyLinks: whether only the relations count, those on the way to what is read: `camera.recorder.open`
  ///   reads who the recorder is.
  mutating func reads(_ expression: Expression, _ reading: Reading, from parent: Int, onlyLinks: Bool = false) {
    if let node = member(expression, reading), !onlyLinks || node.kind == .relation {
      connect(parent, add(node, of: expression, reading), .reads)
    }
    if onlyLinks {
      for child in expression.children { reads(child, reading, from: parent, onlyLinks: true) }
      return
    }
    for attribute in classified(expression, reading) { connect(parent, add(attribute).position, .reads) }
    if case .identifier = expression.kind, let object = reading.object(expression), let node = catalog(object) {
      connect(parent, add(node).position, .reads)
    }
    for child in expression.children { reads(child, reading, from: parent) }
  }

  /// Adds a node that an expression names, with what it reads itself if it is a fact.
  private mutating func add(_ node: PolicyGraph.Node, of expression: Expression, _ reading: Reading) -> Int {
    let (position, isNew) = add(node)
    if isNew, node.kind == .fact, case .select(let operand, let field, _) = expression.kind,
      let entity = reading.object(operand)?.name
    {
      expand(FactKey(entity: entity, name: field), at: position)
    }
    return position
  }

  private mutating func expand(_ key: FactKey, at position: Int) {
    guard let checked = compiled.facts[key] else { return }
    let bindings = [key.entity: EntityPath(entity: key.entity)]
    let reading = Reading(whole: checked, home: key.entity, bindings: bindings)
    if showsLogic, checked.type == .bool {
      conditions(checked.root, reading, from: position, .of)
    } else {
      reads(checked.root, reading, from: position)
    }
  }

  /// The node that a selection names; nil where the expression is none, or names a group of attributes.
  private func member(_ expression: Expression, _ reading: Reading) -> PolicyGraph.Node? {
    let selection: (Expression, String)? =
      switch expression.kind {
      case .select(let operand, let field, _), .presence(_, let operand, let field, _): (operand, field)
      default: nil
      }
    guard let (operand, field) = selection, let object = reading.object(operand) else { return nil }
    if object.name == "params" { return parameter(field) }
    if object.name == "run" {
      return PolicyGraph.Node(
        id: "day:run.as_of", kind: .day, name: "run.as_of",
        detail: LocalizedText(vi: "ngày đánh giá", en: "the day of the run"))
    }
    guard let entity = compiled.schema[object.name] else { return nil }
    if let attribute = entity.attribute((object.path + [field]).joined(separator: ".")) {
      return node(of: attribute, entity)
    }
    guard object.path.isEmpty else { return nil }
    if let relation = entity.relation(field) {
      return PolicyGraph.Node(
        id: "relation:\(entity.name).\(field)", kind: .relation, name: "\(entity.name).\(field)",
        detail: LocalizedText(
          vi: relation.isMany ? "nhiều \(relation.entity)" : "một \(relation.entity)",
          en: relation.isMany ? "many \(relation.entity)" : "one \(relation.entity)"),
        note: LocalizedText(vi: relation.many.map { "closed_by: \($0.closedBy.joined(separator: ", "))" }))
    }
    let key = FactKey(entity: entity.name, name: field)
    guard let fact = compiled.policy.facts(of: entity.name).first(where: { $0.name == field }),
      compiled.facts[key] != nil
    else { return nil }
    let text = PolicyGraphBuilder.oneLine(fact.expression.text)
    return PolicyGraph.Node(
      id: "fact:\(key)", kind: .fact, name: "\(key)", detail: LocalizedText(vi: text), note: LocalizedText(vi: text))
  }

  private func node(of attribute: AttributeDeclaration, _ entity: EntityType) -> PolicyGraph.Node {
    let words = attribute.vocabulary.map { "\n" + $0.joined(separator: " | ") } ?? ""
    let doc = [attribute.doc.vi, attribute.doc.en].compactMap { $0 }.map { "\n" + $0 }.joined()
    return PolicyGraph.Node(
      id: "attribute:\(entity.name).\(attribute.name)", kind: .attribute, name: "\(entity.name).\(attribute.name)",
      detail: LocalizedText(vi: attribute.type.description), note: LocalizedText(vi: "\(attribute.type)\(words)\(doc)"))
  }

  private func parameter(_ name: String) -> PolicyGraph.Node? {
    guard let declaration = compiled.policy.parameter(name) else { return nil }
    let value = ValueLiteral.text(of: compiled.parameters[name] ?? declaration.default, limit: 200)
    return PolicyGraph.Node(
      id: "parameter:\(name)", kind: .parameter, name: name, detail: LocalizedText(vi: value), note: declaration.doc)
  }

  private func catalog(_ object: ObjectType) -> PolicyGraph.Node? {
    guard let catalog = compiled.catalogs.first(where: { $0.objectType == object }) else { return nil }
    let day = catalog.asOf.map(\.description) ?? ""
    let count = catalog.rows.count
    return PolicyGraph.Node(
      id: "catalog:\(catalog.name)", kind: .catalog, name: catalog.name,
      detail: LocalizedText(
        vi: ["\(count) dòng", day].filter { !$0.isEmpty }.joined(separator: " · "),
        en: [count == 1 ? "1 row" : "\(count) rows", day].filter { !$0.isEmpty }.joined(separator: " · ")),
      note: LocalizedText(vi: catalog.origin))
  }

  /// The attributes by which a catalog recognises the entity that it is asked about.
  private func classified(_ expression: Expression, _ reading: Reading) -> [PolicyGraph.Node] {
    guard case .call(let name, let target?, let arguments) = expression.kind, name == "classify" || name == "match",
      let object = reading.object(target),
      let catalog = compiled.catalogs.first(where: { $0.objectType == object })
    else { return [] }
    return arguments.flatMap { argument -> [PolicyGraph.Node] in
      guard let entity = reading.object(argument).flatMap({ compiled.schema[$0.name] }) else { return [] }
      return catalog.attributesRead(of: entity.name).compactMap { name in
        entity.attribute(name).map { node(of: $0, entity) }
      }
    }
  }
}
