extension DiagnosticCode {
  public static let missingPath = DiagnosticCode(1, "a path on the command line that is not there")
  public static let unwritableOutput = DiagnosticCode(2, "an output that cannot be written")
  public static let existingOutput = DiagnosticCode(3, "an output file that is already there")
  public static let noPolicySelected = DiagnosticCode(4, "nothing to evaluate")
  public static let listedFile = DiagnosticCode(5, "a listed file that is not checked")
  public static let unreadablePath = DiagnosticCode(20, "a path on the command line that cannot be read")
  public static let unusableVariable = DiagnosticCode(21, "a name that no expression can use for a variable")
}

extension DiagnosticCodeCatalog {
  static let commandLine: [DiagnosticCode] = [
    .missingPath, .unwritableOutput, .existingOutput, .noPolicySelected, .listedFile, .unreadablePath,
    .unusableVariable,
  ]
}
