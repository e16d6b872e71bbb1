import Diagnostics
import Evidence
import Formats
import Policies
import Values

/// `kiem seal`: signs a bundle, or attestations, or makes the keys for it.
public struct SealRequest: Sendable {
  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  enum Task: Sendable {
    case newKey(String)
    case bundle(String)
    /// The attestations that a profile names, of one signer.
    case attestations(profile: String, signer: String)
  }

  let task: Task
  let key: String?
  let overwrites: Bool

  public init(
    bundle: String?, key: String?, newKey: String?, attestations: String?, signer: String?, overwrites: Bool
  ) throws(Problem) {
    self.key = key
    self.overwrites = overwrites
    guard [bundle, newKey, attestations].compactMap({ $0 }).count == 1 else {
      throw Problem(message: "name a bundle, or --attestations PROFILE, or --new-key FILE")
    }
    if let newKey {
      task = .newKey(newKey)
      return
    }
    guard key != nil else { throw Problem(message: "signing takes a key: --key FILE; --new-key FILE makes a pair") }
    if let attestations {
      guard let signer else { throw Problem(message: "--attestations needs --signer NAME, as `signed_by` has it") }
      task = .attestations(profile: attestations, signer: signer)
    } else {
      task = .bundle(bundle ?? "")
    }
  }
}

extension Command {
  /// Exit status: 0 done; 65 a key or a bundle cannot be used; 66 a path is not there; 74 a file cannot be written.
  public static func seal(_ request: SealRequest, console: Console) -> ExitStatus {
    if case .newKey(let path) = request.task { return makeKey(path, request.overwrites, console) }
    guard let path = request.key else { return .usage }
    if let missing = firstMissing([path], console) { return missing }
    guard let source = try? FileReader.read(path: path, limit: 1 << 16),
      let key = SigningKey(pem: String(decoding: source.bytes, as: UTF8.self))
    else { return console.refuse(.noPrivateKey(path), .unusableData) }
    switch request.task {
    case .newKey: return .usage
    case .bundle(let bundle): return seal(bundle, with: key, request.overwrites, console)
    case .attestations(let profile, let signer): return sign(profile, signer, with: key, console)
    }
  }

  private static func makeKey(_ path: String, _ overwrites: Bool, _ console: Console) -> ExitStatus {
    let key = SigningKey()
    let existing = OutputFile.Existing(overwrites: overwrites)
    let files = [(path, key.pem, UInt32(0o600)), (path + ".pub", key.publicKey.pem, UInt32(0o644))]
    if !overwrites, let taken = files.first(where: { Disk.has($0.0) }) {
      return console.refuse(OutputFile.Failure.exists.diagnostic(taken.0), .inputOutput)
    }
    for (file, text, mode) in files {
      if let problem = OutputFile.write(Array(text.utf8), to: file, existing: existing, newMode: mode) {
        return console.refuse(problem, .inputOutput)
      }
    }
    let text = "private key: \(path)\npublic key: \(path).pub\nkey id: \(key.publicKey.id)\n"
    return console.deliver(Array(text.utf8)) ?? .passed
  }

  private static func seal(
    _ path: String, with key: SigningKey, _ overwrites: Bool, _ console: Console
  ) -> ExitStatus {
    let bundle: StoredBundle
    let place = FilePaths.join(path, BundleIndex.seal)
    // A seal that is to be replaced need not hold.
    do throws(BundleRefusal) {
      bundle = try open(path, passingOverSeal: overwrites, console)
    } catch {
      return error.status
    }
    let existing = overwrites ? nil : try? FileReader.read(path: place, limit: 1 << 24).bytes
    do throws(BundleSeal.Refusal) {
      let bytes = try BundleSeal.sealed(bundle, with: key, existing: existing)
      if let problem = OutputFile.write(bytes, to: place, existing: .replaced) {
        return console.refuse(problem, .inputOutput)
      }
    } catch {
      return console.refuse(.unsealed(place, error), .unusableData)
    }
    let text = "sealed `\(path)` with the key \(key.publicKey.id)\n"
    return console.deliver(Array(text.utf8)) ?? .passed
  }

  private static func sign(
    _ path: String, _ signer: String, with key: SigningKey, _ console: Console
  ) -> ExitStatus {
    if let missing = firstMissing([path], console) { return missing }
    let profile = LoadedProfile.load(path, files: .disk)
    console.show(profile.diagnostics)
    guard !profile.diagnostics.hasErrors else { return .unusableData }
    let own = profile.attestations.flatMap(\.items).filter { Text.fold($0.signedBy) == Text.fold(signer) }
    guard !own.isEmpty else { return console.refuse(.noAttestation(of: signer), .unusableData) }
    var text = ""
    for attestation in own {
      guard let signature = SignedAttestation.signature(of: attestation, with: key) else { return .internalFault }
      let place = "\(attestation.span.source.path):\(attestation.span.line)"
      text += "# \(place): \(attestation.rule.text)\nsignature: \(signature)\n"
    }
    return console.deliver(Array(text.utf8)) ?? .passed
  }
}

extension Diagnostic {
  fileprivate static func noPrivateKey(_ path: String) -> Diagnostic {
    Diagnostic(
      .unusableKey, "\(quote(path: path)) holds no private key of Ed25519 in PKCS #8",
      help: ["`kiem seal --new-key FILE` makes one, and so does `openssl genpkey -algorithm ed25519`"])
  }

  fileprivate static func unsealed(_ path: String, _ refusal: BundleSeal.Refusal) -> Diagnostic {
    switch refusal {
    case .otherSeal:
      Diagnostic(
        .brokenSeal, "\(quote(path: path)) is the seal of something else, and was left as it is",
        help: ["`--force` replaces it"])
    case .unsigned: Diagnostic(.unusableKey, "the key does not sign")
    }
  }

  fileprivate static func noAttestation(of signer: String) -> Diagnostic {
    Diagnostic(.unusableKey, "the profile has no attestation of \(quote(signer))")
  }
}
