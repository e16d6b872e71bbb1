import Schema

/// A form in which a policy's graph is written.
///
/// A format is one file in `Formats/` and one line in `GraphFormatCatalog`. What comes from a policy is escaped by each:
/// a title is text, whatever it looks like.
public protocol GraphFormat: Sendable {
  /// As `--format` writes it.
  var name: String { get }
  /// How files of it end, without the dot.
  var fileExtension: String { get }

  /// The graph in this form, with a line feed at its end.
  func text(of graph: PolicyGraph, language: Language) -> String
}

/// Every form of a graph, in the order of the documentation.
public enum GraphFormatCatalog {
  public static let all: [any GraphFormat] = [
    MermaidGraph(),
    DOTGraph(),
    SVGGraph(),
    JSONGraph(),
  ]

  /// The format of that name.
  public static func format(named name: String) -> (any GraphFormat)? { all.first { $0.name == name } }

  /// The names, for help texts.
  public static let names = all.map(\.name)
}

/// The names by which a format knows the nodes, where it allows no more than letters, digits and `_`.
struct GraphNames {
  /// By the node's position.
  let names: [String]

  init(_ graph: PolicyGraph) {
    var taken: Set<String> = []
    names = graph.nodes.map { node in
      let plain = node.id.unicodeScalars.map { scalar in
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
          ? String(scalar) : "_"
      }.joined()
      var name = plain
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(plain)_\(number)"
        number += 1
      }
      return name
    }
  }
}

extension PolicyGraph {
  /// The counts that stand on an edge: those of the clause or rule that it leads to.
  func counts(on edge: Edge) -> Outcome? { edge.role == .part ? nodes[edge.to].outcome : nil }
}

extension String {
  /// At most so many characters, the rest an ellipsis.
  func cut(to limit: Int) -> String { count > limit ? prefix(limit - 1) + "…" : self }
}
