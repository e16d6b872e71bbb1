import Formats

/// A record of a declared adapter, with the objects or elements around it, which `..` climbs to.
struct DeclarativeSite: RecordSite {
  let own: any RecordSite
  /// The innermost first.
  let around: [any RecordSite]

  init(_ own: any RecordSite, around: [any RecordSite] = []) {
    self.own = own
    self.around = around
  }

  /// A header; in trees also a dotted path, a pointer from here (`/os/name`) or from the root (`#/meta/date`), and each
  /// with `../` before it from further out.
  subscript(header: String) -> Cell? {
    var (name, climbed) = (header[...], 0)
    while name.hasPrefix("../") {
      name = name.dropFirst(3)
      climbed += 1
    }
    guard climbed > 0 else { return Self.read(header, own, root: around.last ?? own) }
    guard climbed <= around.count else { return nil }
    return Self.read(String(name), around[climbed - 1], root: around.last ?? own)
  }

  private static func read(_ name: String, _ site: any RecordSite, root: any RecordSite) -> Cell? {
    if name.hasPrefix("#/") { return read(String(name.dropFirst()), root, root: root) }
    if name.hasPrefix("/"), let place = site as? JSONPlace { return place.at(pointer: name)?.cell }
    return site[name]
  }

  var row: Int? { own.row }
  var line: Int { own.line }
  var pointer: String { own.pointer }
  var problem: String? { own.problem }
  var part: DocumentPart? { own.part }
  var headers: [String] { own.headers }

  /// Whether a row of a table has no text at all.
  var isBlank: Bool { (own as? TableRow)?.isBlank ?? false }
}

extension DeclarativeSite {
  /// How many steps a path may have: it bounds the recursion.
  static let longestPath = 32

  /// What stands at a JSON pointer with `*` for every item or member: the items of a list, or the one object.
  static func sites(_ root: JSONPlace, at path: String?) -> [DeclarativeSite] {
    guard let path, !path.isEmpty else { return leaves(root, around: []) }
    let tokens = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().prefix(longestPath)
    return walk(root, tokens.map { String($0) }[...], around: [])
  }

  private static func walk(
    _ place: JSONPlace, _ tokens: ArraySlice<String>, around: [any RecordSite]
  ) -> [DeclarativeSite] {
    guard let token = tokens.first else { return leaves(place, around: around) }
    let outer: [any RecordSite] = place.isObject ? [place] + around : around
    let rest = tokens.dropFirst()
    if token == "*" {
      let items = place.isArray ? place.items() : place.members().map(\.value)
      return items.flatMap { walk($0, rest, around: outer) }
    }
    guard let next = place.at(pointer: "/" + token) else { return [] }
    return walk(next, rest, around: outer)
  }

  private static func leaves(_ place: JSONPlace, around: [any RecordSite]) -> [DeclarativeSite] {
    if place.isArray { return place.items().map { DeclarativeSite($0, around: around) } }
    return place.isObject ? [DeclarativeSite(place, around: around)] : []
  }

  /// The elements that a path of names leads to from the outermost one.
  static func sites(_ root: XMLPlace, at path: String?) -> [DeclarativeSite] {
    var level = [DeclarativeSite(root)]
    for step in (path ?? "").split(separator: "/").prefix(longestPath) {
      level = level.flatMap { site -> [DeclarativeSite] in
        guard let place = site.own as? XMLPlace else { return [] }
        let next = step == "*" ? place.children : place.all(String(step))
        return next.map { DeclarativeSite($0, around: [place] + site.around) }
      }
    }
    return level
  }
}
