extension DiagnosticCode {
}

extension DiagnosticCodeCatalog {
  static let documents: [DiagnosticCode] = []
}
