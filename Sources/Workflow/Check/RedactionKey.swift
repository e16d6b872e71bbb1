import Diagnostics
import Evidence
import Formats

/// What `--redact` and `--redact-key` say.
struct RedactionRequest: Sendable {
  enum Mode: String, Sendable, CaseIterable {
    /// Personal data is shown.
    case secrets
    /// Personal data is replaced by commitments.
    case personal
  }

  /// nil: personal data is replaced by one mark for all.
  var mode: Mode?
  var key: String?

  /// What is wrong with it; nil if nothing is.
  var problem: String? {
    switch mode {
    case .personal where key == nil:
      "--redact personal needs a key of at least \(CommitmentKey.shortest) random bytes: --redact-key FILE"
    case .personal: nil
    default: key == nil ? nil : "--redact-key is of use with --redact personal only"
    }
  }

  /// What becomes of personal data, or why the key cannot be used.
  func personal() -> Result<PersonalData, RedactionKeyFailure> {
    switch mode {
    case nil: .success(.withheld)
    case .secrets: .success(.shown)
    case .personal: RedactionRequest.key(at: key ?? "").map { .committed($0) }
    }
  }

  /// Reads a key: the bytes of a file, all of them.
  static func key(at path: String) -> Result<CommitmentKey, RedactionKeyFailure> {
    do throws(FileError) {
      let bytes = try FileReader.read(path: path, limit: 1 << 16).bytes
      guard let key = CommitmentKey(bytes) else {
        return .failure(
          RedactionKeyFailure(
            .unusableKey, "the key in \(Diagnostic.quote(path: path)) has \(bytes.count) bytes",
            help: ["it takes at least \(CommitmentKey.shortest) random ones: head -c 32 /dev/urandom > FILE"]))
      }
      return .success(key)
    } catch {
      return .failure(RedactionKeyFailure(.unusableKey, "the key cannot be used: \(error)", help: []))
    }
  }
}

/// Why a key cannot be used.
struct RedactionKeyFailure: Error {
  let diagnostic: Diagnostic

  init(_ code: DiagnosticCode, _ message: String, help: [String]) {
    diagnostic = Diagnostic(code, message, help: help)
  }
}
