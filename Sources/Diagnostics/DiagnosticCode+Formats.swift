extension DiagnosticCode {
}

extension DiagnosticCodeCatalog {
  static let formats: [DiagnosticCode] = []
}
