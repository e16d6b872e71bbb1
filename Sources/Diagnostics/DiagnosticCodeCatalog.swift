/// Every diagnostic code, by stage: 0xxx command line and files, 1xxx formats, 2xxx documents
/// (policies, schema, catalogs, profiles), 3xxx CEL, 4xxx inventories, 5xxx planning and evaluation, 6xxx authoring,
/// 7xxx evidence.
public enum DiagnosticCodeCatalog {
  /// All codes, ascending.
  public static let all: [DiagnosticCode] =
    commandLine + formats + structuredFormats + documents + cel + inventories + planning + authoring + evidence
}
