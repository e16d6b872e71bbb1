import Diagnostics
import Evidence
import Formats
import Policies
import Reports
import Schema

extension Command {
  /// `kiem check`: policies over an inventory, evidence out.
  ///
  ///     assessment ─ bundle ─ reports ─ exit status
  ///
  /// - Parameter end: called with the status while everything is still in memory: a program that ends with it need not
  ///   take it all apart first.
  public static func check(
    _ request: CheckRequest, console: Console, end: (ExitStatus) -> Void = { _ in }
  ) -> ExitStatus {
    BackgroundWork.limit(threads: request.threads)
    var request = request.located(console)
    let named = request.inventory + request.policies + [request.profile].compactMap { $0 }
    if let missing = firstMissing(named, console) { return missing }
    let scope: RepositoryScope
    do throws(RepositoryScope.Refusal) {
      scope = try RepositoryScope(
        inventory: request.inventory, policies: request.policies, profile: request.profile,
        filesFrom: request.filesFrom, console)
    } catch {
      console.show(error.problems)
      return error.status
    }
    if scope.files?.isEmpty == true {
      console.tell("no configuration file is among those listed: there is nothing to check\n")
      return .passed
    }
    request = request.adapted(to: console.environment).completed(by: scope)
    if let bundle = request.bundle {
      do throws(BundleWritingError) {
        try BundleWriter.check(bundle.path, replaces: request.overwrites)
      } catch {
        return console.refuse(.unwritten(error), .inputOutput)
      }
    }
    var baseline: StoredBundle?
    if let path = request.baseline {
      do throws(BundleRefusal) {
        baseline = try open(path, console)
      } catch {
        return error.status
      }
    }
    let personal: PersonalData
    switch request.redaction.personal() {
    case .success(let data): personal = data
    case .failure(let failure): return console.refuse(failure.diagnostic, .unusableData)
    }
    let streamed = StreamedCheck(request, console)
    if request.showsPlan { return streamed.showPlan() }
    if scope.files == nil, let result = streamed.run() { return streamed.finish(result) }
    let assessment: Assessment
    do throws(Assessment.Refusal) {
      assessment = try Assessment(
        Assessment.Question(
          inventory: request.inventory, policies: request.policies, profile: request.profile, asOf: request.asOf,
          shipped: ShippedPolicies.folder(environment: console.environment), threads: request.threads,
          personal: personal, scope: scope,
          takesDigests: request.bundle != nil || request.outputs.contains { $0.format.citesDigests },
          language: baseline == nil ? request.language : nil))
    } catch {
      console.show(error.problems)
      return error.status
    }
    console.show(assessment.problems)
    var context = ReportContext(
      evidence: assessment.evidence, diagnostics: assessment.problems.all.map(Notice.init),
      language: request.language, usesColour: console.coloursOutput, listLimit: request.showsAll ? nil : 10,
      failOn: request.failOn ?? assessment.input.profile?.profile?.failOn ?? .info,
      allowsUnknown: request.allowsUnknown, toolVersion: version, workingPaths: assessment.workingPaths)
    context.auditor = request.bundle?.auditor.map(Notice.shown)
    context.engagement = request.bundle?.engagement.map(Notice.shown)
    if let bundle = request.bundle {
      do throws(BundleWritingError) {
        try BundleOutput(assessment: assessment, context: context, request: request, bundle: bundle, personal: personal)
          .write(console)
      } catch {
        return console.refuse(.unwritten(error), .inputOutput)
      }
    }
    if let baseline {
      let diff = EvidenceDiff(from: baseline.evidence, to: assessment.evidence)
      context.baseline = Baseline(diff)
      let counts = EvidenceDiff.Kind.allCases.map { "\(diff.count($0)) \($0.rawValue)" }.joined(separator: ", ")
      console.tell("against the baseline: \(counts)\n")
    }
    if let failure = ReportOutput.write(request.outputs, context, overwrites: request.overwrites, console) {
      return failure
    }
    let status = ExitStatus(context.conclusion.status)
    end(status)
    return status
  }
}

extension ExitStatus {
  init(_ status: Conclusion.Status) {
    switch status {
    case .clean: self = .passed
    case .failed: self = .failed
    case .undecided: self = .undecided
    case .unusable: self = .unusableData
    }
  }
}
