extension DiagnosticCode {
}

extension DiagnosticCodeCatalog {
  static let inventories: [DiagnosticCode] = []
}
