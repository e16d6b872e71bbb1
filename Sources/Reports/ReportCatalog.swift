/// Every report format, in the order in which help lists them.
public enum ReportCatalog {
  public static let all: [any ReportFormat] = [
    TextReport(),
    MarkdownReport(),
    JSONReport(),
    RecordsReport(),
    CSVReport(),
    HTMLReport(),
    JUnitReport(),
    SARIFReport(),
    SARIFFailsReport(),
    GitHubReport(),
    GitLabReport(),
    OSCALReport(),
    XCCDFReport(),
    ARFReport(),
    HDFReport(),
    CountsReport(),
    FindingsReport(.fails),
    FindingsReport(.all),
  ]

  /// The formats that are made from records, and can be made again from those that were kept. The tables that stream by
  /// need what only the run itself knows.
  public static let ofRecords: [any ReportFormat] = all.filter { $0.streamed == nil }

  /// The format of that name.
  public static func format(named name: String) -> (any ReportFormat)? { all.first { $0.name == name } }

  /// The names of all formats, for suggestions.
  public static var names: [String] { all.map(\.name) }
}
