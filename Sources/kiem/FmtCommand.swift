import ArgumentParser
import Workflow

struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Lays documents out in the canonical way.",
    discussion: """
      Policies, schemas, catalogs, profiles, tests, waivers, attestations and manifests: two spaces of indentation, keys \
      in the order of their kind, expressions broken at && and || beyond 100 columns. Comments are kept, and nothing \
      changes its meaning: what was written is read again and compared. A file with mistakes is left as it is. In \
      folders, files that are no documents of ours are passed over.

      Exit status: 0 done; with --check 1 if a file is not in canonical layout; 64 wrong usage; 65 a file has mistakes; \
      66 a path is not there; 74 a file could not be written.
      """)

  @Argument(help: "Files and folders. Without any, the shipped policies.", completion: .file())
  var paths: [String] = []

  @Flag(help: "Tell which files are not in canonical layout, and write none.")
  var check = false

  func run() throws {
    try finish(Command.fmt(FmtRequest(paths: paths, checksOnly: check), console: .standard))
  }
}
