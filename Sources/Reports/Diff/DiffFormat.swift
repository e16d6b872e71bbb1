import Evidence
import Schema

/// A way to write down what changed between two runs.
public protocol DiffFormat: Sendable {
  /// The word for it on the command line: `-f markdown`.
  var name: String { get }

  /// Writes the differences, piece by piece.
  func write(_ diff: EvidenceDiff, language: Language, to sink: ([UInt8]) throws -> Void) rethrows
}

/// Every format of differences, in the order in which help lists them.
public enum DiffCatalog {
  public static let all: [any DiffFormat] = [
    TextDiff(),
    JSONDiff(),
    MarkdownDiff(),
  ]

  /// The format of that name.
  public static func format(named name: String) -> (any DiffFormat)? { all.first { $0.name == name } }
}
