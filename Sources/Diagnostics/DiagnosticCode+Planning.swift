extension DiagnosticCode {
}

extension DiagnosticCodeCatalog {
  static let planning: [DiagnosticCode] = []
}
