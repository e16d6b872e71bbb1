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

  /// The format of that name.
  public static func format(named name: String) -> (any ReportFormat)? { all.first { $0.name == name } }

  /// The names of all formats, for suggestions.
  public static var names: [String] { all.map(\.name) }
}
