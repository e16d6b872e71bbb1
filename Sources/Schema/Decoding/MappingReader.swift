import Diagnostics
import Formats
import Values

/// A mapping whose keys are fixed, read key by key. A key that nobody asked for is a mistake, reported at the end with
/// the nearest of those that were.
///
/// A decoder reads like the document's table of contents:
///
///     log.mapping(node, as: "a clause") { fields in
///       let id = fields.string("id")
///       let force: Clause.Force = fields.word("force") ?? .mandatory
///       ...
///     }
public final class MappingReader {
  public let log: DecodingLog
  /// Where to point when a key is missing.
  public let span: Span
  /// What it is called, said only where something is wrong.
  private let name: () -> String
  private let entries: [YAMLNode.Entry]
  /// The texts of the entries' keys.
  private let keys: [String?]
  /// The keys that were asked for, some of them twice.
  private var asked: [String] = []
  /// The entries that were asked for, of the first 64.
  private var isFound: UInt64 = 0

  init(entries: [YAMLNode.Entry], name: @escaping () -> String, span: Span, log: DecodingLog) {
    self.entries = entries
    keys = entries.map(\.key.text)
    self.name = name
    self.span = span
    self.log = log
    asked.reserveCapacity(16)
  }

  /// The keys that were asked for, in order.
  fileprivate var known: [String] {
    var seen: Set<String> = []
    return asked.filter { seen.insert($0).inserted }
  }

  /// The value of a key that may be missing.
  public func optional(_ key: String) -> YAMLNode? {
    asked.append(key)
    guard let index = keys.firstIndex(of: key) else { return nil }
    isFound |= 1 << UInt64(index)
    return entries[index].value
  }

  /// The value of a key, or nil after saying that it is missing.
  public func required(_ key: String) -> YAMLNode? {
    if let value = optional(key) { return value }
    log.add(.missingKey(key, in: name(), at: span))
    return nil
  }

  /// Where a key stands.
  public func keySpan(_ key: String) -> Span? { keys.firstIndex(of: key).map { entries[$0].key.span } }

  /// Says of keys that exist but do not belong here why not, instead of calling them unknown.
  public func expectKnown(_ keys: [String]) { for key in keys { _ = optional(key) } }

  /// How many unknown keys of one mapping are worth telling apart.
  private static let shown = 20

  func reportUnknownKeys() {
    if isFound.nonzeroBitCount == entries.count { return }
    let known = known
    var unknown: [Located<String>] = []
    for entry in entries {
      guard let key = entry.key.text else {
        log.expected("a key", found: entry.key)
        continue
      }
      if !known.contains(key) { unknown.append(Located(key, entry.key.span)) }
    }
    for key in unknown.prefix(Self.shown) { log.add(.unknownKey(key.value, in: name(), known: known, at: key.span)) }
    if unknown.count > Self.shown {
      log.add(.moreUnknownKeys(unknown.count - Self.shown, in: name(), at: unknown[Self.shown].span))
    }
  }
}

extension DecodingLog {
  /// Reads a mapping with fixed keys, or says that there is none.
  public func mapping<Model>(
    _ node: YAMLNode, as what: @escaping @autoclosure () -> String, _ read: (MappingReader) -> Model
  ) -> Model? {
    guard case .mapping(let entries) = node.kind, node.tag == nil else {
      expected(what(), found: node)
      return nil
    }
    let reader = MappingReader(entries: entries, name: what, span: node.headSpan, log: self)
    let model = read(reader)
    reader.reportUnknownKeys()
    onMapping?(what(), reader.known)
    return model
  }
}

/// The fields of the usual kinds. A required one that is missing or wrong is reported and replaced by something
/// harmless, so that the rest of the document is still read.
extension MappingReader {
  public func string(_ key: String) -> Located<String> {
    required(key).flatMap { log.string($0, as: "a text for `\(key)`") } ?? Located("", span)
  }

  public func optionalString(_ key: String) -> Located<String>? {
    optional(key).flatMap { log.string($0, as: "a text for `\(key)`") }
  }

  /// A list of texts; one alone may stand without brackets. Empty where the key is missing.
  public func strings(_ key: String) -> [Located<String>] {
    guard let node = optional(key), let items = log.listOrOne(node, as: "a list of texts for `\(key)`") else {
      return []
    }
    return items.compactMap { log.string($0, as: "a text in `\(key)`") }
  }

  /// A list of texts, or nil where the key is missing: an empty list says something else.
  public func optionalStrings(_ key: String) -> [Located<String>]? { optional(key) == nil ? nil : strings(key) }

  public func word<Word: RawRepresentable & CaseIterable>(_ key: String) -> Word? where Word.RawValue == String {
    required(key).flatMap { log.word($0, as: "`\(key)`") }
  }

  public func optionalWord<Word: RawRepresentable & CaseIterable>(_ key: String) -> Word?
  where Word.RawValue == String {
    optional(key).flatMap { log.word($0, as: "`\(key)`") }
  }

  public func bool(_ key: String, default: Bool = false) -> Bool {
    optional(key).flatMap { log.bool($0, as: "`\(key)`") } ?? `default`
  }

  public func optionalInteger(_ key: String, in range: ClosedRange<Int> = 0...1_000_000) -> Int? {
    optional(key).flatMap { log.integer($0, as: "`\(key)`", in: range) }
  }

  public func date(_ key: String) -> CalendarDate? { required(key).flatMap { log.date($0, as: "`\(key)`") } }

  public func optionalDate(_ key: String) -> CalendarDate? { optional(key).flatMap { log.date($0, as: "`\(key)`") } }

  public func localized(_ key: String) -> LocalizedText {
    optional(key).flatMap { log.localized($0, as: "a text for `\(key)`") } ?? LocalizedText()
  }

  /// The items of a list, each read by a decoder; empty where the key is missing.
  public func items<Item>(_ key: String, _ read: (YAMLNode) -> Item?) -> [Item] {
    guard let node = optional(key), let items = log.list(node, as: "a list for `\(key)`") else { return [] }
    return items.compactMap(read)
  }

  /// The entries of a mapping by the author's own names; empty where the key is missing.
  public func entries(_ key: String) -> [(key: Located<String>, value: YAMLNode)] {
    optional(key).flatMap { log.entries($0, as: "a mapping for `\(key)`") } ?? []
  }
}

extension MappingReader {
  /// A zone by its IANA name or its offset.
  public func optionalZone(_ key: String) -> Located<String>? {
    guard let name = optionalString(key) else { return nil }
    if Zone(name.value) == nil { log.add(.unknownZone(name.value, at: name.span)) }
    return name
  }
}
