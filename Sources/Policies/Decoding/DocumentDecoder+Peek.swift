import Diagnostics
import Formats

extension DocumentDecoder {
  /// Whether a file begins with a document of ours, by its first key.
  /// - Complexity: O(1) for files that people write; else O(bytes)
  public static func holdsDocument(_ source: Source) -> Bool {
    if let key = firstKey(source) { return PolicyDocument.Kind(rawValue: key) != nil }
    guard let first = YAMLReader.read(source, limits: limits).documents.first,
      case .mapping(let entries) = first.kind, let key = entries.first?.key.scalar
    else { return false }
    return PolicyDocument.Kind(rawValue: key.text) != nil
  }

  /// Whether a file is tests and nothing else: whoever evaluates policies can do without them.
  static func holdsOnlyTests(_ source: Source) -> Bool {
    guard firstKey(source) == PolicyDocument.Kind.tests.rawValue else { return false }
    let bytes = source.bytes
    var index = bytes.firstIndex(of: UInt8(ascii: "\n"))
    while let end = index {
      if bytes[(end + 1)...].starts(with: "---".utf8) || bytes[(end + 1)...].starts(with: "...".utf8) { return false }
      index = bytes[(end + 1)...].firstIndex(of: UInt8(ascii: "\n"))
    }
    return true
  }

  /// The first key of a file whose first line that is no comment is `key:`, a plain word in the first column; nil for
  /// everything else, of which a parser must tell.
  private static func firstKey(_ source: Source) -> String? {
    var rest = source.bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    while let first = rest.first {
      let line = rest.prefix { $0 != 0x0A }
      let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x0D }
      guard isBlank || first == UInt8(ascii: "#") || line.elementsEqual("---".utf8) else {
        let key = line.prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
        let behind = line[key.endIndex...]
        let isKey = behind.first == UInt8(ascii: ":") && [nil, 0x20, 0x0D].contains(behind.dropFirst().first)
        return isKey && !key.isEmpty ? String(decoding: key, as: UTF8.self) : nil
      }
      rest = rest[line.endIndex...].dropFirst()
    }
    return nil
  }
}
