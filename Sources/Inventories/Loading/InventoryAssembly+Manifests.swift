import Diagnostics
import Formats
import Schema
import Tables
import Values

extension InventoryAssembly.FolderManifest {
  /// Whether a file stands in the manifest's folder or below it.
  func governs(_ file: InventoryFile) -> Bool {
    file.root == root && (folder.isEmpty || file.inner.utf8.starts(with: (folder + "/").utf8))
  }

  /// A path without `.` parts and doubled slashes; `..` is left for the reader to refuse.
  static func normal(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  /// What the files of the folder are called in evidence.
  func relative(of inner: String) -> String {
    // The manifest's own relative path carries a prefix where two roots hold files of one name.
    let own = folder.isEmpty ? FilePaths.name(of: relative) : "\(folder)/\(FilePaths.name(of: relative))"
    return relative.hasSuffix(own) ? String(relative.dropLast(own.count)) + inner : inner
  }
}

extension InventoryAssembly {
  /// Decodes a manifest and holds it against the schema.
  mutating func manifest(_ document: YAMLNode, _ table: ReadFile) -> FolderManifest? {
    let log = DecodingLog()
    let manifest = ManifestDecoder(log: log).decode(document)
    let found = log.diagnostics.all + (manifest?.diagnostics(under: schema) ?? [])
    diagnostics.add(contentsOf: found)
    if manifest == nil || found.contains(where: { $0.severity == .error }) { isUsable = false }
    guard let manifest else { return nil }
    for claim in manifest.sources.flatMap(\.coverage) where claim.coverage >= .completeWherePresent {
      let section = claim.section
      guard schema.sections.contains(section.value), !closesSomething(section.value) else { continue }
      let known = schema.sections.filter { $0.hasPrefix(section.value + ".") && closesSomething($0) }
      diagnostics.add(InventoryDiagnostics.closesNothing(section, known: known))
    }
    for entry in manifest.sources {
      guard let entity = entry.entity.flatMap({ schema[$0.value] }) else { continue }
      let own = schema.sections(of: entity.name)
      for claim in entry.coverage where !own.contains(claim.section.value) {
        guard let wanted = schema.entity(ofSection: claim.section.value) else { continue }
        diagnostics.add(InventoryDiagnostics.otherEntity(claim.section, of: wanted.name, entity: entity.name))
      }
    }
    let folder = FilePaths.folder(of: table.file.inner)
    return FolderManifest(
      manifest: manifest, folder: folder == "." ? "" : folder, root: table.file.root, relative: table.file.relative,
      source: table.source, digest: table.digest)
  }

  mutating func add(_ manifest: FolderManifest, to manifests: inout [FolderManifest]) {
    if let first = manifests.first(where: { $0.root == manifest.root && $0.folder == manifest.folder }) {
      diagnostics.add(
        InventoryDiagnostics.secondManifest(
          manifest.relative, first: first.manifest.span, at: manifest.manifest.span))
      isUsable = false
    } else {
      manifests.append(manifest)
    }
  }

  func closesSomething(_ section: String) -> Bool {
    schema.entities.contains { $0.relations.contains { $0.many?.closedBy.contains(section) ?? false } }
  }

  /// The unit that a manifest describes is a subject, with the manifest for its record.
  mutating func addUnit(of manifest: FolderManifest) {
    guard let unit = manifest.manifest.unit, let entity = schema["unit"], entity.attribute("id") != nil else { return }
    var members = [RecordSet.Member(name: "id", columns: [0])]
    var fields = [Record.Field(column: 0, value: .string(unit.id))]
    if let name = unit.name, entity.attribute("name") != nil {
      members.append(RecordSet.Member(name: "name", columns: [1]))
      fields.append(Record.Field(column: 1, value: .string(name)))
    }
    let record = Record(row: 1, line: unit.span.line, pointer: "/unit", fields: fields)
    let source = InventorySource(
      path: manifest.relative, digest: manifest.digest, format: RecordFormat.yaml.rawValue, collected: nil,
      coverage: [:], entity: entity.name, headers: ["id": "unit.id", "name": "unit.name"])
    var set = RecordSet(source: source, entity: entity, members: members, records: [record])
    set.isDeclared = true
    set.origin = manifest.source
    append(set, recognition: .manifest)
  }

  /// A section that the manifest says was not collected at all.
  mutating func addAbsent(_ section: Located<String>, of manifest: FolderManifest) {
    guard let entity = schema.entity(ofSection: section.value) else { return }
    appendAbsent(
      [section.value], entity, path: manifest.relative, digest: manifest.digest, unit: manifest.manifest.unit?.id
    )
  }

  /// A source that was to be there and is not.
  mutating func addAbsent(_ entry: ManifestSource, _ manifest: FolderManifest) {
    let named = entry.entity.flatMap { schema[$0.value] }
    let guessed = recognizer.entity(named: FilePaths.name(of: entry.path.value)).flatMap { schema[$0] }
    let claimed = entry.coverage.first.flatMap { schema.entity(ofSection: $0.section.value) }
    guard let entity = named ?? claimed ?? guessed else { return }
    let sections = entry.coverage.map(\.section.value)
    let path = manifest.relative(of: FolderManifest.normal(FilePaths.join(manifest.folder, entry.path.value)))
    appendAbsent(
      sections.isEmpty ? closingSections(of: entity) : sections, entity, path: path, digest: "",
      unit: entry.unit?.value ?? manifest.manifest.unit?.id)
  }

  private mutating func appendAbsent(
    _ sections: [String], _ entity: EntityType, path: String, digest: String, unit: String?
  ) {
    let source = InventorySource(
      path: path, digest: digest, format: "", collected: nil,
      coverage: Dictionary(sections.map { ($0, Coverage.absent) }, uniquingKeysWith: { first, _ in first }),
      entity: entity.name, headers: [:])
    var set = RecordSet(source: source, entity: entity, members: [], records: [])
    set.claims = sections.map { RecordSet.Claim(section: $0, level: .absent) }
    set.unit = unit
    append(set, recognition: .absent)
  }

  /// The sections of an entity that close a relation.
  func closingSections(of entity: EntityType) -> [String] {
    schema.sections(of: entity.name).filter(closesSomething)
  }
}
