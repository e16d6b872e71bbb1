import Diagnostics

/// A table of TOML while its file is read: what may be added to it depends on how it came to be.
final class TOMLTable {
  /// How a table was made.
  enum Origin {
    /// By a header of a table in it: `[a.b]` makes `a`. A header of its own may still follow.
    case implied
    /// By a header of its own.
    case header
    /// By dotted keys: `a.b = 1` makes `a`.
    case dotted
  }

  enum Item {
    case value(ConfigurationNode)
    case table(TOMLTable)
    case tables(TOMLTableList)
  }

  struct Entry {
    var key: String
    var keyPlace: Span
    var item: Item
  }

  var origin: Origin
  var place: Span
  var isOpen = false
  private(set) var entries: [Entry] = []
  private var places: [String: Int] = [:]

  init(_ origin: Origin, at place: Span) {
    self.origin = origin
    self.place = place
  }

  subscript(key: String) -> Entry? { places[key].map { entries[$0] } }

  /// Adds an entry whose key is not there yet.
  func add(_ key: TOMLKey, _ item: Item) {
    places[key.text] = entries.count
    entries.append(Entry(key: key.text, keyPlace: key.place, item: item))
  }

  /// Takes back the value of a key that stands twice.
  func doubt(_ key: String) {
    guard let place = places[key], case .value(var node) = entries[place].item else { return }
    node.kind = .unreadable(reason: "its key stands twice")
    entries[place].item = .value(node)
  }

  /// Lets the table reach to an offset at least.
  func extend(to end: Int) {
    guard end > place.range.upperBound else { return }
    place.range = place.range.lowerBound..<end
  }

  /// The finished table. The depth of tables in tables is bounded by the parser.
  func node(_ isTemplate: (String) -> Bool) -> ConfigurationNode {
    var map = ConfigurationMap(at: place)
    map.isOpen = isOpen
    for entry in entries {
      if isTemplate(entry.key) { map.isOpen = true }
      map.add(entry.key, at: entry.keyPlace, value(of: entry, isTemplate))
    }
    return map.node
  }

  private func value(of entry: Entry, _ isTemplate: (String) -> Bool) -> ConfigurationNode {
    switch entry.item {
    case .value(let node): return node
    case .table(let table): return table.node(isTemplate)
    case .tables(let list):
      let nodes = list.tables.map { $0.node(isTemplate) }
      let start = nodes.first?.place.range.lowerBound ?? entry.keyPlace.range.lowerBound
      let end = nodes.last?.place.range.upperBound ?? entry.keyPlace.range.upperBound
      return ConfigurationNode(.list(nodes), at: Span(source: place.source, range: start..<max(start, end)))
    }
  }
}

/// The tables of an array of tables.
final class TOMLTableList {
  var tables: [TOMLTable]

  init(_ first: TOMLTable) { tables = [first] }
}

/// One part of a key of TOML.
struct TOMLKey {
  var text: String
  var place: Span
}

/// Why a statement of TOML is none.
struct TOMLFailure: Error {
  var diagnostic: Diagnostic
}
