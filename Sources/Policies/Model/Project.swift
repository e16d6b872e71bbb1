import Diagnostics
import Formats
import Schema

/// What a repository says of its own check: the file `kiem.yaml` at its root.
///
///     kiem: camera-configuration
///     policies: [policies/cameras]
///     profile: policies/profile.yaml
///     paths:
///       include: ["**/*.yml", .env]
///       exclude: [vendor/]
public struct Project: Sendable {
  /// The name of the file at a repository's root.
  public static let fileName = "kiem.yaml"

  /// What the repository calls itself.
  public var name: Located<String>
  /// Files and folders with policies, relative to the root, or ids of shipped policies.
  public var policies: [Located<String>]
  /// A profile's file, relative to the root.
  public var profile: Located<String>?
  /// Which files are read.
  public var paths: PathSelection
  /// Where the name stands.
  public var span: Span

  /// Makes a project of its parts.
  public init(
    name: Located<String>, policies: [Located<String>] = [], profile: Located<String>? = nil,
    paths: PathSelection = PathSelection(), span: Span
  ) {
    self.name = name
    self.policies = policies
    self.profile = profile
    self.paths = paths
    self.span = span
  }
}

/// The project of a repository, and what is wrong with its file.
public struct LoadedProject: Sendable {
  /// nil if the file holds none.
  public private(set) var project: Project?
  /// What is wrong.
  public private(set) var diagnostics = DiagnosticList()
  /// The file, if it could be read.
  public private(set) var source: Source?

  /// Loads the `kiem.yaml` at the root of a folder; nil if there is none.
  public static func load(root: String, files: DocumentFiles) -> LoadedProject? {
    let path = FilePaths.join(FilePaths.trimmed(root), Project.fileName)
    guard files.entry(path) == .file else { return nil }
    let store = DocumentStore(files: files)
    var loaded = LoadedProject()
    let projects = store.documents(in: path).compactMap { document in
      if case .project(let project) = document { project } else { nil }
    }
    loaded.project = projects.first
    for extra in projects.dropFirst() {
      store.add(.duplicateDocument(.project, extra.name.value, at: extra.span, first: projects[0].span))
    }
    if projects.isEmpty, !store.diagnostics.hasErrors { store.add(.noProject(path)) }
    loaded.diagnostics = store.diagnostics
    loaded.source = store.sources.first
    return loaded
  }
}

extension Diagnostic {
  fileprivate static func noProject(_ path: String) -> Diagnostic {
    Diagnostic(
      .unknownDocument, "there is no project in `\(path)`",
      help: ["its first key is `kiem`, as in `kiem: name-of-the-repository`"])
  }
}
