import Inventories
import Planning
import Policies
import Schema

/// A sheet for people to fill in: one entity, the columns that some rule reads, those that tell one subject from
/// another, and those by which people know it.
public struct CollectionTemplate: Sendable {
  /// A column, and what may stand in it.
  public struct Column: Sendable {
    /// An attribute or to-one relation.
    public var member: String
    /// As recognition maps it back to the member.
    public var header: String
    /// What it is, in the schema's words; empty where they say nothing.
    public var doc: String
    /// `text`, `list<text>`, or the entity that a relation leads to.
    public var type: String
    /// The words that may stand in it; empty where any text, number or day may.
    public var words: [String]
    /// What a cell might say.
    public var example: String
    /// Whether it takes part in telling one subject from another.
    public var isKey: Bool
    public var isSensitive: Bool
    /// The rules that read it, in the order of their policies.
    public var rules: [String]
  }

  public let entity: String
  public let columns: [Column]

  /// The sheet's file, named after the entity: by that it is recognised.
  public var fileName: String { "\(entity).csv" }

  /// The file with its headers and no row: UTF-8 with a mark, by which spreadsheets know it.
  public var csv: [UInt8] { [0xEF, 0xBB, 0xBF] + row(columns.map(\.header)) }

  /// The file with a row of examples.
  public var filled: [UInt8] { csv + row(columns.map(\.example)) }

  private func row(_ cells: [String]) -> [UInt8] {
    let written = cells.map { cell in
      let needsQuotes = cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }
    return Array((written.joined(separator: ",") + "\r\n").utf8)
  }
}

extension CollectionTemplate {
  /// The sheets for what rules need, in the order of the schema.
  ///
  /// - Parameter needs: by rule, as `policy/rule` or the rule alone.
  static func all(
    _ needs: [(rule: String, needs: RuleNeeds)], schema: InventorySchema, language: Language
  ) -> [CollectionTemplate] {
    // Configuration files are read as they are; nobody fills them in.
    schema.entities.filter { $0.name != DocumentEntity.name }.compactMap { entity in
      var rules: [String: [String]] = [:]
      for (rule, needs) in needs {
        for column in needs.columns where column.entity == entity.name { rules[column.name, default: []].append(rule) }
      }
      guard !rules.isEmpty || needs.contains(where: { $0.needs.subject == entity.name }) else { return nil }
      let keys = entity.identity.members
      let headers = SheetHeaders(entity, schema: schema)
      let wanted = Set(rules.keys).union(keys).union(entity.describedBy).union(["name"])
      let names =
        keys + (entity.toOneRelations.map(\.name) + entity.attributes.map(\.name)).filter { !keys.contains($0) }
      let columns = names.filter { wanted.contains($0) }.map { name in
        column(name, of: entity, headers, rules[name] ?? [], keys.contains(name), schema, language)
      }
      return CollectionTemplate(entity: entity.name, columns: columns)
    }
  }

  private static func column(
    _ name: String, of entity: EntityType, _ headers: SheetHeaders, _ rules: [String], _ isKey: Bool,
    _ schema: InventorySchema, _ language: Language
  ) -> Column {
    let header = headers.header(of: name, language)
    guard let attribute = entity.attribute(name) else {
      let relation = entity.relation(name)
      return Column(
        member: name, header: header, doc: relation?.doc.text(language) ?? "", type: relation?.entity ?? "", words: [],
        example: (relation?.entity ?? name) + "-1", isKey: isKey, isSensitive: false, rules: rules)
    }
    let words = self.words(attribute, schema, language)
    return Column(
      member: name, header: header, doc: attribute.doc.text(language), type: attribute.type.description,
      words: words, example: words.first ?? example(attribute.type), isKey: isKey,
      isSensitive: attribute.sensitivity != .none, rules: rules)
  }

  /// The vocabulary, in Vietnamese by the first spelling of each word that is; yes and no of a bool.
  private static func words(
    _ attribute: AttributeDeclaration, _ schema: InventorySchema, _ language: Language
  ) -> [String] {
    func isVietnamese(_ text: String) -> Bool { !text.utf8.allSatisfy { $0 < 0x80 } }
    if case .bool = attribute.type {
      return [schema.words.yes, schema.words.no].compactMap { words in
        words.first { language == .en || isVietnamese($0) } ?? words.first
      }
    }
    return (attribute.vocabulary ?? []).map { word in
      guard language == .vi else { return word }
      return attribute.wordSynonyms.first { $0.word == word && isVietnamese($0.spelling) }?.spelling ?? word
    }
  }

  private static func example(_ type: AttributeType) -> String {
    switch type {
    case .text, .string, .pattern, .vocabulary: "A1"
    case .bool: "true"
    case .int: "1"
    case .double: "1.5"
    case .date: "2026-01-15"
    case .timestamp: "2026-01-15T08:30:00+07:00"
    case .version: "1.2.3"
    case .list(let element): example(element)
    case .map, .data: "{}"
    }
  }
}
