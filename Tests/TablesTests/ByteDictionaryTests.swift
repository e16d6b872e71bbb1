import Formats
import Testing

@testable import Tables

struct ByteDictionaryTests {
  private func padded(_ text: String) -> [UInt8] {
    Array(text.utf8) + [UInt8](repeating: 0xEE, count: ByteDictionary.room)
  }

  @Test func `numbers strings as a dictionary of strings does`() {
    let dictionary = ByteDictionary(capacity: 4)
    var known: [String: UInt32] = [:]
    var state: UInt64 = 3
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Int(state >> 40) % 6_000
      let text =
        String(repeating: "abcdefghijklmnop", count: number % 4) + "\(number)"
        + String(repeating: "z", count: number % 9)
      let bytes = padded(text)
      let code = bytes.withUnsafeBufferPointer { dictionary.code($0.baseAddress!, text.utf8.count) }
      let wanted = known[text] ?? UInt32(known.count)
      known[text] = wanted
      #expect(code == wanted)
    }
    #expect(dictionary.count == known.count)
    for (text, code) in known {
      #expect(String(decoding: dictionary.string(code).bytes, as: UTF8.self) == text)
    }
  }

  @Test func `more than 65536 strings, and the empty one, keep their numbers`() {
    let dictionary = ByteDictionary()
    for round in 0..<2 {
      for number in 0..<70_000 {
        let text = number == 0 ? "" : "TB-\(number)"
        let bytes = padded(text)
        let code = bytes.withUnsafeBufferPointer { dictionary.code($0.baseAddress!, text.utf8.count) }
        #expect(Int(code) == number, "round \(round)")
      }
    }
  }

  @Test func `strings of two kinds differ`() {
    let dictionary = ByteDictionary()
    let bytes = padded("true")
    let codes = bytes.withUnsafeBufferPointer { buffer in
      (dictionary.code(buffer.baseAddress!, 4), dictionary.code(buffer.baseAddress!, 4, kind: ByteDictionary.otherKind))
    }
    #expect(codes.0 == 0 && codes.1 == 1)
    #expect(dictionary.string(1).kind == ByteDictionary.otherKind)
  }

  @Test func `what was forgotten gets new numbers`() {
    let dictionary = ByteDictionary()
    let (first, second) = (padded("first"), padded("second"))
    _ = first.withUnsafeBufferPointer { dictionary.code($0.baseAddress!, 5) }
    dictionary.removeAll()
    #expect(dictionary.count == 0)
    #expect(second.withUnsafeBufferPointer { dictionary.code($0.baseAddress!, 6) } == 0)
    #expect(first.withUnsafeBufferPointer { dictionary.find($0.baseAddress!, 5) } == nil)
  }
}
