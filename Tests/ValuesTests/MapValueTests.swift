import Testing
import Values

private func map(_ keys: [Value]) -> MapValue? {
  MapValue(keys.enumerated().map { .init(key: $1, value: .int(Int64($0))) })
}

/// Few entries are searched, many are indexed; both must behave the same.
private func maps(_ keys: [Value]) -> [MapValue?] {
  [map(keys), map(keys + (0..<20).map { .string("filler \($0)") })]
}

@Suite struct MapValueTests {
  @Test func `numbers find each other across types`() {
    for map in maps([.int(1), .uint(2), .uint(.max)]) {
      for one in [Value.int(1), .uint(1), .double(1)] { #expect(map?[one] == .int(0)) }
      for two in [Value.int(2), .uint(2), .double(2)] { #expect(map?[two] == .int(1)) }
      #expect(map?[.uint(.max)] == .int(2))
      for other in [Value.int(-1), .double(1.5), .double(.nan), .double(0x1p64), .string("1"), .bool(true), .null] {
        #expect(map?[other] == nil)
      }
    }
  }

  @Test func `strings are found by their code points`() {
    for map in maps([.string("\u{E9}"), .string("e\u{301}")]) {
      #expect(map?[.string("\u{E9}")] == .int(0))
      #expect(map?[.string("e\u{301}")] == .int(1))
    }
  }

  @Test func `a text finds the key that equals it folded, first the one spelt the same`() {
    for map in maps([.string("hikvision"), .string("Hikvision"), .string("KBVISION")]) {
      #expect(map?[.text(Text("Hikvision"))] == .int(1))
      #expect(map?[.text(Text("HIKVISION"))] == .int(0))
      #expect(map?[.text(Text(" kbvision "))] == .int(2))
      #expect(map?[.text(Text("dahua"))] == nil)
      #expect(map?[.string("HIKVISION")] == nil)
    }
  }

  @Test(arguments: [
    [Value.int(1), .int(1)], [.int(1), .uint(1)], [.string("a"), .string("a")], [.bool(true), .bool(true)],
    [.double(1)], [.null], [.list(ListValue([]))], [.timestamp(Timestamp(seconds: 0))],
  ])
  func `a key that is there twice or cannot be one makes no map`(keys: [Value]) {
    for map in maps(keys) { #expect(map == nil) }
  }

  @Test func `entries keep their order`() {
    let keys: [Value] = (0..<30).map { .int(Int64(29 - $0)) }
    #expect(map(keys)?.entries.map(\.key) == keys)
    #expect(map(keys)?.count == 30)
  }
}
