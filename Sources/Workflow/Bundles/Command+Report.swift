import Diagnostics
import Evidence
import Reports
import Schema

/// `kiem report`: a stored bundle in another format.
public struct ReportRequest: Sendable {
  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  let bundle: String
  let outputs: [ReportOutput]
  /// The formats that a bundle can be written in.
  public static let formatNames = ReportCatalog.ofRecords.map(\.name)

  let language: Language
  let showsAll: Bool
  let overwrites: Bool

  public init(
    bundle: String, formats: [String], language: String, showsAll: Bool, overwrites: Bool
  ) throws(Problem) {
    self.bundle = bundle
    self.showsAll = showsAll
    self.overwrites = overwrites
    self.language = try Options.language(language)
    outputs = try ReportOutput.all(formats, hasBundle: false)
    if let table = outputs.first(where: { $0.format.streamed != nil }) {
      let names = ReportCatalog.ofRecords.map(\.name).joined(separator: ", ")
      throw Problem(message: "--format \(table.format.name) is made by `kiem check` alone; from a bundle: \(names)")
    }
  }
}

extension Command {
  public static func report(_ request: ReportRequest, console: Console) -> ExitStatus {
    let bundle: StoredBundle
    do throws(BundleRefusal) {
      bundle = try open(request.bundle, console)
    } catch {
      return error.status
    }
    let settings = bundle.index.settings
    var context = ReportContext(
      evidence: bundle.evidence, diagnostics: bundle.diagnostics, language: request.language,
      usesColour: console.coloursOutput, listLimit: request.showsAll ? nil : 10, failOn: settings.failOn,
      allowsUnknown: settings.allowsUnknown, toolVersion: bundle.index.tool.version)
    context.auditor = bundle.index.maker.auditor
    context.engagement = bundle.index.maker.engagement
    return ReportOutput.write(request.outputs, context, overwrites: request.overwrites, console) ?? .passed
  }

  /// Why a bundle is not used; it was told.
  struct BundleRefusal: Error {
    let status: ExitStatus
  }

  /// A bundle that is whole; anything else is told of and refused: what it says would stand in a report as if it were
  /// evidence.
  static func open(
    _ path: String, passingOverSeal: Bool = false, _ console: Console
  ) throws(BundleRefusal) -> StoredBundle {
    if let missing = firstMissing([path], console) { throw BundleRefusal(status: missing) }
    let verification = BundleVerifier.verify(path, passesOverSeal: passingOverSeal)
    var problems = DiagnosticList()
    problems.add(contentsOf: verification.problems)
    console.show(problems)
    guard let bundle = verification.bundle, !problems.hasErrors else { throw BundleRefusal(status: .unusableData) }
    return bundle
  }
}
