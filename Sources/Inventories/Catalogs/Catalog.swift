import CEL
import Diagnostics
import Schema
import Values

/// A catalog at run time: what `firmware_releases.row(...)`, `places.match(...)` and `meeting_products.classify(...)`
/// look things up in.
///
/// Lookups fold both sides: spaces, Unicode form and case never count, Vietnamese marks always do. No match is unknown
/// (`no-reference`); several rows that differ are unknown (`conflict`), never the first of them; rows with the same cells
/// are one.
///
/// `classify` and `match` go through the ranks that the catalog declares for the entity, and the first rank that answers
/// wins: see `CatalogClassification`.
public final class Catalog: ReferenceCatalog {
  /// The document's content.
  public let declaration: CatalogDeclaration
  /// In the order of the document.
  public let rows: [CatalogRowValue]
  private let rowsOfKey: [[String]: [Int]]
  private let classifications: [String: CatalogClassification]
  private let vulnerabilities: VulnerabilityIndex?

  /// Builds the indices and compiles the patterns. A pattern that cannot be used is reported at its place and matches
  /// nothing.
  /// - Complexity: O(cells)
  public init(_ declaration: CatalogDeclaration, diagnostics: inout DiagnosticList) {
    self.declaration = declaration
    let rows = declaration.rows.indices.map { CatalogRowValue(declaration, position: $0) }
    self.rows = rows
    rowsOfKey = Self.index(rows, of: declaration)
    // Equal keys are the decoder's to report; an alias that is another row's name too is told here.
    if declaration.aliases != nil {
      for key in rowsOfKey.keys.map({ $0[0] }).sorted() {
        let positions = Self.distinct(rowsOfKey[[key]] ?? [], in: rows)
        guard positions.count > 1, Set(positions.map { rows[$0].key }).count > 1 else { continue }
        diagnostics.add(CatalogDiagnostics.ambiguousAlias(key, rows[positions[1]].row, also: rows[positions[0]].row))
      }
    }
    var patterns = CatalogPatterns()
    var classifications: [String: CatalogClassification] = [:]
    for classifier in declaration.classify where classifications[classifier.entity.value] == nil {
      classifications[classifier.entity.value] = CatalogClassification(classifier, rows, of: declaration, &patterns)
    }
    diagnostics.add(contentsOf: patterns.diagnostics.all)
    self.classifications = classifications
    vulnerabilities = declaration.listsVulnerabilities ? VulnerabilityIndex(rows, of: declaration) : nil
  }

  public var type: ObjectType { declaration.objectType }

  public var identity: String { declaration.name }

  public func member(_ name: String) -> Value {
    guard name == "as_of" else { return .failure(Failure("no such member: `\(name)` of `\(declaration.name)`")) }
    return declaration.asOf.map { .date($0) } ?? .unknown(Unknown(.noReference, "\(declaration.name).as_of"))
  }

  public func has(_ name: String) -> Value {
    switch member(name) {
    case .failure(let failure): .failure(failure)
    case .unknown(let unknown): .unknown(unknown)
    default: .true
    }
  }

  public var place: ReferencePlace {
    ReferencePlace(
      catalog: declaration.name, path: declaration.span.source.path, line: declaration.span.line,
      asOf: declaration.asOf)
  }

  public func rowsConsulted(_ method: String, _ arguments: [Value]) -> [any ReferenceRow] {
    switch method {
    case "row": return Self.distinct(positions(arguments), in: rows).map { rows[$0] }
    case "match", "classify":
      guard arguments.count == 1, case .row(let position) = classification(of: arguments[0]) else { return [] }
      return [rows[position]]
    case "affecting":
      guard let vulnerabilities, arguments.count == 2, case .list(let names) = arguments[0],
        case .version(let version) = arguments[1]
      else { return [] }
      return vulnerabilities.consulted(names.elements, version)
    default: return []
    }
  }

  public func textsClassified(of entity: String) -> (attribute: String, texts: [String])? {
    classifications[entity]?.textsAlone
  }

  /// The rows of a key; none where it is not known.
  private func positions(_ key: [Value]) -> [Int] {
    let folded = key.compactMap { value -> String? in
      switch value {
      case .failure, .unknown: nil
      default: LookupText.folded(value)
      }
    }
    return folded.count == declaration.key.count ? rowsOfKey[folded] ?? [] : []
  }

  public func call(_ method: String, _ arguments: [Value]) -> Value? {
    switch method {
    case "row": row(arguments)
    case "match": arguments.count == 1 ? match(arguments[0]) : .failure(Failure("`match` takes one entity"))
    case "classify": arguments.count == 1 ? classify(arguments[0]) : .failure(Failure("`classify` takes one entity"))
    case "affecting": affecting(arguments)
    default: nil
    }
  }

  /// The rows that affect a version of a product of some names: `affecting(['zoom:meetings'], software.version)`.
  private func affecting(_ arguments: [Value]) -> Value? {
    guard let vulnerabilities else { return nil }
    guard arguments.count == 2, case .list(let names) = arguments[0], case .version(let version) = arguments[1] else {
      return .failure(Failure("`affecting` takes a list of names and a version"))
    }
    let found = vulnerabilities.affecting(names.elements, version)
    guard case .list(let list) = found, let open = names.openness else { return found }
    return .list(ListValue(list.elements, openness: list.openness?.merging(open) ?? open))
  }

  /// The row of a key, or of an alias of it. A key that is unknown makes the row unknown.
  /// - Complexity: O(1) and the length of the key
  public func row(_ key: [Value]) -> Value {
    guard key.count == declaration.key.count else {
      return .failure(Failure("`\(declaration.name).row` takes \(declaration.key.count) arguments, not \(key.count)"))
    }
    var folded: [String] = []
    var unknown: Unknown?
    for value in key {
      switch value {
      case .failure: return value
      case .unknown(let cause): unknown = unknown?.merging(cause) ?? cause
      default:
        guard let text = LookupText.folded(value) else {
          return .failure(Failure("a value that is no scalar cannot be a key of `\(declaration.name)`"))
        }
        folded.append(text)
      }
    }
    if let unknown { return .unknown(unknown) }
    let shown = key.map(LookupText.display).joined(separator: "/")
    return one(of: rowsOfKey[folded] ?? [], shown: shown)
  }

  /// The row that an entity is, by the ranked identifiers; `no-reference` if it is certainly none of them.
  public func match(_ entity: Value) -> Value {
    switch classification(of: entity) {
    case .row(let position): .object(rows[position])
    case .none: .unknown(Unknown(.noReference, declaration.name))
    case .value(let value): value
    }
  }

  /// The id (the first column of the key) of the row that an entity is; `''` if it is certainly none of them.
  public func classify(_ entity: Value) -> Value {
    switch classification(of: entity) {
    case .row(let position):
      declaration.key.first.map { rows[position].member($0) }.map(Self.text)
        ?? .failure(Failure("`\(declaration.name)` has no key"))
    case .none: .text(Text(""))
    case .value(let value): value
    }
  }

  private static func text(_ value: Value) -> Value {
    switch value {
    case .unknown, .failure, .text: value
    default: .text(Text(LookupText.display(value)))
    }
  }

  private func classification(of entity: Value) -> CatalogClassification.Answer {
    switch entity {
    case .failure, .unknown: return .value(entity)
    case .null: return .value(.unknown(Unknown(.noReference, declaration.name)))
    case .object(let object):
      guard let classification = classifications[object.type.name] else {
        return .value(.failure(Failure("`\(declaration.name)` cannot tell a `\(object.type.name)`")))
      }
      return classification.answer(for: object)
    default: return .value(.failure(Failure("`\(declaration.name)` can only tell entities")))
    }
  }

  private func one(of positions: [Int], shown: String) -> Value {
    let distinct = Self.distinct(positions, in: rows)
    if distinct.count == 1 { return .object(rows[distinct[0]]) }
    let code: Unknown.Code = distinct.isEmpty ? .noReference : .conflict
    return .unknown(Unknown(code, declaration.name, detail: shown))
  }

  /// The first of each group of rows with the same cells.
  static func distinct(_ positions: [Int], in rows: [CatalogRowValue]) -> [Int] {
    guard positions.count > 1 else { return positions }
    var found: [Int] = []
    for position in positions where !found.contains(where: { isSame(rows[$0].row, rows[position].row) }) {
      found.append(position)
    }
    return found
  }

  private static func isSame(_ a: CatalogRow, _ b: CatalogRow) -> Bool {
    guard a.cells.count == b.cells.count, a.asOf == b.asOf else { return false }
    return a.cells.allSatisfy { name, cell in
      b.cells[name].map { $0.texts.map(\.text) == cell.texts.map(\.text) } ?? false
    }
  }

  private static func index(_ rows: [CatalogRowValue], of declaration: CatalogDeclaration) -> [[String]: [Int]] {
    var index: [[String]: [Int]] = [:]
    for row in rows {
      let key = declaration.key.map { row.row.value($0).flatMap(LookupText.folded) ?? "" }
      index[key, default: []].append(row.position)
      guard let aliases = declaration.aliases, let cell = row.row.value(aliases) else { continue }
      for alias in LookupText.scalars(cell) {
        guard let text = LookupText.folded(alias), !text.isEmpty, index[[text]]?.last != row.position else { continue }
        index[[text], default: []].append(row.position)
      }
    }
    return index
  }
}
