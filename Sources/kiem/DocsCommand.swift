import ArgumentParser
import Workflow

struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs", abstract: "Documents policies, and makes the sheets that a unit fills in.",
    discussion: """
      A page in Markdown for each policy: the advisory, its clauses with their quotes, the rules with what they read, \
      parameters, catalogs with their age, and what to collect. With -o the pages are files, and beside them stands \
      templates/ENTITY.csv for every entity that a rule reads: its headers are those that kiem maps back, with --lang vi \
      in Vietnamese.

      Exit status: 0 done; 64 wrong usage; 65 a policy cannot be used; 66 a path is not there; 74 a file could not be \
      written.
      """)

  @Argument(help: "Policies: files and folders. Without any, the shipped ones.", completion: .file())
  var policies: [String] = []

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The folder to write to. Default: the pages on the standard output.", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("The language of pages and sheets: en or vi.", valueName: "language"))
  var lang = "en"

  @Option(
    help: ArgumentHelp("The day from which ages are counted, YYYY-MM-DD. Default: today.", valueName: "date"))
  var asOf: String?

  @Flag(help: "Replace files that are already there.")
  var force = false

  /// The request, or a complaint about the command line.
  private func request() throws -> DocsRequest {
    do throws(DocsRequest.Problem) {
      return try DocsRequest(policies: policies, folder: output, language: lang, asOf: asOf, overwrites: force)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.docs(try request(), console: .standard)) }
}
