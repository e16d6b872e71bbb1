import ArgumentParser
import Workflow

struct InventoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory", abstract: "Shows what was read of an inventory, and what policies will miss.",
    discussion: """
      Each file with what it was taken for and why, columns that were not used, values that cannot be read, rows that \
      were merged, values on which sources disagree, for whom lists are complete, and what leaves rules undecided.

        kiem inventory exports/ --profile profile.yaml
        kiem inventory exports/ --explain-row exports/cameras.csv:17
        kiem inventory exports/ --manifest > exports/inventory.yaml

      Exit status: 0 the inventory can be used; 64 wrong usage; 65 a policy or the inventory cannot be used; 66 a path \
      or a row is not there; 74 the output could not be written.
      """)

  @Argument(help: "Inventory files and folders.", completion: .file())
  var inventory: [String]

  @OptionGroup
  var options: RunOptions

  @Option(
    name: [.customShort("f"), .long],
    help: ArgumentHelp("\(InventoryRequest.formatNames.joined(separator: ", ")). Default: text.", valueName: "format"),
    completion: .list(InventoryRequest.formatNames))
  var format = "text"

  @Option(
    help: ArgumentHelp("Tell where one row went: the file, and the line that reports print.", valueName: "file:row"))
  var explainRow: String?

  @Flag(help: "Print a proposed `inventory.yaml` for what was read without one.")
  var manifest = false

  @Option(help: ArgumentHelp("The language of the text: en or vi.", valueName: "language"))
  var lang = "en"

  @Flag(help: "Show everything, however much there is.")
  var all = false

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write to a file instead of the standard output.", valueName: "file"), completion: .file())
  var output: String?

  @Flag(help: "Replace an output file that is already there.")
  var force = false

  /// The request, or a complaint about the command line.
  private func request() throws -> InventoryRequest {
    do throws(InventoryRequest.Problem) {
      return try InventoryRequest(
        inventory: inventory, policies: options.policy, profile: options.profile, asOf: options.asOf, format: format,
        row: explainRow,
        language: lang, showsAll: all, writesManifest: manifest, output: output, overwrites: force)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.inventory(try request(), console: .standard)) }
}
