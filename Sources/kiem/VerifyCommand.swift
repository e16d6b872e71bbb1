import ArgumentParser
import Workflow

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Holds a bundle against its digests, and evaluates it again.",
    discussion: """
      Every file's digest, every record's, the Merkle root, and that there is one verdict for each rule and subject. \
      With the inputs at hand, in the bundle or named, everything is evaluated again and must come to the same bytes; \
      the first difference is named.

      Exit status: 0 nothing found; 1 something found; 65 not a bundle that this version knows; 66 a path is not there.
      """)

  @Argument(help: "The bundle's folder.", completion: .directory)
  var bundle: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The inventory, as it was named to `kiem check`. Without it the copies in the bundle, if it has any.",
      valueName: "path"))
  var inputs: [String] = []

  @Option(
    name: [.customShort("p"), .long],
    help: ArgumentHelp(
      "A policy's file or folder, or the id of a shipped one, with --inputs. May be repeated.", valueName: "path"))
  var policy: [String] = []

  @Option(help: ArgumentHelp("The profile, with --inputs.", valueName: "file"))
  var profile: String?

  @Option(help: ArgumentHelp("How many threads to use. Default: one per core.", valueName: "n"))
  var threads: Int?

  @Option(
    help: ArgumentHelp("The public key whose signature must be on the bundle, in PEM.", valueName: "file"),
    completion: .file())
  var publicKey: String?

  @Option(
    help: ArgumentHelp("The key that personal data was committed with.", valueName: "file"), completion: .file())
  var redactKey: String?

  @Option(
    help: ArgumentHelp(
      "Check a disclosed value against the commitments, instead of evaluating again.", valueName: "value"))
  var reveal: String?

  @Option(
    help: ArgumentHelp("The opening that was given with the value, where the key is not at hand.", valueName: "hex"))
  var opening: String?

  /// The request, or a complaint about the command line.
  private func request() throws -> VerifyRequest {
    do throws(VerifyRequest.Problem) {
      return try VerifyRequest(
        bundle: bundle, inputs: inputs, policies: policy, profile: profile, threads: threads, redactKey: redactKey,
        publicKey: publicKey,
        reveal: reveal, opening: opening)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.verify(try request(), console: .standard)) }
}
