import ArgumentParser
import Workflow

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Makes a policy, a catalog or another document to start from.",
    discussion: """
      \(NewRequest.summaries.joined(separator: "\n"))

      A policy is made from its advisory's text: every numbered or lettered item, every bullet, Điều, khoản and điểm, and \
      each of their sentences is a clause, quoted as it stands; `encoded: none` until a rule is written for it. What is made \
      compiles as it stands, and nothing that is there is written over.

        kiem new policy district-42 --from advisory.txt --number 42/UBND --issuer "UBND huyện" --in policies
        kiem new waivers spring-waivers
        kiem new test district-42 -p policies/district-42

      Exit status: 0 written, and the paths told; 64 wrong usage; 65 the text or the id cannot be used; 66 a path is not \
      there; 74 a file is there already, or could not be written.
      """)

  @Argument(
    help: "\(NewRequest.kinds.joined(separator: ", ")).", completion: .list(NewRequest.kinds))
  var kind: String

  @Argument(help: "The new document's id; of tests their policy's.")
  var id: String

  @Option(help: ArgumentHelp("The advisory's text, in UTF-8.", valueName: "file"), completion: .file())
  var from: String?

  @Option(help: ArgumentHelp("The advisory's number, where the text does not say it.", valueName: "number"))
  var number: String?

  @Option(help: ArgumentHelp("Who issued the advisory.", valueName: "name"))
  var issuer: String?

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("Where the files go. Default: here; tests beside their policy.", valueName: "folder"),
    completion: .directory)
  var folder: String?

  @Option(
    name: [.customShort("p"), .long],
    help: ArgumentHelp(
      "A policy whose rules examples name. May be repeated. Default: the shipped ones.", valueName: "path"),
    completion: .file())
  var policy: [String] = []

  @Option(help: ArgumentHelp("The day that stands in the document, YYYY-MM-DD. Default: today.", valueName: "date"))
  var asOf: String?

  /// The request, or a complaint about the command line.
  private func request() throws -> NewRequest {
    do throws(NewRequest.Problem) {
      return try NewRequest(
        kind: kind, id: id, advisory: from, number: number, issuer: issuer, folder: folder, policies: policy, asOf: asOf
      )
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.new(try request(), console: .standard)) }
}
