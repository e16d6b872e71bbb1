import ArgumentParser
import Workflow

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Runs the tests of policies.",
    discussion: """
      Every tests document beside a policy is run: small inventories in, the expected verdict and reason out. An \
      expectation that is not met is shown at its line, with what it would have to say and how the verdict came about.

      Coverage counts what met expectations assert: of each rule whether it was seen to pass, to fail, to be unknown \
      and, with a `when`, not to apply; of each operand of &&, ||, ! and ? : and of each `when` whether it was seen true \
      and false. What cannot be reached is exempt by a comment at the place: `# uncovered: REASON`.

      Exit status: 0 all met; 1 some not, a policy without tests, or less coverage than asked for; otherwise as \
      `kiem check`.
      """)

  @Argument(help: "Policies: files and folders. Without any, the shipped ones.", completion: .file())
  var policies: [String] = []

  @Flag(name: .shortAndLong, help: "Show every case, not only those that failed.")
  var verbose = false

  @Flag(help: "Write what was found over the expectations that were not met, for you to review. Nothing else changes.")
  var update = false

  @Flag(help: "Tell what the tests reach, as text.")
  var coverage = false

  @Option(
    help: ArgumentHelp("Fail where rules or conditions of a policy are covered less.", valueName: "percent"))
  var coverageMin: String?

  @Option(
    help: ArgumentHelp(
      "A report on coverage: \(TestRequest.coverageFormatNames.joined(separator: ", ")). `NAME=FILE` writes it to a file. May be repeated.",
      valueName: "format"))
  var coverageFormat: [String] = []

  /// The request, or a complaint about the command line.
  private func request() throws -> TestRequest {
    do throws(TestRequest.Problem) {
      return try TestRequest(
        policies: policies, isVerbose: verbose, updates: update, showsCoverage: coverage,
        coverageFormats: coverageFormat, coverageFloor: coverageMin)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.test(try request(), console: .standard)) }
}
