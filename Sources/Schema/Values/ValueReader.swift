import Formats
import Values

/// Turns raw values into typed ones, by the schema's words and a source's conventions.
///
/// The order in which a text is understood: an attribute's own values, then the yes and no words of a bool, then
/// *missing* words, then *none* words, then its type. Words compare folded.
public struct ValueReader: Sendable {
  public let words: VocabularyWords
  /// How dates are written besides ISO; nil reads ISO dates only, so that a day is never guessed.
  public let dateOrder: DateOrder?
  /// The zone of times without an offset, and in which a time is the day that it is.
  public let zone: Zone

  public init(words: VocabularyWords, dateOrder: DateOrder? = nil, zone: Zone = .vietnam) {
    self.words = words
    self.dateOrder = dateOrder
    self.zone = zone
  }

  /// A reader for the values of one attribute. Make it once per column.
  public func reader(for attribute: AttributeDeclaration) -> AttributeReader {
    AttributeReader(attribute, conventions: self)
  }

  /// A reader for values of a type that is no attribute's.
  public func reader(of type: AttributeType) -> AttributeReader { AttributeReader(type: type, conventions: self) }

  /// One value. For a column, keep the `reader(for:)`.
  public func read(_ raw: RawValue, as attribute: AttributeDeclaration) -> CellReading {
    reader(for: attribute).read(raw)
  }
}

/// Reads the values of one attribute.
///
/// A list is a JSON or YAML list, or one text whose parts are separated by `;`, `|` or line breaks, or by `,` where
/// there is none of these: a cell with two names must never count as one. A none word that stands for a whole list is
/// the empty list. A list with an element that is not known is itself not known, because it would claim to be whole.
public final class AttributeReader: Sendable {
  private let type: AttributeType
  // Folded, which is composed too: texts that mean the same are the same exactly.
  private let own: [ExactText: String]
  private let yes: Set<ExactText>
  private let no: Set<ExactText>
  private let missing: Set<ExactText>
  private let none: Set<ExactText>
  private let dateOrder: DateOrder?
  private let zone: Zone

  convenience init(_ attribute: AttributeDeclaration, conventions: ValueReader) {
    self.init(
      type: attribute.type, wordSynonyms: attribute.wordSynonyms, missing: attribute.missing, none: attribute.none,
      conventions: conventions)
  }

  convenience init(type: AttributeType, conventions: ValueReader) {
    self.init(type: type, wordSynonyms: [], missing: nil, none: nil, conventions: conventions)
  }

  private init(
    type: AttributeType, wordSynonyms: [AttributeDeclaration.WordSynonym], missing: [String]?, none: [String]?,
    conventions: ValueReader
  ) {
    let words = conventions.words.folded
    self.type = type
    let vocabulary = type.vocabulary ?? []
    var own: [ExactText: String] = [:]
    let count = wordSynonyms.count + vocabulary.count
    if count > 0 { own.reserveCapacity(count) }
    for synonym in wordSynonyms { own[ExactText(Text(synonym.spelling).folded)] = synonym.word }
    for word in vocabulary { own[ExactText(Text(word).folded)] = word }
    self.own = own
    yes = words.yes
    no = words.no
    self.missing = missing.map(VocabularyWords.folded) ?? words.missing
    self.none = none.map(VocabularyWords.folded) ?? words.none
    dateOrder = conventions.dateOrder
    zone = conventions.zone
  }

  /// Folded texts that mean something else than what they say, sorted, where every other text that is not blank is a value
  /// as it is; nil where values are no texts.
  public var wordsApart: [String]? {
    switch type {
    case .text, .string: missing.union(none).map(\.text).sorted()
    default: nil
    }
  }

  /// What a raw value is.
  /// - Complexity: O(length of the value)
  public func read(_ raw: RawValue) -> CellReading { read(raw, as: type) }

  private func read(_ raw: RawValue, as type: AttributeType) -> CellReading {
    switch (raw, type) {
    case (.null, _): .missing
    case (.converted(let value, _), _): read(value, as: type)
    case (.unreadable(_, let reason), _): .unreadable(reason: reason)
    case (.string(let text), .list(let element)): list(text, of: element)
    case (.number(let text), .list(let element)): list(text, of: element)
    case (.list(let items), .list(let element)): list(items, of: element)
    case (.map(let fields), .map(let key, let value)): map(fields, key, value)
    case (.bool(let value), .bool): .value(.bool(value))
    case (.bool(let value), .text), (.bool(let value), .string), (.bool(let value), .vocabulary):
      read(text: value ? "true" : "false", as: type)
    case (.string(let text), _), (.number(let text), _): read(text: text, as: type)
    case (.list, _): .unreadable(reason: "a list where one value is expected")
    case (.map, _): .unreadable(reason: "an object where one value is expected")
    case (.bool, _): .unreadable(reason: "a boolean is no \(type)")
    }
  }

  private func read(text: String, as type: AttributeType) -> CellReading {
    // Where no word has a meaning of its own, only what is blank is no value.
    if type == .string, missing.isEmpty, none.isEmpty, let first = text.utf8.first, first > 0x20, first < 0x7F {
      return .value(.string(text))
    }
    let whole = Text(text)
    let folded = ExactText(whole.folded)
    if folded.text.isEmpty { return .missing }
    if case .vocabulary = type, let word = own[folded] { return .value(.string(word)) }
    if type == .bool {
      if yes.contains(folded) { return .value(.bool(true)) }
      if no.contains(folded) { return .value(.bool(false)) }
    }
    if missing.contains(folded) { return .missing }
    if none.contains(folded) { return .null }
    return parse(text, whole, as: type)
  }

  private func parse(_ text: String, _ whole: Text, as type: AttributeType) -> CellReading {
    let trimmed = whole.display
    switch type {
    case .text: return .value(.text(whole))
    case .string: return .value(.string(text))
    case .pattern: return .value(.string(text))
    case .vocabulary(let words): return .unreadable(reason: "not one of \(words.joined(separator: ", "))")
    case .bool: return .unreadable(reason: "neither a yes word nor a no word")
    case .int: return NumberReading.int(trimmed).map { .value(.int($0)) } ?? .unreadable(reason: "not a whole number")
    case .double:
      return NumberReading.double(trimmed).map { .value(.double($0)) } ?? .unreadable(reason: "not a number")
    case .date:
      if let date = date(trimmed) { return .value(.date(date)) }
      return .unreadable(reason: dateOrder.map { "not a date in the order \($0.rawValue)" } ?? "not an ISO date")
    case .timestamp:
      return WrittenTime(trimmed, order: dateOrder)?.timestamp(in: zone).map { .value(.timestamp($0)) }
        ?? .unreadable(reason: "not a day with a time")
    case .version:
      return Version(trimmed).map { .value(.version($0)) } ?? .unreadable(reason: "not a version")
    case .list, .map: return .unreadable(reason: "not a \(type)")
    case .data: return .unreadable(reason: "only a configuration file has `data`")
    }
  }

  /// A time with an offset is the day that it is in the zone.
  private func date(_ text: String) -> CalendarDate? {
    guard let written = WrittenTime(text, order: dateOrder) else { return nil }
    guard written.offset != nil, let instant = written.timestamp(in: zone) else { return written.date }
    return instant.date(in: zone)
  }

  private func list(_ text: String, of element: AttributeType) -> CellReading {
    let folded = ExactText(Text(text).folded)
    if folded.text.isEmpty { return .missing }
    if case .vocabulary = element, let word = own[folded] { return .value(.list(ListValue([.string(word)]))) }
    if missing.contains(folded) { return .missing }
    if none.contains(folded) { return .value(.list(ListValue([]))) }
    let parts = Self.parts(of: text)
    return parts.isEmpty ? .missing : list(parts.map(RawValue.string), of: element)
  }

  private static func parts(of text: String) -> [String] {
    let strong = text.split { $0 == ";" || $0 == "|" || $0.isNewline }
    let parts = strong.count > 1 ? strong : text.split { $0 == "," || $0 == ";" || $0 == "|" || $0.isNewline }
    return parts.map(String.init).filter { !Text($0).folded.isEmpty }
  }

  private func list(_ items: [RawValue], of element: AttributeType) -> CellReading {
    var elements: [Value] = []
    var anyMissing = false
    for item in items {
      switch read(item, as: element) {
      case .value(let value): elements.append(value)
      case .missing: anyMissing = true
      case .null: return .unreadable(reason: "a word for nothing among the values of a list")
      case .unreadable(let reason): return .unreadable(reason: "in a list: \(reason)")
      }
    }
    return anyMissing ? .missing : .value(.list(ListValue(elements)))
  }

  private func map(_ fields: [RawValue.Field], _ key: AttributeType, _ value: AttributeType) -> CellReading {
    var entries: [MapValue.Entry] = []
    for field in fields {
      guard case .value(let key) = read(.string(field.name), as: key) else {
        return .unreadable(reason: "a key of an object is no \(key)")
      }
      switch read(field.value, as: value) {
      case .value(let value): entries.append(MapValue.Entry(key: key, value: value))
      case .null, .missing: entries.append(MapValue.Entry(key: key, value: .null))
      case .unreadable(let reason): return .unreadable(reason: "in an object: \(reason)")
      }
    }
    return MapValue(entries).map { .value(.map($0)) } ?? .unreadable(reason: "an object with a key twice")
  }
}
