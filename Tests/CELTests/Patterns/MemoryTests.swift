import CEL
import Testing

@Suite struct PatternMemoryTests {
  @Test func `a pattern that was used is freed with its last copy`() throws {
    weak var shared: AnyObject?
    do {
      let pattern = try Pattern("(a|b)+c")
      shared = Mirror(reflecting: pattern).children.first { $0.label == "shared" }.map { $0.value as AnyObject }
      #expect(shared != nil)
      #expect(pattern.matches("abc"))
      #expect(pattern.matchesWhole("abc"))
    }
    #expect(shared == nil)
  }
}
