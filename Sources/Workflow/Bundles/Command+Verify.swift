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

  public init(
    bundle: String, inputs: [String] = [], policies: [String] = [], profile: String? = nil, threads: Int? = nil
  ) {
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
    let named = [request.bundle] + request.inputs + request.policies + [request.profile].compactMap { $0 }
    if let missing = firstMissing(named, console) { return missing }
    let verification = BundleVerifier.verify(request.bundle)
    var problems = DiagnosticList()
    problems.add(contentsOf: verification.problems)
    var lines: [String] = []
    if let bundle = verification.bundle {
      lines.append(describe(bundle))
      if problems.isEmpty,
        let question = Assessment.Question(
          request, bundle, shipped: ShippedPolicies.folder(environment: console.environment))
      {
        do throws(Assessment.Refusal) {
          let fresh = try Assessment(question)
          let found = Reevaluation.differences(bundle, fresh.evidence)
          problems.add(contentsOf: found)
          if found.isEmpty { lines.append("evaluated again: every record, the matrix and the summary are the same") }
          if !found.isEmpty, bundle.index.tool.digest != Program.tool.digest {
            let tool = bundle.index.tool
            problems.add(.otherTool("\(tool.name) \(tool.version)", digest: tool.digest))
          }
        } catch {
          problems.add(contentsOf: error.problems.all)
        }
      } else if problems.isEmpty {
        lines.append("not evaluated again: the bundle has no copy of its inputs; name them with --inputs")
      }
    }
    console.show(problems)
    if verification.isForeign { return .unusableData }
    lines.append(problems.isEmpty ? "nothing found" : "not everything is as the bundle says")
    if let lost = console.deliver(Array((lines.joined(separator: "\n") + "\n").utf8)) { return lost }
    return problems.hasErrors ? .failed : .passed
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
  /// What to evaluate again; nil where neither the request nor the bundle has the inputs.
  init?(_ request: VerifyRequest, _ bundle: StoredBundle, shipped: String?) {
    let run = bundle.index.run
    if !request.inputs.isEmpty {
      self.init(
        inventory: request.inputs, policies: request.policies, profile: request.profile, asOf: run.asOf,
        shipped: shipped, threads: request.threads, only: Set(run.policies.map(\.id)), isCopy: true)
      return
    }
    guard let copies = bundle.index.inputs else { return nil }
    func path(_ name: String) -> String { FilePaths.join(bundle.path, name) }
    self.init(
      inventory: copies.inventory.map(path), policies: [path(copies.policies)], profile: copies.profile.map(path),
      asOf: run.asOf, shipped: path(copies.policies), threads: request.threads, isCopy: true)
  }
}

extension Diagnostic {
  static func otherTool(_ name: String, digest: String) -> Diagnostic {
    Diagnostic(
      .otherEvidence, .note, "the bundle was made by another build, \(name)",
      help: ["evaluate it again with the program whose SHA-256 is \(digest)"])
  }
}
