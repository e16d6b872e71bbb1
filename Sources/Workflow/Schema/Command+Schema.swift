import Authoring
import Diagnostics
import Formats
import Policies

extension Command {
  /// `kiem schema`: JSON Schemas of documents, by which editors complete and check.
  public static func schema(_ request: SchemaRequest, console: Console) -> ExitStatus {
    let policies = ShippedPolicies.paths(of: request.policies, console)
    if let missing = firstMissing(policies, console) { return missing }
    let shipped = ShippedPolicies.folder(environment: console.environment)
    let input = RunInput.load(policies: policies, profile: nil, shipped: shipped)
    // A policy that is being written has mistakes; the names that it has so far are what its editor is to know.
    guard !input.policies.isEmpty else {
      console.show(input.diagnostics)
      return .unusableData
    }
    let schema = EditorSchema(input.policies)
    guard let folder = request.folder else {
      guard let kind = request.kind else { return .usage }
      return console.deliver(JSONWriter.pretty(schema.schema(of: kind))) ?? .passed
    }
    let kinds = request.kind.map { [$0] } ?? PolicyDocument.Kind.allCases
    var files = kinds.map { kind in
      (path: EditorSchema.fileName(kind), bytes: JSONWriter.pretty(schema.schema(of: kind)))
    }
    if request.kind == nil {
      files.append((path: EditorSchema.anyFileName, bytes: JSONWriter.pretty(schema.anyDocument)))
    }
    return deliver(files, to: folder, overwrites: request.overwrites, console)
  }

  /// Writes the files of a folder, and tells which.
  static func deliver(
    _ files: [(path: String, bytes: [UInt8])], to folder: String, overwrites: Bool, _ console: Console
  ) -> ExitStatus {
    let problems = OutputFolder.write(files, to: folder, overwrites: overwrites)
    console.show(problems)
    guard problems.isEmpty else { return .inputOutput }
    let lines = files.map { FilePaths.join(folder, $0.path) + "\n" }.joined()
    return console.deliver(Array(lines.utf8)) ?? .passed
  }
}
