import Diagnostics
import Evidence
import Formats
import Policies
import Schema
import Values

/// Holds attestations against the papers and keys that stand behind them. One that does not hold is left out, and said so:
/// it decides nothing.
///
/// A paper whose digest the attestation gives is checked where it stands beside the attestation. A signature is checked
/// against the key that the profile has for its signer; whoever has a key there must sign.
struct AttestationProofs {
  /// Those that hold, with what was proved of them.
  private(set) var attestations: [Attestation] = []
  /// The papers that were read.
  private(set) var papers: [RunDocument] = []
  private(set) var problems = DiagnosticList()

  init(_ attestations: [Attestation], signers: [Signer]) {
    var keys: [String: (key: VerifyingKey, span: Span)] = [:]
    for signer in signers {
      guard let key = VerifyingKey(signer.publicKey.value) else {
        problems.add(.noPublicKey(signer))
        continue
      }
      keys[Text.fold(signer.name.value)] = (key, signer.name.span)
    }
    for attestation in attestations {
      var attestation = attestation
      let isWhole = checkPaper(&attestation)
      let isSigned = checkSignature(&attestation, keys[Text.fold(attestation.signedBy)])
      if isWhole, isSigned { self.attestations.append(attestation) }
    }
  }

  private mutating func checkPaper(_ attestation: inout Attestation) -> Bool {
    guard let expected = attestation.documentDigest, let name = attestation.document else { return true }
    let folder = FilePaths.folder(of: attestation.span.source.path)
    // A paper that is not at hand proves nothing and refutes nothing; the record says that it was not seen.
    guard let source = try? FileReader.read(path: name, within: folder) else { return true }
    let digest = ContentDigest.sha256(source.bytes)
    guard digest == expected.value else {
      problems.add(.alteredPaper(name, digest: digest, expected))
      return false
    }
    attestation.proof.isDocumentChecked = true
    papers.append(RunDocument(source, path: name))
    return true
  }

  private mutating func checkSignature(
    _ attestation: inout Attestation, _ signer: (key: VerifyingKey, span: Span)?
  ) -> Bool {
    guard let signature = attestation.signature else {
      guard let signer else { return true }
      problems.add(.missingSignature(attestation, key: signer.span))
      return false
    }
    guard let signer else {
      problems.add(.unknownSigner(attestation, at: signature.span))
      return false
    }
    guard SignedAttestation.isSigned(attestation, by: signer.key) else {
      problems.add(.brokenSignature(attestation, at: signature.span, key: signer.span))
      return false
    }
    attestation.proof.keyID = signer.key.id
    return true
  }
}

extension Diagnostic {
  fileprivate static func noPublicKey(_ signer: Signer) -> Diagnostic {
    Diagnostic(
      .unusableKey, "the key of \(quote(signer.name.value)) is no public key of Ed25519", at: signer.publicKey.span,
      help: ["write it as PEM, or as the base64 between the lines of a PEM: `kiem seal --new-key` makes a pair"])
  }

  fileprivate static func alteredPaper(_ name: String, digest: String, _ expected: Located<String>) -> Diagnostic {
    Diagnostic(
      .alteredPaper, "the paper \(quote(path: name)) is not the one that was attested: its SHA-256 is \(digest)",
      at: expected.span, help: ["the attestation decides nothing until both agree"])
  }

  fileprivate static func missingSignature(_ attestation: Attestation, key: Span) -> Diagnostic {
    Diagnostic(
      .brokenSignature, "\(quote(attestation.signedBy)) has a key, and has not signed this attestation",
      at: attestation.span, also: [Label(key, "the key")],
      help: ["the attestation decides nothing without `signature`; `kiem seal --attestations` makes it"])
  }

  fileprivate static func unknownSigner(_ attestation: Attestation, at span: Span) -> Diagnostic {
    Diagnostic(
      .brokenSignature, "there is no key to hold the signature of \(quote(attestation.signedBy)) against", at: span,
      help: ["name it in the profile: `signers: [{name: …, public_key: …}]`"])
  }

  fileprivate static func brokenSignature(_ attestation: Attestation, at span: Span, key: Span) -> Diagnostic {
    Diagnostic(
      .brokenSignature, "the signature is not of what \(quote(attestation.signedBy)) attests here", at: span,
      also: [Label(key, "held against this key")],
      help: ["every word of an attestation is signed: was one changed since?"])
  }
}
