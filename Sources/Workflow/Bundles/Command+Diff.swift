import Diagnostics
import Evidence
import Reports
import Schema

/// `kiem diff`: what became of one bundle's findings in another.
public struct DiffRequest: Sendable {
  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  /// The formats that `-f` knows.
  public static let formatNames = DiffCatalog.all.map(\.name)

  let old: String
  let new: String
  let format: any DiffFormat
  let language: Language

  public init(old: String, new: String, format: String, language: String) throws(Problem) {
    self.old = old
    self.new = new
    guard let format = DiffCatalog.format(named: format) else {
      let names = DiffRequest.formatNames.joined(separator: ", ")
      throw Problem(message: "--format \(format) is none; it is one of \(names)")
    }
    self.format = format
    self.language = try Options.language(language)
  }
}

extension Command {
  /// Exit status: 0 nothing changed, 1 something did.
  public static func diff(_ request: DiffRequest, console: Console) -> ExitStatus {
    let diff: EvidenceDiff
    do throws(BundleRefusal) {
      diff = EvidenceDiff(
        from: try open(request.old, console).evidence, to: try open(request.new, console).evidence)
    } catch {
      return error.status
    }
    var lost: ExitStatus?
    request.format.write(diff, language: request.language) { bytes in
      if lost == nil { lost = console.deliver(bytes) }
    }
    return lost ?? (diff.hasChanges ? .failed : .passed)
  }
}
