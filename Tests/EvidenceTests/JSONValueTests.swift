import Evidence
import Formats
import Testing
import Values

@Suite struct JSONValueTests {
  @Test func `a value whose parts are shared is written up to a limit`() {
    var list = Value.list(ListValue([.int(0), .int(0)]))
    for _ in 0..<40 { list = .list(ListValue([list, list])) }
    let text = String(decoding: JSONWriter.canonical(JSONValue(list)), as: UTF8.self)
    #expect(text.utf8.count < 10_000_000)
    #expect(text.contains(#""a list of 2""#))
    var map = Value.null
    for _ in 0..<40 {
      map =
        MapValue([.init(key: .string("a"), value: map), .init(key: .string("b"), value: map)]).map(Value.map) ?? map
    }
    #expect(String(decoding: JSONWriter.canonical(JSONValue(map)), as: UTF8.self).contains(#""a map of 2""#))
  }

  @Test func `a long list of rows is written whole`() {
    let list = Value.list(ListValue((0..<50_000).map { .int($0) }))
    guard case .array(let items) = JSONValue(list) else {
      Issue.record("not a list")
      return
    }
    #expect(items.count == 50_000)
  }
}
