import Diagnostics
import Reports

/// A report that is asked for, and where it goes.
struct ReportOutput: Sendable {
  enum Destination: Sendable, Hashable {
    case standardOutput
    case file(String)
    /// A file of the bundle, under a name of its own.
    case bundle
  }

  /// What cannot be understood about the reports asked for.
  typealias Problem = UsageProblem

  var format: any ReportFormat
  var destination: Destination

  /// Where it stands in a bundle.
  var bundlePath: String { "reports/\(format.name).\(format.fileExtension)" }

  /// Reads what `-f` says: `NAME` goes to the bundle if there is one, else to the standard output; `NAME=FILE` to a file,
  /// `NAME=-` to the standard output. Without any, the text report goes to the standard output.
  static func all(_ texts: [String], hasBundle: Bool) throws(Problem) -> [ReportOutput] {
    guard !texts.isEmpty else { return [ReportOutput(format: TextReport(), destination: .standardOutput)] }
    var outputs: [ReportOutput] = []
    var taken: Set<String> = []
    for text in texts {
      let output = try ReportOutput(text, hasBundle: hasBundle)
      switch output.destination {
      case .standardOutput:
        guard taken.insert("-").inserted else {
          throw Problem(message: "two reports cannot share the standard output; give one a file: --format NAME=FILE")
        }
      case .file(let file):
        guard taken.insert("=\(file)").inserted else {
          throw Problem(message: "two reports cannot share the file \(file)")
        }
      case .bundle:
        guard taken.insert("/\(output.bundlePath)").inserted else {
          throw Problem(message: "the report \(output.format.name) is asked for twice")
        }
      }
      outputs.append(output)
    }
    return outputs
  }

  /// Annotations of GitHub Actions, read from the standard output.
  static let annotations = ReportOutput(format: GitHubReport(), destination: .standardOutput)

  private init(format: any ReportFormat, destination: Destination) {
    self.format = format
    self.destination = destination
  }

  private init(_ text: String, hasBundle: Bool) throws(Problem) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let format = ReportCatalog.format(named: parts[0]) else {
      let names = ReportCatalog.names.joined(separator: ", ")
      throw Problem(message: "--format \(parts[0]) is no report; it is one of \(names)")
    }
    if parts.count == 2, parts[1].isEmpty { throw Problem(message: "--format \(text) names no file") }
    self.format = format
    if parts.count == 2 {
      destination = parts[1] == "-" || parts[1] == "/dev/stdout" ? .standardOutput : .file(parts[1])
    } else {
      destination = hasBundle ? .bundle : .standardOutput
    }
  }

  /// Writes the reports that do not stand in a bundle; an output file appears whole or not at all.
  static func write(
    _ outputs: [ReportOutput], _ context: ReportContext, overwrites: Bool, _ console: Console
  ) -> ExitStatus? {
    var problems = DiagnosticList()
    var lost: ExitStatus?
    for output in outputs {
      switch output.destination {
      case .bundle: continue
      case .standardOutput:
        output.format.write(context) { bytes in if lost == nil { lost = console.deliver(bytes) } }
      case .file(let path):
        var plain = context
        plain.usesColour = false
        let problem = OutputFile.write(to: path, existing: .init(overwrites: overwrites)) { sink in
          output.format.write(plain) { sink($0) }
        }
        if let problem { problems.add(problem) }
      }
    }
    console.show(problems)
    return problems.isEmpty ? lost : .inputOutput
  }
}
