import Authoring
import Diagnostics
import Formats
import Policies
import Values

extension Command {
  /// `kiem new`: a document to start from. Nothing that is there is written over.
  ///
  ///     advisory's text ─ clauses ─┐
  ///     template ──────────────────┴─ canonical layout ─ files
  ///
  /// Exit status: 0 written; 65 the text or the id cannot be used; 66 a path is not there; 74 a file is there already, or
  /// could not be written.
  public static func new(_ request: NewRequest, console: Console) -> ExitStatus {
    let places = ShippedPolicies.paths(of: request.policies, console)
    let named = places + [request.advisory, request.folder].compactMap { $0 }
    if let missing = firstMissing(named, console) { return missing }
    let shipped = ShippedPolicies.folder(environment: console.environment)
    let policies = loaded(request, places, shipped)
    var context = TemplateContext(
      id: request.id, asOf: request.asOf ?? Clock.today(in: .vietnam), number: request.number, issuer: request.issuer,
      policies: policies)
    if let path = request.advisory {
      switch DocumentFiles.disk.read(path) {
      case .failure(let failure):
        return console.refuse(.unreadableText(path, failure.reason), .unusableData)
      case .success(let source):
        guard let text = String(validating: source.bytes, as: UTF8.self) else {
          return console.refuse(.unreadableText(path, "it is not UTF-8"), .unusableData)
        }
        context.advisory = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
      }
    }
    let files: [NewFile]
    switch DocumentTemplateCatalog.files(request.template, context) {
    case .failure(let problem): return console.refuse(problem.diagnostic, .unusableData)
    case .success(let made): files = made
    }
    let own = request.template.name == "test" ? policies.first { $0.policy.id == request.id }?.folder : nil
    let folder = request.folder ?? own ?? "."
    let paths = files.map { folder == "." ? $0.path : FilePaths.join(folder, $0.path) }
    // All or none: half a policy is no beginning.
    if let taken = paths.first(where: Disk.has) { return console.refuse(.alreadyThere(taken), .inputOutput) }
    let problems = OutputFolder.write(
      zip(files, paths).map { (path: $1, bytes: Array($0.text.utf8)) }, to: ".", overwrites: false)
    guard problems.isEmpty else {
      console.show(problems)
      return .inputOutput
    }
    return console.deliver(Array(paths.map { "\($0)\n" }.joined().utf8)) ?? .passed
  }

  /// The policies that examples may name: those given, else the shipped ones; of a policy none.
  private static func loaded(_ request: NewRequest, _ places: [String], _ shipped: String?) -> [LoadedPolicy] {
    guard request.template.name != "policy" else { return [] }
    let sought = places.isEmpty ? [shipped].compactMap { $0 } : places
    let shared = [shipped].compactMap { $0.map { "\($0)/shared" } }
    return PolicyLibrary.load(sought, shared: shared, files: .disk).policies
  }
}

extension Diagnostic {
  fileprivate static func unreadableText(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.unreadablePath, "\(quote(path: path)) cannot be read: \(reason)")
  }

  fileprivate static func alreadyThere(_ path: String) -> Diagnostic {
    Diagnostic(
      .existingOutput, "\(quote(path: path)) is already there, and nothing was written",
      help: ["choose another id, or another folder with `--in`"])
  }
}
