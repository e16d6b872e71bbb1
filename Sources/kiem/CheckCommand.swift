import ArgumentParser
import Workflow

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Evaluates policies over an inventory.",
    discussion: """
      An inventory is any number of files and folders: CSV, JSON, NDJSON and YAML with the canonical column names, or \
      with a manifest `inventory.yaml` that says what the files are and what they prove. Policies about documents read \
      configuration files, of a repository's folder all that its `.gitignore` does not leave out; its `kiem.yaml` \
      names policies, profile and paths.
      """)

  @Argument(help: "Inventory files and folders.", completion: .file())
  var inventory: [String]

  @OptionGroup
  var options: RunOptions

  @Option(
    name: [.customShort("f"), .long],
    help: ArgumentHelp(
      "A report: \(CheckRequest.formatNames.joined(separator: ", ")). `NAME=FILE` writes it to a file, `NAME=-` to the standard output. May be repeated. Default: text; github in a job of GitHub Actions.",
      valueName: "format"), completion: .list(CheckRequest.formatNames))
  var format: [String] = []

  @Option(
    help: ArgumentHelp(
      "The least severity of a fail that makes the exit status 1: info, low, medium, high, critical. Default: the profile's, else info.",
      valueName: "severity"))
  var failOn: String?

  @Flag(help: "Let unknown and notchecked count as no reason for exit status 2. An error still does.")
  var allowUnknown = false

  @Option(help: ArgumentHelp("The language of reports: en or vi.", valueName: "language"))
  var lang = "en"

  @Option(
    help: ArgumentHelp(
      "How many threads to use. The result is the same with any number. Default: one per core.", valueName: "n"))
  var threads: Int?

  @Flag(help: "Show every finding of a rule in the text report, however many there are.")
  var all = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Write a bundle: a new folder with the records, the verdict matrix, the digests of everything that produced them, and each report asked for without a file.",
      valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Which full records a bundle keeps: findings or all. Any other can be made again.", valueName: "which"))
  var records = "findings"

  @Flag(
    help: "Copy policies, profile and inventory into the bundle, as they are: with whatever secrets stand in them.")
  var includeInputs = false

  @Option(help: ArgumentHelp("Who runs it, for the bundle.", valueName: "name"))
  var auditor: String?

  @Option(help: ArgumentHelp("What for, for the bundle.", valueName: "text"))
  var engagement: String?

  @Option(
    help: ArgumentHelp(
      "A bundle: findings that it has already, and that are no worse now, count for nothing in the exit status.",
      valueName: "folder"), completion: .directory)
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "secrets: show personal data; personal: replace it by commitments that can be checked later. Without it personal data is replaced by a mark. Secrets are always taken out.",
      valueName: "what"))
  var redact: String?

  @Option(
    help: ArgumentHelp("The key of the commitments: a file of 32 random bytes or more.", valueName: "file"),
    completion: .file())
  var redactKey: String?

  @Option(
    help: ArgumentHelp(
      "Check only the files that are listed in a file, one on each line or parted by NUL bytes, relative to the folder; `-` reads the list from the standard input. For configuration files in CI: git diff --name-only --diff-filter=d -z.",
      valueName: "file"))
  var filesFrom: String?

  @Flag(name: [.long, .customLong("overwrite")], help: "Replace output files and bundles that are already there.")
  var force = false

  @Flag(help: "Show how the policies would be evaluated, and evaluate nothing.")
  var plan = false

  @Flag(
    name: .customLong("profile-plan"),
    help: "Tell what each part of the plan took: rows, distinct values, time. Of inventories that stream by.")
  var profilePlan = false

  /// The request, or a complaint about the command line.
  private func request() throws -> CheckRequest {
    do throws(CheckRequest.Problem) {
      return try CheckRequest(
        inventory: inventory, policies: options.policy, profile: options.profile, asOf: options.asOf, formats: format,
        failOn: failOn,
        allowsUnknown: allowUnknown, language: lang, threads: threads, showsAll: all, overwrites: force,
        records: records,
        bundle: output, includesInputs: includeInputs, auditor: auditor, engagement: engagement,
        baseline: baseline, redact: redact, redactKey: redactKey, showsPlan: plan, profilesPlan: profilePlan,
        filesFrom: filesFrom)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws {
    try finish(Command.check(try request(), console: .standard) { $0.end() })
  }
}
