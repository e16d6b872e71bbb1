import Formats
import FoundationEssentials
import TestWorlds
import Testing
import Values

@testable import Evidence

struct SealTests {
  /// The first key of RFC 8032 section 7.1, as OpenSSL writes it, and its signature of nothing.
  private static let pem = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
    -----END PRIVATE KEY-----

    """
  private static let publicPEM = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
    -----END PUBLIC KEY-----

    """

  @Test func `keys are read and written as OpenSSL does`() throws {
    let key = try #require(SigningKey(pem: Self.pem))
    #expect(key.pem == Self.pem)
    #expect(key.publicKey.pem == Self.publicPEM)
    let signature = try #require(key.signature(of: []))
    #expect(
      ContentDigest.hexadecimal(signature).hasPrefix("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522"))
    for text in [Self.publicPEM, "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", key.publicKey.base64] {
      #expect(VerifyingKey(text)?.accepts(signature, of: []) == true, "\(text)")
    }
    for text in ["", "AAAA", Self.pem, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"] {
      #expect(VerifyingKey(text) == nil, "\(text)")
    }
    #expect(SigningKey(pem: Self.publicPEM) == nil)
  }

  @Test func `the encoding that is signed is that of DSSE`() {
    let message = DSSEEnvelope.preAuthenticationEncoding("http://example.com/HelloWorld", Array("hello world".utf8))
    #expect(String(decoding: message, as: UTF8.self) == "DSSEv1 29 http://example.com/HelloWorld 11 hello world")
  }

  /// A sealed bundle of the standard world.
  private func withSealed(_ keys: [SigningKey], _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a"
      try BundleTests.write(at: path)
      for key in keys {
        let bundle = try #require(BundleVerifier.verify(path).bundle)
        let existing = try? bytes(of: "\(path)/seal.json")
        try EvidenceTests.write(try BundleSeal.sealed(bundle, with: key, existing: existing), to: "\(path)/seal.json")
      }
      try body(path)
    }
  }

  @Test func `a seal is an in-toto statement about every file`() throws {
    let key = try #require(SigningKey(pem: Self.pem))
    try withSealed([key]) { path in
      let envelope = try DSSEEnvelope(stored: try bytes(of: "\(path)/seal.json"))
      #expect(envelope.payloadType == "application/vnd.in-toto+json")
      let statement = try StoredObject(try StoredJSON.read(envelope.payload))
      #expect(try statement.string("_type") == "https://in-toto.io/Statement/v1")
      var digests: [String: String] = [:]
      for subject in try statement.objects("subject") {
        digests[try subject.string("name")] = try subject.object("digest").string("sha256")
      }
      for file in try files(under: path) where file != "seal.json" {
        #expect(digests[file] == ContentDigest.sha256(try bytes(of: "\(path)/\(file)")), "\(file)")
      }
      #expect(digests.count == (try files(under: path).count - 1))
      let verification = BundleVerifier.verify(path, key: key.publicKey)
      #expect(verification.problems.isEmpty && verification.sealedBy == [key.publicKey.id])
    }
  }

  @Test func `several may sign, and a stranger's key is told apart`() throws {
    let keys = [SigningKey(), SigningKey()]
    try withSealed(keys + [keys[0]]) { path in
      for key in keys { #expect(BundleVerifier.verify(path, key: key.publicKey).problems.isEmpty) }
      #expect(BundleVerifier.verify(path).sealedBy == keys.map(\.publicKey.id).sorted())
      let stranger = BundleVerifier.verify(path, key: SigningKey().publicKey)
      #expect(stranger.problems.count == 1 && stranger.problems[0].message.contains("has not signed it"))
    }
    try withSealed([]) { path in
      #expect(BundleVerifier.verify(path, key: keys[0].publicKey).problems.map(\.message) == ["the bundle has no seal"])
    }
  }

  @Test func `each change of one byte of a seal is found and named`() throws {
    try withSealed([SigningKey(), SigningKey()]) { path in
      let original = try bytes(of: "\(path)/seal.json")
      var generator = SeededGenerator(8032)
      for round in 0..<60 {
        let place = Int.random(in: original.indices, using: &generator)
        var changed = original
        changed[place] ^= UInt8.random(in: 1...255, using: &generator)
        try EvidenceTests.write(changed, to: "\(path)/seal.json")
        let found = BundleVerifier.verify(path).problems.map(\.message)
        #expect(found.contains { $0.contains("`seal.json`") }, "round \(round): byte \(place)")
      }
    }
  }

  @Test func `a seal does not hold for another bundle, and is not replaced unasked`() throws {
    try withSealed([SigningKey()]) { path in
      let seal = try bytes(of: "\(path)/seal.json")
      try BundleTests.write(at: path, selection: .all, replaces: true)
      try EvidenceTests.write(seal, to: "\(path)/seal.json")
      #expect(BundleVerifier.verify(path).problems.map(\.message).contains { $0.contains("another bundle") })
      let bundle = try #require(BundleVerifier.verify(path, passesOverSeal: true).bundle)
      #expect(throws: BundleSeal.Refusal.self) {
        try BundleSeal.sealed(bundle, with: SigningKey(), existing: seal)
      }
    }
  }
}
