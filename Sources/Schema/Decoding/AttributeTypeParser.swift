import Diagnostics
import Formats
import Values

extension DecodingLog {
  /// A type without further particulars, or a mapping with `type` and `values`.
  public func attributeType(_ node: YAMLNode) -> AttributeType? {
    if case .mapping = node.kind { return mapping(node, as: "a type") { $0.attributeType().type } }
    return string(node, as: "a type").map { AttributeTypeParser($0, values: nil, log: self).parse() ?? .text }
  }
}

extension MappingReader {
  /// The keys `type` and `values`; `text` where there is no such type, which has then been reported.
  public func attributeType() -> (
    type: AttributeType, wordSynonyms: [AttributeDeclaration.WordSynonym], isKnown: Bool
  ) {
    let name = string("type")
    let vocabulary = optional("values").map(vocabulary)
    let type = name.value.isEmpty ? nil : AttributeTypeParser(name, values: vocabulary?.words, log: log).parse()
    return (type ?? .text, vocabulary?.synonyms ?? [], type != nil)
  }

  /// `[default, changed]`, or with other spellings `{default: [mặc định], changed: []}`.
  private func vocabulary(
    _ node: YAMLNode
  ) -> (words: [String], synonyms: [AttributeDeclaration.WordSynonym]) {
    var words: [Located<String>] = []
    var synonyms: [(spelling: Located<String>, word: String)] = []
    if case .mapping = node.kind {
      for entry in log.entries(node, as: "a mapping of words to other spellings") ?? [] {
        words.append(entry.key)
        let spellings = log.listOrOne(entry.value, as: "a list of other spellings") ?? []
        synonyms += spellings.compactMap { log.string($0, as: "another spelling") }.map { ($0, entry.key.value) }
      }
    } else {
      words = (log.list(node, as: "a list of words for `values`") ?? []).compactMap { log.string($0, as: "a word") }
    }
    if words.isEmpty { log.add(.invalidVocabulary("a vocabulary needs at least one word", at: node.headSpan)) }
    let all = words + synonyms.map(\.spelling)
    log.unique(all.map { Located(Text($0.value).folded, $0.span) }, as: "words of one vocabulary")
    return (words.map(\.value), synonyms.map { .init($0.spelling.value, means: $0.word) })
  }
}

/// Reads a type as documents write it: `text`, `list<text>`, `map<string, int>`.
struct AttributeTypeParser {
  /// How deep types may be nested.
  static let depthLimit = 4

  private let text: Located<String>
  private let values: [String]?
  private let log: DecodingLog

  /// - Parameter values: the words of `enum`, or of a `text` that is restricted to them.
  init(_ text: Located<String>, values: [String]?, log: DecodingLog) {
    self.text = text
    self.values = values
    self.log = log
  }

  /// The type, or nil after saying that there is none.
  func parse() -> AttributeType? {
    let type = parse(text.value[...], depth: 0)
    if type == nil {
      log.add(.unknownType(text.value, at: text.span))
    } else if values != nil, type?.vocabulary == nil {
      log.add(.invalidVocabulary("`values` belongs to `enum` and `text`, not to `\(text.value)`", at: text.span))
    }
    return type
  }

  private func parse(_ text: Substring, depth: Int) -> AttributeType? {
    guard depth < Self.depthLimit else { return nil }
    let text = trimmed(text)
    if text.hasPrefix("list<"), text.hasSuffix(">") {
      return parse(text.dropFirst(5).dropLast(), depth: depth + 1).map(AttributeType.list)
    }
    if text.hasPrefix("map<"), text.hasSuffix(">") {
      let inner = text.dropFirst(4).dropLast()
      guard let comma = inner.firstIndex(of: ",") else { return nil }
      guard let key = parse(inner[..<comma], depth: depth + 1) else { return nil }
      guard let value = parse(inner[inner.index(after: comma)...], depth: depth + 1) else { return nil }
      return [.text, .string].contains(key) ? .map(key, value) : nil
    }
    return simple(text)
  }

  private func simple(_ name: Substring) -> AttributeType? {
    switch name {
    case "enum":
      if values == nil {
        log.add(.invalidVocabulary("an `enum` needs its `values`", at: text.span))
      }
      return .vocabulary(values ?? [])
    case "text": return values.map(AttributeType.vocabulary) ?? .text
    case "string": return .string
    case "bool": return .bool
    case "int": return .int
    case "double": return .double
    case "date": return .date
    case "timestamp": return .timestamp
    case "version": return .version
    case "pattern": return .pattern
    case "data": return .data
    default: return nil
    }
  }

  private func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return text
  }
}
