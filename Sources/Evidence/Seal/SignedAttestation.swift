import Formats
import Policies
import Values

/// An attestation as its signer signs it: canonical JSON of what it says, in the encoding of DSSE.
public enum SignedAttestation {
  static let payloadType = "application/vnd.kiem.attestation+json"

  /// What is signed.
  public static func message(_ attestation: Attestation) -> [UInt8] {
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    let payload = JSONWriter.canonical([
      "rule": .string(attestation.rule.text), "subject": .string(Text.trimmed(attestation.subject.text)),
      "answer": .bool(attestation.answer), "signed_by": .string(attestation.signedBy),
      "role": .string(attestation.role), "date": JSONValue(attestation.date), "until": JSONValue(attestation.until),
      "document": text(attestation.document), "document_sha256": text(attestation.documentDigest?.value),
    ])
    return DSSEEnvelope.preAuthenticationEncoding(payloadType, payload)
  }

  /// A signature as an attestation bears it.
  public static func signature(of attestation: Attestation, with key: SigningKey) -> String? {
    key.signature(of: message(attestation)).map(Base64.encode)
  }

  /// Whether an attestation's signature is a key's.
  public static func isSigned(_ attestation: Attestation, by key: VerifyingKey) -> Bool {
    guard let text = attestation.signature?.value, let bytes = Base64.decode(Array(text.utf8)) else { return false }
    return key.accepts(bytes, of: message(attestation))
  }
}
