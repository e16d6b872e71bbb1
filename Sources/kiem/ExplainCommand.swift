import ArgumentParser
import Workflow

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explains a verdict, a rule or a diagnostic's code.",
    discussion: """
      A verdict: the full record of a rule and a subject, any, not only those of findings. Where a bundle does not keep \
      it, it is made again from the copies of the inputs in the bundle, or from those named. With --tree as a decision \
      tree: every part of the rule with its mark, its values and their places.

        kiem explain 5f0c1a77 --bundle out
        kiem explain zoom-removed device/PC-1 --bundle out --tree
        kiem explain zoom-removed PC-1 --inventory exports --profile profile.yaml

      A rule, without a bundle or an inventory: its clause, what it is about, when it passes, fails and stays undecided, \
      and what has to be collected, in plain words. A code: what it means, an example, and what to do.

        kiem explain zoom-removed --lang vi
        kiem explain KIEM4003

      Exit status: 0 it is shown; 64 wrong usage; 65 there is nothing of that name, or a policy cannot be used; 66 a path \
      is not there.
      """)

  @Argument(
    help: "A record's id (eight characters of it are enough), a rule, or a code.",
    completion: .custom { words, _, _ in CompletionWords.explainable(words) })
  var name: String

  @Argument(help: "What the rule is about: TYPE/ID, the id or the name.")
  var subject: String?

  @Option(help: ArgumentHelp("The bundle.", valueName: "folder"), completion: .directory)
  var bundle: String?

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Inventory files and folders.", valueName: "path"))
  var inventory: [String] = []

  @Option(
    name: [.customShort("p"), .long],
    help: ArgumentHelp("A policy's file or folder, or the id of a shipped one. May be repeated.", valueName: "path"))
  var policy: [String] = []

  @Option(help: ArgumentHelp("The profile.", valueName: "file"))
  var profile: String?

  @Option(
    help: ArgumentHelp("The key that personal data in the bundle was committed with.", valueName: "file"),
    completion: .file())
  var redactKey: String?

  @Option(help: ArgumentHelp("The day of the run, YYYY-MM-DD, without a bundle.", valueName: "date"))
  var asOf: String?

  @Flag(help: "Show a record as a decision tree; with -f json give both.")
  var tree = false

  @Option(
    name: [.customShort("f"), .long], help: ArgumentHelp("text or json.", valueName: "format"),
    completion: .list(["text", "json"]))
  var format = "text"

  @Option(help: ArgumentHelp("The language: en or vi.", valueName: "language"), completion: .list(["en", "vi"]))
  var lang = "en"

  /// The request, or a complaint about the command line.
  private func request() throws -> ExplainRequest {
    do throws(ExplainRequest.Problem) {
      return try ExplainRequest(
        name: name, subject: subject, bundle: bundle, inventory: inventory, policies: policy, profile: profile,
        redactKey: redactKey, asOf: asOf, format: format, language: lang, showsTree: tree)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.explain(try request(), console: .standard)) }
}
