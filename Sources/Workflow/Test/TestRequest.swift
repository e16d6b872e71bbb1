/// What `kiem test` is asked for, in usable form.
public struct TestRequest: Sendable {
  /// A report on coverage, and where it goes: to the standard output where there is no file.
  struct CoverageOutput: Sendable {
    var format: any CoverageFormat
    var file: String?
  }

  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  /// Files and folders; the shipped policies where there are none.
  let policies: [String]
  /// Shows every case, not only those that failed.
  let isVerbose: Bool
  /// Writes what was found over the expectations that were not met.
  let updates: Bool
  let coverage: [CoverageOutput]
  /// In tenths of a percent: what rules and conditions must reach each.
  let coverageFloor: Int?

  /// The formats that `--coverage-format` knows.
  public static let coverageFormatNames = CoverageFormatCatalog.names

  /// Runs tests and shows what failed.
  public init(policies: [String], isVerbose: Bool = false) {
    self.policies = policies
    self.isVerbose = isVerbose
    updates = false
    coverage = []
    coverageFloor = nil
  }

  /// Reads what the command line says.
  ///
  /// - Parameters:
  ///   - showsCoverage: whether coverage is told as text, besides what `coverageFormats` asks for.
  ///   - coverageFormats: `FORMAT` or `FORMAT=FILE` each.
  ///   - coverageFloor: a percentage, `97.5`.
  public init(
    policies: [String], isVerbose: Bool, updates: Bool, showsCoverage: Bool, coverageFormats: [String],
    coverageFloor: String?
  ) throws(Problem) {
    self.policies = policies
    self.isVerbose = isVerbose
    self.updates = updates
    var formats = coverageFormats
    if showsCoverage, formats.allSatisfy({ $0.contains("=") }) { formats.insert("text", at: 0) }
    coverage = try formats.map { text throws(Problem) in try Self.output(text) }
    if coverage.count(where: { $0.file == nil }) > 1 {
      throw Problem(
        message: "two reports cannot share the standard output; give one a file: --coverage-format NAME=FILE")
    }
    var files: Set<String> = []
    for file in coverage.compactMap(\.file) where !files.insert(file).inserted {
      throw Problem(message: "two reports cannot share the file \(file)")
    }
    guard let coverageFloor else {
      self.coverageFloor = nil
      return
    }
    guard let percent = Double(coverageFloor), percent >= 0, percent <= 100 else {
      throw Problem(message: "--coverage-min \(coverageFloor) is no percentage from 0 to 100")
    }
    self.coverageFloor = Int((percent * 10).rounded(.up))
  }

  private static func output(_ text: String) throws(Problem) -> CoverageOutput {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let format = CoverageFormatCatalog.format(named: parts[0]) else {
      let known = coverageFormatNames.joined(separator: ", ")
      throw Problem(message: "--coverage-format \(parts[0]) is no format of coverage; it is one of \(known)")
    }
    if parts.count == 2, parts[1].isEmpty { throw Problem(message: "--coverage-format \(text) names no file") }
    return CoverageOutput(format: format, file: parts.count == 2 ? parts[1] : nil)
  }
}
