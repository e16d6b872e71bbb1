import Authoring
import Diagnostics
import Evidence
import Planning
import Policies
import Values

extension Command {
  /// `kiem graph`: a picture of a policy, with what a run came to where one is named.
  ///
  ///     policy ─ compile ─ graph ─┬─ format ─ file or standard output
  ///     bundle ─ verify ─ summary ┘
  ///
  /// Exit status: 0 drawn; 65 the policy or the bundle cannot be used, or has no such clause or rule; 66 a path is not
  /// there; 74 the output could not be written.
  public static func graph(_ request: GraphRequest, console: Console) -> ExitStatus {
    let shipped = ShippedPolicies.folder(environment: console.environment)
    let path = ShippedPolicies.path(of: request.policy, in: shipped)
    let named = [path] + [request.profile, request.bundle].compactMap { $0 }
    if let missing = firstMissing(named, console) { return missing }
    var bundle: StoredBundle?
    if let path = request.bundle {
      do throws(BundleRefusal) {
        bundle = try open(path, console)
      } catch {
        return error.status
      }
    }
    let input = RunInput.load(policies: [path], profile: request.profile, shipped: shipped)
    guard let loaded = input.policies.first, !input.diagnostics.hasErrors else {
      console.show(input.everythingWrong)
      return .unusableData
    }
    guard input.policies.count == 1 else {
      return console.refuse(.severalPolicies(path, input.policies.map(\.policy.id)), .unusableData)
    }
    let asOf = bundle?.evidence.run.asOf ?? request.asOf ?? Clock.today(in: .vietnam)
    let (compiled, found) = PolicyCompiler.compile(
      loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: input.tailoring(asOf: asOf))
    var problems = input.diagnostics
    problems.add(contentsOf: found)
    if let wrong = unknownPart(request.part, loaded.policy) { problems.add(wrong) }
    console.show(problems)
    guard let compiled, !problems.hasErrors else { return .unusableData }
    var graph = PolicyGraphBuilder.graph(of: compiled, part: request.part, showsLogic: request.showsLogic)
    if let bundle {
      switch overlay(bundle, on: graph, loaded) {
      case .success(let shown): graph = shown
      case .failure(let failure): return console.refuse(failure.diagnostic, .unusableData)
      }
    }
    if request.format.name == "svg", !GraphLimits.canDraw(graph) {
      return console.refuse(.graphTooLarge(graph.nodes.count), .unusableData)
    }
    return deliver(Array(request.format.text(of: graph, language: request.language).utf8), request, console)
  }

  private static func deliver(_ bytes: [UInt8], _ request: GraphRequest, _ console: Console) -> ExitStatus {
    guard let output = request.output else { return console.deliver(bytes) ?? .passed }
    if let problem = OutputFile.write(bytes, to: output, existing: .init(overwrites: request.overwrites)) {
      return console.refuse(problem, .inputOutput)
    }
    return .passed
  }

  private struct NotShown: Error {
    let diagnostic: Diagnostic
  }

  /// The graph with the verdicts of a bundle, if those were given to this very text of the policy.
  private static func overlay(
    _ bundle: StoredBundle, on graph: PolicyGraph, _ loaded: LoadedPolicy
  ) -> Result<PolicyGraph, NotShown> {
    let run = bundle.evidence.run
    let summaries = bundle.evidence.summary.policies
    guard let policy = run.policy(loaded.policy.id),
      let summary = summaries.first(where: { $0.id == loaded.policy.id })
    else {
      return .failure(NotShown(diagnostic: .notOfRun(loaded.policy.id, summaries.map(\.id), bundle.path)))
    }
    guard policy.documents.contains(where: { $0.digest == ContentDigest.sha256(loaded.source.bytes) }) else {
      return .failure(NotShown(diagnostic: .otherText(loaded.policy.id, version: policy.version, bundle.path)))
    }
    return .success(graph.showing(summary, run: "\(run.digest.prefix(12)) · \(run.asOf)"))
  }

  private static func unknownPart(_ part: PolicyGraphBuilder.Part, _ policy: Policy) -> Diagnostic? {
    switch part {
    case .whole: return nil
    case .clause(let id):
      let known = policy.advisory.clauses.map(\.id)
      return known.contains(id) ? nil : .unknownPart(.unknownClause, "clause", id, known, of: policy.id)
    case .rule(let id):
      let known = policy.rules.map(\.id)
      return known.contains(id) ? nil : .unknownPart(.unknownRule, "rule", id, known, of: policy.id)
    }
  }
}

extension Diagnostic {
  static func severalPolicies(_ path: String, _ ids: [String]) -> Diagnostic {
    Diagnostic(
      .severalPolicies, "there are \(ids.count) policies in \(quote(path: path)), and one is wanted",
      help: ["name the folder of one: \(ids.prefix(6).map { "`\($0)`" }.joined(separator: ", "))"])
  }

  static func unknownPart(
    _ code: DiagnosticCode, _ what: String, _ name: String, _ known: [String], of policy: String
  ) -> Diagnostic {
    let nearest = NameSuggestions.nearest(to: name, among: known)
    return Diagnostic(
      code, "the policy `\(policy)` has no \(what) \(quote(name))",
      help: nearest.map { ["did you mean `\($0)`?"] } ?? [
        "it has \(known.prefix(40).map { "`\($0)`" }.joined(separator: ", "))"
      ])
  }

  fileprivate static func graphTooLarge(_ count: Int) -> Diagnostic {
    Diagnostic(
      .graphTooLarge, "a graph of \(count) nodes is more than a drawing can show",
      help: ["draw a part of it with `--clause` or `--rule`", "the other formats have no such limit"])
  }

  fileprivate static func notOfRun(_ policy: String, _ known: [String], _ bundle: String) -> Diagnostic {
    Diagnostic(
      .otherInputs, "the run in \(quote(path: bundle)) has nothing to say of the policy `\(policy)`",
      help: ["it is about \(known.map { "`\($0)`" }.joined(separator: ", "))"])
  }

  fileprivate static func otherText(_ policy: String, version: String, _ bundle: String) -> Diagnostic {
    Diagnostic(
      .otherInputs, "the run in \(quote(path: bundle)) was of another text of the policy `\(policy)`",
      help: ["its version was \(version); draw the policy that the bundle keeps in `inputs/`, or evaluate anew"])
  }
}
