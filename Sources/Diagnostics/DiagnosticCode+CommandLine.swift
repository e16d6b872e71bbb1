extension DiagnosticCode {
}

extension DiagnosticCodeCatalog {
  static let commandLine: [DiagnosticCode] = []
}
