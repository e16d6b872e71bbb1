import Diagnostics
import Schema
import Testing

@Suite struct DecodingLogTests {
  @Test(arguments: [3, 24, 25, 200])
  func `a name that is there again is told each time, with its first place`(count: Int) {
    let source = Source(path: "a.yaml", bytes: Array(repeating: 0x61, count: 400))
    let last = count - 1
    let names = (0..<count).map { number in
      Located(number == last || number == 1 ? "n0" : "n\(number)", Span(source: source, range: number..<number + 1))
    }
    let log = DecodingLog()
    log.unique(names + [Located("", Span(source: source, range: 399..<400))], as: "names")
    let found = log.diagnostics.all.map { diagnostic in
      [diagnostic.primary?.span.range.lowerBound] + diagnostic.secondary.map { $0.span.range.lowerBound }
    }
    #expect(found == [[1, 0], [last, 0]])
  }
}
