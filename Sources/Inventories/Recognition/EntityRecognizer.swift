import Formats
import Schema
import Values

/// Tells which entity a table's records are, by its headers.
///
/// An entity's score is the number of columns that are its own; a file named after an entity (`cameras.csv`) counts one
/// and a half columns more for it. To be taken unaided an entity must know two columns and at least half of them, or
/// five and a third of them, and the columns must hold a whole key of it, or the parent and something else of a
/// streamed one, or three of something that happens (a meeting, an incident); a file named after it needs one column.
struct EntityRecognizer {
  enum Answer: Equatable {
    case entity(String)
    /// These fit equally well.
    case several([String])
    case none
  }

  /// Columns that every table may have besides its entity's own.
  static let commonColumns: Set<String> = ["entity", "collected", "collected_at", "observed_at"]

  private let names: [HeaderNames]
  /// Documents are configuration files, never rows of a table.
  private let entities: [EntityType]
  /// Entities of things that happen: a log of them may number its rows, or not even that.
  private let events: Set<String>

  init(_ schema: InventorySchema) {
    entities = schema.entities.filter { $0.name != DocumentEntity.name }
    names = entities.map { HeaderNames($0, schema: schema) }
    events = schema.events
  }

  /// The headers of an entity.
  func headers(of entity: String) -> HeaderNames? { names.first { $0.entity.name == entity } }

  /// The entity whose records have such columns.
  /// - Complexity: O(entities · columns)
  func recognise(columns: [String], groups: [String] = [], fileName: String) -> Answer {
    let named = entity(named: fileName)
    let columns = columns.enumerated().map { index, header in
      (header: header, canonical: HeaderNames.canonical(header), group: index < groups.count ? groups[index] : "")
    }
    func member(_ column: (header: String, canonical: String, group: String), _ names: HeaderNames) -> String? {
      column.group.isEmpty
        ? names.member(of: column.header, column.canonical) : names.member(of: column.header, below: column.group)
    }
    var best: (score: Int, entities: [String]) = (0, [])
    for names in names {
      var members: Set<String> = []
      var count = 0
      var others = 0
      for column in columns {
        if let member = member(column, names) {
          if members.insert(member).inserted { count += 1 }
        } else if !Self.commonColumns.contains(column.canonical) {
          others += 1
        }
      }
      let isNamed = named == names.entity.name
      // A register of an office has columns of its own besides: with five that are known, two of its own for each will do.
      let isEnough = count >= others || (count >= 5 && count * 2 >= others)
      guard count > 0, isNamed || (count >= 2 && isEnough && identifies(members, names.entity)) else {
        continue
      }
      let score = count * 2 + (isNamed ? 3 : 0)
      if score > best.score {
        best = (score, [names.entity.name])
      } else if score == best.score {
        best.entities.append(names.entity.name)
      }
    }
    if best.entities.count == 1 { return .entity(best.entities[0]) }
    return best.entities.isEmpty ? .none : .several(best.entities)
  }

  /// Whether the members tell one subject from another.
  func identifies(_ members: Set<String>, _ entity: EntityType) -> Bool {
    switch entity.identity {
    case .keys where events.contains(entity.name) && members.count >= 3:
      return true
    case .keys(let keys):
      return keys.contains { key in
        key.enumerated().allSatisfy { position, member in
          members.contains(member) || (position > 0 && entity.relation(member) != nil)
        }
      }
    case .row(let key):
      // Whose unit it is may be told by the manifest.
      return members.count > 1
        && key.allSatisfy { name in
          guard let relation = entity.relation(name) else { return true }
          return members.contains(name) || (relation.entity == "unit" && members.count >= 3)
        }
    }
  }

  /// The entity that a file is named after: the last of its words that is one, in the singular or plural
  /// (`camera-accounts-2026.csv` is about accounts).
  func entity(named fileName: String) -> String? {
    let stem = fileName.split(separator: ".", omittingEmptySubsequences: true).first.map(String.init) ?? fileName
    let name = "_" + HeaderNames.canonical(stem) + "_"
    var best: (end: String.Index, length: Int, entity: String)?
    for entity in entities {
      for form in Self.forms(of: entity.name) {
        guard let end = Self.lastEnd(of: "_\(form)_", in: name) else { continue }
        if best.map({ ($0.end, $0.length) < (end, form.utf8.count) }) ?? true {
          best = (end, form.utf8.count, entity.name)
        }
      }
    }
    return best?.entity
  }

  /// The entity of the records under a key: the one that the key names, if it has one of the columns, else the one that
  /// the columns tell; nil where neither is certain.
  func entity(of columns: [String], key: String) -> String? {
    if let name = entity(key: key), let own = headers(of: name), columns.contains(where: { own.member(of: $0) != nil })
    {
      return name
    }
    if case .entity(let name) = recognise(columns: columns, fileName: "") { return name }
    return nil
  }

  /// The entity that a key of a document names: `camera` or `cameras`.
  func entity(key: String) -> String? {
    let name = HeaderNames.canonical(key)
    return entities.first { Self.forms(of: $0.name).contains(name) }?.name
  }

  private static func forms(of entity: String) -> [String] {
    if entity.hasSuffix("y") { return [entity, "\(entity.dropLast())ies"] }
    return [entity, "\(entity)s", "\(entity)es"]
  }

  private static func lastEnd(of part: String, in text: String) -> String.Index? {
    let (part, bytes) = (Array(part.utf8), Array(text.utf8))
    guard bytes.count >= part.count else { return nil }
    for start in stride(from: bytes.count - part.count, through: 0, by: -1)
    where bytes[start..<start + part.count].elementsEqual(part) {
      return text.utf8.index(text.startIndex, offsetBy: start + part.count)
    }
    return nil
  }
}
