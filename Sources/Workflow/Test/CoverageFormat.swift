import Authoring

/// A way to write down what tests have reached.
protocol CoverageFormat: Sendable {
  /// The word for it on the command line.
  var name: String { get }

  /// The report on some policies.
  func text(of coverage: [PolicyCoverage]) -> String
}

/// Every format of coverage, in the order in which help lists them.
enum CoverageFormatCatalog {
  static let all: [any CoverageFormat] = [CoverageText(), CoverageJSON(), CoverageHTML(), CoverageLCOV()]

  static func format(named name: String) -> (any CoverageFormat)? { all.first { $0.name == name } }

  static var names: [String] { all.map(\.name) }
}
