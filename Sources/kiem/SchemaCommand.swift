import ArgumentParser
import Workflow

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Writes JSON Schemas by which editors complete and check documents.",
    discussion: """
      Keys, rules, clauses, parameters, entities and attributes are those of the policies; after a change of them make \
      the schemas anew. With -o every kind has its file, KIND.schema.json, and document.schema.json tells the kind by the \
      first key. docs/editors.md tells how an editor finds them.

      Exit status: 0 done; 64 wrong usage; 65 there is no policy that can be read; 66 a path is not there; 74 a file \
      could not be written.
      """)

  @Argument(
    help: ArgumentHelp(
      "A kind of document: \(SchemaRequest.kindNames.joined(separator: ", ")). Without one, all of them.",
      valueName: "kind"))
  var kind: String?

  @Option(
    name: [.customShort("p"), .long],
    help: ArgumentHelp(
      "Policies: a file or a folder. May be repeated. Without any, the shipped ones.", valueName: "policy"))
  var policy: [String] = []

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The folder to write to. Default: the standard output.", valueName: "folder"))
  var output: String?

  @Flag(help: "Replace files that are already there.")
  var force = false

  /// The request, or a complaint about the command line.
  private func request() throws -> SchemaRequest {
    do throws(SchemaRequest.Problem) {
      return try SchemaRequest(kind: kind, policies: policy, folder: output, overwrites: force)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.schema(try request(), console: .standard)) }
}
