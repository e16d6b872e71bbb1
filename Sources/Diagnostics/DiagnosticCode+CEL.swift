extension DiagnosticCode {
}

extension DiagnosticCodeCatalog {
  static let cel: [DiagnosticCode] = []
}
