import Diagnostics

/// What a format's reader hands over.
struct ConfigurationParts {
  /// The text that places refer to, where the reader has decoded it.
  var source: Source?
  var roots: [ConfigurationNode] = []
  /// Whether the format has several documents in a file.
  var isStream = false
  var comments: [Range<Int>] = []
  var diagnostics: [Diagnostic] = []
  /// Whether YAML has keys that are no text, as `{{ name }}` without quotes looks.
  var hasOddKeys = false

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Whether the first mistake stands behind a document of several, so that nothing is known of the next.
  func breaksOff(behind root: ConfigurationNode) -> Bool {
    guard isStream else { return false }
    let mistakes = diagnostics.filter { $0.severity == .error }.compactMap { $0.primary?.span.range.lowerBound }
    return mistakes.min().map { $0 >= root.place.range.upperBound } ?? false
  }
}

/// A mapping that is being read. Of a key that stands twice neither value is used, since programs differ in which one
/// they take.
struct ConfigurationMap {
  var place: Span
  var isOpen = false
  private(set) var entries: [ConfigurationNode.Entry] = []
  private var places: [String: Int] = [:]
  /// All values of an entry whose key stands several times and each time counts.
  private var repeated: [Int: [ConfigurationNode]] = [:]

  init(at place: Span) { self.place = place }

  /// Where a key stands already.
  func place(of key: String) -> Span? { places[key].map { entries[$0].keyPlace } }

  /// Adds an entry; false if its key is there already, which makes the value unreadable.
  @discardableResult
  mutating func add(_ key: String, at keyPlace: Span, _ value: ConfigurationNode) -> Bool {
    if let first = places[key] {
      entries[first].value.kind = .unreadable(reason: "its key stands twice")
      return false
    }
    places[key] = entries.count
    entries.append(ConfigurationNode.Entry(key: key, keyPlace: keyPlace, value: value))
    return true
  }

  /// Adds an entry unless its key is there already.
  mutating func addMissing(_ entry: ConfigurationNode.Entry) {
    guard places[entry.key] == nil else { return }
    places[entry.key] = entries.count
    entries.append(entry)
  }

  /// Adds a value to a key that is there: the values become a list.
  mutating func `repeat`(_ key: String, _ value: ConfigurationNode) {
    guard let index = places[key] else { return }
    repeated[index, default: [entries[index].value]].append(value)
  }

  /// Replaces the value of a key that is there.
  mutating func replace(_ key: String, with value: ConfigurationNode) {
    guard let index = places[key] else { return }
    entries[index].value = value
  }

  /// The value of a key.
  subscript(key: String) -> ConfigurationNode? { places[key].map { entries[$0].value } }

  var node: ConfigurationNode {
    var entries = entries
    for (index, values) in repeated {
      let start = values.first?.place.range.lowerBound ?? place.range.lowerBound
      let end = values.last?.place.range.upperBound ?? start
      let all = Span(source: place.source, range: start..<max(start, end))
      entries[index].value = ConfigurationNode(.list(values), at: all)
    }
    return ConfigurationNode(.map(entries), at: place, isOpen: isOpen)
  }
}
