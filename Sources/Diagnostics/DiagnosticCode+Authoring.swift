extension DiagnosticCode {
  public static let unmetExpectation = DiagnosticCode(6001, "an expectation of a test is not met")
}

extension DiagnosticCodeCatalog {
  static let authoring: [DiagnosticCode] = [.unmetExpectation]
}
