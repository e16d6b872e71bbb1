import Diagnostics
import Formats

extension DocumentDecoder {
  /// Whether a file begins with a document of ours, by its first key.
  /// - Complexity: O(1) for files that people write; else O(bytes)
  public static func holdsDocument(_ source: Source) -> Bool {
    if let key = YAMLReader.firstKey(of: source) { return PolicyDocument.Kind(rawValue: key) != nil }
    guard let first = YAMLReader.read(source, limits: limits).documents.first,
      case .mapping(let entries) = first.kind, let key = entries.first?.key.scalar
    else { return false }
    return PolicyDocument.Kind(rawValue: key.text) != nil
  }

  /// Whether a file is tests and nothing else: whoever evaluates policies can do without them.
  static func holdsOnlyTests(_ source: Source) -> Bool {
    guard YAMLReader.firstKey(of: source) == PolicyDocument.Kind.tests.rawValue else { return false }
    let bytes = source.bytes
    var index = bytes.firstIndex(of: UInt8(ascii: "\n"))
    while let end = index {
      if bytes[(end + 1)...].starts(with: "---".utf8) || bytes[(end + 1)...].starts(with: "...".utf8) { return false }
      index = bytes[(end + 1)...].firstIndex(of: UInt8(ascii: "\n"))
    }
    return true
  }
}
