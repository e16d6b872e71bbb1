import ArgumentParser
import Workflow

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Writes a stored bundle in another format.",
    discussion: """
      The bundle is held against its digests first; one that was altered makes no report.
      """)

  @Argument(help: "The bundle's folder.", completion: .directory)
  var bundle: String

  @Option(
    name: [.customShort("f"), .long],
    help: ArgumentHelp(
      "A report: \(ReportRequest.formatNames.joined(separator: ", ")). `NAME=FILE` writes it to a file. May be repeated. Default: text.",
      valueName: "format"), completion: .list(ReportRequest.formatNames))
  var format: [String] = []

  @Option(help: ArgumentHelp("The language of reports: en or vi.", valueName: "language"))
  var lang = "en"

  @Flag(help: "Show every finding of a rule in the text report, however many there are.")
  var all = false

  @Flag(help: "Replace output files that are already there.")
  var force = false

  /// The request, or a complaint about the command line.
  private func request() throws -> ReportRequest {
    do throws(ReportRequest.Problem) {
      return try ReportRequest(bundle: bundle, formats: format, language: lang, showsAll: all, overwrites: force)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.report(try request(), console: .standard)) }
}
