import Diagnostics
import Formats
import Schema
import Values

/// Makes the conditions by which a sheet's words for a subject select it.
///
/// A name is held against the subject's own keys and name, and against what its relations lead to: only there by what
/// alone is a key, or a unit's name, because a camera's name may be that of another unit's too. A name of the subject
/// itself may select one subject: more are an error.
struct RegisterSelector {
  let schema: InventorySchema

  /// A condition, and how many subjects it may select.
  struct Part {
    var expression: String
    var limit: Int?
  }

  /// Words for every subject that the rule is about.
  private static let everybody: Set<String> = Set(
    ["*", "all", "everything", "toàn bộ", "tất cả", "mọi đối tượng"].map(Text.fold))

  /// The most names that one cell may list.
  static let nameLimit = 50

  static func isEverybody(_ text: String) -> Bool { everybody.contains(Text.fold(text)) }

  /// The names in a cell: between `;`, `|` and line breaks, or between `,` where there is none of these.
  static func names(in text: String) -> [String] {
    let strong: Set<Character> = [";", "|", "\n", "\r", "\r\n"]
    let separators: Set<Character> = text.contains { strong.contains($0) } ? strong : [","]
    return text.split { separators.contains($0) }.map { Text(String($0)).display }.filter { !$0.isEmpty }
  }

  /// The conditions of which each selects for itself; empty where the subject cannot be named so.
  ///
  /// - Parameters:
  ///   - scope: the names; nil for everybody.
  ///   - units: the unit that it holds for besides.
  ///   - whole: the entity that must be named as a whole, where the rule asks for one.
  func parts(scope: [String]?, units: [String]?, subject: String, whole: String? = nil) -> [Part] {
    let target = whole ?? subject
    var limits: String?
    if let units {
      guard let condition = unitCondition(units, of: target) else { return [] }
      limits = condition
    }
    func within(_ condition: String) -> String { limits.map { "(\(condition)) && (\($0))" } ?? condition }
    guard let scope else { return [Part(expression: limits ?? "true", limit: nil)] }
    var parts: [Part] = []
    if let entity = schema[target] {
      let own = tests(scope, entity, attributes: ownNames(entity))
      // A whole that is named is one: however many subjects belong to it.
      if !own.isEmpty { parts.append(Part(expression: within(own), limit: whole == nil ? scope.count : nil)) }
    }
    if whole == nil {
      let related = reachable(from: subject).map { tests(scope, $0, attributes: soleKeys($0)) }
      let condition = related.filter { !$0.isEmpty }.joined(separator: " || ")
      if !condition.isEmpty { parts.append(Part(expression: within(condition), limit: nil)) }
    }
    return parts
  }

  // MARK: Conditions

  private func unitCondition(_ units: [String], of target: String) -> String? {
    guard let unit = schema["unit"], target == "unit" || reachable(from: target).contains(where: { $0.name == "unit" })
    else { return nil }
    let condition = tests(units, unit, attributes: ownNames(unit))
    return condition.isEmpty ? nil : condition
  }

  /// `given(camera.name) && camera.name == 'x'`, for each attribute and name.
  private func tests(_ names: [String], _ entity: EntityType, attributes: [AttributeDeclaration]) -> String {
    var tests: [String] = []
    for attribute in attributes {
      let path = "\(entity.name).\(attribute.name)"
      let isList = attribute.type.element != nil
      for name in names {
        let test = isList ? "\(Self.literal(name)) in \(path)" : "\(path) == \(Self.literal(name))"
        tests.append("given(\(path)) && \(test)")
      }
    }
    return tests.joined(separator: " || ")
  }

  /// The attributes by which people name one: those of its keys, and its name.
  private func ownNames(_ entity: EntityType) -> [AttributeDeclaration] {
    var names = entity.identity.members
    if entity.attribute("name") != nil, !names.contains("name") { names.append("name") }
    return names.compactMap { entity.attribute($0) }.filter { Self.isText($0.type) }
  }

  private func soleKeys(_ entity: EntityType) -> [AttributeDeclaration] {
    guard case .keys(let keys) = entity.identity else { return [] }
    var names = keys.filter { $0.count == 1 }.flatMap { $0 }
    if entity.name == "unit", entity.attribute("name") != nil { names.append("name") }
    return names.compactMap { entity.attribute($0) }.filter { Self.isText($0.type) }
  }

  private static func isText(_ type: AttributeType) -> Bool {
    switch type.element ?? type {
    case .text, .string: true
    default: false
    }
  }

  /// The entities that relations to one lead to; places are none, since every school has a room 101.
  private func reachable(from subject: String) -> [EntityType] {
    var seen: Set<String> = [subject, "location"]
    var agenda = [subject]
    var found: [EntityType] = []
    var next = 0
    while next < agenda.count {
      for relation in schema[agenda[next]]?.toOneRelations ?? [] where seen.insert(relation.entity).inserted {
        guard let entity = schema[relation.entity] else { continue }
        found.append(entity)
        agenda.append(entity.name)
      }
      next += 1
    }
    return found
  }

  /// A text as CEL writes it.
  static func literal(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": quoted += "\\'"
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "'"
  }
}
