import ArgumentParser
import Workflow

struct SealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal", abstract: "Signs a bundle, or attestations.",
    discussion: """
      The signature (Ed25519) stands in the bundle as seal.json: a DSSE envelope over an in-toto statement about every \
      file. Several may sign, one after the other.

        kiem seal --new-key auditor.key
        kiem seal out --key auditor.key
        kiem verify out --public-key auditor.key.pub
        kiem seal --attestations profile.yaml --signer 'Lê Thị Hạ' --key ha.key
      """)

  @Argument(help: "The bundle's folder.", completion: .directory)
  var bundle: String?

  @Option(
    help: ArgumentHelp("The private key: PKCS #8 in PEM, as OpenSSL writes it.", valueName: "file"),
    completion: .file())
  var key: String?

  @Option(
    help: ArgumentHelp("Make a pair of keys: FILE, which only its owner may read, and FILE.pub.", valueName: "file"))
  var newKey: String?

  @Option(
    help: ArgumentHelp("Print the signatures of the attestations that a profile names.", valueName: "profile"),
    completion: .file())
  var attestations: String?

  @Option(help: ArgumentHelp("Whose attestations: the name in `signed_by`.", valueName: "name"))
  var signer: String?

  @Flag(help: "Replace keys or a seal that are already there.")
  var force = false

  /// The request, or a complaint about the command line.
  private func request() throws -> SealRequest {
    do throws(SealRequest.Problem) {
      return try SealRequest(
        bundle: bundle, key: key, newKey: newKey, attestations: attestations, signer: signer, overwrites: force)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.seal(try request(), console: .standard)) }
}
