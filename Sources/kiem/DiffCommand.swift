import ArgumentParser
import Workflow

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Tells what changed between two bundles, and why.",
    discussion: """
      New findings, changed ones, fixed ones, and those that nobody judged any more: a subject that is gone is not \
      fixed. Each with what changed: the data, the policy, a waiver, an attestation, or nothing but the day.

      Exit status: 0 nothing changed; 1 something did; 65 a bundle cannot be used; 66 a path is not there.
      """)

  @Argument(help: "The older bundle.", completion: .directory)
  var old: String

  @Argument(help: "The newer bundle.", completion: .directory)
  var new: String

  @Option(
    name: [.customShort("f"), .long],
    help: ArgumentHelp("\(DiffRequest.formatNames.joined(separator: ", ")).", valueName: "format"),
    completion: .list(DiffRequest.formatNames))
  var format = "text"

  @Option(help: ArgumentHelp("The language: en or vi.", valueName: "language"))
  var lang = "en"

  /// The request, or a complaint about the command line.
  private func request() throws -> DiffRequest {
    do throws(DiffRequest.Problem) {
      return try DiffRequest(old: old, new: new, format: format, language: lang)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.diff(try request(), console: .standard)) }
}
