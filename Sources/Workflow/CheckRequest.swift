import Evidence
import Formats
import Reports
import Schema
import Values

/// What `kiem check` is asked for, in usable form.
public struct CheckRequest: Sendable {
  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  let inventory: [String]
  private(set) var policies: [String]
  private(set) var profile: String?
  let asOf: CalendarDate?
  private(set) var outputs: [ReportOutput]
  /// Whether the command line names a format.
  private let namesFormat: Bool
  let failOn: Severity?
  let allowsUnknown: Bool
  let language: Language
  let threads: Int
  let showsAll: Bool
  let overwrites: Bool
  /// Which records a bundle keeps.
  let selection: RecordSelection
  let bundle: BundleRequest?
  /// A bundle whose findings do not count.
  let baseline: String?
  let redaction: RedactionRequest
  /// Whether the plan is shown instead of evaluating anything.
  let showsPlan: Bool
  /// Whether it is told what each part of the plan took.
  let profilesPlan: Bool

  /// A file that lists the only files to check, `-` for the standard input.
  let filesFrom: String?

  /// The formats that `-f` knows.
  public static let formatNames = ReportCatalog.all.map(\.name)

  /// Reads what the command line says.
  public init(
    inventory: [String], policies: [String], profile: String?, asOf: String?, formats: [String], failOn: String?,
    allowsUnknown: Bool, language: String, threads: Int?, showsAll: Bool, overwrites: Bool,
    records: String = "findings",
    bundle: String? = nil, includesInputs: Bool = false, auditor: String? = nil, engagement: String? = nil,
    baseline: String? = nil, redact: String? = nil, redactKey: String? = nil, showsPlan: Bool = false,
    profilesPlan: Bool = false, filesFrom: String? = nil
  ) throws(Problem) {
    self.inventory = inventory
    self.policies = policies
    self.profile = profile
    self.allowsUnknown = allowsUnknown
    self.showsAll = showsAll
    self.overwrites = overwrites
    self.showsPlan = showsPlan
    self.profilesPlan = profilesPlan
    self.filesFrom = filesFrom
    namesFormat = !formats.isEmpty
    self.asOf = try Options.day(asOf)
    if let failOn {
      guard let severity = Severity(rawValue: failOn) else {
        throw Problem(
          message: "--fail-on \(failOn) is no severity; it is one of \(Options.list(Severity.allCases.map(\.rawValue)))"
        )
      }
      self.failOn = severity
    } else {
      self.failOn = nil
    }
    self.language = try Options.language(language)
    if let threads, threads < 1 { throw Problem(message: "--threads \(threads): there must be at least one") }
    self.threads = threads ?? Processors.count
    guard let selection = RecordSelection(rawValue: records) else {
      throw Problem(
        message: "--records \(records): it is one of \(Options.list(RecordSelection.allCases.map(\.rawValue)))")
    }
    self.selection = selection
    self.baseline = baseline
    var redaction = RedactionRequest(key: redactKey)
    if let redact {
      guard let mode = RedactionRequest.Mode(rawValue: redact) else {
        let words = Options.list(RedactionRequest.Mode.allCases.map(\.rawValue))
        throw Problem(message: "--redact \(redact): it is one of \(words)")
      }
      redaction.mode = mode
    }
    if let problem = redaction.problem { throw Problem(message: problem) }
    self.redaction = redaction
    if let bundle, bundle.isEmpty { throw Problem(message: "--output names no folder") }
    if bundle == nil, includesInputs || auditor != nil || engagement != nil || records != "findings" {
      throw Problem(
        message: "--records, --include-inputs, --auditor and --engagement are about a bundle: add -o FOLDER")
    }
    if bundle != nil, filesFrom != nil {
      throw Problem(message: "--files-from looks at a part of a repository; a bundle (-o) is about the whole")
    }
    self.bundle = bundle.map {
      BundleRequest(path: $0, includesInputs: includesInputs, auditor: auditor, engagement: engagement)
    }
    outputs = try ReportOutput.all(formats, hasBundle: bundle != nil)
  }

  /// The request where nothing is said of the format: a step of GitHub Actions gets annotations.
  func adapted(to environment: (String) -> String?) -> CheckRequest {
    guard !namesFormat, environment("GITHUB_ACTIONS") == "true" else { return self }
    var request = self
    request.outputs = [.annotations]
    return request
  }

  /// The request with the folders of the shipped policies that it names by their ids.
  func located(_ console: Console) -> CheckRequest {
    var request = self
    request.policies = ShippedPolicies.paths(of: policies, console)
    return request
  }

  /// The request with the policies and the profile that a repository names, where the command line names none.
  func completed(by scope: RepositoryScope) -> CheckRequest {
    var request = self
    (request.policies, request.profile) = (scope.policies, scope.profile)
    return request
  }
}
