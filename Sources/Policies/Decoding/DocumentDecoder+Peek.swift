import Diagnostics
import Formats

extension DocumentDecoder {
  /// Whether a file begins with a document of ours, by its first key.
  /// - Complexity: O(1) for files that people write; else O(bytes)
  public static func holdsDocument(_ source: Source) -> Bool {
    if let key = YAMLReader.firstKey(of: source) { return PolicyDocument.Kind(rawValue: key) != nil }
    if YAMLReader.beginsWithItem(source) { return false }
    guard let first = YAMLReader.read(source, limits: limits).documents.first,
      case .mapping(let entries) = first.kind, let key = entries.first?.key.scalar
    else { return false }
    return PolicyDocument.Kind(rawValue: key.text) != nil
  }

  /// Whether a file is tests and nothing else: whoever evaluates policies can do without them.
  static func holdsOnlyTests(_ source: Source) -> Bool {
    guard YAMLReader.firstKey(of: source) == PolicyDocument.Kind.tests.rawValue else { return false }
    return !source.lineStarts.dropFirst().contains { start in
      let line = source.bytes[start...].prefix(3)
      return line.elementsEqual("---".utf8) || line.elementsEqual("...".utf8)
    }
  }
}
