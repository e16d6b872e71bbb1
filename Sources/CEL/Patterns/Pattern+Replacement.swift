extension Pattern {
  /// The text with its matches replaced from left to right: all of them, or as many as `limit` says if it is not
  /// negative (CEL's `regex.replace`).
  ///
  /// In `replacement`, `\1` to `\9` stand for what a group took (nothing if it took no part), `\0` for the match, `\\`
  /// for a backslash. Throws for any other use of a backslash and for a group that the pattern does not have, but, as
  /// cel-go, only if there is something to replace; and where `allMatches` throws.
  public func replacing(
    in text: String, with replacement: String, limit: Int? = nil
  ) throws(PatternError) -> String {
    var most = Int.max
    if let limit, limit >= 0 { most = limit }
    let matches = try allMatches(in: text, limit: most)
    if matches.isEmpty { return text }
    let parts = try replacementParts(replacement)
    let source = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var end = 0
    for match in matches {
      result += source[end..<match.range.lowerBound]
      for part in parts {
        switch part {
        case .text(let bytes): result += bytes
        case .group(let group): if let range = match[group] { result += source[range] }
        }
      }
      end = match.range.upperBound
    }
    result += source[end...]
    return String(decoding: result, as: UTF8.self)
  }

  /// What the only group of the first match took, or the match if the pattern has no group; nil if there is no match
  /// or the group took nothing (CEL's `regex.extract`). Throws if the pattern has several groups.
  public func extract(from text: String) throws(PatternError) -> String? {
    let group = try extractedGroup()
    guard let match = firstMatch(in: text), let range = match[group] else { return nil }
    if group > 0, range.isEmpty { return nil }
    return text.slice(range)
  }

  /// What `extract` takes from each match, those left out for which it would be nil (CEL's `regex.extractAll`).
  /// Throws if the pattern has several groups, and where `allMatches` throws.
  public func extractAll(from text: String) throws(PatternError) -> [String] {
    let group = try extractedGroup()
    return try allMatches(in: text).compactMap { match in
      guard let range = match[group], group == 0 || !range.isEmpty else { return nil }
      return text.slice(range)
    }
  }

  private func extractedGroup() throws(PatternError) -> Int {
    if groupCount > 1 { throw .severalGroups(groupCount, at: 0..<source.utf8.count) }
    return groupCount
  }

  private enum ReplacementPart {
    case text([UInt8])
    case group(Int)
  }

  private func replacementParts(_ replacement: String) throws(PatternError) -> [ReplacementPart] {
    let bytes = Array(replacement.utf8)
    var parts: [ReplacementPart] = []
    var literal: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        literal.append(bytes[index])
        index += 1
        continue
      }
      let range = index..<min(index + 2, bytes.count)
      switch index + 1 < bytes.count ? bytes[index + 1] : nil {
      case UInt8(ascii: "\\"): literal.append(UInt8(ascii: "\\"))
      case .some(let digit) where 48...57 ~= digit:
        let group = Int(digit - 48)
        if group > groupCount { throw .replacementGroup(group, of: groupCount, at: range) }
        parts += [.text(literal), .group(group)]
        literal = []
      default: throw .replacementEscape(String(decoding: bytes[range], as: UTF8.self), at: range)
      }
      index += 2
    }
    return parts + [.text(literal)]
  }
}

extension String {
  /// The part between two UTF-8 offsets, which must lie within the text.
  func slice(_ range: Range<Int>) -> String {
    String(decoding: utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
  }
}
