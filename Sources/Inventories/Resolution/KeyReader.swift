import Schema
import Tables
import Values

/// A key as it was read from a record.
struct ReadKey {
  var key: RecordKey
  /// For people: the values joined with `/`.
  var display: String
  /// Whether a single cell of another record may call the subject by it.
  var isName: Bool
  /// The unit within which the name holds.
  var unit: Int?
}

/// Reads the keys of an entity's records.
struct KeyReader {
  private let entity: EntityType
  /// By member: where its texts are taken from, the first that has any.
  private let origins: [String: [Origin]]
  private let links: [String: LinkTargets]
  private let registers: [String: SubjectRegister]

  init(_ draft: EntityDraft, links: [String: LinkTargets], registers: [String: SubjectRegister]) {
    entity = draft.entity
    self.links = links
    self.registers = registers
    var origins: [String: [Origin]] = [:]
    for member in draft.entity.identity.members {
      guard let attribute = draft.entity.attribute(member) else { continue }
      let form = KeyForm(attribute)
      // A full name tells the short one, and a short name that is written in full tells the full one.
      let others = draft.entity.attributes.filter { other in
        other.name != member && [KeyForm.host, .domain].contains(form) && [.host, .domain].contains(KeyForm(other))
      }
      origins[member] = ([member] + others.map(\.name)).compactMap { name in
        guard let pool = draft.pools[name], let codes = draft.identity(name) else { return nil }
        return Origin(codes: codes, texts: pool.entries.map { KeyText.texts(of: $0.value, as: form) })
      }
    }
    self.origins = origins
  }

  private struct Origin {
    var codes: [UInt32]
    /// By code.
    var texts: [[KeyText]]
  }

  /// The texts of a member in a record.
  private func texts(of member: String, in record: Int) -> [KeyText] {
    for origin in origins[member] ?? [] {
      let texts = origin.texts[Int(origin.codes[record])]
      if !texts.isEmpty { return texts }
    }
    return []
  }

  /// How many keys one record may have under one rank: lists of addresses multiply.
  private static let mostAlternatives = 64

  /// The keys of a record under one rank; empty where a part is missing. Relations behind the first part are a scope and
  /// may be missing: then the key is partial.
  func keys(_ rank: [String], of record: Int) -> [ReadKey] {
    var names: [(folded: [String], display: [String])] = [([], [])]
    var scope: [String] = []
    var scopeDisplay: [String] = []
    var isPartial = false
    var unit: Int?
    for (position, member) in rank.enumerated() {
      if let relation = entity.relation(member) {
        let row = links[member].map { Int($0.rows[record]) } ?? -1
        if row >= 0 {
          let id = registers[relation.entity]?.ids[row] ?? ""
          if relation.entity == "unit" { unit = row }
          scope.append("\(member) \(row)")
          scopeDisplay.append(id)
        } else if position > 0 {
          isPartial = true
        } else {
          return []
        }
        if position == 0 { names = names.map { ($0.folded + ["\(row)"], $0.display) } }
      } else {
        let values = texts(of: member, in: record)
        guard !values.isEmpty else { return [] }
        names = names.flatMap { name in values.map { (name.folded + [$0.folded], name.display + [$0.display]) } }
        names = Array(names.prefix(Self.mostAlternatives))
      }
    }
    let startsWithRelation = rank.first.flatMap { entity.relation($0) } != nil
    let isName = !startsWithRelation && rank.filter { entity.relation($0) == nil }.count == 1
    return names.map { name in
      let folded = name.folded.joined(separator: "\u{1F}")
      let parts = startsWithRelation ? scopeDisplay + name.display : name.display + scopeDisplay
      let whole = ([folded] + scope).joined(separator: "\u{1E}")
      return ReadKey(
        key: RecordKey(text: whole, name: folded, isPartial: isPartial), display: parts.joined(separator: "/"),
        isName: isName, unit: unit)
    }
  }
}
