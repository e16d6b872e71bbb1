import Diagnostics
import Formats

/// A comment of a YAML file, from its `#` to the end of its line.
struct Comment: Sendable {
  /// Byte offsets; the line break is not included.
  var range: Range<Int>
  /// From 1.
  var line: Int
  /// Whether nothing else stands on its line.
  var isAlone: Bool
}

/// The comments of a YAML file in order. The reader of YAML does not keep them: they are what stands behind a `#` where
/// no scalar is.
struct SourceComments: Sendable {
  let source: Source
  let all: [Comment]

  /// - Parameter documents: what the reader made of the source.
  /// - Complexity: O(bytes + nodes · log nodes)
  init(_ source: Source, documents: [YAMLNode]) {
    self.source = source
    all = YAMLComments.ranges(in: source, documents: documents).map { range in
      let line = source.line(at: range.lowerBound)
      let before = source.bytes[source.lineStarts[line - 1]..<range.lowerBound]
      return Comment(range: range, line: line, isAlone: before.allSatisfy { $0 == 0x20 || $0 == 0x09 })
    }
  }

  /// The comment without its `#` signs and the spaces around it.
  func text(_ comment: Comment) -> String {
    let text = source.text(comment.range).drop { $0 == "#" }
    return text.trimmed
  }

  /// Whether an alias stands where a node is said to be: what it names stands elsewhere.
  static func isAlias(_ node: YAMLNode, _ source: Source) -> Bool { YAMLComments.isAlias(node, in: source) }
}

extension StringProtocol {
  /// Without spaces and tabs at both ends.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
    while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
    return String(text)
  }
}
