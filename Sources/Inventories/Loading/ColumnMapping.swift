import Diagnostics
import Formats
import Schema
import Values

/// Which column of a file is which member of an entity.
///
/// A manifest's mapping goes first, then the members' own names, then the names they are also known by. Of two columns
/// for one member the first in that order is taken and the other dropped, but for two of the very same header: they
/// are both taken, since nobody can tell which one is meant.
struct ColumnMapping {
  var members: [RecordSet.Member] = []
  var mapped: [InventoryReport.MappedColumn] = []
  var dropped: [InventoryReport.DroppedColumn] = []
  /// By member: the header as written.
  var headers: [String: String] = [:]
  /// The column that dates each record.
  var dated: Int?
  var diagnostics: [Diagnostic] = []

  /// - Complexity: O(columns)
  init(
    _ columns: [String], _ names: HeaderNames, groups: [String] = [], manifest: [ManifestSource.ColumnMapping] = [],
    path: String = ""
  ) {
    func means(_ column: Int) -> String? {
      names.member(of: columns[column], below: column < groups.count ? groups[column] : "")
    }
    var memberOf: [Int: String] = [:]
    var columnsOf: [String: [Int]] = [:]
    func take(_ column: Int, _ member: String) {
      memberOf[column] = member
      columnsOf[member, default: []].append(column)
    }
    let folded = columns.map { Text($0).folded }
    for mapping in manifest {
      let wanted = Text(mapping.header.value).folded
      let found = folded.indices.filter { folded[$0] == wanted }
      if found.isEmpty {
        diagnostics.append(InventoryDiagnostics.missingColumn(mapping.header, in: path, columns: columns))
      }
      let isKnown = names.names.contains(mapping.member.value)
      for column in found where isKnown && memberOf[column] == nil { take(column, mapping.member.value) }
    }
    let mappedByManifest = Set(columnsOf.keys)
    for isExact in [true, false] {
      for (column, header) in columns.enumerated() where memberOf[column] == nil {
        guard let member = means(column) else { continue }
        let isOwn = HeaderNames.canonical(header) == HeaderNames.canonical(member)
        guard isOwn == isExact, !mappedByManifest.contains(member) else { continue }
        if let first = columnsOf[member]?.first, folded[first] != folded[column] { continue }
        take(column, member)
      }
    }
    for (column, header) in columns.enumerated() {
      if let member = memberOf[column] {
        mapped.append(InventoryReport.MappedColumn(header: header, member: member))
        headers[member] = headers[member] ?? header
      } else {
        drop(column, header, means(column), names, columnsOf.keys.sorted())
      }
    }
    for name in names.names {
      if let columns = columnsOf[name] { members.append(RecordSet.Member(name: name, columns: columns)) }
    }
  }

  private mutating func drop(
    _ column: Int, _ header: String, _ member: String?, _ names: HeaderNames, _ taken: [String]
  ) {
    let canonical = HeaderNames.canonical(header)
    if canonical == "entity" { return }
    if EntityRecognizer.commonColumns.contains(canonical) {
      dated = dated ?? column
      return
    }
    if let member {
      dropped.append(
        InventoryReport.DroppedColumn(header: header, reason: "another column is `\(member)`", suggestion: nil))
      return
    }
    let free = names.names.filter { !taken.contains($0) }
    let near = NameSuggestions.nearest(to: canonical, among: free.map { HeaderNames.canonical($0) })
    let suggestion = near.flatMap { near in free.first { HeaderNames.canonical($0) == near } }
    dropped.append(InventoryReport.DroppedColumn(header: header, reason: "not in the schema", suggestion: suggestion))
  }
}
