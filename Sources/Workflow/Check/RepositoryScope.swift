import Diagnostics
import Formats
import Policies
import Schema

/// What a repository's `kiem.yaml` and a list of files make of a check: its policies, its profile, its files.
///
/// What the command line says goes before what the repository says of itself.
struct RepositoryScope {
  private(set) var policies: [String]
  private(set) var profile: String?
  /// Which files are read.
  private(set) var selection = PathSelection()
  /// The only files to read; nil reads all.
  private(set) var files: [String]?
  /// The repository's own file, which is none of its configuration.
  private(set) var own: [String] = []

  /// Why nothing is checked.
  struct Refusal: Error {
    let problems: DiagnosticList
    let status: ExitStatus
  }

  /// Reads the `kiem.yaml` of the folder that is checked, if it is one, and the list of files.
  ///
  /// - Parameters:
  ///   - policies: paths of those that the command line names.
  ///   - filesFrom: the list; nil where all files are read.
  init(
    inventory: [String], policies: [String], profile: String?, filesFrom: String? = nil, _ console: Console
  ) throws(Refusal) {
    self.policies = policies
    self.profile = profile
    let root = inventory.count == 1 ? inventory[0] : nil
    let isFolder = root.map { DocumentFiles.disk.entry($0) == .folder } ?? false
    if let root, isFolder, let loaded = LoadedProject.load(root: root, files: .disk) {
      try take(loaded, root: root, console)
    }
    guard let list = filesFrom else { return }
    guard let root, isFolder else {
      throw Self.refusal(.listWithoutRoot(), .usage)
    }
    try take(list: list, root: root, console)
  }

  private static func refusal(_ diagnostic: Diagnostic, _ status: ExitStatus) -> Refusal {
    var problems = DiagnosticList()
    problems.add(diagnostic)
    return Refusal(problems: problems, status: status)
  }

  // MARK: kiem.yaml

  private mutating func take(_ loaded: LoadedProject, root: String, _ console: Console) throws(Refusal) {
    guard let project = loaded.project, !loaded.diagnostics.hasErrors else {
      throw Refusal(problems: loaded.diagnostics, status: .unusableData)
    }
    let file = FilePaths.join(root, Project.fileName)
    own = [file]
    selection = project.paths
    var problems = DiagnosticList()
    var taken: [String] = []
    if policies.isEmpty, !project.policies.isEmpty {
      let shipped = ShippedPolicies.folder(environment: console.environment)
      for name in project.policies {
        if let path = Self.policy(name, root: root, shipped: shipped, &problems) { policies.append(path) }
      }
      taken.append("policies \(project.policies.map(\.value).joined(separator: ", "))")
    }
    if profile == nil, let name = project.profile {
      profile = Self.inside(name, root: root, &problems)
      taken.append("profile \(name.value)")
    }
    guard !problems.hasErrors else { throw Refusal(problems: problems, status: .unusableData) }
    if !project.paths.include.isEmpty || !project.paths.exclude.isEmpty { taken.append("paths") }
    let text = taken.isEmpty ? "nothing" : taken.joined(separator: "; ")
    console.tell("\(file) sets: \(text)\n")
  }

  /// A policy by its path in the repository, or by its id among those that come with the program.
  private static func policy(
    _ name: Located<String>, root: String, shipped: String?, _ problems: inout DiagnosticList
  ) -> String? {
    if Disk.has(FilePaths.join(root, name.value)) { return inside(name, root: root, &problems) }
    if let shipped, !name.value.contains("/"), Disk.has(FilePaths.join(shipped, name.value)) {
      return FilePaths.join(shipped, name.value)
    }
    problems.add(.projectPolicyMissing(name))
    return nil
  }

  /// A path that neither `..` nor a link leads out of the repository.
  private static func inside(
    _ name: Located<String>, root: String, _ problems: inout DiagnosticList
  ) -> String? {
    let path = FilePaths.join(root, name.value)
    guard let real = FilePaths.real(path) else {
      problems.add(.projectFileMissing(name))
      return nil
    }
    guard let realRoot = FilePaths.real(root), FilePaths.isInside(real, realRoot) else {
      problems.add(.projectFileOutside(name))
      return nil
    }
    return path
  }

  // MARK: the list of files

  private mutating func take(list path: String, root: String, _ console: Console) throws(Refusal) {
    let bytes: [UInt8]
    let selected: FileList.Selected
    let list: FileList
    do throws(FileError) {
      bytes = try FileReader.read(path: path == "-" ? "/dev/stdin" : path, limit: 64 << 20).bytes
      list = FileList(bytes)
      selected = try list.selected(within: root)
    } catch {
      throw Self.refusal(.unreadableList(error), .missingInput)
    }
    var problems = DiagnosticList()
    for path in selected.missing { problems.add(.listedMissing(path)) }
    for refused in selected.refused { problems.add(.listedRefused(refused.path, refused.reason)) }
    if list.unreadable > 0 { problems.add(.listedUnreadable(list.unreadable)) }
    console.show(problems)
    files = selected.files.filter { path in
      let relative = path.dropFirst(root.hasSuffix("/") ? root.utf8.count : root.utf8.count + 1)
      return selection.contains(root == "." ? path : String(relative)) && ConfigurationReader.mayRead(path: path)
    }
  }
}

extension Diagnostic {
  fileprivate static func listWithoutRoot() -> Diagnostic {
    Diagnostic(
      .missingPath, "`--files-from` limits the check of one folder", help: ["`kiem check . --files-from changed.txt`"])
  }

  fileprivate static func unreadableList(_ error: FileError) -> Diagnostic {
    Diagnostic(.missingPath, "the list of files cannot be read: \(error)")
  }

  fileprivate static func listedMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      .listedFile, .warning, "\(quote(path: path)) is listed and not there",
      help: ["a change that removes files lists them too: `git diff --diff-filter=d` does not"])
  }

  fileprivate static func listedRefused(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.listedFile, .warning, "\(quote(path: path)) is listed and not read: \(reason)")
  }

  fileprivate static func listedUnreadable(_ count: Int) -> Diagnostic {
    Diagnostic(
      .listedFile, .warning,
      "\(count == 1 ? "one path" : "\(count) paths") of the list cannot be read: the bytes are not UTF-8",
      help: ["`git diff -z` writes paths as they are"])
  }

  fileprivate static func projectPolicyMissing(_ name: Located<String>) -> Diagnostic {
    Diagnostic(
      .noPolicySelected,
      "\(quote(path: name.value)) is neither a path in this repository nor the id of a shipped policy",
      at: name.span)
  }

  fileprivate static func projectFileMissing(_ name: Located<String>) -> Diagnostic {
    Diagnostic(.missingPath, "there is nothing at \(quote(path: name.value))", at: name.span)
  }

  fileprivate static func projectFileOutside(_ name: Located<String>) -> Diagnostic {
    Diagnostic(
      .missingPath, "\(quote(path: name.value)) leads out of the repository, and nothing outside is read",
      at: name.span)
  }
}
