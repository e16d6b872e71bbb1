/// A place of whatever kind, for an adapter whose forms have different ones.
struct AnyRecordSite: RecordSite {
  private let site: any RecordSite

  init(_ site: any RecordSite) { self.site = site }

  var row: Int? { site.row }
  var line: Int { site.line }
  var pointer: String { site.pointer }
  var problem: String? { site.problem }
  var part: DocumentPart? { site.part }
  var headers: [String] { site.headers }
  subscript(header: String) -> Cell? { site[header] }
}
