import ArgumentParser
import Diagnostics
import Workflow

@main
struct Kiem: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "kiem")
}
