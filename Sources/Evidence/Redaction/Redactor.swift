import Formats
import Schema
import Tables
import Values

/// Takes out of records what must not be shown, once, before any writer sees them (DESIGN section 4).
///
/// Two lines of defence: the value of a sensitive attribute is replaced wherever it stands as a value, and its spelling
/// is replaced wherever it turns up in another text: an id made from it, an error message that quotes it. Personal data
/// is looked for in texts about its own row and the rows that this one names; secrets of some length everywhere, for
/// passwords are shared and written down in remarks. Credentials in URLs and what remarks call a password go from every
/// text.
///
/// Making one reads every secret of the inventory: make one, and hand it on.
struct Redactor: Sendable {
  /// What stands in the place of personal data.
  static let personalMark = "[personal]"

  /// An attribute whose values are withheld.
  private struct Withheld: Sendable {
    var name: String
    var mark: String
    /// Whether its values are words of a list, numbers or days, of which none is a secret. What cannot be read as one of
    /// them may be the secret itself, written in the wrong place; then these are the spellings that could not be read.
    var unreadable: Set<String>?
    var column: Column
  }

  let source: any BatchSource
  let personal: PersonalData
  /// Sensitive attributes that are withheld, by entity.
  private let withheld: [String: [Withheld]]
  /// The names of the attributes that hold secrets.
  let secretNames: Set<String>
  let secrets: SecretIndex
  /// What keys of configuration files call a secret, by row of `document`.
  private let documentNeedles: [Int: [Needle]]

  /// - Complexity: O(distinct secrets)
  init(source: any BatchSource, personal: PersonalData = .withheld) {
    self.source = source
    self.personal = personal
    var withheld: [String: [Withheld]] = [:]
    for entity in source.schema.entities {
      for attribute in entity.attributes {
        switch attribute.sensitivity {
        case .none: continue
        case .secret:
          let column = source.column(attribute.name, of: entity.name)
          let unreadable = attribute.type.isClosed ? Redactor.unreadable(column) : nil
          withheld[entity.name, default: []].append(
            Withheld(name: attribute.name, mark: Redaction.mark, unreadable: unreadable, column: column))
        case .personal:
          if case .shown = personal { continue }
          let column = source.column(attribute.name, of: entity.name)
          withheld[entity.name, default: []].append(
            Withheld(name: attribute.name, mark: Redactor.personalMark, column: column))
        }
      }
    }
    self.withheld = withheld
    var secrets = SecretIndex()
    for entity in source.schema.entities {
      for attribute in withheld[entity.name] ?? [] where attribute.mark == Redaction.mark {
        if let unreadable = attribute.unreadable {
          // Several words are rather a remark than a password, and may stand in other remarks too.
          for spelling in unreadable where !spelling.contains(" ") {
            secrets.insert(Needle(spelling, mark: attribute.mark))
          }
          continue
        }
        for entry in attribute.column.entries {
          for spelling in Redactor.spellings(entry) { secrets.insert(Needle(spelling, mark: attribute.mark)) }
        }
      }
    }
    var documentNeedles: [Int: [Needle]] = [:]
    for row in 0..<source.count(of: DocumentEntity.name) {
      guard let document = source.document(row) else { continue }
      for spelling in DocumentSecrets(document).spellings.map(Text.normalized) where !spelling.isEmpty {
        let needle = Needle(spelling, mark: Redaction.mark)
        documentNeedles[row, default: []].append(needle)
        secrets.insert(needle)
      }
    }
    self.documentNeedles = documentNeedles
    if case .committed(let key) = personal {
      // What is to be disclosed by its owner only must not stand anywhere, not even in the remarks about others.
      for entity in source.schema.entities {
        for attribute in withheld[entity.name] ?? [] where attribute.mark == Redactor.personalMark {
          for entry in attribute.column.entries {
            for spelling in Redactor.spellings(entry) { secrets.insert(Needle(spelling, mark: key.mark(of: spelling))) }
          }
        }
      }
    }
    self.secrets = secrets
    let telling = withheld.values.flatMap { $0 }.filter { $0.mark == Redaction.mark && $0.unreadable == nil }
    secretNames = Set(telling.map(\.name))
  }

  /// The spellings of an attribute that could not be read.
  private static func unreadable(_ column: Column) -> Set<String> {
    let entries = column.entries.filter { entry in
      if case .unknown(let unknown) = entry.value { unknown.code == .valueUnreadable } else { false }
    }
    return Set(entries.flatMap(spellings))
  }

  /// What stands in place of a value of an attribute; nil where it may be shown.
  func withheld(_ value: JSONValue, of attribute: String, entity: String) -> JSONValue? {
    guard let items = withheld[entity],
      let item = items.first(where: { $0.unreadable == nil && $0.name.equalsExactly(attribute) })
    else { return nil }
    guard item.mark == Redactor.personalMark, case .committed(let key) = personal else { return .string(item.mark) }
    guard case .array(let parts) = value else { return .string(key.mark(of: value.plainText)) }
    return .array(parts.map { .string(key.mark(of: $0.plainText)) })
  }

  /// The mark of a spelling of an attribute.
  private func mark(_ attribute: Withheld, _ spelling: String) -> String {
    guard attribute.mark == Redactor.personalMark, case .committed(let key) = personal else { return attribute.mark }
    return key.mark(of: spelling)
  }

  /// The spellings of one row's withheld values, longest first.
  func needles(of row: Int, entity: String) -> [Needle] {
    var needles = entity == DocumentEntity.name ? documentNeedles[row] ?? [] : []
    let attributes = withheld[entity] ?? []
    if attributes.isEmpty, needles.isEmpty { return [] }
    for attribute in attributes {
      let entry = attribute.column[row]
      for spelling in Redactor.spellings(entry) where attribute.unreadable?.contains(spelling) ?? true {
        needles.append(Needle(spelling, mark: mark(attribute, spelling)))
      }
    }
    return needles.filter { !$0.scalars.isEmpty }.sorted { $0.scalars.count > $1.scalars.count }
  }

  private static func spellings(_ entry: Column.Entry) -> [String] {
    guard entry.presence == .given else { return [] }
    var all = [entry.raw]
    // The spellings of a conflict.
    if entry.raw.utf8.contains(UInt8(ascii: "|")) { all += entry.raw.split(separator: " | ").map { String($0) } }
    switch JSONValue(entry.value) {
    case .array(let items): all += items.map(\.plainText)
    case .null, .bool: break
    case let value: all.append(value.plainText)
    }
    let spellings = all.map(Text.normalized).filter { !$0.isEmpty }
    // Nearly always there are two, and the same.
    if spellings.count == 2 { return spellings[0].equalsExactly(spellings[1]) ? [spellings[0]] : spellings }
    var seen: Set<String> = []
    return spellings.filter { seen.insert($0).inserted }
  }

  // MARK: Subjects

  /// The id of a row's subject as it may be shown. Ids from which something was taken out get a tag, so that two
  /// subjects still differ.
  /// - Parameter needles: the row's `closure`, where somebody has it.
  func subject(_ row: Int, of entity: String, _ needles: [Needle]? = nil) -> String {
    let id = source.subject(row, of: entity)
    // A path is not made of what stands in the file.
    if entity == DocumentEntity.name { return Redaction.withoutSecrets(id) }
    let shown = mask(id, needles ?? closure(of: row, entity: entity))
    if shown == id { return id }
    guard case .committed(let key) = personal else { return "\(shown)#\(Redactor.tag(entity, id))" }
    // Commitments tell values apart by themselves.
    return shown.contains(Redaction.mark) ? "\(shown)#\(key.tag("\(entity)\n\(id)"))" : shown
  }

  /// What a person calls a row's subject, as it may be shown.
  /// - Parameter needles: the row's `closure`, where somebody has it.
  func name(_ row: Int, of entity: String, _ needles: [Needle]? = nil) -> String {
    entity == DocumentEntity.name
      ? Redaction.withoutSecrets(source.name(row, of: entity))
      : mask(source.name(row, of: entity), needles ?? closure(of: row, entity: entity))
  }

  private static func tag(_ entity: String, _ id: String) -> String {
    String(ContentDigest.sha256(Array("\(entity)\n\(id)".utf8)).prefix(12))
  }

  /// The withheld spellings of a row and of the rows that its to-one relations name: an id is made from both.
  func closure(of row: Int, entity: String) -> [Needle] {
    var needles = self.needles(of: row, entity: entity)
    for relation in source.schema[entity]?.toOneRelations ?? [] {
      guard withheld[relation.entity] != nil,
        let target = source.link(relation.name, of: entity)?.rows[row], target >= 0
      else { continue }
      needles += self.needles(of: Int(target), entity: relation.entity)
    }
    return needles
  }

  /// A text of the policies or the profile without credentials in its URLs.
  static func withoutCredentials(_ text: String) -> String { Redaction.withoutCredentials(text) }
}
