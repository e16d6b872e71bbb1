import Formats
import Values

/// A signed message (https://github.com/secure-systems-lab/dsse, version 1.0.2).
///
///     {"payload": base64, "payloadType": "...", "signatures": [{"keyid": ..., "publicKey": ..., "sig": base64}]}
///
/// `publicKey` is ours, and readers of the standard pass over it: it tells a broken seal from one that somebody else
/// made. It proves nothing about who that is.
struct DSSEEnvelope: Sendable {
  struct Signature: Sendable {
    var key: VerifyingKey
    var bytes: [UInt8]
  }

  var payload: [UInt8]
  var payloadType: String
  var signatures: [Signature]

  /// What is signed.
  static func preAuthenticationEncoding(_ type: String, _ payload: [UInt8]) -> [UInt8] {
    let kind = Array(type.utf8)
    return Array("DSSEv1 \(kind.count) ".utf8) + kind + Array(" \(payload.count) ".utf8) + payload
  }

  /// The message to sign.
  var message: [UInt8] { DSSEEnvelope.preAuthenticationEncoding(payloadType, payload) }

  /// One line of canonical JSON.
  var bytes: [UInt8] {
    let signed = signatures.map { signature -> JSONValue in
      [
        "keyid": .string(signature.key.id), "publicKey": .string(signature.key.base64),
        "sig": .string(Base64.encode(signature.bytes)),
      ]
    }
    let value: JSONValue = [
      "payload": .string(Base64.encode(payload)), "payloadType": .string(payloadType), "signatures": .array(signed),
    ]
    return JSONWriter.canonical(value) + [UInt8(ascii: "\n")]
  }

  init(payload: [UInt8], payloadType: String, signatures: [Signature] = []) {
    self.payload = payload
    self.payloadType = payloadType
    self.signatures = signatures
  }

  /// An envelope byte for byte as we write it.
  init(stored bytes: [UInt8]) throws(StoredFault) {
    let envelope = try StoredObject(try StoredJSON.read(bytes))
    guard let payload = Base64.decode(Array(try envelope.string("payload").utf8)) else {
      throw StoredFault("it is no base64", at: "/payload")
    }
    var signatures: [Signature] = []
    for stored in try envelope.objects("signatures") {
      guard let key = VerifyingKey(try stored.string("publicKey")) else {
        throw StoredFault("it is no key", at: stored.path("publicKey"))
      }
      guard let signature = Base64.decode(Array(try stored.string("sig").utf8)) else {
        throw StoredFault("it is no base64", at: stored.path("sig"))
      }
      signatures.append(Signature(key: key, bytes: signature))
    }
    self.init(payload: payload, payloadType: try envelope.string("payloadType"), signatures: signatures)
    guard self.bytes == bytes else { throw StoredFault("it is not as it was written") }
  }
}
