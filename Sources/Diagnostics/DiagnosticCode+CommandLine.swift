extension DiagnosticCode {
  public static let missingPath = DiagnosticCode(1, "a path on the command line that is not there")
  public static let unwritableOutput = DiagnosticCode(2, "an output that cannot be written")
  public static let existingOutput = DiagnosticCode(3, "an output file that is already there")
  public static let noPolicySelected = DiagnosticCode(4, "nothing to evaluate")
}

extension DiagnosticCodeCatalog {
  static let commandLine: [DiagnosticCode] = [
    .missingPath, .unwritableOutput, .existingOutput, .noPolicySelected,
  ]
}
