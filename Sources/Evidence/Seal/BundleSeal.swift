import Diagnostics
import Formats

/// The signature of a bundle: an in-toto statement (https://in-toto.io/Statement/v1) about `run.json` and every file that
/// it lists, in a DSSE envelope. It stands in the bundle as `seal.json`, and several people may sign.
public enum BundleSeal {
  static let payloadType = "application/vnd.in-toto+json"
  static let predicateType = "urn:x-kiem:evidence-bundle:1"

  /// What is signed of a bundle, in canonical JSON.
  static func statement(of index: BundleIndex) -> [UInt8] {
    let run = BundleIndex.File(
      path: BundleIndex.fileName, bytes: index.bytes.count, digest: ContentDigest.sha256(index.bytes))
    let subjects = ([run] + index.files).map { file -> JSONValue in
      ["name": .string(file.path), "digest": ["sha256": .string(file.digest)]]
    }
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    return JSONWriter.canonical([
      "_type": "https://in-toto.io/Statement/v1",
      "subject": .array(subjects),
      "predicateType": .string(predicateType),
      "predicate": [
        "run": .string(index.run.digest), "as_of": .string(index.run.asOf.description),
        "records": .int(Int64(index.recordCount)), "merkle_root": .string(index.merkleRoot),
        "auditor": text(index.maker.auditor), "engagement": text(index.maker.engagement),
        "tool": [
          "name": .string(index.tool.name), "version": .string(index.tool.version),
          "digest": .string(index.tool.digest),
        ],
      ],
    ])
  }

  /// Why a bundle was not sealed.
  public enum Refusal: Error, Sendable {
    /// The seal that is there is of something else.
    case otherSeal
    case unsigned
  }

  /// The bytes of `seal.json` with one more signature; a signature of the same key is replaced.
  ///
  /// - Parameter existing: of the seal that is there; nil where there is none, or where it is to be replaced.
  public static func sealed(
    _ bundle: StoredBundle, with key: SigningKey, existing: [UInt8]?
  ) throws(Refusal) -> [UInt8] {
    var envelope = DSSEEnvelope(payload: statement(of: bundle.index), payloadType: payloadType)
    if let existing {
      guard let known = try? DSSEEnvelope(stored: existing), known.payload == envelope.payload,
        known.payloadType == payloadType
      else { throw .otherSeal }
      envelope.signatures = known.signatures.filter { $0.key.id != key.publicKey.id }
    }
    guard let signature = key.signature(of: envelope.message) else { throw .unsigned }
    envelope.signatures.append(DSSEEnvelope.Signature(key: key.publicKey, bytes: signature))
    envelope.signatures.sort { $0.key.id < $1.key.id }
    return envelope.bytes
  }

  /// Holds a bundle's seal against it.
  ///
  /// - Parameters:
  ///   - stored: the bytes of `seal.json`; nil where there is none.
  ///   - key: whose signature must be among them; nil checks the signatures against the keys they name, which tells
  ///     whether the seal is whole, not who made it.
  /// - Returns: what is wrong, and the names of the keys that signed.
  static func check(
    _ stored: [UInt8]?, of index: BundleIndex, key: VerifyingKey?
  ) -> (problems: [Diagnostic], keys: [String]) {
    guard let stored else { return (key == nil ? [] : [.missingSeal()], []) }
    let envelope: DSSEEnvelope
    do throws(StoredFault) {
      envelope = try DSSEEnvelope(stored: stored)
    } catch {
      return ([.alteredFile(BundleIndex.seal, reason: error.description)], [])
    }
    var problems: [Diagnostic] = []
    for signature in envelope.signatures where !signature.key.accepts(signature.bytes, of: envelope.message) {
      problems.append(.brokenSeal("the signature of the key \(signature.key.id) is not of this statement"))
    }
    if envelope.signatures.isEmpty { problems.append(.brokenSeal("there is no signature in it")) }
    if envelope.payloadType != payloadType || envelope.payload != statement(of: index) {
      problems.append(.brokenSeal("it is of another bundle than this one"))
    }
    if let key, problems.isEmpty {
      let own = envelope.signatures.first { key.accepts($0.bytes, of: envelope.message) }
      if own == nil { problems.append(.brokenSeal("the key \(key.id) has not signed it")) }
    }
    return (problems, problems.isEmpty ? envelope.signatures.map(\.key.id) : [])
  }
}

extension Diagnostic {
  static func brokenSeal(_ reason: String) -> Diagnostic {
    Diagnostic(.brokenSeal, "the seal `\(BundleIndex.seal)` was altered or does not hold: \(reason)")
  }

  static func missingSeal() -> Diagnostic {
    Diagnostic(.missingSeal, "the bundle has no seal", help: ["`kiem seal` makes one"])
  }
}
