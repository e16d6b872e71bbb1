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
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.elementsEqual(["--version"]) { return print(configuration.version) }
    Command.begin(arguments)
    // So is a command that is understood: the tree is for help, and for telling what is wrong.
    let command = configuration.subcommands.first { $0.configuration.commandName == arguments.first }
    guard let command, var understood = try? command.parse(Array(arguments.dropFirst())) else { return main(nil) }
    do {
      try understood.run()
    } catch {
      exit(withError: error)
    }
  }
}

extension ParsableCommand {
  /// Ends the program with a status.
  func finish(_ status: ExitStatus) throws { throw ExitCode(status.rawValue) }
}
