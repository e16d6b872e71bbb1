import FoundationEssentials
import Testing

@testable import Workflow

/// Keys, seals and signed attestations, from the command line's side.
struct SealCommandTests {
  private func seal(
    bundle: String? = nil, key: String? = nil, newKey: String? = nil, attestations: String? = nil,
    signer: String? = nil, force: Bool = false
  ) throws -> (status: Workflow.ExitStatus, text: String, told: String) {
    let recorder = Recorder()
    let request = try SealRequest(
      bundle: bundle, key: key, newKey: newKey, attestations: attestations, signer: signer, overwrites: force)
    let status = Command.seal(request, console: recorder.console)
    return (status, recorder.text, recorder.told)
  }

  private func verify(_ bundle: String, publicKey: String? = nil) throws -> (Workflow.ExitStatus, String) {
    let recorder = Recorder()
    let request = try VerifyRequest(bundle: bundle, publicKey: publicKey)
    return (Command.verify(request, console: recorder.console), recorder.text + recorder.told)
  }

  @Test func `a bundle is sealed and held against the key`() throws {
    try Project.withFolder { folder in
      let key = "\(folder.path)/key"
      #expect(try seal(newKey: key).status == .passed)
      let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      #expect(try seal(newKey: key).status == .inputOutput)
      let bundle = "\(folder.path)/bundle"
      let fixture = "\(Project.root)/fixtures/cam-pha"
      let request = try CheckRequest(
        inventory: [fixture], policies: [], profile: "\(fixture)/profile.yaml", asOf: "2026-01-15", formats: [],
        failOn: nil, allowsUnknown: false, language: "en", threads: 1, showsAll: false, overwrites: false,
        bundle: bundle, includesInputs: true)
      _ = Command.check(request, console: Recorder().console)
      #expect(try verify(bundle).1.contains("not sealed"))
      #expect(try verify(bundle, publicKey: "\(key).pub").0 == .failed)
      #expect(try seal(bundle: bundle, key: key).status == .passed)
      let verified = try verify(bundle, publicKey: "\(key).pub")
      #expect(verified.0 == .passed && verified.1.contains("which is the one given"), "\(verified.1)")
      #expect(try verify(bundle).1.contains("held against no key of yours"))
      #expect(try seal(bundle: bundle, key: "\(key).pub").status == .unusableData)
      #expect(try verify(bundle, publicKey: key).0 == .unusableData)
    }
  }

  @Test(
    arguments: [
      (nil, nil, nil, nil), ("b", nil, nil, nil), ("b", "k", "n", nil), (nil, "k", nil, "p"),
    ] as [(String?, String?, String?, String?)])
  func `what cannot be understood is refused`(bundle: String?, key: String?, newKey: String?, attestations: String?) {
    #expect(throws: SealRequest.Problem.self) {
      try SealRequest(
        bundle: bundle, key: key, newKey: newKey, attestations: attestations, signer: nil, overwrites: false)
    }
  }

  // MARK: Attestations

  private static let policy = """
    policy: asked
    version: 1.0.0
    title: {vi: Hỏi, en: Asked}
    advisory:
      issuer: Nobody
      clauses:
        - {id: C1, force: mandatory, quote: Ask}
    uses: [inventory]
    rules:
      - id: told
        clause: C1
        subject: unit
        severity: high
        title: {vi: Hỏi, en: Asked}
        attest: {ask: {vi: Xong chưa?, en: Is it done?}}
    """

  private func attestation(_ more: String) -> String {
    """
    attestations: a
    items:
      - rule: asked/told
        subject: unit.id == 'u1'
        answer: true
        signed_by: Lê Thị Hạ
        role: Chủ tịch
        date: 2026-01-02
    \(more)
    """
  }

  private func check(_ folder: Folder) throws -> Checked {
    try Checked(
      "\(folder.path)/units.csv", policy: "\(folder.path)/policy.yaml", profile: "\(folder.path)/profile.yaml",
      format: "json")
  }

  private func withSite(_ body: (Folder) throws -> Void) throws {
    try Project.withFolder { folder in
      try folder.write("policy.yaml", Self.policy)
      try folder.write("units.csv", "id,name\nu1,Văn phòng\n")
      try folder.write("profile.yaml", "profile: p\npolicies: [asked]\nattestations: [a]\n")
      try body(folder)
    }
  }

  @Test func `a paper is held against the digest that was attested`() throws {
    try withSite { folder in
      // printf 'giấy' | sha256sum
      let digest = "b3a1ff0e5b04bf2d0c0b3f8f5e1f6cf6f2d0b1e4b6d8e0b8e0f4d6f0c3b1a2d4"
      try folder.write("attestations.yaml", attestation("    document: giay.txt\n    document_sha256: \(digest)"))
      let absent = try check(folder)
      #expect(absent.status == .passed, "\(absent.told)")
      #expect(absent.text.contains("\"document_checked\": false"))
      try folder.write("giay.txt", "giấy")
      let other = try check(folder)
      #expect(other.status == .unusableData)
      #expect(other.told.contains("KIEM7050"))
      let actual = String(try #require(other.told.firstMatch(of: /its SHA-256 is ([0-9a-f]{64})/)?.1))
      try folder.write("attestations.yaml", attestation("    document: giay.txt\n    document_sha256: \(actual)"))
      let same = try check(folder)
      #expect(same.status == .passed, "\(same.told)")
      #expect(same.text.contains("\"document_checked\": true"))
      try folder.write("attestations.yaml", attestation("    document: giay.txt\n    document_sha256: abc"))
      #expect(try check(folder).told.contains("is no SHA-256"))
    }
  }

  @Test func `a signer with a key must sign, and every word is signed`() throws {
    try withSite { folder in
      let key = "\(folder.path)/ha"
      _ = try seal(newKey: key)
      let lines = try folder.text("ha.pub").split(separator: "\n")
      let profile = """
        profile: p
        policies: [asked]
        attestations: [a]
        signers: [{name: Lê Thị Hạ, public_key: \(lines[1])}]

        """
      try folder.write("profile.yaml", profile)
      try folder.write("attestations.yaml", attestation(""))
      let unsigned = try check(folder)
      #expect(unsigned.status == .unusableData && unsigned.told.contains("has a key, and has not signed"))
      let signed = try seal(key: key, attestations: "\(folder.path)/profile.yaml", signer: "lê thị hạ")
      let signature = String(try #require(signed.text.firstMatch(of: /signature: (\S+)/)?.1))
      try folder.write("attestations.yaml", attestation("    signature: \(signature)"))
      let checked = try check(folder)
      #expect(checked.status == .passed, "\(checked.told)")
      #expect(checked.text.contains("\"signed_with\": \""))
      try folder.write(
        "attestations.yaml",
        attestation("    signature: \(signature)").replacing("role: Chủ tịch", with: "role: Bí thư"))
      #expect(try check(folder).told.contains("the signature is not of what `Lê Thị Hạ` attests here"))
      try folder.write("profile.yaml", "profile: p\npolicies: [asked]\nattestations: [a]\n")
      #expect(try check(folder).told.contains("there is no key to hold the signature"))
    }
  }
}
