import CEL
import FoundationEssentials
import Testing

/// RE2's behaviour as cel-go shows it, on the reference table beside the checkout.
@Suite struct PatternConformanceTests {
  @Test(.enabled(if: ReferenceTable("regex_re2.json") != nil, "the reference table is not beside the checkout"))
  func `patterns match what RE2 matches`() throws {
    let table = try #require(ReferenceTable("regex_re2.json"))
    var checked = 0
    for row in table.cases {
      guard let call = row.matchesCall else {
        Issue.record("\(row.id) is not a plain call of matches: \(row.expr)")
        continue
      }
      let outcome = Result { () throws(PatternError) in try Pattern(call.pattern).matches(call.text) }
      if let expected = row.expect.value?.bool {
        #expect((try? outcome.get()) == expected, "\(row.id) \(row.expr)")
      } else {
        #expect(throws: PatternError.self, "\(row.id) \(row.expr)") { try outcome.get() }
      }
      checked += 1
    }
    #expect(checked > 60)
  }
}

/// One file of cases whose expressions are calls of `matches` on two literals.
private struct ReferenceTable: Decodable {
  struct Case: Decodable {
    struct Value: Decodable { var bool: Bool? }
    struct Expectation: Decodable { var value: Value? }
    var id: String
    var expr: String
    var expect: Expectation

    /// Reads `"text".matches(r'pattern')`.
    var matchesCall: (text: String, pattern: String)? {
      guard let middle = expr.firstRange(of: "\".matches(r'"), expr.hasPrefix("\""), expr.hasSuffix("')") else {
        return nil
      }
      let text = unescaped(expr[expr.index(after: expr.startIndex)..<middle.lowerBound])
      return (text, String(expr[middle.upperBound...].dropLast(2)))
    }

    private func unescaped(_ literal: Substring) -> String {
      var result = ""
      var rest = literal[...]
      while let character = rest.popFirst() {
        guard character == "\\", let escape = rest.popFirst() else {
          result.append(character)
          continue
        }
        switch escape {
        case "n": result.append("\n")
        case "r": result.append("\r")
        case "t": result.append("\t")
        case "u":
          let scalar = UInt32(rest.prefix(4), radix: 16).flatMap(Unicode.Scalar.init)
          if let scalar { result.unicodeScalars.append(scalar) }
          rest = rest.dropFirst(4)
        default: result.append(escape)
        }
      }
      return result
    }
  }

  var cases: [Case]

  init?(_ name: String) {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let path = "/\(root)/../shared/cel-conformance/supplement/\(name)"
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
    guard let table = try? JSONDecoder().decode(ReferenceTable.self, from: data) else { return nil }
    self = table
  }
}
