import Diagnostics
import Evidence
import Formats

/// `kiem verify`: a bundle against its own digests, its seal and its inputs.
public struct VerifyRequest: Sendable {
  public var bundle: String
  /// The inventory, as it was named to `kiem check`; the copies in the bundle where there are none.
  public var inputs: [String]
  public var policies: [String]
  public var profile: String?
  public var threads: Int
  /// The key of commitments.
  public var redactKey: String?
  /// The key whose signature must be on the bundle.
  public var publicKey: String?
  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  /// A value that somebody discloses, to be checked against the commitments.
  public var reveal: String?
  /// What the discloser gave with it, where the key is not at hand.
  public var opening: String?

  public init(
    bundle: String, inputs: [String] = [], policies: [String] = [], profile: String? = nil, threads: Int? = nil,
    redactKey: String? = nil, publicKey: String? = nil, reveal: String? = nil, opening: String? = nil
  ) throws(Problem) {
    if reveal != nil, redactKey == nil, opening == nil {
      throw Problem(message: "--reveal needs --redact-key FILE, or the --opening that was given with the value")
    }
    if reveal == nil, opening != nil { throw Problem(message: "--opening is of use with --reveal only") }
    self.redactKey = redactKey
    self.publicKey = publicKey
    self.reveal = reveal
    self.opening = opening
    self.bundle = bundle
    self.inputs = inputs
    self.policies = policies
    self.profile = profile
    self.threads = max(1, threads ?? Processors.count)
  }
}

extension Command {
  /// Exit status: 0 nothing found, 1 something found, 65 not a bundle that this program knows, 66 a path is not there.
  public static func verify(_ request: VerifyRequest, console: Console) -> ExitStatus {
    var request = request
    request.policies = ShippedPolicies.paths(of: request.policies, console)
    let named = [request.bundle] + request.inputs + request.policies + [request.profile].compactMap { $0 }
    if let missing = firstMissing(named, console) { return missing }
    var publicKey: VerifyingKey?
    if let path = request.publicKey {
      if let missing = firstMissing([path], console) { return missing }
      let source = try? FileReader.read(path: path, limit: 1 << 16)
      publicKey = source.flatMap { VerifyingKey(String(decoding: $0.bytes, as: UTF8.self)) }
      guard publicKey != nil else { return console.refuse(.noPublicKey(path), .unusableData) }
    }
    let verification = BundleVerifier.verify(request.bundle, key: publicKey)
    var problems = DiagnosticList()
    problems.add(contentsOf: verification.problems)
    let key: CommitmentKey?
    do throws(RedactionKeyFailure) {
      key = try request.redactKey.map { path throws(RedactionKeyFailure) in try RedactionRequest.key(at: path).get() }
    } catch {
      return console.refuse(error.diagnostic, .unusableData)
    }
    var lines: [String] = []
    if let bundle = verification.bundle {
      lines.append(describe(bundle))
      lines.append(describe(verification.sealedBy, publicKey))
      if let value = request.reveal {
        lines += reveal(value, request.opening, key, bundle, &problems)
      } else if problems.isEmpty {
        lines.append(reevaluate(request, bundle, key, &problems, console))
      }
    }
    console.show(problems)
    if verification.isForeign { return .unusableData }
    lines.append(problems.isEmpty ? "nothing found" : "not everything is as the bundle says")
    if let lost = console.deliver(Array((lines.joined(separator: "\n") + "\n").utf8)) { return lost }
    return problems.hasErrors ? .failed : .passed
  }

  /// Evaluates again what a bundle was made of.
  private static func reevaluate(
    _ request: VerifyRequest, _ bundle: StoredBundle, _ key: CommitmentKey?, _ problems: inout DiagnosticList,
    _ console: Console
  ) -> String {
    let shipped = ShippedPolicies.folder(environment: console.environment)
    guard
      var question = Assessment.Question(
        inventory: request.inputs, policies: request.policies, profile: request.profile, bundle, shipped: shipped,
        threads: request.threads)
    else {
      return "not evaluated again: the bundle has no copy of its inputs; name them with --inputs"
    }
    switch bundle.index.settings.personal {
    case "committed":
      guard let key else { return "not evaluated again: the commitments in the bundle need their key, --redact-key" }
      guard key.id == bundle.index.settings.keyID else {
        problems.add(.otherKey())
        return "not evaluated again"
      }
      question.personal = .committed(key)
    case "shown": question.personal = .shown
    default: question.personal = .withheld
    }
    if !request.inputs.isEmpty {
      do throws(RepositoryScope.Refusal) {
        question.take(
          try RepositoryScope(
            inventory: request.inputs, policies: request.policies, profile: request.profile, console))
      } catch {
        problems.add(contentsOf: error.problems.all)
        return "not evaluated again"
      }
    }
    do throws(Assessment.Refusal) {
      let found = Reevaluation.differences(bundle, try Assessment(question).evidence)
      problems.add(contentsOf: found)
      if found.isEmpty { return "evaluated again: every record, the matrix and the summary are the same" }
      let tool = bundle.index.tool
      if tool.digest != Program.tool.digest {
        problems.add(.otherTool("\(tool.name) \(tool.version)", digest: tool.digest))
      }
    } catch {
      problems.add(contentsOf: error.problems.all)
    }
    return "evaluated again: it does not come to the same"
  }

  /// Checks a disclosed value against the commitments of a bundle.
  private static func reveal(
    _ value: String, _ opening: String?, _ key: CommitmentKey?, _ bundle: StoredBundle,
    _ problems: inout DiagnosticList
  ) -> [String] {
    let commitment = opening.map { CommitmentKey.commitment(to: value, opening: $0) } ?? key?.commitment(to: value)
    guard let commitment else {
      problems.add(.unmatchedReveal("the opening is none: it has 64 hexadecimal digits"))
      return []
    }
    let mark = CommitmentKey.mark(commitment)
    let ids = bundle.evidence.records(bearing: mark)
    guard !ids.isEmpty else {
      problems.add(.unmatchedReveal("no record bears the commitment \(commitment), to which the value leads"))
      return []
    }
    var lines = ["the value is the one behind \(mark), in \(ids.count) \(ids.count == 1 ? "record" : "records"):"]
    lines += ids.prefix(20).map { "  \($0)" }
    if ids.count > 20 { lines.append("  … \(ids.count - 20) more") }
    if let key { lines.append("opening, to hand on with this value alone: \(key.opening(of: value))") }
    return lines
  }

  private static func describe(_ keys: [String], _ trusted: VerifyingKey?) -> String {
    if let trusted, keys.contains(trusted.id) { return "sealed by the key \(trusted.id), which is the one given" }
    if keys.isEmpty { return "not sealed" }
    return "sealed by \(keys.joined(separator: ", ")), held against no key of yours: --public-key FILE"
  }

  private static func describe(_ bundle: StoredBundle) -> String {
    let index = bundle.index
    let cells = bundle.evidence.summary.counts.total
    return """
      bundle `\(bundle.path)`: run \(index.run.digest)
      \(index.files.count + 1) files, \(index.recordCount) records for \(cells) verdicts, Merkle root \(index.merkleRoot)
      """
  }
}

extension Assessment.Question {
  /// What to evaluate again; nil where no inventory is named and the bundle has no copy of its own.
  init?(
    inventory: [String], policies: [String], profile: String?, _ bundle: StoredBundle, shipped: String?,
    threads: Int = 1
  ) {
    let run = bundle.index.run
    if !inventory.isEmpty {
      self.init(
        inventory: inventory, policies: policies, profile: profile, asOf: run.asOf, shipped: shipped,
        threads: threads, only: Set(run.policies.map(\.id)), isCopy: true)
      return
    }
    guard let copies = bundle.index.inputs else { return nil }
    func path(_ name: String) -> String { FilePaths.join(bundle.path, name) }
    self.init(
      inventory: copies.inventory.map(path), policies: [path(copies.policies)], profile: copies.profile.map(path),
      asOf: run.asOf, shipped: path(copies.policies), threads: threads, isCopy: true)
  }
}

extension Diagnostic {
  fileprivate static func noPublicKey(_ path: String) -> Diagnostic {
    Diagnostic(.unusableKey, "\(quote(path: path)) holds no public key of Ed25519 in PEM")
  }

  static func otherKey() -> Diagnostic {
    Diagnostic(.unusableKey, "the key is not the one that the commitments in the bundle were made with")
  }

  static func unmatchedReveal(_ reason: String) -> Diagnostic {
    Diagnostic(
      .unmatchedReveal, reason, help: ["the value must be the whole of a cell or of an item in it; case is no matter"])
  }

  static func otherTool(_ name: String, digest: String) -> Diagnostic {
    Diagnostic(
      .otherEvidence, .note, "the bundle was made by another build, \(name)",
      help: ["evaluate it again with the program whose SHA-256 is \(digest)"])
  }
}
