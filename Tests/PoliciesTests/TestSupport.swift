import Diagnostics
import FoundationEssentials
import Policies
import Schema

/// The documents of a text, and what is wrong with them as a table.
func decode(_ text: String, path: String = "test.yaml") -> (documents: [PolicyDocument], diagnostics: String) {
  let result = DocumentDecoder.decode(Source(path: path, text: text))
  return (result.documents, table(result.diagnostics.all))
}

/// Diagnostics as a table: place, code, message, then second places and help indented.
func table(_ diagnostics: [Diagnostic]) -> String {
  diagnostics.map { diagnostic in
    let place = diagnostic.primary.map { "\($0.span.start)" } ?? "-"
    let also = diagnostic.secondary.map { "\n  also \($0.span.start) \($0.text)" }
    let help = diagnostic.help.map { "\n  \($0)" }
    return "\(place) \(diagnostic.code) \(diagnostic.message)" + also.joined() + help.joined()
  }.joined(separator: "\n")
}

/// A small schema for policies to be written against.
let schemaText = """
  schema: inventory
  version: 1.0.0
  entities:
    unit:
      identity: {keys: [[id]]}
      attributes: {id: text, name: text}
      relations: {cameras: {many: camera, closed_by: [camera]}, accounts: {many: account, closed_by: [account.cloud]}}
    camera:
      identity: {keys: [[name, unit]]}
      attributes: {name: text, kind: text, password.state: {type: enum, values: [default, changed]}}
      relations: {unit: {one: unit}, accounts: {many: account, closed_by: [account.camera]}}
    account:
      identity: {keys: [[camera, uid]]}
      attributes: {uid: text, is_disabled: {type: bool, synonyms: [disabled]}}
      relations: {camera: {one: camera}, unit: {one: unit}}
  """

/// The folder of the package that these tests belong to.
let packageRoot: String = {
  var path = #filePath
  for _ in 0..<3 { path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
  return path
}()

extension DocumentFiles {
  /// The disk.
  static let disk = DocumentFiles(
    entry: { path in
      var isFolder: Bool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
      return isFolder ? .folder : .file
    },
    names: { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] },
    read: { path in
      guard let data = FileManager.default.contents(atPath: path) else { return .failure(.init("no such file")) }
      return .success(Source(path: path, bytes: Array(data)))
    })
}
