import Schema
import Values

/// How a catalog tells which of its rows an entity is.
///
/// The ranks are asked in order, and the first that names one row answers; a rank whose attribute is missing is passed
/// over. Two rows that differ under one rank are a `conflict`. Patterns and texts must match the whole folded value;
/// `by: phrase` looks for whole words, and a phrase inside a longer one that was found does not count.
///
/// If no rank names a row, the naming attribute decides: that of the first rank by pattern or phrase, else of the last
/// rank. If it is not known, neither is the answer.
/// A row's *look-alikes* are certainly not that row, whatever its name patterns say; a *suspect* pattern that is no
/// look-alike makes the answer undecided. What remains is certainly none of the rows, unless one of the better
/// identifiers is there and cannot be trusted (unreadable, in conflict, stale).
struct CatalogClassification {
  enum Answer {
    case row(Int)
    /// Certainly none of the rows.
    case none
    /// Not known, or a failure.
    case value(Value)
  }

  private enum Matcher {
    case texts([String: [Int]])
    case patterns([RowPattern])
    case phrases(PhraseIndex)
  }

  struct RowPattern {
    var row: Int
    var pattern: CatalogPattern
  }

  private struct Rank {
    var path: [String]
    var matcher: Matcher
    /// Whether look-alikes and suspects speak of this rank's attribute.
    var isNaming: Bool
  }

  private let catalog: String
  private let rows: [CatalogRowValue]
  private var ranks: [Rank] = []
  /// The rank whose attribute must be known before the answer can be *none of them*.
  private var naming: Int?
  private var lookAlikes: [RowPattern] = []
  private var suspects: [RowPattern] = []

  init(
    _ classifier: CatalogClassifier, _ rows: [CatalogRowValue], of declaration: CatalogDeclaration,
    _ patterns: inout CatalogPatterns
  ) {
    catalog = declaration.name
    self.rows = rows
    for (index, rank) in classifier.ranks.enumerated() {
      let column = declaration.column(rank.column.value)
      let isPattern = column.map { Self.isPattern($0.type) } ?? false
      let matcher: Matcher
      if rank.match == .phrase {
        matcher = .phrases(PhraseIndex(Self.texts(rows, rank.column.value)))
      } else if isPattern {
        matcher = .patterns(patterns.compile(rows, column: rank.column.value))
      } else {
        var texts: [String: [Int]] = [:]
        for (row, text) in Self.texts(rows, rank.column.value) { texts[Text(text).folded, default: []].append(row) }
        matcher = .texts(texts)
      }
      let path = rank.attribute.value.split(separator: ".").map(String.init)
      let isNaming = isPattern || rank.match == .phrase
      if isNaming, naming == nil { naming = index }
      ranks.append(Rank(path: path, matcher: matcher, isNaming: isNaming))
    }
    if naming == nil, let last = ranks.indices.last {
      naming = last
      ranks[last].isNaming = true
    }
    if let column = declaration.lookAlikesColumn { lookAlikes = patterns.compile(rows, column: column.name) }
    if let column = declaration.suspectColumn { suspects = patterns.compile(rows, column: column.name) }
  }

  /// The attribute, and the folded texts that are looked for, where nothing else matters.
  var textsAlone: (attribute: String, texts: [String])? {
    guard ranks.count == 1, ranks[0].path.count == 1, suspects.isEmpty, case .texts(let index) = ranks[0].matcher else {
      return nil
    }
    return (ranks[0].path[0], index.keys.sorted())
  }

  func answer(for entity: any ObjectValue) -> Answer {
    var silent: Unknown?
    var nameless: Unknown?
    var names: [String] = []
    for (index, rank) in ranks.enumerated() {
      let reading = Self.texts(of: rank.path, in: entity)
      if let failure = reading.failure { return .value(.failure(failure)) }
      if let unknown = reading.unknown {
        if index == naming {
          nameless = unknown
        } else if unknown.causes.contains(where: { $0.code != .valueMissing && $0.code != .attributeAbsent }) {
          silent = silent?.merging(unknown) ?? unknown
        }
      }
      if rank.isNaming { names += reading.texts }
      var found: Set<Int> = []
      for text in reading.texts { found.formUnion(hits(of: text, rank)) }
      if found.isEmpty { continue }
      let distinct = Catalog.distinct(found.sorted(), in: rows)
      if distinct.count == 1 { return .row(distinct[0]) }
      if distinct.count > 1 { return .value(.unknown(Unknown(.conflict, catalog))) }
    }
    for name in names {
      let suspected = suspects.contains { $0.pattern.matches(name) && !isLookAlike(name, of: $0.row) }
      if suspected { return .value(.unknown(Unknown(.undecided, catalog, detail: "a suspect pattern alone"))) }
    }
    if let nameless { return .value(.unknown(silent?.merging(nameless) ?? nameless)) }
    return silent.map { .value(.unknown($0)) } ?? .none
  }

  private func hits(of text: String, _ rank: Rank) -> Set<Int> {
    let found: Set<Int>
    switch rank.matcher {
    case .texts(let index):
      guard let rows = index[text] else { return [] }
      found = Set(rows)
    case .patterns(let patterns): found = Set(patterns.filter { $0.pattern.matches(text) }.map(\.row))
    case .phrases(let index): found = index.rows(in: text)
    }
    return rank.isNaming ? found.filter { !isLookAlike(text, of: $0) } : found
  }

  private func isLookAlike(_ text: String, of row: Int) -> Bool {
    lookAlikes.contains { $0.row == row && $0.pattern.matches(text) }
  }

  private static func isPattern(_ type: AttributeType) -> Bool { type == .pattern || type.element == .pattern }

  private static func texts(_ rows: [CatalogRowValue], _ column: String) -> [(Int, String)] {
    rows.flatMap { row in (row.row.cells[column]?.texts ?? []).map { (row.position, $0.text) } }
  }

  /// The folded texts of an attribute. Null is known and has none.
  private static func texts(
    of path: [String], in entity: any ObjectValue
  ) -> (texts: [String], unknown: Unknown?, failure: Failure?) {
    var value = Value.object(entity)
    for name in path {
      guard case .object(let object) = value else { break }
      value = object.member(name)
    }
    switch value {
    case .failure(let failure): return ([], nil, failure)
    case .unknown(let unknown): return ([], unknown, nil)
    case .list(let list):
      var unknown = list.openness
      for case .unknown(let cause) in list.elements { unknown = unknown?.merging(cause) ?? cause }
      return (list.elements.compactMap(LookupText.folded).filter { !$0.isEmpty }, unknown, nil)
    default:
      let text = LookupText.folded(value) ?? ""
      return (text.isEmpty ? [] : [text], nil, nil)
    }
  }
}
