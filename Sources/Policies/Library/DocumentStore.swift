import Diagnostics
import Formats
import Schema

/// Reads and decodes files, each once, and keeps what was wrong with them.
final class DocumentStore {
  let files: DocumentFiles
  /// Whether files that hold tests and nothing else are passed over.
  private let skipsTests: Bool
  private(set) var diagnostics = DiagnosticList()
  /// Every file that was read, in the order read.
  private(set) var sources: [Source] = []
  /// Every file that was passed over because it holds tests.
  private(set) var passedOver: [String] = []
  private var decoded: [String: [PolicyDocument]] = [:]
  /// Files that are being read.
  private(set) var pending: [String: Background<DecodedFile>]
  private var folders: [String: [String]] = [:]

  init(files: DocumentFiles, skipsTests: Bool = false, pending: [String: Background<DecodedFile>] = [:]) {
    self.files = files
    self.pending = pending
    self.skipsTests = skipsTests
  }

  func add(_ diagnostic: Diagnostic) { diagnostics.add(diagnostic) }

  /// Begins to read and decode a file that is likely to be asked for; until it is, nothing is told of it.
  func prepare(_ path: String) {
    guard decoded[path] == nil, pending[path] == nil else { return }
    let files = files
    pending[path] = Background { DecodedFile(files.read(path)) }
  }

  /// Begins to read what policies beside a `shared` folder most likely use.
  func prepare(shared: String) {
    for folder in ["schema", "adapters"] {
      for file in yamlFiles(in: FilePaths.join(shared, folder)) { prepare(file) }
    }
  }

  /// The documents of a file; none if it cannot be read, which is reported.
  func documents(in path: String) -> [PolicyDocument] {
    if let known = decoded[path] { return known }
    let ready = pending[path]?.value()
    return documents(of: ready?.source ?? files.read(path), ready, path)
  }

  /// The documents of a file that nobody named and that only stands beside others: an inventory's list is none of ours,
  /// and whoever reads inventories tells what is wrong with it.
  func documents(besideIn path: String) -> [PolicyDocument] {
    if let known = decoded[path] { return known }
    let ready = pending[path]?.value()
    let read = ready?.source ?? files.read(path)
    guard case .success(let source) = read, DocumentDecoder.holdsDocument(source) else { return [] }
    return documents(of: read, ready, path)
  }

  private func documents(
    of read: Result<Source, DocumentFiles.ReadingFailure>, _ ready: DecodedFile?, _ path: String
  ) -> [PolicyDocument] {
    var documents: [PolicyDocument] = []
    switch read {
    case .failure(let failure): add(.unreadableFile(path, reason: failure.reason))
    case .success(let source) where skipsTests && DocumentDecoder.holdsOnlyTests(source): passedOver.append(path)
    case .success(let source):
      sources.append(source)
      let file = ready ?? DecodedFile(read)
      documents = file.documents
      diagnostics.add(contentsOf: file.diagnostics.all)
    }
    decoded[path] = documents
    return documents
  }

  /// A text that a document names, and that is no document.
  func text(at path: String, named: Located<String>) -> Source? {
    switch files.read(path) {
    case .success(let source):
      sources.append(source)
      return source
    case .failure(let failure):
      add(.missingFile(named.value, reason: failure.reason, at: named.span))
      return nil
    }
  }

  /// The YAML files directly in a folder, by the bytes of their names.
  func yamlFiles(in folder: String) -> [String] {
    if let known = folders[folder] { return known }
    let names = files.entry(folder) == .folder ? files.names(folder).filter(FilePaths.isYAML) : []
    let paths = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { FilePaths.join(folder, $0) }
    folders[folder] = paths.filter { files.entry($0) == .file }
    return folders[folder] ?? []
  }

  /// The folders directly in a folder, by the bytes of their names.
  func subfolders(of folder: String) -> [String] {
    let names = files.names(folder).filter { !$0.hasPrefix(".") }
    let paths = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { FilePaths.join(folder, $0) }
    return paths.filter { files.entry($0) == .folder }
  }

  /// The file that bears a name.
  func file(of name: String, in folder: String) -> String? {
    yamlFiles(in: folder).first { FilePaths.name(of: $0) == "\(name).yaml" }
  }

  /// The first document of a name among a folder's files. The file that bears the name is asked first, so that a run
  /// reads no more of the shared catalogs than it uses.
  func find(
    _ name: String, in folder: String, where isWanted: (PolicyDocument.Kind) -> Bool
  ) -> PolicyDocument? {
    for path in [file(of: name, in: folder)].compactMap({ $0 }) + yamlFiles(in: folder) {
      for document in documents(besideIn: path) {
        let (kind, found) = document.identity
        if found.value == name, isWanted(kind) { return document }
      }
    }
    return nil
  }
}

extension Diagnostic {
  static func unreadableFile(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(.missingFile, "`\(path)` cannot be read: \(reason)")
  }

  static func missingFile(_ name: String, reason: String, at span: Span) -> Diagnostic {
    Diagnostic(.missingFile, "the file `\(name)` cannot be read: \(reason)", at: span)
  }

  static func outsideFolder(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .missingFile, "`\(name)` lies outside of the document's folder, and nothing outside is read", at: span)
  }

  static func noPolicies(_ path: String) -> Diagnostic {
    Diagnostic(.noPolicies, "there is no policy in `\(path)`", help: ["a policy's first key is `policy`"])
  }

  static func unresolvedUse(_ name: String, folders: [String], known: [String], at span: Span) -> Diagnostic {
    .unknownName(
      .unresolvedUse, name, what: "schema or catalog", known: known, at: span,
      help: ["looked for in: \(folders.map { "`\($0)`" }.joined(separator: ", "))"])
  }

  static func noSchema(_ policy: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unresolvedUse, "the policy `\(policy)` uses no schema, so nothing in it has a meaning", at: span,
      help: ["add the schema to `uses`: `uses: [inventory]`"])
  }

  static func severalSchemas(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(.duplicateDocument, "a policy uses one schema, and `\(name)` is a second one", at: span)
  }

  static func duplicateDocument(
    _ kind: PolicyDocument.Kind, _ name: String, at span: Span, first: Span
  ) -> Diagnostic {
    Diagnostic(
      .duplicateDocument, "there are two documents `\(kind.rawValue): \(name)`", at: span, label: "again here",
      also: [Diagnostic.Label(first, "first here")])
  }

  static func folderName(_ policy: String, folder: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .folderName, .warning, "the policy `\(policy)` lies in the folder `\(folder)`", at: span,
      help: ["a policy's folder bears its id: rename one of them"])
  }
}
