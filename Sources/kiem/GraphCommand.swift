import ArgumentParser
import Workflow

struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Draws a policy: clauses, rules, and what they read.",
    discussion: """
      Mermaid for Markdown, DOT for Graphviz, SVG drawn as it stands, JSON for programs. A fact, a condition, an attribute \
      or a catalog that several rules share is one node. Edges are dashed where they tell when a rule applies.

        kiem graph policies/ninh-binh-2699-cameras -o cameras.svg
        kiem graph ninh-binh-2699-cameras --clause B2.firmware -f mermaid
        kiem graph ninh-binh-2699-cameras --run out -o verdicts.svg

      Exit status: 0 drawn; 64 wrong usage; 65 the policy or the bundle cannot be used; 66 a path is not there; 74 the \
      output could not be written.
      """)

  @Argument(help: "A policy: its file or folder, or the id of a shipped one.", completion: .file())
  var policy: String

  @Option(
    help: ArgumentHelp("Only this clause and its rules.", valueName: "id"),
    completion: .custom { words, _, _ in CompletionWords.clauses(words) })
  var clause: String?

  @Option(
    help: ArgumentHelp("Only this rule, with the operators between its conditions.", valueName: "id"),
    completion: .custom { words, _, _ in CompletionWords.rules(words) })
  var rule: String?

  @Option(
    name: [.customShort("f"), .long],
    help: ArgumentHelp(
      "\(GraphRequest.formatNames.joined(separator: ", ")). Default: what the output's name ends in, else mermaid.",
      valueName: "format"), completion: .list(GraphRequest.formatNames))
  var format: String?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("A bundle: colour by verdict, with counts on the edges.", valueName: "bundle"),
    completion: .directory)
  var bundle: String?

  @Flag(help: "Draw the operators between conditions as nodes too.")
  var logic = false

  @Option(help: ArgumentHelp("A profile, whose parameters are shown.", valueName: "file"), completion: .file())
  var profile: String?

  @Option(
    help: ArgumentHelp("The day for which the policy is compiled, YYYY-MM-DD. Default: today.", valueName: "date"))
  var asOf: String?

  @Option(help: ArgumentHelp("The language: en or vi.", valueName: "language"), completion: .list(["en", "vi"]))
  var lang = "en"

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Where to write it. Default: standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace an output file that is there.")
  var force = false

  /// The request, or a complaint about the command line.
  private func request() throws -> GraphRequest {
    do throws(GraphRequest.Problem) {
      return try GraphRequest(
        policy: policy, profile: profile, clause: clause, rule: rule, format: format, bundle: bundle, showsLogic: logic,
        asOf: asOf, language: lang, output: output, overwrites: force)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.graph(try request(), console: .standard)) }
}
