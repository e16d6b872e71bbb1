import Diagnostics
import Testing

@Suite struct DiagnosticCodeCatalogTests {
  @Test func `codes are unique and ascending`() {
    let numbers = DiagnosticCodeCatalog.all.map(\.number)
    #expect(!numbers.isEmpty)
    #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }, "\(numbers)")
  }

  @Test func `each code has a title that begins in lower case and does not end with a full stop`() {
    for code in DiagnosticCodeCatalog.all {
      #expect(!code.title.isEmpty && !code.title.hasSuffix("."), "\(code)")
      let first = code.title.split(separator: " ").first ?? ""
      #expect(first == first.lowercased() || first == first.uppercased(), "\(code) \(code.title)")
    }
  }

  @Test func `a code is KIEM and four digits`() {
    #expect(DiagnosticCode.textEncoding.description == "KIEM1001")
  }
}
