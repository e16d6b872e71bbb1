import ArgumentParser
import Workflow

/// The program: arguments in, exit status out.
@main
struct Kiem: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kiem",
    abstract: "Checks inventories against policies that encode security advisories, offline.",
    discussion: """
      A verdict is pass, fail, unknown, error, notapplicable or notchecked, for every rule and every subject, and each \
      one is traced to the file and row it rests on. What was not collected is unknown, never a pass.

      Exit status: 0 nothing failed and everything is decided; 1 something failed; 2 nothing failed, but something is \
      undecided; 64 wrong usage; 65 a policy or an inventory cannot be used; 66 a path is not there; 70 a fault of \
      ours; 74 an output could not be written.
      """,
    version: "kiem \(Command.version)",
    subcommands: [
      CheckCommand.self, InventoryCommand.self, TestCommand.self, LintCommand.self, FmtCommand.self, GraphCommand.self,
      NewCommand.self, EvalCommand.self, VerifyCommand.self, ReportCommand.self, DiffCommand.self, SealCommand.self,
      ExplainCommand.self, SchemaCommand.self, DocsCommand.self,
    ])
}

extension Kiem {
  static func main() {
    // What every script asks first is answered without building the tree of commands, which takes longer than the rest.
    if CommandLine.arguments.dropFirst().elementsEqual(["--version"]) { return print(configuration.version) }
    main(nil)
  }
}

extension ParsableCommand {
  /// Ends the program with a status.
  func finish(_ status: ExitStatus) throws { throw ExitCode(status.rawValue) }
}
