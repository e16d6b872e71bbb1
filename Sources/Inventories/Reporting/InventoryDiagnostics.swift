import Diagnostics
import Formats
import Schema
import Values

/// The words of what can be wrong with an inventory's files and their content.
enum InventoryDiagnostics {
  // MARK: documents

  /// What the reader said is about the file's text, which must not be shown: only its words and its place are.
  static func malformed(_ path: String, _ format: String, _ problem: Diagnostic) -> Diagnostic {
    Diagnostic(
      .documentMalformed, .warning,
      "\(Diagnostic.quote(path: path)) is not well-formed \(format): \(problem.message)", at: problem.primary?.span,
      help: ["what cannot be read of it is unknown to every rule"])
  }

  static func documentGivenTwice(at span: Span?) -> Diagnostic {
    Diagnostic(
      .unknownMember, "a document with both `data` and `text`", at: span,
      help: ["`data` is what it holds, in YAML; `text` is the whole file in its own format: give one"])
  }

  static func documentOfNoFormat(_ path: String, at span: Span?) -> Diagnostic {
    Diagnostic(
      .unknownMember, "\(Diagnostic.quote(path: path)) is no configuration file by its name or text", at: span,
      help: ["its name tells the format: `.yaml`, `.json`, `.toml`, `.ini`, `.env`, `.xml`, `.properties`"])
  }

  static func documentWithoutPath(at span: Span?) -> Diagnostic {
    Diagnostic(.documentPath, "a document is given without its `path`", at: span, help: ["`path: frigate.yml`"])
  }

  // MARK: files

  static func notFound(_ path: String) -> Diagnostic {
    Diagnostic(.inventoryNotFound, "there is no file or folder \(Diagnostic.quote(path: path))")
  }

  static func unreadable(_ error: FileError) -> Diagnostic {
    Diagnostic(.inventoryUnreadable, "\(error)")
  }

  /// What an inventory holds besides subjects, in words: "reference data (vulnerabilities: 1404 rows)".
  static func aside(_ references: [AdaptedReference], _ registers: [InventoryRegister]) -> [String] {
    func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
    let catalogs = Dictionary(references.map { ($0.catalog, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
    let data = catalogs.map { "`\($0.key)`: \(rows($0.value))" }.joined(separator: ", ")
    let lists = registers.map { "\($0.kind.rawValue) (\(Diagnostic.quote(path: $0.path)): \(rows($0.rows)))" }
    return (data.isEmpty ? [] : ["reference data (\(data))"]) + lists
  }

  static func empty(_ paths: [String], besides aside: [String]) -> Diagnostic {
    let places = paths.map { Diagnostic.quote(path: $0) }.joined(separator: ", ")
    guard aside.isEmpty else {
      return Diagnostic(
        .inventoryEmpty,
        "\(places) \(paths.count == 1 ? "has" : "have") nothing to check: only \(aside.joined(separator: " and "))",
        help: [
          "reference data is what software and cameras are held against; add what is to be checked: a list of devices, "
            + "of their software, of cameras, accounts or meetings"
        ])
    }
    return Diagnostic(
      .inventoryEmpty, "there is nothing to check in \(places)",
      help: ["a CSV, JSON or YAML file is recognised by the schema's attribute names, any other by a manifest"])
  }

  static func notRecognised(
    _ path: String, part: String? = nil, columns: [String], isBinary: Bool = false, form: UnreadForm? = nil,
    isNamed: Bool
  ) -> Diagnostic {
    if let form {
      return Diagnostic(
        .fileNotRecognised, isNamed ? .error : .warning, "\(place(path, part)) is not read: it is \(form.what)",
        help: form.help.map { [$0] } ?? [])
    }
    let shown = columns.prefix(6).map { Diagnostic.quote($0) }.joined(separator: ", ")
    let nothing = isBinary ? "it is no text" : "no records were found"
    let what = columns.isEmpty ? nothing : "no entity has its columns: \(shown)"
    return Diagnostic(
      .fileNotRecognised, isNamed ? .error : .warning, "\(place(path, part)) is not recognised: \(what)",
      help: ["name its entity and map its columns in `inventory.yaml`"])
  }

  /// A file, or a table of it.
  private static func place(_ path: String, _ part: String?) -> String {
    let file = Diagnostic.quote(path: path)
    return part.map { "\(Diagnostic.quote($0)) in \(file)" } ?? file
  }

  static func ambiguous(_ path: String, part: String? = nil, entities: [String], isNamed: Bool) -> Diagnostic {
    let shown = entities.map { Diagnostic.quote($0) }.joined(separator: " or ")
    return Diagnostic(
      .fileAmbiguous, isNamed ? .error : .warning, "the columns of \(place(path, part)) fit \(shown)",
      help: ["name the file after its entity, add a column `entity`, or list it in `inventory.yaml`"])
  }

  static func notListed(_ path: String, manifest: String) -> Diagnostic {
    Diagnostic(
      .fileNotListed, .note, "\(Diagnostic.quote(path: path)) is not listed in \(Diagnostic.quote(path: manifest))",
      help: ["it was read by what it holds; nobody says when it was collected, or of what it is all there is"])
  }

  static func skipped(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(.fileSkipped, .warning, "\(Diagnostic.quote(path: path)) was not read: \(reason)")
  }

  static func changed(_ path: String) -> Diagnostic {
    Diagnostic(
      .fileChanged, .warning, "\(Diagnostic.quote(path: path)) was written to while it was read",
      help: ["nothing in it counts as complete; copy the file, and check the copy"])
  }

  static func samePath(_ path: String) -> Diagnostic {
    Diagnostic(
      .fileSkipped, .warning,
      "\(Diagnostic.quote(path: path)) is both a file and a member of an archive: the member was not read",
      help: ["rename the folder, or take it out of the inventory"])
  }

  static func severalMembers(_ path: Located<String>, _ members: [String]) -> Diagnostic {
    let shown = members.prefix(3).map { Diagnostic.quote(path: path.value + ContainerExpansion.separator + $0) }
    let nothing = "nothing in it can be read"
    return Diagnostic(
      .manifestFileMissing, .warning, "\(Diagnostic.quote(path: path.value)) holds \(members.count) documents",
      at: path.span,
      help: [members.isEmpty ? nothing : "name each as a source of its own: \(shown.joined(separator: ", "))"])
  }

  static func withoutRows(_ path: String, entity: String, at span: Span?) -> Diagnostic {
    Diagnostic(
      .sourceWithoutRows, "\(Diagnostic.quote(path: path)) has no rows, and no manifest declares it complete", at: span,
      help: ["if there is no `\(entity)`, say so in `inventory.yaml`: `coverage: {...: complete}`"])
  }

  // MARK: manifests

  static func missing(_ path: Located<String>) -> Diagnostic {
    Diagnostic(
      .manifestFileMissing, .warning, "there is no file \(Diagnostic.quote(path: path.value))", at: path.span,
      help: ["its sections count as `absent`"])
  }

  static func unusable(_ path: Located<String>, why: String) -> Diagnostic {
    Diagnostic(
      .manifestFileMissing, .warning, "\(Diagnostic.quote(path: path.value)) cannot be used: \(why)", at: path.span,
      help: ["its sections count as `absent`"])
  }

  static func missingColumn(_ header: Located<String>, in path: String, columns: [String]) -> Diagnostic {
    let near = NameSuggestions.nearest(to: header.value, among: columns)
    let help = near.map { ["did you mean \(Diagnostic.quote($0))?"] } ?? ["the attribute counts as absent"]
    return Diagnostic(
      .manifestColumnMissing, .warning,
      "\(Diagnostic.quote(path: path)) has no column \(Diagnostic.quote(header.value))", at: header.span, help: help)
  }

  static func secondManifest(_ path: String, first: Span, at span: Span) -> Diagnostic {
    Diagnostic(
      .manifestSecond, "a second manifest for one folder", at: span, also: [Diagnostic.Label(first, "the first")],
      help: ["keep one `inventory.yaml` in each folder"])
  }

  static func outside(_ path: Located<String>) -> Diagnostic {
    Diagnostic(
      .manifestOutside, "\(Diagnostic.quote(path: path.value)) leads out of the manifest's folder", at: path.span,
      help: ["paths are relative to the manifest and stay below it"])
  }

  static func zones(_ zone: Located<String>, first: Located<String>) -> Diagnostic {
    Diagnostic(
      .manifestZones, .warning, "this zone differs from the first manifest's, which holds for the whole inventory",
      at: zone.span, also: [Diagnostic.Label(first.span, "the zone used")])
  }

  static func unknownFormat(_ format: Located<String>, what: String, known: [String]) -> Diagnostic {
    let near = NameSuggestions.nearest(to: format.value, among: known)
    let listed = known.isEmpty ? [] : ["known: \(known.joined(separator: ", "))"]
    return Diagnostic(
      .manifestFormat, "there is no \(what) \(Diagnostic.quote(format.value))", at: format.span,
      help: near.map { ["did you mean \(Diagnostic.quote($0))?"] } ?? listed)
  }

  static func closesNothing(_ section: Located<String>, known: [String]) -> Diagnostic {
    Diagnostic(
      .sectionClosesNothing, .warning, "no relation is closed by \(Diagnostic.quote(section.value))", at: section.span,
      help: known.isEmpty ? [] : ["sections of its entity: \(known.joined(separator: ", "))"])
  }

  static func otherEntity(_ section: Located<String>, of wanted: String, entity: String) -> Diagnostic {
    Diagnostic(
      .sectionOfOtherEntity, .warning,
      "a source of `\(entity)` cannot tell whether all of \(Diagnostic.quote(section.value)) was collected",
      at: section.span, help: ["claim it for the source that lists each `\(wanted)`"])
  }

  static func weakened(_ downgrade: InventoryReport.Downgrade) -> Diagnostic {
    Diagnostic(
      .claimWeakened, .warning,
      "\(Diagnostic.quote(path: downgrade.path)) does not count as \(downgrade.from.rawValue) for "
        + "`\(downgrade.section)`: \(downgrade.reason)")
  }

  /// A day that is yet to come dates nothing: it is misspelt, or the run looks back.
  static func collectedLater(_ path: String, _ day: CalendarDate, asOf: CalendarDate) -> Diagnostic {
    Diagnostic(
      .collectedLater, .warning,
      "\(Diagnostic.quote(path: path)) was collected on \(day), after the day of the run, \(asOf)",
      help: ["correct the day of collection, or give a later `--as-of`"])
  }

  // MARK: records

  static func keyless(_ entity: EntityType, at place: RecordPlace) -> Diagnostic {
    Diagnostic(
      .keylessRecord, .warning, "\(place.description) has no key by which its `\(entity.name)` could be known again",
      at: place.span, help: ["it needs one of: \(keysInWords(entity))"])
  }

  static func sharedKey(_ name: String, members: [String], entity: EntityType, at places: [RecordPlace]) -> Diagnostic {
    let key = members.joined(separator: ", ")
    let isSensitive = members.contains { entity.attribute($0).map { $0.sensitivity != .none } ?? false }
    let shown = isSensitive ? "" : " " + Diagnostic.quote(name.split(separator: "\u{1F}").joined(separator: "/"))
    return Diagnostic(
      .sharedKey, .warning, "several subjects of `\(entity.name)` share \(isSensitive ? "one" : "the") \(key)\(shown)",
      at: places.first?.span,
      also: places.dropFirst().prefix(3).compactMap { place in place.span.map { Diagnostic.Label($0, "here too") } },
      help: ["they differ in a better key, so this one joins none of them"])
  }

  static func moreKeyless(_ count: Int, entity: String) -> Diagnostic {
    Diagnostic(.keylessRecord, .warning, "\(count) more records of `\(entity)` have no key")
  }

  static func moreSharedKeys(_ count: Int, entity: String) -> Diagnostic {
    Diagnostic(.sharedKey, .warning, "\(count) more keys of `\(entity)` are shared by several subjects")
  }

  private static func keysInWords(_ entity: EntityType) -> String {
    guard case .keys(let keys) = entity.identity else { return "" }
    return keys.map { $0.joined(separator: " with ") }.joined(separator: ", ")
  }

  // MARK: given rows

  static func unknownEntity(_ name: String, known: [String], at span: Span?) -> Diagnostic {
    Diagnostic(
      .givenUnknown, "there is no entity \(Diagnostic.quote(name))", at: span, help: suggestion(name, known))
  }

  static func unknownMember(_ name: String, entity: String, known: [String], at span: Span?) -> Diagnostic {
    Diagnostic(
      .givenUnknown, "`\(entity)` has no attribute or to-one relation \(Diagnostic.quote(name))", at: span,
      help: suggestion(name, known))
  }

  static func unknownSection(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(.givenUnknown, "there is no section \(Diagnostic.quote(name))", help: suggestion(name, known))
  }

  private static func suggestion(_ name: String, _ known: [String]) -> [String] {
    NameSuggestions.nearest(to: name, among: known).map { ["did you mean \(Diagnostic.quote($0))?"] } ?? []
  }
}
