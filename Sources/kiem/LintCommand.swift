import ArgumentParser
import Workflow

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Finds what compiles and is likely to be a mistake.",
    discussion: """
      A finding is silenced by a comment with a reason, on its line or above it:

        # lint: missing-remediation the maker alone can mend it

      A comment that silences nothing is a finding itself. What each lint looks for is in docs/lints.md.

      Exit status: 0 nothing found but notes; 1 something found; 64 wrong usage; 65 a policy cannot be used; 66 a path \
      is not there.
      """)

  @Argument(help: "Policies: files and folders. Without any, the shipped ones.", completion: .file())
  var policies: [String] = []

  @Option(help: ArgumentHelp("A profile, whose waivers are looked at too.", valueName: "file"))
  var profile: String?

  @Option(help: ArgumentHelp("The day from which ages are counted, YYYY-MM-DD. Default: today.", valueName: "date"))
  var asOf: String?

  @Option(
    name: [.customShort("f"), .long],
    help: ArgumentHelp("\(LintRequest.formatNames.joined(separator: ", ")). Default: text.", valueName: "format"),
    completion: .list(LintRequest.formatNames))
  var format = "text"

  @Option(
    help: ArgumentHelp("How much a lint weighs: off, note, warning, error. May be repeated.", valueName: "name=level"))
  var lint: [String] = []

  /// The request, or a complaint about the command line.
  private func request() throws -> LintRequest {
    do throws(LintRequest.Problem) {
      return try LintRequest(policies: policies, profile: profile, asOf: asOf, format: format, levels: lint)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.lint(try request(), console: .standard)) }
}
