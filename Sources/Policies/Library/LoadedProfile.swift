import Diagnostics
import Formats
import Schema
import Values

/// A profile with the waivers and attestations that it names.
public struct LoadedProfile: Sendable {
  /// nil if the file holds none.
  public private(set) var profile: Profile?
  /// In the order in which the profile names them.
  public private(set) var waivers: [WaiverList] = []
  /// In the order in which the profile names them.
  public private(set) var attestations: [AttestationList] = []
  /// The sheets that it names, in that order, not yet held against policies.
  public private(set) var registers: [RegisterFile] = []
  public private(set) var diagnostics = DiagnosticList()
  /// Every file that was read, in the order read.
  public private(set) var sources: [Source] = []

  /// Loads the profile of a file. The documents that it names are looked for in the same file, then among the YAML
  /// files of its folder; everything that is wrong is reported.
  public static func load(_ path: String, files: DocumentFiles) -> LoadedProfile {
    let store = DocumentStore(files: files)
    var loaded = LoadedProfile()
    let own = store.documents(in: path)
    let profiles = own.compactMap { document in
      if case .profile(let profile) = document { profile } else { nil }
    }
    loaded.profile = profiles.first
    for extra in profiles.dropFirst() {
      store.add(.duplicateDocument(.profile, extra.id, at: extra.span, first: profiles[0].span))
    }
    if let profile = profiles.first {
      for name in profile.waivers where !loaded.takeSheet(name, .waivers, profile, path, store) {
        if case .waivers(let list) = find(name, .waivers, own, path, store) { loaded.waivers.append(list) }
      }
      for name in profile.attestations where !loaded.takeSheet(name, .attestations, profile, path, store) {
        if case .attestations(let list) = find(name, .attestations, own, path, store) {
          loaded.attestations.append(list)
        }
      }
    } else if !store.diagnostics.hasErrors {
      store.add(.noProfile(path))
    }
    loaded.diagnostics = store.diagnostics
    loaded.sources = store.sources
    return loaded
  }

  /// Reads a sheet that stands beside the profile; false where the name is a document's id.
  private mutating func takeSheet(
    _ name: Located<String>, _ kind: RegisterKind, _ profile: Profile, _ path: String, _ store: DocumentStore
  ) -> Bool {
    guard RegisterFile.isFile(name.value) else { return false }
    guard !name.value.contains("/") else {
      store.add(.sheetElsewhere(name))
      return true
    }
    guard let source = store.text(at: FilePaths.join(FilePaths.parent(of: path), name.value), named: name) else {
      return true
    }
    let zone = profile.zone.flatMap { Zone($0.value) } ?? .vietnam
    let convention = RegisterFile.Convention(dateOrder: profile.dateOrder, zone: zone)
    let file = RegisterFile(source, as: kind, convention, namedAt: name.span)
    for diagnostic in file.diagnostics.all { store.add(diagnostic) }
    registers.append(file)
    return true
  }

  private static func find(
    _ name: Located<String>, _ kind: PolicyDocument.Kind, _ own: [PolicyDocument], _ path: String,
    _ store: DocumentStore
  ) -> PolicyDocument? {
    let beside = own.first { $0.identity.kind == kind && $0.identity.name.value == name.value }
    if let beside { return beside }
    let folder = FilePaths.parent(of: path)
    if let found = store.find(name.value, in: folder, where: { $0 == kind }) { return found }
    let known = store.yamlFiles(in: folder).flatMap { store.documents(besideIn: $0) }.map(\.identity)
      .filter { $0.kind == kind }.map(\.name.value)
    store.add(
      .unknownName(
        .unresolvedUse, name.value, what: "document `\(kind.rawValue)` named", known: known, at: name.span,
        help: ["looked for in this file and in `\(folder)`"]))
    return nil
  }
}

extension Diagnostic {
  fileprivate static func sheetElsewhere(_ name: Located<String>) -> Diagnostic {
    Diagnostic(
      .missingFile, "the sheet \(quote(path: name.value)) does not stand beside the profile", at: name.span,
      help: ["copy it there; or list it in the inventory's manifest with `register: ...`"])
  }

  fileprivate static func noProfile(_ path: String) -> Diagnostic {
    Diagnostic(.unknownDocument, "there is no profile in `\(path)`", help: ["a profile's first key is `profile`"])
  }
}
