import ArgumentParser
import Workflow

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Shows how a verdict came about: the full record of a rule and a subject.",
    discussion: """
      Any record, not only those of findings: where a bundle does not keep it, it is made again from the copies of the \
      inputs in the bundle, or from those named.

        kiem explain 5f0c1a77 --bundle out
        kiem explain zoom-removed device/PC-1 --bundle out
        kiem explain zoom-removed PC-1 --inventory exports --profile profile.yaml
      """)

  @Argument(help: "A record's id (eight characters of it are enough), or a rule.")
  var name: String

  @Argument(help: "What the rule is about: TYPE/ID, the id or the name.")
  var subject: String?

  @Option(help: ArgumentHelp("The bundle.", valueName: "folder"), completion: .directory)
  var bundle: String?

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Inventory files and folders.", valueName: "path"))
  var inventory: [String] = []

  @Option(
    name: [.customShort("p"), .long],
    help: ArgumentHelp("A policy's file or folder. May be repeated.", valueName: "path"))
  var policy: [String] = []

  @Option(help: ArgumentHelp("The profile.", valueName: "file"))
  var profile: String?

  @Option(
    help: ArgumentHelp("The key that personal data in the bundle was committed with.", valueName: "file"),
    completion: .file())
  var redactKey: String?

  @Option(help: ArgumentHelp("The day of the run, YYYY-MM-DD, without a bundle.", valueName: "date"))
  var asOf: String?

  @Option(name: [.customShort("f"), .long], help: ArgumentHelp("text or json.", valueName: "format"))
  var format = "text"

  @Option(help: ArgumentHelp("The language: en or vi.", valueName: "language"))
  var lang = "en"

  /// The request, or a complaint about the command line.
  private func request() throws -> ExplainRequest {
    do throws(ExplainRequest.Problem) {
      return try ExplainRequest(
        name: name, subject: subject, bundle: bundle, inventory: inventory, policies: policy, profile: profile,
        redactKey: redactKey, asOf: asOf, format: format, language: lang)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.explain(try request(), console: .standard)) }
}
