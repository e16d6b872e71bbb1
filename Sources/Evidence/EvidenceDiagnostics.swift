import Diagnostics

/// The words of what goes wrong with bundles.
extension Diagnostic {
  // MARK: Writing

  /// Why a bundle was not written.
  public static func unwritten(_ error: BundleWritingError) -> Diagnostic {
    switch error {
    case .exists(let path):
      Diagnostic(
        .existingBundle, "there is something at \(quote(path: path)) already, and it was left as it is",
        help: ["choose another name, or say `--force` to replace a bundle"])
    case .notABundle(let path):
      Diagnostic(
        .existingBundle, "what stands at \(quote(path: path)) is no bundle, and was left as it is",
        help: ["choose another name"])
    case .system(let path, let reason):
      Diagnostic(.unwritableOutput, "\(quote(path: path)) cannot be written: \(reason)")
    }
  }

  // MARK: Opening

  static func notABundle(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .notABundle, "\(quote(path: path)) is no bundle: \(reason)", help: ["`kiem check … -o FOLDER` makes one"])
  }

  static func newerBundle(_ path: String, version: Int) -> Diagnostic {
    Diagnostic(
      .newerBundle,
      "\(quote(path: path)) is a bundle of version \(version); this program reads version \(BundleIndex.version) and older",
      help: ["use the version of kiem that made it, or a later one"])
  }

  // MARK: Verifying

  static func alteredFile(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(.alteredFile, "\(quote(path: path)) was altered: \(reason)")
  }

  static func missingFile(_ path: String) -> Diagnostic {
    Diagnostic(.missingBundleFile, "\(quote(path: path)) is missing", help: ["was the bundle copied whole?"])
  }

  static func strangeFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .strangeFile, "\(quote(path: path)) does not belong to the bundle", help: ["`run.json` does not list it"])
  }

  static func alteredRecord(line: Int, id: String?, reason: String) -> Diagnostic {
    let name = id.map { ", record \($0)," } ?? ""
    return Diagnostic(.alteredRecord, "line \(line)\(name) of `\(BundleIndex.records)` was altered: \(reason)")
  }

  static func incomplete(_ reason: String) -> Diagnostic {
    Diagnostic(.incompleteRecords, "\(reason)")
  }

  static func merkleRoot(expected: String, found: String) -> Diagnostic {
    Diagnostic(
      .merkleRoot, "the Merkle root of the records is \(found), but `\(BundleIndex.fileName)` says \(expected)")
  }
}
