import Diagnostics
import Formats
import Values

extension DecodingLog {
  /// A type without further particulars, or a mapping with `type` and `values`.
  public func attributeType(_ node: YAMLNode) -> AttributeType? {
    if case .mapping = node.kind { return mapping(node, as: "a type") { $0.attributeType().type } }
    return string(node, as: "a type").map { AttributeTypeParser($0, values: nil, log: self).parse() }
  }
}

extension MappingReader {
  /// The keys `type`, `values` and `words`.
  public func attributeType() -> (type: AttributeType, wordSynonyms: [AttributeDeclaration.WordSynonym]) {
    let name = string("type")
    let values = optionalStrings("values")
    if let values {
      log.unique(values, as: "values")
      if values.isEmpty, let span = keySpan("values") {
        log.add(.invalidVocabulary("a vocabulary needs at least one word", at: span))
      }
    }
    let words = values?.map(\.value)
    let type = name.value.isEmpty ? .text : AttributeTypeParser(name, values: words, log: log).parse()
    return (type, otherWords(for: words ?? []))
  }

  /// `{changed: [đã đổi], default: [mặc định]}`: other spellings of the values.
  private func otherWords(for values: [String]) -> [AttributeDeclaration.WordSynonym] {
    var spellings: [Located<String>] = []
    var synonyms: [AttributeDeclaration.WordSynonym] = []
    for entry in entries("words") {
      if !values.contains(entry.key.value) {
        log.add(
          .unknownName(.invalidVocabulary, entry.key.value, what: "value", known: values, at: entry.key.span))
      }
      for node in log.listOrOne(entry.value, as: "a list of other words") ?? [] {
        guard let spelling = log.string(node, as: "another word for `\(entry.key.value)`") else { continue }
        spellings.append(Located(Text(spelling.value).folded, spelling.span))
        synonyms.append(.init(spelling.value, means: entry.key.value))
      }
    }
    log.unique(spellings, as: "other words")
    return synonyms
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

  /// The type, or `text` after saying what is wrong.
  func parse() -> AttributeType {
    let type = parse(text.value[...], depth: 0)
    if type == nil {
      log.add(.unknownType(text.value, at: text.span))
    } else if values != nil, type?.vocabulary == nil {
      log.add(.invalidVocabulary("`values` belongs to `enum` and `text`, not to `\(text.value)`", at: text.span))
    }
    return type ?? .text
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
