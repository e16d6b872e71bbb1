import Formats

extension FilePart {
  /// The lists of records in XML or a property list that no adapter knows: repeated elements whose name or whose members
  /// tell the entity. Where there is none, a single element may be one.
  ///
  /// What a nested element says is a column `parent.child`, an attribute is a column like an element. Elements inside of
  /// records are no records of their own: what they belong to would be lost.
  /// - Complexity: O(nodes · lists)
  static func markup(_ document: InventoryDocument, recognizer: EntityRecognizer) -> [FilePart] {
    guard let tree = document.propertyList ?? document.xml else { return [] }
    let root = plain(tree.node)
    var lists: [Candidate] = []
    collect(root, "", name: document.stem, depth: 0, into: &lists)
    for isList in [true, false] {
      let parts = lists.filter { $0.isList == isList }.compactMap { candidate -> FilePart? in
        let file = RecordReader.records(of: root, in: document.source, at: candidate.pointer)
        guard let entity = recognizer.entity(of: file.columns, key: candidate.name) else { return nil }
        var part = FilePart(file: file, entity: entity)
        part.formatName = document.formatName
        return part
      }
      if !parts.isEmpty { return parts }
    }
    return []
  }

  private struct Candidate {
    var name: String
    var pointer: String
    var isList: Bool
  }

  /// How many places in a file are looked at.
  private static let mostCandidates = 200

  private static func collect(
    _ node: JSONNode, _ pointer: String, name: String, depth: Int, into found: inout [Candidate]
  ) {
    guard depth <= 8, found.count < mostCandidates else { return }
    switch node.kind {
    case .array(let items):
      let objects = items.filter { if case .object = $0.kind { true } else { false } }
      if !objects.isEmpty { found.append(Candidate(name: name, pointer: pointer, isList: true)) }
    case .object(let members):
      let hasValues = members.contains { if case .string = $0.value.kind { true } else { false } }
      if hasValues { found.append(Candidate(name: name, pointer: pointer, isList: false)) }
      for member in members {
        let place = pointer + "/" + JSONPointer.escape(member.name)
        collect(member.value, place, name: member.name, depth: depth + 1, into: &found)
      }
    default: break
    }
  }

  /// A tree in which attributes are members like elements, and an element of characters and attributes is its characters,
  /// with its attributes beside it as `name.attribute`.
  private static func plain(_ node: JSONNode) -> JSONNode {
    var node = node
    switch node.kind {
    case .array(let items): node.kind = .array(items.map(plain))
    case .object(let members):
      let names = Set(members.map(\.name))
      var flat: [JSONNode.Member] = []
      for member in members {
        var own = member
        if own.name.hasPrefix("@"), !names.contains(String(own.name.dropFirst())) { own.name.removeFirst() }
        guard case .object(let inner) = own.value.kind,
          let text = inner.first(where: { $0.name == "#text" }),
          inner.allSatisfy({ $0.name == "#text" || $0.name.hasPrefix("@") })
        else {
          own.value = plain(own.value)
          flat.append(own)
          continue
        }
        own.value = text.value
        flat.append(own)
        for attribute in inner where attribute.name.hasPrefix("@") {
          var beside = attribute
          beside.name = own.name + "." + attribute.name.dropFirst()
          flat.append(beside)
        }
      }
      node.kind = .object(flat)
    default: break
    }
    return node
  }
}
