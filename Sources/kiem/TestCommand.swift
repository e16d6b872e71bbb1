import ArgumentParser
import Workflow

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Runs the tests of policies.",
    discussion: """
      Every tests document beside a policy is run: small inventories in, the expected verdict and reason out. An \
      expectation that is not met is shown at its line. Exit status: 0 all met, 1 some not, otherwise as `kiem check`.
      """)

  @Argument(help: "Policies: files and folders. Without any, the shipped ones.", completion: .file())
  var policies: [String] = []

  @Flag(name: .shortAndLong, help: "Show every case, not only those that failed.")
  var verbose = false

  func run() throws {
    try finish(Command.test(TestRequest(policies: policies, isVerbose: verbose), console: .standard))
  }
}
